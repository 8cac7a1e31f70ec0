import Foundation
import Quantities

/// A day, or a day with a time, as people and programs write it, with all that RFC 3339 would have
/// otherwise.
struct LooseTime {
  /// A time of day; hours may go beyond 24, as broadcasters and night shifts count.
  struct Clock {
    var hour = 0
    var minute = 0
    var second = 0
    var milliseconds = 0
  }

  private(set) var mistakes: [TimeMistake] = []
  private(set) var year = 0
  private(set) var month = 0
  private(set) var day = 0
  /// The time of day, if one is written.
  private(set) var clock: Clock?
  /// The distance from UTC, if one is written.
  private(set) var offset: UTCOffset?
  private var rest: Substring

  /// Reads a text; `nil` for what is no day in any of the ways that are known.
  init?(_ text: String) {
    rest = Substring(text)
    plain()
    guard date() else { return nil }
    if rest.isEmpty { return }
    guard clock != nil || time(), zone(), rest.isEmpty else { return nil }
  }

  private mutating func note(_ mistake: TimeMistake) {
    if !mistakes.contains(mistake) { mistakes.append(mistake) }
  }

  /// Full-width characters, dashes and spaces at the ends, as they should have been.
  private mutating func plain() {
    let text = String(rest)
    let narrow = text.precomposedStringWithCompatibilityMapping
    if narrow != text { note(.fullWidth) }
    let hyphened = String(
      narrow.map { "\u{2010}\u{2012}\u{2013}\u{2014}\u{2212}ー".contains($0) ? "-" : $0 })
    if hyphened != narrow { note(.minusSign) }
    let trimmed = hyphened.trimmingCharacters(in: .whitespaces)
    if trimmed != hyphened { note(.spaces) }
    rest = Substring(trimmed)
  }

  // MARK: The day

  private mutating func date() -> Bool {
    if let first = eraYear() {
      year = first
    } else {
      let digits = run()
      switch digits.count {
      case 4: year = Int(digits) ?? 0
      case 8, 12, 14: return compactDate(digits)
      default: return false
      }
    }
    let separator = rest.popFirst()
    switch separator {
    case "年": note(.everydayWords)
    case "/", ".": note(.separators)
    case "-": break
    default: return false
    }
    guard let month = figures(isLoose: separator == "年") else { return false }
    guard rest.popFirst() == (separator == "年" ? "月" : separator) else { return false }
    guard let day = figures(isLoose: separator == "年") else { return false }
    self.month = month
    self.day = day
    if separator == "年" { _ = skip("日") }
    weekday()
    return true
  }

  private mutating func eraYear() -> Int? {
    let eras = [("令和", 2018), ("平成", 1988), ("R", 2018), ("H", 1988)]
    guard let (name, before) = eras.first(where: { rest.hasPrefix($0.0) }) else { return nil }
    rest = rest.dropFirst(name.count)
    note(.era)
    if skip("元") { return before + 1 }
    let digits = run()
    return digits.count <= 2 ? Int(digits).map { before + $0 } : nil
  }

  /// `YYYYMMDD`, `YYYYMMDDhhmm` or `YYYYMMDDhhmmss`.
  private mutating func compactDate(_ digits: Substring) -> Bool {
    note(.separators)
    let parts = [digits.prefix(4)] + pairs(digits.dropFirst(4))
    let numbers = parts.compactMap { Int($0) }
    (year, month, day) = (numbers[0], numbers[1], numbers[2])
    if numbers.count > 3 { clock = compactClock(Array(numbers[3...])) }
    return true
  }

  private mutating func compactClock(_ numbers: [Int]) -> Clock {
    if numbers.count < 3 { note(.secondsMissing) }
    return Clock(
      hour: numbers[0], minute: numbers[1], second: numbers.count > 2 ? numbers[2] : 0)
  }

  private mutating func weekday() {
    guard rest.first == "(", let end = rest.firstIndex(of: ")"), rest[..<end].count <= 4 else {
      return
    }
    rest = rest[end...].dropFirst()
    note(.everydayWords)
  }

  // MARK: The time of day

