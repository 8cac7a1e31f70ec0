import Foundation
import GRDB
import GRDBSQLite

/// A connection to SQLite, by GRDB, inside one transaction.
struct SQLiteConnection: LedgerConnection {
  let database: Database

  /// A statement that is compiled once, but where its rows are being read already.
  private func statement(_ sql: String, _ arguments: SQLArguments) throws -> Statement {
    var statement = try database.cachedStatement(sql: sql)
    if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
      statement = try database.makeStatement(sql: sql)
    }
    try statement.setArguments(StatementArguments(arguments.values.map(\.databaseValue)))
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
    case .blob(let bytes): .bytes(bytes)
    }
  }
}

extension SQLValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): bytes.databaseValue
    }
  }
}
