import CScratch
import Foundation
import GRDB
import GRDBSQLite

/// The durable record of what was received, decided and issued: an SQLite database with one writer.
public final class Ledger {
  private let queue: DatabaseQueue

  /// Told of rows that are not what was written, so that the rest can be served; where nobody is, such a
  /// row ends what reads it.
  public var onCorruptRow: ((CorruptRowError) -> Void)?

  /// A ledger that does not keep the promises it is opened with.
  public struct UnsafeLedgerError: Error, CustomStringConvertible {
    /// What was found.
    public let description: String
    /// Whether that may be the disk's doing, and pass: not where another version made it.
    public let isOfDisk: Bool

    init(description: String, isOfDisk: Bool = false) {
      self.description = description
      self.isOfDisk = isOfDisk
    }
  }

  /// There is no ledger where one has to be. It is never made anew by itself: it may be lost.
  public struct MissingError: Error, CustomStringConvertible {
    /// What was found in its place.
    public let description: String

    /// Nothing at all was found there.
    public init(_ path: String) {
      self.init(path, "there is no ledger")
    }

    init(_ path: String, _ found: String) {
      description = "\(path): \(found)"
    }
  }

  /// Opens the ledger for writing, and brings it up to date.
  ///
  /// - Throws: ``MissingError`` where there is none, ``UnsafeLedgerError`` when the database would not
  ///   survive a power failure, and what SQLite reports.
  public convenience init(writing path: String) throws {
    // Of a file without bytes SQLite would make an empty database.
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
    guard let size else { throw MissingError(path) }
    guard size > 0 else { throw MissingError(path, "an empty file, and no ledger") }
    for suffix in ["", "-wal", "-shm"] { try Ledger.narrow(path + suffix) }
    try self.init(path) { database in
      guard try Schema.tables(of: database) != [] else {
        throw MissingError(path, "an empty database, and no ledger")
      }
    }
  }

  /// Makes a ledger, where there may be none yet.
  ///
  /// - Throws: the same.
  public convenience init(making path: String) throws {
    // SQLite gives the files beside it the mode of this one, whatever the umask.
    let made = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard made >= 0, Foundation.close(made) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
    try Ledger.narrow(path)
    try self.init(path) { _ in }
  }

  /// Takes every right to a file of the ledger from all but its owner: who may open one of them, if only
  /// to read, can lock it, and so hold up every write and let the log grow.
  private static func narrow(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  private init(_ path: String, checking check: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(30)
    configuration.label = "ledger"
    configuration.prepareDatabase(Ledger.makeRoom)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    // Before anything is changed in it.
    try queue.read {
      try check($0)
      try Ledger.verifySchemaVersion($0, path)
    }
    try promiseToLast(path)
    try Schema.migrator.migrate(queue)
  }

  /// What one input concerns is gathered in temporary tables, which may have a million rows.
  @Sendable private static func makeRoom(_ database: Database) throws {
    try database.execute(sql: "PRAGMA temp_store = FILE; PRAGMA cache_size = -16384")
  }

  /// Sets how the database survives a power failure, and looks whether it is so.
  private func promiseToLast(_ path: String) throws {
    // Whoever reads without a right to write needs the -wal and -shm files to stay when the service
    // ends (https://www.sqlite.org/wal.html#read_only_databases).
    try queue.writeWithoutTransaction { database in
      var stay: Int32 = 1
      let status = sqlite3_file_control(
        database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &stay)
      guard status == SQLITE_OK else {
        throw UnsafeLedgerError(
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
        throw UnsafeLedgerError(
          description: "\(path): journal_mode, synchronous and foreign_keys are \(found), "
            + "not wal, 2 (FULL) and 1; is the disk full, or does it fail?", isOfDisk: true)
      }
    }
  }

  /// Refuses tables that are not those of this version, or of one before it: no default may paper over a column that is not
  /// there. Triggers may be missing, so that verification can look at what somebody did then.
  private static func verifySchemaVersion(_ database: Database, _ path: String) throws {
    guard try Schema.migrator.appliedIdentifiers(database).isDisjoint(with: Schema.abandoned) else {
      throw UnsafeLedgerError(
        description:
          "\(path): it was made before the stored form began anew, which no release had; "
          + "begin a ledger anew and send the files again")
    }
    guard try !Schema.migrator.hasBeenSuperseded(database) else {
      throw UnsafeLedgerError(
        description: "\(path): a later version of slacreditd made it; install that version")
    }
    guard try Schema.tables(of: database) == Schema.tables(migratedLike: database) else {
      throw UnsafeLedgerError(
        description: "\(path): its tables are not those of this version of slacreditd; restore the "
          + "ledger from a copy, or install the version that made it")
    }
  }

  /// Opens the ledger for reading only.
  ///
  /// - Throws: ``UnsafeLedgerError`` when another version made it, and what SQLite reports, also when there
  ///   is no ledger.
  public convenience init(reading path: String) throws {
    try self.init(path, by: path, Ledger.readOnly)
  }

  /// Opens one state of the ledger, which stands still for as long as this is open.
  ///
  /// - Throws: the same.
  convenience init(holding path: String) throws {
    var configuration = Ledger.readOnly
    configuration.allowsUnsafeTransactions = true
    try self.init(path, by: path, configuration)
    try queue.writeWithoutTransaction { database in
      try database.beginTransaction(.deferred)
      // A transaction begins with what it reads first.
      _ = try Row.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
    }
  }

  /// Opens a database by a VFS that writes elsewhere and knows no shared memory.
  ///
  /// - Throws: the same.
  convenience init(scratching path: String, by address: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // Nothing is worked off into a file that goes anyway.
      try database.execute(
        sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_autocheckpoint = 0")
      _ = scratch_keep_log(database.sqliteConnection)
      try Ledger.makeRoom(database)
    }
    try self.init(path, by: address, configuration)
  }

  private static var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(30)
    return configuration
  }

  private init(_ path: String, by address: String, _ configuration: Configuration) throws {
    queue = try DatabaseQueue(path: address, configuration: configuration)
    try queue.read { database in
      guard try Schema.migrator.hasCompletedMigrations(database) else {
        throw UnsafeLedgerError(
          description:
            "\(path): another version of slacreditd made it; the service of this version "
            + "brings an earlier one up to date when it starts")
      }
      try Ledger.verifySchemaVersion(database, path)
    }
  }

  /// Brings everything into the database file itself.
  ///
  /// - Throws: what SQLite reports.
  public func settle() throws {
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
  }

  /// The same, with nothing left in the log, and closes it.
  ///
  /// - Throws: what SQLite reports.
  public func close() throws {
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
  }

  /// How many bytes a copy of it has.
  ///
  /// - Throws: what SQLite reports.
  public func size() throws -> Int64 {
    try queue.read { database in
      let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      return try pages * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }
  }

  /// Copies it as it is at one moment, whoever writes meanwhile, for good.
  ///
  /// - Throws: what SQLite reports.
  public func copy(to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    try copy.close()
    guard let handle = FileHandle(forUpdatingAtPath: path) else { throw MissingError(path) }
    try handle.synchronize()
    try handle.close()
  }

  /// What of a copy is not what was written, by its pages and by its chain. It is brought into one file.
  ///
  /// - Throws: what SQLite reports.
  public static func faults(ofCopy path: String) throws -> [String] {
    // Opened for writing, as what is in a log beside it belongs to it.
    let queue = try DatabaseQueue(path: path)
    _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try queue.close()
    return try Ledger(reading: path).read { book in
      var chain = ChainVerification(book)
      try chain.run()
      return chain.faults
    }
  }

  /// Runs a body in one transaction: all of what it writes lasts, or, when it throws, nothing.
  public func write<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
    try queue.write { try body(LedgerTransaction($0, onCorruptRow)) }
  }

