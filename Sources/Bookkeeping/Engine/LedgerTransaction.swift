import Notation

/// The ledger inside one transaction. Its abilities are in extensions, one file an idea.
public struct LedgerTransaction {
  private let connection: any LedgerConnection
  private let onCorruptRow: ((CorruptRowError) -> Void)?
  /// What it changes of them so far.
  let counters = CounterChanges()

  init(_ connection: any LedgerConnection, _ onCorruptRow: ((CorruptRowError) -> Void)?) {
    self.connection = connection
    self.onCorruptRow = onCorruptRow
  }

  /// Does what a row that is not what was written may make impossible.
  ///
  /// - Returns: `nil` where it was, and somebody was told.
  /// - Throws: ``CorruptRowError`` where nobody is to be told, and what the body throws.
  public func unlessCorrupt<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch let error as CorruptRowError {
      guard let onCorruptRow else { throw error }
      onCorruptRow(error)
      return nil
    }
  }

  /// Does something whole, or not at all.
  public func whole<Value>(_ body: () throws -> Value) throws -> Value {
    let value: Value
    let counted = counters.state
    try run("SAVEPOINT whole")
    do { value = try body() } catch {
      counters.state = counted
      // Where SQLite gave up the whole transaction, there is nothing left to go back to.
      try? run("ROLLBACK TO whole")
      try? run("RELEASE whole")
      throw error
    }
    try run("RELEASE whole")
    return value
  }

  func run(_ sql: String, _ arguments: SQLArguments = []) throws {
    try connection.run(sql, arguments)
  }

  /// Runs a statement, and tells whether it changed anything.
  func runTellingChange(_ sql: String, _ arguments: SQLArguments) throws -> Bool {
    try connection.run(sql, arguments)
    return connection.changedRows > 0
  }

  /// Runs a statement that adds a row.
  ///
  /// - Returns: the row's number.
  func add(_ sql: String, _ arguments: SQLArguments) throws -> Int64 {
    try connection.run(sql, arguments)
    return connection.addedRow
  }

  /// Hands over each row that a query finds, while it is read: it is gone with the next.
  func forEachRow(
    _ sql: String, _ arguments: SQLArguments = [], _ body: (any LedgerRow) throws -> Void
  ) throws {
    try connection.forEachRow(sql, arguments, body)
  }

  func rows(_ sql: String, _ arguments: SQLArguments = []) throws -> [any LedgerRow] {
    try connection.rows(sql, arguments)
  }

  /// What a body makes of each row. Columns of a row that is read in passing are found by a table,
  /// those of a row that is kept by comparing names: for what is asked of every contract, that is most
  /// of the time.
  func fetch<Value>(
    _ sql: String, _ arguments: SQLArguments = [], _ body: (any LedgerRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try connection.forEachRow(sql, arguments) { values.append(try body($0)) }
    return values
  }

  /// The same for what nearly every contract has none of: to find that there is nothing takes a
  /// fraction of the time that making a table of the columns does.
  func fetchIfExists<Value>(
    _ sql: String, _ arguments: SQLArguments, _ body: (any LedgerRow) throws -> Value
  ) throws -> [Value] {
    guard try number("SELECT EXISTS (\(sql))", arguments) == 1 else { return [] }
    return try rows(sql, arguments).map(body)
  }

  /// Hands over each row that a query finds, for any thread.
  func forEachKeptRow(
    _ sql: String, _ arguments: SQLArguments = [], _ body: (KeptRow) throws -> Void
  ) throws {
    try connection.forEachKeptRow(sql, arguments, body)
  }

  /// The rows that a query finds for keys, by one of its columns.
  ///
  /// - Parameter sql: reads its keys from `json_each(?1)`, whose `value` they are.
  func rows(
    _ sql: String, of keys: [some Canonical], by column: String
  ) throws -> [String: [KeptRow]] {
    guard !keys.isEmpty else { return [:] }
    var rows: [String: [KeptRow]] = [:]
    try forEachKeptRow(sql, [try CanonicalJSON.encode(keys)]) { row in
      rows[row.text(column), default: []].append(row)
    }
    return rows
  }

  func row(_ sql: String, _ arguments: SQLArguments = []) throws -> (any LedgerRow)? {
    try connection.row(sql, arguments)
  }

  func number(_ sql: String, _ arguments: SQLArguments = []) throws -> Int64? {
    try connection.number(sql, arguments)
  }

  func texts(_ sql: String, _ arguments: SQLArguments = []) throws -> [String] {
    try connection.texts(sql, arguments)
  }

  /// Hands over rows in pages, so that the body may write while they are read, and memory does not
  /// grow with their number.
  ///
  /// - Parameter sql: a query with two arguments, the last key seen and the page's size, whose
  ///   first column is the key by which it is ordered.
  func forEachKey(
    _ sql: String, after place: String = "", _ body: (String) throws -> Void
  ) throws {
    var last = place
    while true {
      let page = try texts(sql, [last, 1_000])
      for key in page { try body(key) }
      guard let end = page.last, page.count == 1_000 else { return }
      last = end
    }
  }
}
