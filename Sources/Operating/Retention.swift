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
  /// has; others stay.
  ///
  /// - Returns: how many.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  func clear(on today: CivilDate) throws -> Int {
    var count = 0
    for kind in spool.kinds {
      for (name, directory) in try spool.acceptedDays(of: kind) {
        guard let day = CivilDate(name), isOver(day, on: today) else { continue }
        for path in try spool.files(in: directory) where try isKept(path, kind) {
          guard unlink(path) == 0 else { throw FileFailure("remove", path) }
          count += 1
        }
        // Fails as long as anything is in it.
        rmdir(directory)
      }
    }
    return count
  }

  private func isOver(_ day: CivilDate, on today: CivilDate) -> Bool {
    let (then, now) = (day.components, today.components)
    return (then.year + years, then.month, then.day) <= (now.year, now.month, now.day)
  }

  private func isKept(_ path: String, _ kind: String) throws -> Bool {
    guard let digest = try FileBytes.digest(of: path) else { return false }
    return try ledger.read { try $0.input(kind: kind, digest: digest) } != nil
  }
}
