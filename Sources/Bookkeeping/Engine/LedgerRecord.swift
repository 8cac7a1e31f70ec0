import Domain
import Notation
import Quantities

/// A value that the ledger keeps as a row: columns by which it is searched, and a body that says it whole.
protocol LedgerRecord: CanonicalObject, Sendable {
  /// Where its rows are kept.
  static var table: Table { get }

  /// What its row is searched by, in the order of ``Table/searched``. Nothing else is read from these
  /// columns, and they have to agree with the body.
  var searched: [(any SQLConvertible)?] { get }

  /// What it says, without digests of other bodies: those differ where a version writes more fields.
  var withoutDigests: Self { get }

  /// What it says that cannot be, whatever made it; `nil` where it holds.
  var contradiction: String? { get }

  /// Reads a body of a form that was written by an earlier version.
  ///
  /// - Throws: ``CorruptRowError`` for a form that is not known.
  static func decode(_ body: JSONValue, format: Int) throws -> Self
}

extension LedgerRecord {
  /// Mostly there are none.
  var withoutDigests: Self { self }

  /// Mostly its types see to that.
  var contradiction: String? { nil }

  /// There is one form so far.
  static func decode(_ body: JSONValue, format: Int) throws -> Self {
    throw CorruptRowError(table.name, "body of form \(format), which is not known")
  }
}

extension LedgerTransaction {
  /// Adds a record; nothing else adds rows that have bodies.
  ///
  /// - Returns: the row's number.
  @discardableResult
  func append<Record: LedgerRecord>(_ record: Record, input: Int64) throws -> Int64 {
    try append(record, StoredBody(record), input: input)
  }

  /// Adds a record whose body is made already.
  @discardableResult
  func append<Record: LedgerRecord>(
    _ record: Record, _ body: StoredBody, input: Int64
  ) throws -> Int64 {
    try record.refuseContradiction()
    return try add(
      Record.table.insertion,
      SQLArguments([input] + body.columns(in: Record.table) + record.searched))
  }

  /// The records of a table for which a condition holds.
  ///
  /// - Parameter rest: what follows the table's name: joins, a condition, an order.
  func records<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> [Record] {
    try fetch("SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments) {
      try StoredBody.read(type, $0)
    }
  }

  /// The same without those that are not what was written, of which somebody is told.
  func readableRecords<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> [Record] {
    try fetch("SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments) {
      row in try unlessCorrupt { try StoredBody.read(type, row) }
    }.compactMap { $0 }
  }

  /// The same for what nearly every contract has none of.
  func rareRecords<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments
  ) throws -> [Record] {
    try fetchIfExists(
      "SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments
    ) { try StoredBody.read(type, $0) }
  }

  /// The first of them.
  func record<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> Record? {
    try records(type, rest + " LIMIT 1", arguments).first
  }
}
