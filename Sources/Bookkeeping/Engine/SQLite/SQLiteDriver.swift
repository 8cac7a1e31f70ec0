import CScratch
import Foundation
import GRDB
import GRDBSQLite

/// An SQLite database, by GRDB.
final class SQLiteDriver: LedgerDriver {
  private let queue: DatabaseQueue

  init(_ queue: DatabaseQueue) { self.queue = queue }

  func read<Value>(_ body: (any LedgerConnection) throws -> Value) throws -> Value {
    // Not by the queue's own `read`: it forbids writing by a pragma, after which SQLite compiles every statement
    // anew.
    try queue.writeWithoutTransaction { database in
      let connection = SQLiteConnection(database: database, isReadOnly: true)
      // One that holds a state is inside a transaction for as long as it is open.
      guard !database.isInsideTransaction else { return try body(connection) }
      var value: Value?
      try database.inTransaction(.deferred) {
        value = try body(connection)
        return .commit
      }
      guard let value else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      return value
    }
  }

  func write<Value>(_ body: (any LedgerConnection) throws -> Value) throws -> Value {
    try queue.write { try body(SQLiteConnection(database: $0, isReadOnly: false)) }
  }

  func checkpoint() throws {
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
  }

  func close() throws {
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
  }

  func size() throws -> Int64 {
    try queue.read { database in
      let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      return try pages * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }
  }

  func copy(to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    try copy.close()
  }

  /// Whether a part of the state that is held is in the write-ahead log alone.
  func isInLog() throws -> Bool {
    try queue.read { database in
      var answer: Int32 = 0
      let status = scratch_needs_log(database.sqliteConnection, &answer)
      guard status == SQLITE_OK else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: status), message: "no index of the log")
      }
      return answer != 0
    }
  }

  /// Brings what is in the log beside a database into its one file.
  static func mergeLog(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try queue.close()
  }

  /// Looks through the pages of tables, one after the other: while one is looked at, the log cannot be
  /// brought into the file.
  ///
  /// - Returns: the first fault; `nil` where there is none.
  static func damage(
    in tables: [Table], of path: String, unless isUnwanted: () -> Bool
  ) throws -> String? {
    let queue = try DatabaseQueue(path: path, configuration: readOnly)
    defer { try? queue.closeKeepingQueue() }
    for table in tables where !isUnwanted() {
      let found = try queue.read { database in
        try String.fetchOne(database, sql: "PRAGMA quick_check(\(table.name))")
      }
      if let found, found != "ok" { return found }
    }
    return nil
  }
}
