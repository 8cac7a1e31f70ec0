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
  /// SHA-256 of its bytes.
  public let sha256: Digest
  /// The piece from which its bytes are found.
  public let content: Digest
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
    sequence: Int64, kind: String, fileName: String, sha256: Digest, content: Digest, size: Int64,
    owner: FileOwner,
    received: Moment, records: Int64
  ) {
    self.sequence = sequence
    self.kind = kind
    self.fileName = fileName
    self.sha256 = sha256
    self.content = content
    self.size = size
    self.owner = owner
    self.received = received
    self.records = records
  }

  static let table = Table(
    "input", key: "sequence", format: 1, input: false,
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
    content = try fields["content"]
    size = try fields["size"]
    owner = try fields["owner"]
    received = try fields["received_at"]
    records = try fields["records"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("content", content, "file_name", fileName, "kind", kind, "owner", owner)
    try object.add("received_at", received, "records", records, "sequence", sequence)
    try object.add("sha256", sha256, "size", size)
  }
}
