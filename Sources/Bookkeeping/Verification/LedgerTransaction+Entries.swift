import Domain
import Notation
import Quantities

extension LedgerTransaction {
  /// Ends inputs: chains everything that they brought about.
  ///
  /// - Parameters:
  ///   - last: the last of them.
  ///   - engine: the version of the engine that decided.
  public func seal(upTo last: Int64, engine: Int) throws {
    let first = (try number("SELECT max(sequence) FROM entry") ?? 0) + 1
    for input in first...max(first, last) { try seal(input, engine: engine) }
  }

  func seal(_ input: Int64, engine: Int) throws {
    let entry = try entry(of: input, engine: engine)
    let body = try StoredBody(entry)
    let previous = try row("SELECT hash FROM entry ORDER BY sequence DESC LIMIT 1")?.digest("hash")
    let before = previous ?? Digest.none
    try run(
      LedgerEntry.table.insertion,
      SQLArguments(
        [body.text, body.digest, Digest.chained(before, body.digest)] + entry.searched))
  }

  /// What an input's rows give as its entry.
  func entry(of input: Int64, engine: Int) throws -> LedgerEntry {
    guard let row = try row("SELECT digest FROM input WHERE sequence = ?", [input]) else {
      throw CorruptRowError(InputRecord.table, "sequence \(input)", "is missing")
    }
    var digest = Digester()
    var count: Int64 = 0
    for table in Table.chained {
      try forEachRow(
        "SELECT digest FROM \(table.name) WHERE input = ? ORDER BY \(table.key)", [input]
      ) { row in
        digest.add(table.name)
        digest.add(row.digest("digest"))
        count += 1
      }
    }
    return LedgerEntry(
      sequence: input, engine: engine, inputDigest: row.digest("digest"), rows: count,
      rowsDigest: digest.digest)
  }

  /// The entry of an input; `nil` where there is none.
  public func entry(_ sequence: Int64) throws -> ChainedEntry? {
    try fetch("\(Self.chainedEntries) WHERE sequence = ?", [sequence], Self.chained).first
  }

  /// The last entry of the chain; `nil` before the first.
  public func lastEntry() throws -> ChainedEntry? {
    try fetch("\(Self.chainedEntries) ORDER BY sequence DESC LIMIT 1", [], Self.chained).first
  }

  private static let chainedEntries = "SELECT *, \(LedgerEntry.table.previousHash) FROM entry"

  private static func chained(_ row: any LedgerRow) throws -> ChainedEntry {
    try ChainedEntry(
      entry: StoredBody.read(LedgerEntry.self, row), hash: row.chainedHash(in: LedgerEntry.table))
  }
}
