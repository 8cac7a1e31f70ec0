import Domain
import Quantities

/// A value that is meant as a time or a day but not written as one: which mistakes it has, and what it
/// seems to mean.
struct TimeSlip {
  private var mistakes: [TimeMistake]
  /// What it seems to mean, as it should be written.
  private var meant: String?

  /// What is wrong with a value that is no RFC 3339 time; `nil` where it does not even look like one.
  init?(time value: Node.Value) {
    guard let text = Self.text(value) else { return nil }
    if let counted = Self.counted(text) {
      mistakes = counted.mistakes
      meant = counted.moment.rfc3339()
    } else if let loose = LooseTime(text) {
      mistakes = loose.mistakes
      if loose.clock == nil { mistakes.append(.timeMissing) }
      meant = moment(loose)?.rfc3339(in: loose.offset ?? .japan)
    } else if let blank = TimeSlip(blank: text) {
      self = blank
    } else {
      return nil
    }
  }

  /// What is wrong with a value that is no day; `nil` where it does not even look like one.
  init?(day value: Node.Value) {
    guard let text = Self.text(value) else { return nil }
    if let counted = Self.counted(text) {
      mistakes = counted.mistakes.filter { $0 != .offsetMissing }
      meant = UTCOffset.japan.date(of: counted.moment).description
    } else if let loose = LooseTime(text) {
      mistakes = loose.mistakes.filter { !$0.isOfClock }
      if loose.clock == nil {
        meant = date(loose)?.description
      } else {
        mistakes.append(.timeGiven)
        meant = moment(loose).map { UTCOffset.japan.date(of: $0).description }
      }
    } else if let blank = TimeSlip(blank: text) {
      self = blank
    } else {
      return nil
    }
  }

  private init?(blank text: String) {
    guard text.allSatisfy(\.isWhitespace) else { return nil }
    mistakes = [.empty]
  }

  private static func text(_ value: Node.Value) -> String? {
    switch value {
    case .text(let text), .plain(let text), .number(let text): text
    default: nil
    }
  }

  /// What is wrong, and how to write what is meant.
  var fix: LocalizedText {
    let ja = mistakes.map(\.words.ja).joined()
    let en = mistakes.map(\.words.en).joined(separator: ", ")
    guard let meant else { return LocalizedText(ja: ja, en: en) }
    let isAssumed = mistakes.contains(.offsetMissing)
    return LocalizedText(
      ja: "\(ja)\(isAssumed ? "日本時間なら " : "")\(meant) と書いてください。",
      en: "\(en): write \(meant)\(isAssumed ? " if Japan time is meant" : "")")
  }

  // MARK: What is meant

  private mutating func date(_ loose: LooseTime) -> CivilDate? {
    guard (1...12).contains(loose.month) else {
      mistakes.append(.noSuchMonth(loose.month))
      return nil
    }
    guard let date = CivilDate(year: loose.year, month: loose.month, day: loose.day) else {
      mistakes.append(.noSuchDay(year: loose.year, month: loose.month, day: loose.day))
      return nil
    }
    return date
  }

  private mutating func moment(_ loose: LooseTime) -> Moment? {
    guard let date = date(loose), let clock = loose.clock else { return nil }
    guard clock.hour <= 29, clock.minute <= 59, clock.second <= 60 else {
      mistakes.append(.noSuchTime)
      return nil
    }
    if clock.hour >= 24 { mistakes.append(.pastMidnight) }
    if clock.second == 60 { mistakes.append(.leapSecond) }
    let seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return (loose.offset ?? .japan).start(of: date)
      + Elapsed(milliseconds: Int64(seconds * 1_000 + clock.milliseconds))
  }

  /// A moment that is counted: seconds or milliseconds since 1970, or days as spreadsheets count them.
  private static func counted(_ text: String) -> (moment: Moment, mistakes: [TimeMistake])? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int64($0) }), whole >= 0,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let fraction = parts.count > 1 ? parts[1].prefix(9) : ""
    switch parts[0].count {
    case 13 where fraction.isEmpty:
      return (Moment(milliseconds: whole), [.epoch])
    case 10:
      return (Moment(milliseconds: whole * 1_000 + part(fraction, of: 1_000)), [.epoch])
    case 5:
      // Day 25,569 of spreadsheets is 1970-01-01.
      let day = UTCOffset.japan.start(of: CivilDate(dayNumber: whole - 25_569))
      let seconds = part(fraction, of: 86_400)
      return (day + Elapsed(milliseconds: seconds * 1_000), [.serial, .offsetMissing])
    default:
      return nil
    }
  }

  /// A decimal fraction of something, to the nearest whole.
  private static func part(_ fraction: Substring, of whole: Int64) -> Int64 {
    guard let digits = Int64(fraction) else { return 0 }
    var unit: Int64 = 1
    for _ in fraction { unit *= 10 }
    return (digits * whole + unit / 2) / unit
  }
}

extension TimeMistake {
  /// Whether it is of the time of day, or of its distance from UTC.
  fileprivate var isOfClock: Bool {
    switch self {
    case .secondsMissing, .offsetMissing, .offsetForm, .zoneName, .finerThanMillisecond: true
    default: false
    }
  }
}
