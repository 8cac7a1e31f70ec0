import Domain
import Quantities

extension TermsText {
  /// The clauses by which part of the fee is not payable, and those by which all of it is.
  mutating func addWaivers(_ edition: TermsEdition) {
    if !edition.waivers.isEmpty {
      page.heading(LocalizedText(ja: "料金の減額", en: "Waivers of fees"))
      for waiver in edition.waivers { add(waiver) }
    }
    if !edition.exclusions.isEmpty {
      page.heading(LocalizedText(ja: "減額がない場合", en: "What gives no waiver"))
      for exclusion in edition.exclusions { add(exclusion) }
    }
  }

  /// A clause by which nothing is owed, and what a person decides instead.
  ///
  /// - Parameter because: the reason in words, where those of a waiver do not fit.
  mutating func add(_ exclusion: Exclusion, because: LocalizedText? = nil) {
    add(exclusion.clause)
    add(exclusion.scope)
    entry("原因", "Causes", TermsWords.causes(exclusion.circumstances.causes))
    entry("程度", "Impact", TermsWords.impacts(exclusion.circumstances.impacts))
    entry("理由", "Reason", because ?? exclusion.reason.words)
    if let ruling = exclusion.ruling { add(ruling) }
    addReadings(of: exclusion.clause)
  }

  private mutating func add(_ waiver: Waiver) {
    add(waiver.clause)
    add(waiver.scope)
    entry("原因", "Causes", TermsWords.causes(waiver.qualifies.causes))
    entry("程度", "Impact", TermsWords.impacts(waiver.qualifies.impacts))
    entry("起算", "Counted from", Self.clock(waiver.clock))
    let length = Self.threshold(waiver.threshold)
    entry(
      "必要な長さ", "Least length",
      waiver.threshold > .zero
        ? LocalizedText(ja: "数えた時間で\(length.ja)", en: "\(length.en) of counted time") : length)
    addPauses(waiver.pauses)
    addJoins(waiver.joins)
    entry("数え方", "Counted", Self.measure(waiver.measure))
    entry("1日分", "A day's share", Self.share(waiver))
    entry("端数", "Rounding", Self.rounding(waiver.rounding))
    entry("途切れ", "Interruptions", Self.grace(waiver.grace))
    if let general = waiver.displaces {
      entry(
        "優先", "Displaces",
        LocalizedText(
          ja: "「\(general)」により利用不能とされる時間のうち、上の原因による部分に、この条項を優先して適用します。"
            + "合計は、全体に「\(general)」を適用した額を下回りません。",
          en: "\(general), for the part of an outage that is by the causes above. \(general) "
            + "says what the outage is, and the whole never gives less than it alone would."))
    }
    addReadings(of: waiver.clause)
  }

  private static func clock(_ clock: Waiver.Clock) -> LocalizedText {
    switch clock {
    case .began:
      LocalizedText(ja: "お客様が利用できなくなった時", en: "when the customer lost the service")
    case .known:
      LocalizedText(
        ja: "当社が利用不能を知った時（利用不能の始まりより前にはなりません）",
        en: "when we learned of the outage (never before it began)")
    }
  }

  static func threshold(_ threshold: Elapsed) -> LocalizedText {
    guard threshold > .zero else { return LocalizedText(ja: "長さを問いません", en: "any length") }
    let length = NumberFormat.elapsed(threshold)
    return LocalizedText(ja: "\(length.ja)以上", en: "\(length.en) or more")
  }

  private mutating func addPauses(_ pauses: Circumstances) {
    guard !pauses.isEmpty else { return entry("数えない時間", "Paused by", TermsWords.none) }
    entry(
      "数えない時間", "Paused by",
      LocalizedText(
        ja: "次の時間。数えることだけを止め、利用不能は途切れず、起算も変わりません。",
        en: "time as follows. It is not counted, but neither ends the outage nor restarts it."))
    add(pauses)
    guard pauses.causes.contains(.plannedMaintenance) else { return }
    let works = Attribution.plannedMaintenance.words
    entry(
      "", "",
      LocalizedText(
        ja: "\(works.ja)は、予告より後に始まった利用不能についてだけ数えません。",
        en: "\(works.en): only in an outage that began after the announcement"))
  }

  private mutating func addJoins(_ joins: Circumstances) {
    guard !joins.isEmpty else { return entry("含める時間", "Joined by", TermsWords.none) }
    entry(
      "含める時間", "Joined by",
      LocalizedText(
        ja: "次の時間。利用不能と重なるか接するときに、その一部として数えます。それだけでは減額になりません。",
        en: "time as follows. Where it overlaps or touches an outage it is part of it; by itself "
          + "it gives nothing."))
    add(joins)
  }

  private static func measure(_ measure: Waiver.Measure) -> LocalizedText {
    switch measure {
    case .units(let unit):
      let length = NumberFormat.elapsed(unit)
      return LocalizedText(
        ja: "\(length.ja)の倍数（満たない部分は数えません）",
        en: "in full multiples of \(length.en); what is left over is not counted")
    case .exactTime:
      return LocalizedText(ja: "実際の時間（ミリ秒まで）", en: "exact time, to the millisecond")
    }
  }

  private static func share(_ waiver: Waiver) -> LocalizedText {
    switch waiver.dayShare {
    case .onePart(let parts) where waiver.scope.billings == [.meteredMonthly]:
      LocalizedText(
        ja: "その料金月の従量による料金の\(parts)分の1",
        en: "1/\(parts) of that fee month's metered charge")
    case .onePart(let parts):
      LocalizedText(ja: "料金の\(parts)分の1", en: "1/\(parts) of the fee")
    case .calendarDays:
      LocalizedText(
        ja: "料金を、その料金月（年額では契約年）の暦日数で割った額",
        en: "the fee divided by the calendar days of its fee month (of the contract year, where "
          + "the fee is annual)")
    }
  }

  private static func rounding(_ rounding: Rounding) -> LocalizedText {
    let mode: LocalizedText =
      switch rounding.mode {
      case .down: LocalizedText(ja: "1円未満切捨て", en: "down to whole yen")
      case .halfUp: LocalizedText(ja: "1円未満四捨五入", en: "half up to whole yen")
      case .up: LocalizedText(ja: "1円未満切上げ", en: "up to whole yen")
      }
    return LocalizedText(ja: "\(mode.ja)（\(rounding.basis)）", en: "\(mode.en) (\(rounding.basis))")
  }

  private static func grace(_ grace: Elapsed) -> LocalizedText {
    guard grace > .zero else {
      return LocalizedText(ja: "どれほど短い復旧でも途切れます。", en: "any recovery ends an outage, however short")
    }
    let length = NumberFormat.elapsed(grace)
    return LocalizedText(
      ja: "\(length.ja)までの復旧では途切れません。",
      en: "a recovery of up to \(length.en) does not end an outage")
  }
}
