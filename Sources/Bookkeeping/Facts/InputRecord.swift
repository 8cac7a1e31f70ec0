import Domain
import Notation
import Quantities

/// A file that was accepted.
public struct InputRecord: LedgerRecord, Hashable {
  /// Its place among all inputs.
  public let sequence: Int64
  /// Its kind, as the drop directory is called.
  public let kind: String
  /// Its name.
  public let fileName: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// How many bytes it has.
  public let size: Int64
  /// Who owned it.
  public let owner: FileOwner
  /// When it was received.
  public let received: Moment
  /// How many records it has.
  public let records: Int64

  /// A record made of its parts.
  public init(
    sequence: Int64, kind: String, fileName: String, sha256: String, size: Int64, owner: FileOwner,
    received: Moment, records: Int64
  ) {
    self.sequence = sequence
    self.kind = kind
    self.fileName = fileName
    self.sha256 = sha256
    self.size = size
    self.owner = owner
    self.received = received
    self.records = records
  }

  static let table = Table(
    "input", key: "sequence", format: 1, fixed: ["body", "digest"],
    searched: ["sequence", "kind", "file_name", "sha256", "received_ms", "owner"])
  var searched: [(any SQLConvertible)?] {
    [sequence, kind, fileName, sha256, received.milliseconds, Int64(owner.uid)]
  }
}

extension InputRecord: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    sequence = try fields["sequence"]
    kind = try fields["kind"]
    fileName = try fields["file_name"]
    sha256 = try fields["sha256"]
    size = try fields["size"]
    owner = try fields["owner"]
    received = try fields["received_at"]
    records = try fields["records"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("file_name", fileName, "kind", kind, "owner", owner, "received_at", received)
    try object.add("records", records, "sequence", sequence, "sha256", sha256, "size", size)
  }
}
