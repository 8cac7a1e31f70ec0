/// An open database as the ledger uses it, with ``LedgerConnection`` and ``LedgerRow``. Opening it, and what
/// looks at its pages, are the driver's own; there is one, over SQLite, in whose SQL the ledger speaks.
protocol LedgerDriver: AnyObject {
  /// Runs a body on one unchanging state.
  func read<Value>(_ body: (any LedgerConnection) throws -> Value) throws -> Value

  /// Runs a body in one transaction: all of what it writes lasts, or, when it throws, nothing.
  func write<Value>(_ body: (any LedgerConnection) throws -> Value) throws -> Value

  /// Brings into the database file itself what can be brought there while others read.
  func checkpoint() throws

  /// The same, with nothing left beside it, and closes it.
  func close() throws

  /// How many bytes a copy of it has.
  func size() throws -> Int64

  /// Copies it as it is at one moment, whoever writes meanwhile.
  func copy(to path: String) throws
}

/// A connection inside one transaction. Statements are compiled once for each connection.
protocol LedgerConnection {
  /// Runs a statement.
  func run(_ sql: String, _ arguments: SQLArguments) throws

  /// How many rows the last statement changed.
  var changedRows: Int { get }

  /// The number of the row that was added last.
  var addedRow: Int64 { get }

  /// Hands over each row that a query finds, while it is read: it is gone with the next.
  func forEachRow(
    _ sql: String, _ arguments: SQLArguments, _ body: (any LedgerRow) throws -> Void) throws

  /// The rows that a query finds.
  func rows(_ sql: String, _ arguments: SQLArguments) throws -> [any LedgerRow]

  /// Hands over each row that a query finds, for any thread.
  func forEachKeptRow(
    _ sql: String, _ arguments: SQLArguments, _ body: (KeptRow) throws -> Void) throws

  /// The first row that a query finds; `nil` where there is none.
  func row(_ sql: String, _ arguments: SQLArguments) throws -> (any LedgerRow)?

  /// The first column of the first row that a query finds; `nil` where there is none, or nothing in it.
  func number(_ sql: String, _ arguments: SQLArguments) throws -> Int64?

  /// The first column of the rows that a query finds.
  func texts(_ sql: String, _ arguments: SQLArguments) throws -> [String]
}

/// A row that a query found. An optional is `nil` where there is no such column, too; what may not be nothing
/// has to be there.
protocol LedgerRow: AnyObject {
  /// The names of its columns, in their order.
  var columns: [String] { get }

  func text(_ column: String) -> String
  func optionalText(_ column: String) -> String?
  func integer(_ column: String) -> Int64
  func optionalInteger(_ column: String) -> Int64?
  func bytes(_ column: String) -> [UInt8]

  /// A column as it is kept.
  func value(_ column: String) -> SQLValue
}
