import CScratch
import Foundation
import GRDB
import GRDBSQLite

extension SQLiteDriver {
  /// Opens a database for writing, and brings it up to date.
  ///
  /// - Throws: ``Ledger/UnsafeLedgerError`` where it would not survive a power failure, what the check throws
  ///   about its tables before anything is changed in it, and what SQLite reports.
  convenience init(
    writing path: String, checking check: (_ tables: [String]) throws -> Void
  ) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(30)
    configuration.label = "ledger"
    configuration.prepareDatabase(SQLiteDriver.makeRoom)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read {
      try check(Schema.tables(of: $0))
      try SQLiteDriver.verifySchemaVersion($0, path)
    }
    try SQLiteDriver.promiseToLast(queue, path)
    try Schema.migrator.migrate(queue)
    try SQLiteDriver.makeGatheringTables(queue)
    self.init(queue)
  }

  /// Opens a database for reading only.
  ///
  /// - Throws: ``Ledger/UnsafeLedgerError`` where another version made it, and what SQLite reports, also
  ///   where there is none.
  convenience init(reading path: String) throws {
    self.init(try SQLiteDriver.open(path, by: path, SQLiteDriver.readOnly))
  }

  /// Opens one state of a database, which stands still for as long as this is open.
  ///
  /// - Throws: the same.
  convenience init(holding path: String) throws {
    var configuration = SQLiteDriver.readOnly
    configuration.allowsUnsafeTransactions = true
    let queue = try SQLiteDriver.open(path, by: path, configuration)
    try queue.writeWithoutTransaction { database in
      try database.beginTransaction(.deferred)
      // A transaction begins with what it reads first.
      _ = try Row.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
    }
    self.init(queue)
  }

  /// Opens a database by a VFS that writes elsewhere and knows no shared memory.
  ///
  /// - Throws: the same.
  convenience init(scratching path: String, withLog isWithLog: Bool) throws {
    guard scratch_register() == SQLITE_OK, sqlite3_compileoption_used("USE_URI") != 0 else {
      throw Ledger.UnsafeLedgerError(description: "\(path): this SQLite takes no VFS by name")
    }
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // Nothing is worked off into a file that goes anyway.
      try database.execute(
        sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_autocheckpoint = 0")
      _ = scratch_keep_log(database.sqliteConnection)
      try SQLiteDriver.makeRoom(database)
    }
    let file = URL(fileURLWithPath: path).absoluteString
    let queue = try SQLiteDriver.open(
      path, by: file + "?vfs=scratch&log=\(isWithLog ? 1 : 0)", configuration)
    try SQLiteDriver.makeGatheringTables(queue)
    self.init(queue)
  }

  static var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(30)
    return configuration
  }

  private static func makeGatheringTables(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { database in
      for table in GatheringTable.all { try database.execute(sql: table.creation) }
      try database.execute(sql: GatheredAdjustments.index)
    }
  }

  /// What one input affects is gathered in temporary tables, which may have a million rows.
  @Sendable private static func makeRoom(_ database: Database) throws {
    try database.execute(sql: "PRAGMA temp_store = FILE; PRAGMA cache_size = -16384")
  }

  private static func open(
    _ path: String, by address: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: address, configuration: configuration)
    try queue.read { database in
      guard try Schema.migrator.hasCompletedMigrations(database) else {
        throw Ledger.UnsafeLedgerError(
          description:
            "\(path): another version of slacreditd made it; the service of this version "
            + "brings an earlier one up to date when it starts")
      }
      try verifySchemaVersion(database, path)
    }
    return queue
  }

  /// Sets how the database survives a power failure, and looks whether it is so.
  private static func promiseToLast(_ queue: DatabaseQueue, _ path: String) throws {
    // Whoever reads without a right to write needs the -wal and -shm files to stay when the service
    // ends (https://www.sqlite.org/wal.html#read_only_databases).
    try queue.writeWithoutTransaction { database in
      var stay: Int32 = 1
      let status = sqlite3_file_control(
        database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &stay)
      guard status == SQLITE_OK else {
        throw Ledger.UnsafeLedgerError(
          description: "\(path): the write-ahead log would not stay", isOfDisk: true)
      }
      // Opening sets NORMAL, under which a committed input could be lost with the power.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // What one large input made of the log is given back to the disk.
      try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
      // The library begins an empty log by a transaction of its own, before that was set.
      _ = try database.checkpoint(.passive)
      let found = [
        try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
        try String.fetchOne(database, sql: "PRAGMA synchronous") ?? "",
        try String.fetchOne(database, sql: "PRAGMA foreign_keys") ?? "",
      ]
      guard found == ["wal", "2", "1"] else {
        throw Ledger.UnsafeLedgerError(
          description: "\(path): journal_mode, synchronous and foreign_keys are \(found), "
            + "not wal, 2 (FULL) and 1; is the disk full, or does it fail?", isOfDisk: true)
      }
    }
  }

  /// Refuses tables that are not those of this version, or of one before it: no default may paper over a
  /// column that is not there. Triggers may be missing, so that verification can look at what somebody did
  /// then.
  private static func verifySchemaVersion(_ database: Database, _ path: String) throws {
    guard try Schema.migrator.appliedIdentifiers(database).isDisjoint(with: Schema.abandoned) else {
      throw Ledger.UnsafeLedgerError(
        description:
          "\(path): it was made before the stored form began anew, which no release had; "
          + "begin a ledger anew and send the files again")
    }
    guard try !Schema.migrator.hasBeenSuperseded(database) else {
      throw Ledger.UnsafeLedgerError(
        description: "\(path): a later version of slacreditd made it; install that version")
    }
    guard try Schema.tables(of: database) == Schema.tables(migratedLike: database) else {
      throw Ledger.UnsafeLedgerError(
        description: "\(path): its tables are not those of this version of slacreditd; restore the "
          + "ledger from a copy, or install the version that made it")
    }
  }
}
