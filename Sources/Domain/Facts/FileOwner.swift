import Notation

/// The user who owned a file when it was received.
public struct FileOwner: Hashable, Sendable {
  /// Why a file is no evidence that its owner wrote what is in it.
  public enum Doubt: String, CaseIterable, Canonical, Hashable, Sendable {
    /// Others than the owner may write it.
    case writableByOthers = "writable-by-others"
    /// It has other names, so that it may have been put there by another than its owner.
    case severalLinks = "several-links"
  }

  /// The number of the user.
  public let uid: UInt32
  /// The user's name then; empty where the number had none.
  public let name: String
  /// Why the file is no evidence of its owner; `nil` where it is.
  public let doubt: Doubt?

  /// A user.
  public init(uid: UInt32, name: String, doubt: Doubt? = nil) {
    self.uid = uid
    self.name = name
    self.doubt = doubt
  }

  /// Who owns what the machine is set up with.
  public static let root = FileOwner(uid: 0, name: "root")

  /// Whether the file is evidence that its owner wrote it.
  public var isProven: Bool { doubt == nil }
}

extension FileOwner: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    uid = try fields["uid"]
    name = try fields["name"]
    doubt = try fields["doubt"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("doubt", doubt, "name", name, "uid", uid)
  }
}
