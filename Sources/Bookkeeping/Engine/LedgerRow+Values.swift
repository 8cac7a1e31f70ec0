import Domain
import Notation
import Quantities

extension LedgerRow {
  private func read<Value>(_ column: String, _ parse: (String) -> Value?) throws -> Value {
    let text = text(column)
    guard let value = parse(text) else { throw CorruptRowError(column, text) }
    return value
  }

  func identifier(_ column: String) throws -> Identifier { try read(column) { Identifier($0) } }

  /// A digest; one that has not its length is that of nothing.
  func digest(_ column: String) -> Digest { optionalDigest(column) ?? .none }

  func optionalDigest(_ column: String) -> Digest? {
    if case .bytes(let bytes) = value(column) { Digest(bytes: bytes) } else { nil }
  }

  func date(_ column: String) throws -> CivilDate { try read(column) { CivilDate($0) } }

  func name<Name: RawRepresentable<String>>(_ column: String) throws -> Name {
    try read(column) { Name(rawValue: $0) }
  }

  func moment(_ column: String) -> Moment { Moment(milliseconds: integer(column)) }

  func optionalMoment(_ column: String) -> Moment? {
    optionalInteger(column).map { Moment(milliseconds: $0) }
  }
}

extension Yen {
  /// As a column keeps it.
  ///
  /// - Throws: ``QuantityOverflow`` beyond 64 bits.
  var column: Int64 {
    get throws {
      guard let value = Int64(exactly: value) else { throw QuantityOverflow("storing") }
      return value
    }
  }
}

extension LedgerRow {
  /// The hash of a row of a chained table, read with ``Table/previousHash``.
  ///
  /// - Throws: ``CorruptRowError`` where it is not that of its body after the one before it.
  func chainedHash(in table: Table) throws -> Digest {
    let hash = digest("hash")
    guard Digest.chained(digest("previous_hash"), digest("digest")) == hash else {
      throw CorruptRowError(self, table, "its hash is not that of its body")
    }
    return hash
  }
}
