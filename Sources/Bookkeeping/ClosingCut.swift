import Quantities

/// What a closing takes in: what has waited since its month or longer.
struct ClosingCut {
  /// The month.
  let month: FeeMonthName
  /// When the closing was received.
  let closedAt: Moment

  /// A closing of a month.
  init(month: FeeMonthName, closedAt: Moment) {
    self.month = month
    self.closedAt = closedAt
  }

  /// The first moment after the month at +09:00.
  var end: Moment {
    let after = FeeMonth(year: month.year, month: month.month, startDay: 1).nextFirstDay
    return UTCOffset.japan.start(of: after)
  }

  /// Whether an input, joined to what waits, came in time: before the end (`?1`), or, when a clock was
  /// ahead, seemingly after the closing itself (`?2`).
  static let condition = "(received_ms < ?1 OR received_ms > ?2)"
}
