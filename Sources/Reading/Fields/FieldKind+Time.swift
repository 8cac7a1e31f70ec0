import Domain
import Quantities

extension FieldKind where Value == Moment {
  static var moment: FieldKind {
    FieldKind(
      LocalizedText(
        ja: "UTCとの差を付けた時刻（RFC 3339、ミリ秒まで）",
        en: "an RFC 3339 time with its offset, to the millisecond at most"),
      LocalizedText(
        ja: "2026-04-12T08:50:00+09:00 のように書いてください。",
        en: "write it like 2026-04-12T08:50:00+09:00"),
      text: { try? Moment(rfc3339: $0) }
    ).knowing { TimeSlip(time: $0)?.fix }
  }
}

extension FieldKind where Value == CivilDate {
  static var date: FieldKind {
    FieldKind(
      LocalizedText(ja: "実在する日付 YYYY-MM-DD", en: "a date YYYY-MM-DD that exists"),
      LocalizedText(ja: "2026-04-12 のように書いてください。", en: "write it like 2026-04-12"),
      text: { CivilDate($0) }
    ).knowing { TimeSlip(day: $0)?.fix }
  }
}

extension FieldKind where Value == YearMonth {
  static var feeMonth: FieldKind {
    FieldKind(
      LocalizedText(ja: "料金月 YYYY-MM", en: "a fee month YYYY-MM"),
      LocalizedText(ja: "2026-04 のように書いてください。", en: "write it like 2026-04"),
      text: { YearMonth($0) })
  }
}

extension Moment {
  /// The moment that a person states outside a file.
  public init(stated text: String) throws(UnreadableTime) {
    let (kind, value) = (FieldKind<Moment>.moment, Node.Value.text(text))
    guard let moment = kind.parse(value) else {
      let (expected, fix) = (kind.expected, kind.fix(value))
      throw UnreadableTime(
        words: LocalizedText(
          ja: "「\(text)」は\(expected.ja)ではありません。\(fix.ja)",
          en: "“\(text)” is not \(expected.en); \(fix.en)"))
    }
    self = moment
  }
}