  /// Does what a row that is not what was written may make impossible, between transactions.
  ///
  /// - Returns: `nil` where it was, and somebody was told.
  /// - Throws: as ``LedgerTransaction/unlessCorrupt(_:)``.
  public func unlessCorrupt<Value>(_ body: () throws -> Value) throws -> Value? {
    do { return try body() } catch let error as CorruptRowError {
      return try read { try $0.unlessCorrupt { throw error } }
    }
  }

  /// Hands over an input's bytes, piece by piece.
  ///
  /// - Throws: ``CorruptRowError`` where they are not those of its digest; and what the body throws.
  public func forEachPiece(of input: InputRecord, _ body: ([UInt8]) throws -> Void) throws {
    var digest = Digest()
    var number: Int64 = 0
    while let piece = try read({ try $0.bytes(of: input.sequence, number: number) }) {
      digest.add(piece)
      try body(piece)
      number += 1
    }
    guard digest.hexadecimal == input.sha256 else { throw CorruptRowError(bytesOf: input) }
  }

  /// Runs a body on one unchanging state of the ledger.
  public func read<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
    try queue.read { try body(LedgerTransaction($0, onCorruptRow)) }
  }
}

/// The ledger inside one transaction. Its abilities are in extensions, one file an idea.
public struct LedgerTransaction {
  let database: Database
  private let onCorruptRow: ((CorruptRowError) -> Void)?

  init(_ database: Database, _ onCorruptRow: ((CorruptRowError) -> Void)?) {
    self.database = database
    self.onCorruptRow = onCorruptRow
  }

  /// Does what a row that is not what was written may make impossible.
  ///
  /// - Returns: `nil` where it was, and somebody was told.
  /// - Throws: ``CorruptRowError`` where nobody is to be told, and what the body throws.
  public func unlessCorrupt<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch let error as CorruptRowError {
      guard let onCorruptRow else { throw error }
      onCorruptRow(error)
      return nil
    }
  }

  /// Does something whole, or not at all.
  func whole(_ body: () throws -> Void) throws {
    // The library's own savepoints are compiled anew each time.
    try run("SAVEPOINT whole")
    do { try body() } catch {
      // Where SQLite gave up the whole transaction, there is nothing left to go back to.
      try? run("ROLLBACK TO whole")
      try? run("RELEASE whole")
      throw error
    }
    try run("RELEASE whole")
  }

  /// A statement that is compiled once for each connection.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
    try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
  }

  /// What a body makes of each row. Columns of a row that is read in passing are found by a table,
  /// those of a row that is kept by comparing names: for what is asked of every contract, that is most
  /// of the time.
  ///
  /// The body must not run the same statement.
  func fetch<Value>(
    _ sql: String, _ arguments: StatementArguments = StatementArguments(),
    _ body: (Row) throws -> Value
  ) throws -> [Value] {
    let found = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: arguments)
    var values: [Value] = []
    while let row = try found.next() { values.append(try body(row)) }
    return values
  }

  /// The same for what nearly every contract has none of: to find that there is nothing takes a
  /// fraction of the time that making a table of the columns does.
  func fetchIfExists<Value>(
    _ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Value
  ) throws -> [Value] {
    guard try number("SELECT EXISTS (\(sql))", arguments) == 1 else { return [] }
    return try rows(sql, arguments).map(body)
  }

  func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  func number(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Int64? {
    try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
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
      let page = try String.fetchAll(
        database.cachedStatement(sql: sql), arguments: [last, 1_000])
      for key in page { try body(key) }
      guard let end = page.last, page.count == 1_000 else { return }
      last = end
    }
  }
}
