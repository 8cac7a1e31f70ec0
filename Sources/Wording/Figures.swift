import Domain
import Quantities

/// Numbers as people read them.
public enum Figures {
  /// Digits in groups of three.
  public static func grouped(_ number: Int128) -> String {
    // Words are written by a faster way than 128 bits are.
    let digits = Int64(exactly: number).map { String($0.magnitude) } ?? String(number.magnitude)
    let count = digits.utf8.count
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.unicodeScalars.enumerated() {
      if place > 0, (count - place) % 3 == 0 { text += "," }
      text.unicodeScalars.append(digit)
    }
    return text
  }

  /// An exact amount with two decimals, cut off and marked as such where more follow.
  public static func exact(_ amount: ExactYen) -> String {
    let value = amount.value
    let whole = value.floor
    guard !value.isWhole else { return grouped(whole) }
    let remainder = value.numerator - whole * value.denominator
    let hundredths = remainder * 100 / value.denominator
    let isCut = remainder * 100 % value.denominator != 0
    let decimals = (hundredths < 10 ? "0" : "") + String(hundredths)
    return "\(grouped(whole)).\(decimals)\(isCut ? "…" : "")"
  }

  /// A length of time in hours, minutes and seconds, leaving out what is zero.
  public static func elapsed(_ elapsed: Elapsed) -> Words {
    let milliseconds = elapsed.milliseconds
    let parts: [(Int64, ja: String, en: String)] = [
      (milliseconds / 3_600_000, "時間", "h"), (milliseconds / 60_000 % 60, "分", "min"),
      (milliseconds / 1_000 % 60, "秒", "s"), (milliseconds % 1_000, "ミリ秒", "ms"),
    ]
    let there = parts.filter { $0.0 != 0 }
    guard !there.isEmpty else { return Words(ja: "0時間", en: "0 h") }
    return Words(
      ja: there.map { "\($0.0)\($0.ja)" }.joined(),
      en: there.map { "\($0.0) \($0.en)" }.joined(separator: " "))
  }

  /// A moment at +09:00, as a sentence gives it.
  public static func moment(_ moment: Moment) -> String {
    let (date, time) = moment.civil()
    return date.description + " " + time
  }

  /// A day in full.
  public static func day(_ date: CivilDate) -> Words {
    let (year, month, day) = date.components
    return Words(
      ja: "\(year)年\(month)月\(day)日", en: "\(day) \(monthNames[month - 1]) \(year)")
  }

  /// A month in full.
  public static func month(_ month: FeeMonthName) -> Words {
    Words(
      ja: "\(month.year)年\(month.month)月分",
      en: "\(monthNames[month.month - 1]) \(month.year)")
  }

  /// From a day to a day, both included, in full.
  public static func days(_ from: CivilDate, _ to: CivilDate) -> Words {
    let (first, last) = (day(from), day(to))
    return Words(ja: "\(first.ja) ～ \(last.ja)", en: "\(first.en) to \(last.en)")
  }

  /// A moment at +09:00, to the minute where it is a whole one.
  public static func time(_ moment: Moment) -> String {
    let text = Figures.moment(moment)
    return text.hasSuffix(":00") ? String(text.dropLast(3)) : text
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
