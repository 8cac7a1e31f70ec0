import Bookkeeping
import Foundation
import Quantities
import Spooling

/// How long what was looked at stays in the spool. Nothing else is ever removed: the ledger is append-only
/// and has what was accepted to the byte, and documents stay.
struct Retention {
  /// What went.
  struct Cleared: Hashable {
    var accepted = 0
    var rejected = 0
    /// What could not be looked at or removed.
    var failures: [FileFailure] = []
  }

  let spool: Spool
  let ledger: Ledger
  /// For how many days accepted files stay.
  let acceptedDays: Int
  /// For how many days refused files stay, with their reasons.
  let rejectedDays: Int

  /// Removes accepted files that came so many days before a day, or earlier, and whose bytes the ledger has
  /// from then, each with its receipt; and refused ones with their reasons. Others stay. What is odd is passed over.
  ///
  /// - Parameter today: the day; a clock that is ahead of all that was received does not count.
  /// - Throws: what SQLite reports.
  func clear(on today: CivilDate) throws -> Cleared {
    var cleared = Cleared()
    guard let last = try ledger.read({ try $0.lastReceived() }) else { return cleared }
    let today = min(today, UTCOffset.japan.date(of: last))
    cleared.accepted = try clear(.accepted, acceptedDays, today, &cleared.failures)
    cleared.rejected = try clear(.rejected, rejectedDays, today, &cleared.failures)
    return cleared
  }

  private func clear(
    _ place: Spool.Place, _ days: Int, _ today: CivilDate, _ failures: inout [FileFailure]
  ) throws -> Int {
    var count = 0
    for kind in spool.kinds {
      do {
        for directory in try spool.days(of: kind, in: place)
        where CivilDate(directory.day).map({ $0.dayNumber + Int64(days) <= today.dayNumber })
          ?? false
        {
          do {
            switch place {
            case .accepted: count += try clearAccepted(directory.path, kind, on: today)
            case .rejected: count += try clearRejected(directory.path)
            }
            // Fails as long as anything is in it.
            rmdir(directory.path)
          } catch let failure as FileFailure {
            failures.append(failure)
          }
        }
      } catch let failure as FileFailure {
        guard failure.code != ENOENT else { continue }
        failures.append(failure)
      }
    }
    return count
  }

  private func clearAccepted(
    _ directory: String, _ kind: String, on today: CivilDate
  ) throws -> Int {
    var count = 0
    let files = try spool.files(in: directory)
    let names = Set(files)
    for path in files where try isKept(path, kind, on: today) {
      try remove(path)
      if names.contains(path + Spool.receiptSuffix) { try remove(path + Spool.receiptSuffix) }
      count += 1
    }
    // Of files that went when this was interrupted.
    for path in try spool.files(in: directory) where path.endsToTheByte(with: Spool.receiptSuffix) {
      if !names.contains(String(path.dropLast(Spool.receiptSuffix.count))) { try remove(path) }
    }
    return count
  }

  /// - Returns: how many files there were, their reasons aside.
  private func clearRejected(_ directory: String) throws -> Int {
    let files = try spool.files(in: directory)
    for path in files { try remove(path) }
    return files.filter { !Spool.reasonSuffixes.contains(where: $0.endsToTheByte) }.count
  }

  private func remove(_ path: String) throws(FileFailure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
  }

  /// Whether the ledger has a file to the byte, and has had it for long enough.
  private func isKept(_ path: String, _ kind: String, on today: CivilDate) throws -> Bool {
    guard let digest = try FileReader.digest(of: path),
      let input = try ledger.read({ try $0.input(kind: kind, sha256: digest) })
    else { return false }
    let last = UTCOffset.japan.date(of: input.received).dayNumber + Int64(acceptedDays)
    guard last <= today.dayNumber else { return false }
    return try ledger.unlessCorrupt { try ledger.forEachPiece(of: input) { _ in } } != nil
  }
}
