import Bookkeeping
import Domain
import Foundation
import Ingesting
import Quantities
import Spooling
import Verifying

/// How the service does: whether it works, what waits for it, and how long the disks last.
public struct ServiceHealth: Sendable {
  /// What the service does, and says.
  public var report: ServiceReport
  /// How many files wait in the drop directories; `nil` where they cannot be listed.
  public var backlog: Int?
  /// Since when the one waits that waits longest.
  public var oldest: Moment?
  /// Files in drop directories under a passing name, for a day and longer: whoever wrote them has gone.
  public var stale: [Spool.Drop] = []
  /// The size of the ledger, in bytes.
  public var ledgerBytes: Int64?
  /// The size of its log, in bytes.
  public var logBytes: Int64?
  /// What is free where ledger and documents lie, in bytes.
  public var freeState: Int64?
  /// What is free where files are dropped, in bytes.
  public var freeSpool: Int64?
  /// By how many bytes a day the ledger grew of late; `nil` for a ledger that is younger than a week.
  public var growth: Int64?
  /// At how many files the service ended by its own doing that are not decided on yet.
  public var deaths = 0
  /// Why the ledger cannot be asked; `nil` where it can.
  public var ledgerFault: String?

  /// For how many days what is free lasts at that pace; `nil` where nobody can tell.
  public var daysLeft: Int64? {
    guard let growth, growth > 0, let freeState else { return nil }
    return freeState / growth
  }

  /// Looks at the places of settings.
  ///
  /// - Parameter ledger: the ledger, or why it cannot be asked.
  public init(_ settings: Settings, _ ledger: Result<Inquiry, any Error>, at now: Moment) {
    report = ServiceReport(state: settings.state)
    let spool = Spool(settings)
    if let waiting = try? spool.list().filter({ $0.irregularity == nil }) {
      backlog = waiting.count
      oldest = waiting.map(\.changed).min().map { Moment(milliseconds: $0 / 1_000_000) }
    }
    stale = (try? spool.unfinished(before: (now.milliseconds - Self.day) * 1_000_000)) ?? []
    deaths = (try? FatalFiles.count(state: settings.state)) ?? 0
    ledgerBytes = Self.size("\(settings.state)/ledger.sqlite")
    logBytes = Self.size("\(settings.state)/ledger.sqlite-wal")
    freeState = Self.free(settings.state)
    freeSpool = Self.free(settings.spool)
    let before = AnchorFile.first(
      ofDays: 30, before: UTCOffset.japan.date(of: now), state: settings.state)
    growth = ledgerBytes.flatMap { Self.growth(to: $0, from: before, at: now) }
    if case .failure(let error) = ledger { ledgerFault = "\(error)" }
  }

  static let day: Int64 = 86_400_000

  /// By how much the ledger grew a day, since an anchor that is a week old or older.
  static func growth(to bytes: Int64, from before: Anchor?, at now: Moment) -> Int64? {
    guard let before, let size = before.ledgerBytes else { return nil }
    let days = (now.milliseconds - before.anchoredAt.milliseconds) / day
    return days >= 7 ? max(0, bytes - size) / days : nil
  }

  private static func size(_ path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  private static func free(_ path: String) -> Int64? {
    var status = statvfs()
    return statvfs(path, &status) == 0
      ? Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize)) : nil
  }
}
