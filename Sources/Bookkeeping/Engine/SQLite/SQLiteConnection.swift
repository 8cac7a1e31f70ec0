import Foundation
import GRDB
import GRDBSQLite

/// A connection to SQLite, by GRDB, inside one transaction.
struct SQLiteConnection: LedgerConnection {
  let database: Database
  let isReadOnly: Bool

  /// The cached statement, or a fresh one while the cached one is being stepped.
  private func statement(_ sql: String, _ arguments: SQLArguments) throws -> Statement {
    var statement = try database.cachedStatement(sql: sql)
    if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
      statement = try database.makeStatement(sql: sql)
    }
    guard !isReadOnly || sqlite3_stmt_readonly(statement.sqliteStatement) != 0 else {
      throw DatabaseError(
        resultCode: .SQLITE_MISUSE, message: "a change while only reading", sql: sql)
    }
    // Bound directly: GRDB copies each value twice. This resets it, clears what was bound, and has the library
    // take it for bound.
    statement.setUncheckedArguments(StatementArguments())
    let values = arguments.values
    guard values.count == Int(sqlite3_bind_parameter_count(statement.sqliteStatement)) else {
      throw DatabaseError(
        resultCode: .SQLITE_MISUSE, message: "\(values.count) arguments are not what it takes",
        sql: sql)
    }
    for (index, value) in values.enumerated() {
      let status = value.bind(to: statement.sqliteStatement, at: Int32(index + 1))
      guard status == SQLITE_OK else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: status), message: database.lastErrorMessage, sql: sql)
      }
    }
    return statement
  }

  func run(_ sql: String, _ arguments: SQLArguments) throws {
    try statement(sql, arguments).execute()
  }

  var changedRows: Int { database.changesCount }

  var addedRow: Int64 { database.lastInsertedRowID }

  func forEachRow(
    _ sql: String, _ arguments: SQLArguments, _ body: (any LedgerRow) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(statement(sql, arguments))
    while let row = try found.next() { try body(row) }
  }

  func rows(_ sql: String, _ arguments: SQLArguments) throws -> [any LedgerRow] {
    try Row.fetchAll(statement(sql, arguments))
  }

  func forEachKeptRow(
    _ sql: String, _ arguments: SQLArguments, _ body: (KeptRow) throws -> Void
  ) throws {
    let statement = try statement(sql, arguments)
    let (names, place) = (statement.columnNames, statement.sqliteStatement)
    let found = try Row.fetchCursor(statement)
    while try found.next() != nil {
      try body(
        KeptRow(names: names, values: names.indices.map { SQLValue(of: place, at: Int32($0)) }))
    }
  }

  func row(_ sql: String, _ arguments: SQLArguments) throws -> (any LedgerRow)? {
    try Row.fetchOne(statement(sql, arguments))
  }

  func number(_ sql: String, _ arguments: SQLArguments) throws -> Int64? {
    try Int64.fetchOne(statement(sql, arguments))
  }

  func texts(_ sql: String, _ arguments: SQLArguments) throws -> [String] {
    try String.fetchAll(statement(sql, arguments))
  }
}

extension Row: LedgerRow {
  var columns: [String] { Array(columnNames) }

  func text(_ column: String) -> String { self[column] }
  func optionalText(_ column: String) -> String? { self[column] }
  func integer(_ column: String) -> Int64 { self[column] }
  func optionalInteger(_ column: String) -> Int64? { self[column] }
  func bytes(_ column: String) -> [UInt8] { Array(self[column] as Data) }

  func value(_ column: String) -> SQLValue {
    guard let value = self[column] as DatabaseValue? else { return .null }
    return switch value.storage {
    case .null: .null
    case .int64(let value): .integer(value)
    // STRICT tables have none.
    case .double(let value): .text(String(value))
    case .string(let text): .text(text)
    case .blob(let bytes): .bytes(Array(bytes))
    }
  }
}

extension SQLValue {
  /// Tells SQLite to copy what it is given.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// A column of the row at which a statement stands.
  fileprivate init(of statement: OpaquePointer, at place: Int32) {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, place))
    case SQLITE_TEXT:
      let text = UnsafeBufferPointer(
        start: sqlite3_column_text(statement, place),
        count: Int(sqlite3_column_bytes(statement, place)))
      self = .text(String(decoding: text, as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, place),
        count: Int(sqlite3_column_bytes(statement, place)))
      self = .bytes(Array(bytes))
    // STRICT tables have no floating point.
    default: self = .null
    }
  }

  /// - Returns: SQLite's result code.
  fileprivate func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    switch self {
    case .null: sqlite3_bind_null(statement, place)
    case .integer(let value): sqlite3_bind_int64(statement, place, value)
    case .text(let text):
      text.withCString {
        sqlite3_bind_text64(
          statement, place, $0, UInt64(text.utf8.count), Self.copied, UInt8(SQLITE_UTF8))
      }
    case .bytes(let bytes):
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(statement, place, 0)
        : bytes.withUnsafeBytes {
          sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), Self.copied)
        }
    }
  }
}
