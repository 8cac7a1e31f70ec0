/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int64

  /// The day that many days after 1970-01-01.
  public init(dayNumber: Int64) {
    self.dayNumber = dayNumber
  }

  /// The day named, or `nil` when its month does not have it.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year) else {
      return nil
    }
    self.init(year: year, validMonth: month, day: day)
  }

  /// The day named, or the first of the following month where the month named lacks it
  /// (民法第143条第2項, I-21).
  ///
  /// - Precondition: `month` is 1…12 and `day` 1…31.
  public init(year: Int, month: Int, dayOrNextFirst day: Int) {
    precondition((1...12).contains(month) && (1...31).contains(day))
    let length = CivilDate.days(inMonth: month, of: year)
    self.init(year: year, validMonth: month, day: min(day, length + 1))
  }

  /// Counts in eras of 400 years from 1 March of year 0, so that the leap day ends a year.
  /// A day one beyond its month is the first of the next.
  private init(year: Int, validMonth month: Int, day: Int) {
    let shifted = Int64(month > 2 ? year : year - 1)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of days in a month.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Orders by time.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  /// The day that many days later.
  public static func + (date: CivilDate, days: Int64) -> CivilDate {
    CivilDate(dayNumber: date.dayNumber + days)
  }

  /// Days from `start` to `end`.
  public static func - (end: CivilDate, start: CivilDate) -> Int64 {
    end.dayNumber - start.dayNumber
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD` (RFC 3339 full-date).
  public var description: String {
    var writer = DigitWriter()
    writer.append(self)
    return writer.text
  }

  /// Reads `YYYY-MM-DD` (RFC 3339 full-date), years 0001 to 9999; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var digits = DigitReader(text)
    guard let year = digits.number(4), year >= 1, digits.skip("-"),
      let month = digits.number(2), digits.skip("-"),
      let day = digits.number(2), digits.atEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
