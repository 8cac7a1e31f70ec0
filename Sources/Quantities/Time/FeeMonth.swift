/// The time from a fixed day of a month to the day before its counterpart in the next (料金月).
///
/// Where a month lacks the start day, the fee month begins on the first of the following month
/// (I-21). It is named by the calendar month that the start day belongs to: with start day 31,
/// `2026-02` begins on 2026-03-01.
public struct FeeMonth: Hashable, Comparable, Sendable {
  /// The year of its name.
  public let year: Int
  /// The month of its name, 1…12.
  public let month: Int
  /// The day of the month on which fee months of this series start, 1…31.
  public let startDay: Int

  /// The fee month of that name.
  ///
  /// - Precondition: `month` is 1…12 and `startDay` 1…31.
  public init(year: Int, month: Int, startDay: Int) {
    precondition((1...12).contains(month) && (1...31).contains(startDay))
    self.year = year
    self.month = month
    self.startDay = startDay
  }

  /// The fee month of a series that contains a day.
  public init(containing date: CivilDate, startDay: Int) {
    let (year, month, _) = date.components
    let named = FeeMonth(year: year, month: month, startDay: startDay)
    self = named.firstDay <= date ? named : named.advanced(by: -1)
  }

  /// The fee month that many months later, or earlier.
  public func advanced(by months: Int) -> FeeMonth {
    let index = year * 12 + (month - 1) + months
    let (quotient, remainder) = index.quotientAndRemainder(dividingBy: 12)
    let borrowed = remainder < 0
    return FeeMonth(
      year: borrowed ? quotient - 1 : quotient,
      month: (borrowed ? remainder + 12 : remainder) + 1,
      startDay: startDay)
  }

  /// Its first day.
  public var firstDay: CivilDate {
    CivilDate(year: year, month: month, dayOrNextFirst: startDay)
  }

  /// The first day of the next one.
  public var nextFirstDay: CivilDate { advanced(by: 1).firstDay }

  /// Its last day.
  public var lastDay: CivilDate { nextFirstDay + -1 }

  /// How many days it has (暦日数).
  public var days: Int64 { nextFirstDay - firstDay }

  /// Its name, `YYYY-MM`.
  public var name: YearMonth { YearMonth(year: year, month: month) }

  /// Orders by first day, then by name and start day.
  public static func < (left: FeeMonth, right: FeeMonth) -> Bool {
    (left.firstDay.dayNumber, left.year, left.month, left.startDay)
      < (right.firstDay.dayNumber, right.year, right.month, right.startDay)
  }
}

/// The calendar month by which a fee month is named.
public struct YearMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The month, 1…12.
  public let month: Int

  /// The name made of a year and a month.
  public init(year: Int, month: Int) {
    self.year = year
    self.month = month
  }

  /// Reads `YYYY-MM`; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), year >= 1, reader.skip("-"),
      let month = reader.number(2), (1...12).contains(month), reader.atEnd
    else { return nil }
    self.init(year: year, month: month)
  }

  /// `YYYY-MM`.
  public var description: String {
    var writer = DigitWriter()
    writer.append(year, 4)
    writer.append("-")
    writer.append(month, 2)
    return writer.text
  }

  /// Orders by time.
  public static func < (left: YearMonth, right: YearMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }
}
