import Bookkeeping
import Foundation
import Glibc
import Ingesting
import Spooling

/// Makes the ledger of a state directory that has none yet. Nothing else ever does: where one is gone, it
/// was lost, and numbers would be given twice.
public enum LedgerFoundation {
  /// The lock, and how a start ended before there was a ledger.
  private static let temporaryPath = ["slacreditd.lock", "last-result", "in-hand"]
  private static let unfinished = ".ledger.sqlite.tmp"

  /// There is something already, or the directory is another's.
  public struct TakenError: Error, CustomStringConvertible {
    /// What was found.
    public let description: String
  }

  /// Makes a ledger in a directory without files.
  ///
  /// - Returns: where it lies.
  /// - Throws: ``TakenError`` where there are any, or the directory is not the caller's,
  ///   ``LockHeldError``, ``FileFailure``, and what SQLite reports.
  @discardableResult
  public static func make(in state: String, spool: String? = nil) throws -> String {
    try makeDirectory(state)
    try refuseAnother(state, command: "slacreditd --init")
    let lock = try ProcessLock("\(state)/slacreditd.lock")
    defer { withExtendedLifetime(lock) {} }
    for name in try FileManager.default.contentsOfDirectory(atPath: state)
    where name.hasPrefix(unfinished) {
      guard unlink("\(state)/\(name)") == 0 else { throw FileFailure("remove", "\(state)/\(name)") }
    }
    if let found = try firstFile(below: state) {
      throw TakenError(
        description: "\(state): \(found) lies there; a ledger is made in a directory without files")
    }
    if let spool, let last = try AcceptedArchive(spool: Spool(root: spool, kinds: [])).last() {
      throw TakenError(
        description:
          "\(last.path) was taken into a ledger that is not here; restore it, or begin with "
          + "an empty spool")
    }
    // It appears whole or not at all, as it is never looked at again whether it is.
    let (making, path) = ("\(state)/\(unfinished)", "\(state)/ledger.sqlite")
    try Ledger(making: making).close()
    for suffix in ["-wal", "-shm"] { unlink(making + suffix) }
    guard rename(making, path) == 0 else { throw FileFailure("rename", making) }
    try synchronizeDirectory(state)
    // With the files beside it that whoever may only read needs.
    try Ledger(writing: path).checkpoint()
    return path
  }

  /// Refuses a directory that is another's: what is made there would be closed to the service.
  ///
  /// - Throws: ``TakenError``, ``FileFailure``.
  public static func refuseAnother(_ state: String, command: String) throws {
    var status = stat()
    guard stat(state, &status) == 0 else { throw FileFailure("look at", state) }
    guard status.st_uid != geteuid() else { return }
    let name = userName(of: status.st_uid)
    let owner = name.isEmpty ? "#\(status.st_uid)" : name
    throw TakenError(
      description: "\(state): belongs to \(owner); run it as that user: "
        + "runuser -u \(owner) -- \(command)")
  }

  private static func firstFile(below state: String) throws -> String? {
    // Of all that may lie there it says most.
    if access("\(state)/ledger.sqlite", F_OK) == 0 { return "ledger.sqlite" }
    guard let found = FileManager.default.enumerator(atPath: state) else {
      throw FileFailure("list", state)
    }
    for case let name as String in found where !temporaryPath.contains(name) {
      var status = stat()
      guard lstat("\(state)/\(name)", &status) == 0 else { continue }
      if status.st_mode & S_IFMT != S_IFDIR { return name }
    }
    return nil
  }
}