  private mutating func time() -> Bool {
    if !skip("T"), !skip("t"), spaces() > 1 { note(.spaces) }
    var clock = Clock()
    let half = ["午前", "午後"].firstIndex { skip($0) }
    let digits = run()
    switch digits.count {
    case 1, 2:
      guard let hour = Int(digits), minutesAndSeconds(after: digits, &clock) else { return false }
      clock.hour = hour
    case 4, 6:
      note(.separators)
      clock = compactClock(pairs(digits).compactMap { Int($0) })
    default: return false
    }
    guard fraction(&clock) else { return false }
    let isSpaced = spaces() > 0
    let english = ["AM", "PM"].firstIndex { skip($0) }
    if isSpaced, english == nil, !rest.isEmpty { note(.spaces) }
    if let half = half ?? english {
      note(.everydayWords)
      guard clock.hour <= 12 else { return false }
      clock.hour = clock.hour % 12 + 12 * half
    }
    self.clock = clock
    return true
  }

  private mutating func minutesAndSeconds(after hour: Substring, _ clock: inout Clock) -> Bool {
    let isLoose = skip("時")
    if isLoose { note(.everydayWords) } else if hour.count < 2 { note(.leadingZeros) }
    guard isLoose || skip(":") else { return false }
    if isLoose, skip("半") {
      clock.minute = 30
      return true
    }
    guard let minute = figures(isLoose: isLoose) else { return isLoose }
    clock.minute = minute
    let goesOn = isLoose ? skip("分") && rest.first?.isNumber == true : skip(":")
    guard goesOn else {
      if !isLoose { note(.secondsMissing) }
      return true
    }
    guard let second = figures(isLoose: isLoose) else { return false }
    clock.second = second
    if isLoose { _ = skip("秒") }
    return true
  }

  private mutating func fraction(_ clock: inout Clock) -> Bool {
    guard skip(".") else { return true }
    let digits = run()
    guard !digits.isEmpty else { return false }
    if digits.dropFirst(3).contains(where: { $0 != "0" }) { note(.finerThanMillisecond) }
    let thousandths = digits.prefix(3)
    clock.milliseconds =
      Int(thousandths + String(repeating: "0", count: 3 - thousandths.count)) ?? 0
    return true
  }

  // MARK: The distance from UTC

  private mutating func zone() -> Bool {
    _ = spaces()
    if skip("Z") || skip("z") {
      offset = UTCOffset(minutes: 0)
    } else if skip("JST") {
      note(.zoneName)
      offset = .japan
    } else if skip("UTC") || skip("GMT") {
      note(.zoneName)
      offset = UTCOffset(minutes: 0)
    }
    if let sign = rest.first, sign == "+" || sign == "-" {
      rest = rest.dropFirst()
      guard signedOffset(sign) else { return false }
    }
    if rest.first == "[", rest.last == "]" {
      note(.zoneName)
      if offset == nil, rest == "[Asia/Tokyo]" { offset = .japan }
      rest = ""
    }
    if offset == nil { note(.offsetMissing) }
    return true
  }

  private mutating func signedOffset(_ sign: Character) -> Bool {
    let hours = run()
    var minutes = Substring("00")
    var isStrict = false
    var whole = hours
    if skip(":") {
      minutes = run()
      isStrict = hours.count == 2 && minutes.count == 2
    } else if hours.count == 4 || hours.count == 3 {
      minutes = hours.suffix(2)
      whole = hours.dropLast(2)
    }
    if !isStrict { note(.offsetForm) }
    guard let hour = Int(whole), let minute = Int(minutes), hour <= 23, minute <= 59 else {
      return false
    }
    offset = UTCOffset(minutes: (sign == "-" ? -1 : 1) * (hour * 60 + minute))
    return true
  }

  // MARK: Pieces

  private mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  /// How many spaces were passed over.
  private mutating func spaces() -> Int {
    let run = rest.prefix { $0 == " " }
    rest = rest.dropFirst(run.count)
    return run.count
  }

  private mutating func run() -> Substring {
    let run = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(run.count)
    return run
  }

  /// One or two figures.
  private mutating func figures(isLoose: Bool) -> Int? {
    let digits = run()
    guard (1...2).contains(digits.count) else { return nil }
    if digits.count == 1, !isLoose { note(.leadingZeros) }
    return Int(digits)
  }

  private func pairs(_ digits: Substring) -> [Substring] {
    stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
  }
}
