import CScratch
import Foundation
import GRDB
import GRDBSQLite

/// A ledger to try inputs out in: it begins as another one stands, and nothing that is written to it
/// lasts. The other one is not changed, and goes on; only its log is not worked off to the end meanwhile.
public struct ScratchLedger {
  /// The ledger that may be written to.
  public let ledger: Ledger
  /// The other one, as it stood; what came in the moment between the two, only the scratch has.
  public let original: Ledger

  /// Begins with the ledger at a place.
  ///
  /// - Throws: as ``Ledger/init(reading:)``.
  public init(of path: String) throws {
    // In this order: what the scratch is read from stands still.
    original = try Ledger(holding: path)
    guard scratch_register() == SQLITE_OK, sqlite3_compileoption_used("USE_URI") != 0 else {
      throw Ledger.UnsafeLedgerError(description: "\(path): this SQLite takes no VFS by name")
    }
    let log = try original.isInLog() ? 1 : 0
    let address = URL(fileURLWithPath: path).absoluteString + "?vfs=scratch&log=\(log)"
    ledger = try Ledger(scratching: path, by: address)
  }
}

extension Ledger {
  /// Whether a part of the state that is held is in the write-ahead log alone.
  fileprivate func isInLog() throws -> Bool {
    try read { book in
      var answer: Int32 = 0
      let status = scratch_needs_log(book.database.sqliteConnection, &answer)
      guard status == SQLITE_OK else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: status), message: "no index of the log")
      }
      return answer != 0
    }
  }
}
