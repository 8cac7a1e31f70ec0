import Domain
import Quantities

extension FieldKind where Value == Elapsed {
  /// A length of time: a whole number of hours, minutes, seconds or milliseconds.
  static var elapsed: FieldKind {
    FieldKind(
      LocalizedText(ja: "時間の長さ", en: "a length of time"),
      LocalizedText(
        ja: "24h、30m、10s、500ms のように書いてください。", en: "write it like 24h, 30m, 10s or 500ms"),
      text: { text in
        let units: [(String, Int64)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
        for (suffix, scale) in units where text.hasSuffix(suffix) {
          guard let count = Int64(text.dropLast(suffix.count)), (0...1_000_000).contains(count)
          else { continue }
          return Elapsed(milliseconds: count * scale)
        }
        return nil
      })
  }
}

extension FieldKind where Value == Waiver.DayShare {
  /// What one day is worth of a period's fee.
  static var dayShare: FieldKind {
    FieldKind(
      LocalizedText(ja: "一日分の割合", en: "the share of a day"),
      LocalizedText(
        ja: "1/30、1/365、calendar-days のように書いてください。",
        en: "write 1/30, 1/365 or calendar-days"),
      text: { text in
        if text == "calendar-days" { return .calendarDays }
        guard text.hasPrefix("1/"), let parts = Int64(text.dropFirst(2)), (1...1_000_000) ~= parts
        else { return nil }
        return .onePart(in: parts)
      })
  }
}

extension FieldKind where Value == UTCOffset {
  /// A distance from UTC.
  static var offset: FieldKind {
    FieldKind(
      LocalizedText(ja: "UTCとの差", en: "a distance from UTC"),
      LocalizedText(ja: "\"+09:00\" のように書いてください。", en: "write it like \"+09:00\""),
      text: { UTCOffset($0) })
  }
}

extension FieldKind where Value == String {
  /// The number of a reading in the register.
  static var reading: FieldKind {
    FieldKind(
      LocalizedText(ja: "解釈の番号", en: "the number of a reading"),
      LocalizedText(
        ja: "`slacreditctl terms readings` にある番号を書いてください。",
        en: "use a number that `slacreditctl terms readings` lists"),
      text: { text in Interpretation.register.contains { $0.number == text } ? text : nil })
  }
}

extension FieldKind where Value == BusinessCalendar.MonthDay {
  /// A day of every year.
  static var monthDay: FieldKind {
    FieldKind(
      LocalizedText(ja: "月日", en: "a month and a day"),
      LocalizedText(ja: "05-01 のように書いてください。", en: "write it like 05-01"),
      text: { text in
        // A leap year has every day that some year has.
        guard text.utf8.count == 5, let date = CivilDate("2000-" + text) else { return nil }
        let (_, month, day) = date.components
        return BusinessCalendar.MonthDay(month: month, day: day)
      })
  }
}

extension Circumstances {
  /// Whether something meets both.
  func overlaps(_ other: Circumstances) -> Bool {
    !impacts.isDisjoint(with: other.impacts) && !causes.isDisjoint(with: other.causes)
  }

  /// Whether whatever meets it meets the other as well.
  func isPart(of other: Circumstances) -> Bool {
    isEmpty || (impacts.isSubset(of: other.impacts) && causes.isSubset(of: other.causes))
  }
}

extension Fields {
  /// Says what to write instead of a field that the format does not have, or not here. To be called
  /// after ``finish()``, which by itself only calls it unknown.
  func refuse(_ name: String, expected: LocalizedText, fix: LocalizedText) {
    if node(name) != nil { reject(name, expected: expected, fix: fix) }
  }

  /// A pair of texts, Japanese and English, that must be there.
  func words(_ name: String) -> LocalizedText? {
    guard node(name) != nil else {
      _ = required(name, FieldKind<String>.text)
      return nil
    }
    guard let pair = fields(name) else { return nil }
    let ja = pair.required("ja", FieldKind<String>.name)
    let en = pair.required("en", FieldKind<String>.name)
    pair.finish()
    return ja.flatMap { ja in en.map { LocalizedText(ja: ja, en: $0) } }
  }

  /// Impacts and causes; what is not given is not restricted.
  func circumstances() -> Circumstances {
    let impacts = items("impacts", FieldKind<Impact>.oneOf)
    let attributions = items("attributions", FieldKind<Attribution>.oneOf)
    let faults = items("faults", FieldKind<Fault>.oneOf)
    if attributions.contains(.undetermined) {
      reject(
        "attributions", expected: LocalizedText(ja: "確定した帰責", en: "settled attributions"),
        fix: LocalizedText(
          ja: "undetermined は事実が未確定という意味で、条項の要件にはなりません。",
          en: "undetermined means that a fact is missing; no clause can ask for it"))
    }
    if !faults.isEmpty, !attributions.contains(.provider) {
      reject(
        "faults",
        expected: LocalizedText(ja: "attributions に provider", en: "provider among attributions"),
        fix: LocalizedText(ja: "故意・過失は provider のときだけ問えます。", en: "only the provider has a fault"))
    }
    let causes = Cause.allCases.filter { cause in
      (attributions.isEmpty || attributions.contains(cause.attribution))
        && (faults.isEmpty || cause.fault.map { faults.contains($0) } ?? true)
    }
    return Circumstances(
      impacts: impacts.isEmpty ? Set(Impact.allCases) : Set(impacts), causes: CauseSet(causes))
  }
}
