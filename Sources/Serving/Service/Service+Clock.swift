import Bookkeeping
import Domain
import Quantities
import Spooling

/// What time it is, and whether that can be believed.
extension Service {
  /// What time it is, where the clock can be believed; never before a time that was believed already.
  ///
  /// - Throws: ``ClockError``.
  func believedTime() throws -> Moment {
    let (now, last) = (clock(), try ledger.read { try $0.lastTime() })
    if let fault = ClockCheck(gap: settings.clockGap).fault(at: now, after: last) { throw fault }
    return max(now, last ?? now)
  }

  /// The time of a receipt: after all that was received, as what was recorded at one time is one whole.
  func receiptTime() throws -> Moment {
    let now = try believedTime()
    guard let last = try ledger.read({ try $0.lastReceived() }), last >= now,
      last <= now + ClockCheck.tolerance
    else { return now }
    return last + Elapsed(milliseconds: 1)
  }

  /// Goes on only where the clock can be believed, or somebody who may has put a request into the spool
  /// that says so.
  func believeClock() throws {
    do { _ = try believedTime() } catch let fault as ClockError {
      let confirmation = ClockConfirmation(fault, spool: spool)
      guard let drop = try confirmation.find() else { throw fault }
      try take(drop, at: fault.now)
      _ = try believedTime()
    }
  }
}
