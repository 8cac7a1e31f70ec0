import Foundation

/// The durable record of what was received, decided and issued: an SQLite database with one writer.
public final class Ledger {
  private let driver: any LedgerDriver

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
    self.init(
      try SQLiteDriver(writing: path) { tables in
        guard !tables.isEmpty else {
          throw MissingError(path, "an empty database, and no ledger")
        }
      })
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
    self.init(try SQLiteDriver(writing: path) { _ in })
  }

  /// Takes every right to a file of the ledger from all but its owner: who may open one of them, if only
  /// to read, can lock it, and so hold up every write and let the log grow.
  private static func narrow(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  init(_ driver: any LedgerDriver) { self.driver = driver }

  /// Opens the ledger for reading only.
  ///
  /// - Throws: ``UnsafeLedgerError`` when another version made it, and what SQLite reports, also when there
  ///   is no ledger.
  public convenience init(reading path: String) throws {
    self.init(try SQLiteDriver(reading: path))
  }

  /// Brings everything into the database file itself.
  ///
  /// - Throws: what SQLite reports.
  public func checkpoint() throws {
    try driver.checkpoint()
  }

  /// The same, with nothing left in the log, and closes it.
  ///
  /// - Throws: what SQLite reports.
  public func close() throws {
    try driver.close()
  }

  /// How many bytes a copy of it has.
  ///
  /// - Throws: what SQLite reports.
  public func size() throws -> Int64 {
    try driver.size()
  }

  /// Copies it as it is at one moment, whoever writes meanwhile, for good.
  ///
  /// - Throws: what SQLite reports.
  public func copy(to path: String) throws {
    try driver.copy(to: path)
    guard let handle = FileHandle(forUpdatingAtPath: path) else { throw MissingError(path) }
    try handle.synchronize()
    try handle.close()
  }

  /// What of a copy is not what was written, by its pages and by its chain. It is brought into one file.
  ///
  /// - Throws: what SQLite reports.
  public static func faults(ofCopy path: String) throws -> [String] {
    // Opened for writing, as what is in a log beside it belongs to it.
    try SQLiteDriver.mergeLog(at: path)
    return try Ledger(reading: path).read { transaction in
      var chain = ChainVerification(transaction)
      try chain.run()
      return chain.faults
    }
  }

  /// Runs a body in one transaction: all of what it writes lasts, or, when it throws, nothing.
  public func write<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
    try driver.write { connection in
      let transaction = LedgerTransaction(connection, onCorruptRow)
      let value = try body(transaction)
      try transaction.counters.record(in: transaction)
      return value
    }
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

  /// An input's bytes in pieces, each read in a transaction of its own; `nil` after the last.
  public func pieces(of input: InputRecord) -> () throws -> [UInt8]? {
    var pieces = PieceReader(input.content, size: input.size)
    return { [self] in try read { try pieces.next(in: $0) } }
  }

  /// Hands over an input's bytes, piece by piece.
  ///
  /// - Throws: ``CorruptRowError`` where they are not those of its digest; and what the body throws.
  public func forEachPiece(of input: InputRecord, _ body: ([UInt8]) throws -> Void) throws {
    var digest = Digester()
    let next = pieces(of: input)
    while let piece = try next() {
      digest.add(piece)
      try body(piece)
    }
    guard digest.digest == input.sha256 else { throw CorruptRowError(bytesOf: input) }
  }

  /// Runs a body on one unchanging state of the ledger.
  public func read<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
    try driver.read { try body(LedgerTransaction($0, onCorruptRow)) }
  }
}
