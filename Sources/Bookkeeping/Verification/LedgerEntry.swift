import Domain
import Notation
import Quantities

/// What one input brought about, as the chain keeps it.
public struct LedgerEntry: Hashable, Sendable {
  /// The input's place.
  public let sequence: Int64
  /// The version of the engine that decided.
  public let engine: Int
  /// The digest of the input's body, which has the digest of its bytes.
  public let inputDigest: Digest
  /// How many rows were added.
  public let rows: Int64
  /// SHA-256 over the digests of the rows, table by table, each in order of its key.
  public let rowsDigest: Digest
}

extension LedgerEntry: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    sequence = try fields["sequence"]
    engine = try fields["engine"]
    inputDigest = try fields["input_digest"]
    rows = try fields["rows"]
    rowsDigest = try fields["rows_digest"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "engine", engine, "input_digest", inputDigest, "rows", rows, "rows_digest", rowsDigest,
      "sequence", sequence)
  }
}

/// An entry in its place in the chain.
public struct ChainedEntry: Hashable, Sendable {
  /// The entry.
  public let entry: LedgerEntry
  /// SHA-256 over the hash before it and the digest of its body.
  public let hash: Digest
}

extension LedgerEntry: LedgerRecord {
  static let table = Table(
    "entry", key: "sequence", format: 1, input: false, isChained: true,
    searched: ["sequence", "engine"])
  var searched: [(any SQLConvertible)?] {
    [sequence, engine]
  }
}
