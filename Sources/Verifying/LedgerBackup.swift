import Bookkeeping
import Foundation
import Glibc
import Quantities
import Spooling

/// A copy of a ledger: made while the service works, whole as of one moment, with an anchor that says what
/// it comes to.
public struct LedgerBackup {
  private static let unfinished = ".ledger.sqlite.tmp"

  /// Where the copy lies.
  public let path: String
  /// What it comes to; `nil` where nothing was taken in yet.
  public let anchor: Anchor?

  /// Why there is no copy.
  public struct RefusedError: Error, CustomStringConvertible {
    /// What was found.
    public let description: String
  }

  /// Copies the ledger of a state directory, and verifies the copy.
  ///
  /// - Parameter directory: made if need be; no copy lies there yet.
  /// - Throws: ``RefusedError`` where there is one, or no room; ``FileFailure``, and what SQLite reports.
  public init(of state: String, into directory: String, at now: Moment) throws {
    path = "\(directory)/ledger.sqlite"
    guard access(path, F_OK) != 0 else {
      throw RefusedError(
        description: "\(path) lies there already; a copy goes into a directory of its own")
    }
    let source = try Ledger(reading: "\(state)/ledger.sqlite")
    let before = umask(0o077)
    defer { umask(before) }
    try makeDirectory(directory)
    do {
      try Self.refuseWithoutRoom(directory, needed: source.size())
    } catch {
      // Fails where it was there before, with something in it.
      rmdir(directory)
      throw error
    }
    let unfinished = "\(directory)/\(Self.unfinished)"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(unfinished + suffix) } }
    try source.copy(to: unfinished)
    let faults = try Ledger.faults(ofCopy: unfinished)
    guard faults.isEmpty else {
      throw RefusedError(description: "the ledger is damaged: \(faults.joined(separator: "; "))")
    }
    anchor = try Ledger(reading: unfinished).read { try $0.anchor(at: now) }
    if let anchor { _ = try AnchorFile.write(anchor, state: directory) }
    guard try renameIfAbsent(unfinished, to: path) else {
      throw RefusedError(description: "\(path) has just been made by somebody else")
    }
    try synchronizeDirectory(directory)
  }

  private static func refuseWithoutRoom(_ directory: String, needed: Int64) throws {
    var status = statvfs()
    guard statvfs(directory, &status) == 0 else { throw FileFailure("look at", directory) }
    let free = Int64(status.f_bavail) * Int64(status.f_frsize)
    guard free > needed else {
      throw RefusedError(
        description: "\(directory): a copy wants \(needed) bytes, and \(free) are free")
    }
  }
}

/// Puts a copy in the place of a ledger that is lost or damaged. That one is kept beside it.
public struct LedgerRestoration {
  private static let unfinished = ".ledger.sqlite.restored"

  /// The last input that the copy has.
  public let lastInput: Int64
  /// Where the ledger is now that was there; `nil` where there was none.
  public let replaced: String?
  /// Whether it is no copy as ``LedgerBackup`` makes them, but the file alone as it lay there at some
  /// moment: what was in its write-ahead log is missing.
  public let isBare: Bool

  /// Restores a ledger from a directory that has a copy.
  ///
  /// - Throws: ``LedgerBackup/RefusedError`` where the copy is none or not whole, or the state directory
  ///   another's; ``LockHeldError`` while the service runs; ``FileFailure``, and what SQLite reports.
  public init(of state: String, from directory: String) throws {
    try LedgerFoundation.refuseAnother(state, command: "slacreditctl restore")
    let lock = try ProcessLock("\(state)/slacreditd.lock")
    defer { withExtendedLifetime(lock) {} }
    let (copy, restored) = ("\(directory)/ledger.sqlite", "\(state)/\(Self.unfinished)")
    let before = umask(0o077)
    defer { umask(before) }
    // A log that lies beside it belongs to it, or SQLite finds that it does not.
    for suffix in ["", "-wal"] {
      unlink(restored + suffix)
      guard access(copy + suffix, F_OK) == 0 else { continue }
      let file = try AtomicFile(restored + suffix)
      let source = try FileReader(copy + suffix)
      while let piece = try source.next() { try file.write(piece) }
      try file.commit()
    }
    defer { for suffix in ["", "-wal", "-shm"] { unlink(restored + suffix) } }
    let anchor = try AnchorFile.last(state: directory)?.anchor
    isBare = anchor == nil
    lastInput = try Self.verify(restored, from: copy, anchor)
    replaced = try Self.setAside(in: state)
    guard rename(restored, "\(state)/ledger.sqlite") == 0 else {
      throw FileFailure("rename", restored)
    }
    try synchronizeDirectory(state)
  }

  /// - Returns: the last input.
  private static func verify(
    _ restored: String, from copy: String, _ anchor: Anchor?
  ) throws -> Int64 {
    let torn =
      anchor == nil
      ? ". It has no anchor beside it, so it is a copy of the file alone (cp), made while the service "
        + "wrote: its parts are of different moments. Use a copy that slacreditctl backup made" : ""
    var faults: [String]
    do {
      faults = try Ledger.faults(ofCopy: restored)
    } catch let error where LedgerFailure(error)?.isDamage == true {
      faults = [LedgerFailure(error)?.description ?? "\(error)"]
    }
    guard faults.isEmpty else {
      throw LedgerBackup.RefusedError(
        description: "\(copy) is not whole: \(faults.prefix(5).joined(separator: "; "))\(torn)")
    }
    let ledger = try Ledger(reading: restored)
    return try ledger.read { transaction in
      let last = try transaction.nextInput() - 1
      if let fault = try anchor.flatMap({ try transaction.fault(against: $0) }) {
        throw LedgerBackup.RefusedError(
          description: "\(copy) is not the ledger of the anchor beside it: \(fault)")
      }
      return last
    }
  }

  /// Keeps the ledger that is there, with its log, under another name.
  private static func setAside(in state: String) throws -> String? {
    let path = "\(state)/ledger.sqlite"
    var number = 1
    while access("\(path).replaced-\(number)", F_OK) == 0
      || access("\(path).replaced-\(number)-wal", F_OK) == 0
    {
      number += 1
    }
    let aside = "\(path).replaced-\(number)"
    var isThere = false
    // The file first: without it nothing is taken for a ledger.
    for suffix in ["", "-wal"] where access(path + suffix, F_OK) == 0 {
      guard rename(path + suffix, aside + suffix) == 0 else {
        throw FileFailure("rename", path + suffix)
      }
      isThere = true
    }
    unlink("\(path)-shm")
    return isThere ? aside : nil
  }
}
