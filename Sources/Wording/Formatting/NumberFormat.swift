import Domain
import Quantities

/// Numbers as people read them.
public enum NumberFormat {
  /// Digits in groups of three.
  public static func grouped(_ number: Int128) -> String {
    // LocalizedText are written by a faster way than 128 bits are.
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

  /// A whole amount with its unit.
  public static func yen(_ amount: Yen) -> LocalizedText { yen(grouped(amount.value)) }

  /// An exact amount with its unit.
  public static func yen(_ amount: ExactYen) -> LocalizedText { yen(exact(amount)) }

  private static func yen(_ figures: String) -> LocalizedText {
    LocalizedText(ja: figures + "円", en: figures + " yen")
  }

  /// How many of something, in English with the noun in its number.
  static func count(_ number: Int64, ja unit: String, en noun: String) -> LocalizedText {
    let figures = grouped(Int128(number))
    return LocalizedText(
      ja: figures + unit, en: "\(figures) \(noun)\(number == 1 ? "" : "s")")
  }

  /// A number of days.
  static func days(_ number: Int64) -> LocalizedText { count(number, ja: "日", en: "day") }

  /// A length of time in hours, minutes and seconds, leaving out what is zero.
  public static func elapsed(_ elapsed: Elapsed) -> LocalizedText {
    let milliseconds = elapsed.milliseconds
    let parts = [
      count(milliseconds / 3_600_000, ja: "時間", en: "hour"),
      count(milliseconds / 60_000 % 60, ja: "分", en: "minute"),
      count(milliseconds / 1_000 % 60, ja: "秒", en: "second"),
      count(milliseconds % 1_000, ja: "ミリ秒", en: "millisecond"),
    ]
    let there = parts.filter { !$0.en.hasPrefix("0 ") }
    return there.isEmpty ? parts[0] : there.joined(ja: "", en: " ")
  }

  /// The share of a period's fee that units of time are worth.
  public static func share(_ count: Int64, of unit: Elapsed, in days: Int64) -> LocalizedText {
    guard unit == .day else {
      let times = "\(grouped(Int128(count))) × "
      let one = share(unit, in: days)
      return LocalizedText(ja: times + one.ja, en: times + one.en)
    }
    return [NumberFormat.days(count), NumberFormat.days(days)].joined(ja: " ÷ ", en: " ÷ ")
  }

  /// The share of a period's fee that exact time is worth.
  public static func share(_ elapsed: Elapsed, in days: Int64) -> LocalizedText {
    let (time, days) = (NumberFormat.elapsed(elapsed), NumberFormat.days(days))
    return LocalizedText(
      ja: "\(time.ja) ÷ (\(days.ja) × 24時間)", en: "\(time.en) ÷ (\(days.en) × 24 hours)")
  }
}
