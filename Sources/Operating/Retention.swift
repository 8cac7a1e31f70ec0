import Bookkeeping
import Foundation
import Quantities
import Spooling

/// How long what was received stays in the spool. Nothing else is ever removed: the ledger only grows,
/// and documents stay.
struct Retention {
  let spool: Spool
  let ledger: Ledger
  /// For how many years nothing may be removed (電子帳簿保存法施行規則第4条; 法人税法施行規則第59条).
  let years: Int

  /// Removes accepted files that came so many years before a day, or earlier, and whose bytes the ledger
  /// has from then; others stay. What is odd is passed over.
  ///
  /// - Parameter today: the day; a clock that is ahead of all that was received does not count.
  /// - Returns: how many, and what could not be looked at or removed.
  /// - Throws: what SQLite reports.
  func clear(on today: CivilDate) throws -> (count: Int, failures: [FileFailure]) {
    guard let last = try ledger.read({ try $0.lastReceived() }) else { return (0, []) }
    let today = min(today, UTCOffset.japan.date(of: last))
    var count = 0
    var failures: [FileFailure] = []
    for kind in spool.kinds {
      do {
        for directory in try spool.days(of: kind, in: .accepted)
        where isOver(directory.day, on: today) {
          do {
            count += try clear(directory.path, kind, on: today)
          } catch let failure as FileFailure {
            failures.append(failure)
          }
        }
      } catch let failure as FileFailure {
        failures.append(failure)
      }
    }
    return (count, failures)
  }

  private func clear(_ directory: String, _ kind: String, on today: CivilDate) throws -> Int {
    var count = 0
    for path in try spool.files(in: directory) where try isKept(path, kind, on: today) {
      guard unlink(path) == 0 else { throw FileFailure("remove", path) }
      count += 1
    }
    // Fails as long as anything is in it.
    rmdir(directory)
    return count
  }

  private func isOver(_ day: String, on today: CivilDate) -> Bool {
    CivilDate(day).map { isOver($0, on: today) } ?? false
  }

  private func isOver(_ day: CivilDate, on today: CivilDate) -> Bool {
    let (then, now) = (day.components, today.components)
    return (then.year + years, then.month, then.day) <= (now.year, now.month, now.day)
  }

  /// Whether the ledger has a file, and has had it for long enough.
  private func isKept(_ path: String, _ kind: String, on today: CivilDate) throws -> Bool {
    guard let digest = try FileBytes.digest(of: path),
      let input = try ledger.read({ try $0.input(kind: kind, sha256: digest) })
    else { return false }
    return isOver(UTCOffset.japan.date(of: input.received), on: today)
  }
}
