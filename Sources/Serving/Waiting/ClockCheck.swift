import Bookkeeping
import Domain
import Quantities

/// Whether the clock can be believed: by it days of receipt and issue, periods and what is too old are
/// told, and none of that can be taken back.
struct ClockCheck {
  /// Clocks are set by a little now and then: so far behind it is waited for, and not told.
  static let tolerance = Receipt.tolerance

  /// How many days may lie between two signs of life.
  let gap: Int

  /// What is wrong with a time; `nil` where nothing is.
  ///
  /// - Parameter last: the latest that the ledger knows: of a receipt, an anchor, or a confirmation.
  func fault(at now: Moment, after last: Moment?) -> ClockError? {
    guard let last else { return nil }
    if now + ClockCheck.tolerance < last { return ClockError(now: now, last: last, gap: nil) }
    if now > last + Elapsed(milliseconds: Int64(gap) * 86_400_000) {
      return ClockError(now: now, last: last, gap: gap)
    }
    return nil
  }
}

/// A clock that cannot be believed: nothing is taken in, issued or removed until it is right, or somebody
/// says that it is (`confirm-clock`).
public struct ClockError: Error, Hashable {
  let now: Moment
  let last: Moment
  /// How many days it may be ahead, where it is; `nil` where it is behind.
  let gap: Int?

  /// What is wrong, and how to put it right.
  public var words: LocalizedText {
    let today = UTCOffset.japan.date(of: now)
    let (shown, before) = (now.rfc3339(), last.rfc3339())
    let confirm = """
      { "request_id": "…", "action": "confirm-clock", "date": "\(today)" }
      """
    return gap.map { gap in
      LocalizedText(
        ja: "時計が \(shown) で、最後の記録（\(before)）より\(gap)日を超えて進んでいます。時計を合わせるか、"
          + "正しければ requests/ に \(confirm) を置いてください",
        en:
          "the clock says \(shown), more than \(gap) days after the last record (\(before)); set it "
          + "right or, if it is right, put \(confirm) into requests/")
    }
      ?? LocalizedText(
        ja: "時計が \(shown) で、最後の記録（\(before)）より遅れています。時計を合わせるか、正しければ "
          + "requests/ に \(confirm) を置いてください",
        en:
          "the clock says \(shown), and the last record is of \(before); set it right or, if it is "
          + "right, put \(confirm) into requests/")
  }
}
