import Assessing
import Domain
import Quantities

/// The sentences of an explanation, one for each kind of step.
enum Sentence {
  static func period(_ from: Moment, _ to: Moment?) -> Words {
    let start = Figures.moment(from)
    guard let to else {
      return Words(ja: "\(start)から（復旧時刻は未詳）", en: "from \(start), not known to have ended")
    }
    return Words(
      ja: "\(start)から\(Figures.moment(to))まで", en: "from \(start) to \(Figures.moment(to))")
  }

  static func fact(
    _ incident: Identifier, _ from: Moment, _ to: Moment?, _ impact: Impact,
    _ attribution: Attribution, _ fault: Fault?
  ) -> Words {
    let time = period(from, to)
    let blame = Words(
      ja: attribution.words.ja + (fault.map { "・" + $0.words.ja } ?? ""),
      en: attribution.words.en + (fault.map { ", " + $0.words.en } ?? ""))
    return Words(
      ja: "報告 \(incident): \(time.ja)、\(impact.words.ja)、\(blame.ja)。",
      en: "Report \(incident): \(time.en); \(impact.words.en); \(blame.en).")
  }

  static func excluded(_ clause: String?, _ reason: Reason) -> Words {
    guard let clause else {
      return Words(ja: "減額なし: \(reason.words.ja)。", en: "Nothing: \(reason.words.en).")
    }
    return Words(
      ja: "\(clause)では生じない: \(reason.words.ja)。",
      en: "Nothing by \(clause): \(reason.words.en).")
  }

  static func barred(_ incident: Identifier, _ from: Moment, _ to: Moment?) -> Words {
    let time = period(from, to)
    return Words(
      ja: "\(incident)の\(time.ja)は数えない。", en: "The time of \(incident), \(time.en), does not count."
    )
  }

  static func outage(_ from: Moment, _ to: Moment?, _ incidents: [Identifier]) -> Words {
    let time = period(from, to)
    let names = incidents.map(\.text).joined(separator: ", ")
    return Words(ja: "一つの利用不能: \(time.ja)（\(names)）。", en: "One outage \(time.en) (\(names)).")
  }

  static func clock(_ clause: String, _ clock: Waiver.Clock, _ from: Moment) -> Words {
    let start = Figures.moment(from)
    return clock == .began
      ? Words(
        ja: "\(clause)は利用できなくなった時（\(start)）から数える。",
        en: "\(clause) counts from when the service was lost, \(start).")
      : Words(
        ja: "\(clause)は当社が知った時（\(start)）から数える。",
        en: "\(clause) counts from when the provider learned of it, \(start).")
  }

  static func threshold(_ clause: String, _ needed: Elapsed, _ elapsed: Elapsed) -> Words {
    let (need, have) = (Figures.elapsed(needed), Figures.elapsed(elapsed))
    let isMet = elapsed >= needed
    return Words(
      ja: "\(clause)は\(need.ja)以上を求め、実際は\(have.ja)なので\(isMet ? "満たす" : "満たさない")。",
      en: "\(clause) asks for \(need.en) or more; it was \(have.en), so that is "
        + "\(isMet ? "met" : "not met").")
  }

  static func units(
    _ clause: String, _ period: String, _ count: Int64, _ unit: Elapsed, _ fee: Yen,
    _ days: Int64, _ worth: ExactYen
  ) -> Words {
    let length = Figures.elapsed(unit)
    let sum =
      unit == .day
      ? "\(Figures.grouped(fee.amount)) × \(count)/\(days)"
      : "\(Figures.grouped(fee.amount)) × \(count) × \(length.en) / (\(days) × 24 h)"
    let amount = Figures.exact(worth)
    return Words(
      ja: "\(clause): \(period)に始まった\(length.ja)が\(count)回。\(sum) = \(amount)円。",
      en: "\(clause): \(count) × \(length.en) began in \(period): \(sum) = \(amount) yen.")
  }

  static func time(
    _ clause: String, _ period: String, _ elapsed: Elapsed, _ fee: Yen, _ days: Int64,
    _ worth: ExactYen
  ) -> Words {
    let length = Figures.elapsed(elapsed)
    let (amount, base) = (Figures.exact(worth), Figures.grouped(fee.amount))
    return Words(
      ja: "\(clause): \(period)に\(length.ja)。\(base) × \(length.ja) ÷ (\(days)日 × 24時間)"
        + " = \(amount)円。",
      en: "\(clause): \(length.en) in \(period): \(base) × \(length.en) / (\(days) × 24 h)"
        + " = \(amount) yen.")
  }

  static func neverLess(_ special: ExactYen, _ general: ExactYen) -> Words {
    let (a, b) = (Figures.exact(special), Figures.exact(general))
    return Words(
      ja: "特則と残りで\(a)円、全体に一般則で\(b)円。多い方による（I-9）。",
      en: "By the special row and the rest \(a) yen, by the general row on the whole \(b) yen: "
        + "the greater is owed (I-9).")
  }

  static func ceiling(
    _ period: String, _ fee: Yen, _ used: ExactYen, _ wanted: ExactYen
  ) -> Words {
    let amounts = (
      Figures.grouped(fee.amount), Figures.exact(used), Figures.exact(wanted)
    )
    return Words(
      ja: "\(period)の料金\(amounts.0)円のうち\(amounts.1)円は減額済みのため、\(amounts.2)円は残りまでとする（I-5）。",
      en: "Of the fee of \(period), \(amounts.0) yen, \(amounts.1) yen is waived already; "
        + "\(amounts.2) yen is cut to what is left (I-5).")
  }

  static func rounded(_ exact: ExactYen, _ rounding: Rounding, _ amount: Yen) -> Words {
    let (from, to) = (Figures.exact(exact), Figures.grouped(amount.amount))
    let way: Words =
      switch rounding.mode {
      case .down: Words(ja: "円未満を切り捨て", en: "rounded down")
      case .halfUp: Words(ja: "円未満を四捨五入し", en: "rounded half up")
      case .up: Words(ja: "円未満を切り上げ", en: "rounded up")
      }
    return Words(
      ja: "\(from)円の\(way.ja)、\(to)円（\(rounding.basis)）。",
      en: "\(from) yen \(way.en): \(to) yen (\(rounding.basis)).")
  }

  static func awaits(_ awaited: Awaited) -> Words {
    Words(
      ja: "\(awaited.words.ja)によって額が変わりうるため、それを待つ。",
      en: "The amount could change with \(awaited.words.en), which is waited for.")
  }

  static let settledWhateverIsMissing = Words(
    ja: "まだ分からない事実がどうであっても、額は変わらない。",
    en: "Whatever the facts that are still missing, the amount is the same.")

  static func referred(_ clause: String, _ awaited: Awaited) -> Words {
    Words(
      ja: "\(clause)により、\(awaited.words.ja)による。",
      en: "\(clause) leaves the answer to \(awaited.words.en).")
  }

  static func readInto(_ clause: String, _ terms: Identifier) -> Words {
    Words(
      ja: "\(clause)により、\(terms)を名称を読み替えて適用する。",
      en: "By \(clause), \(terms) applies, read with names exchanged.")
  }

  static func agreed(_ clause: String, _ agreement: Identifier, _ instead: String) -> Words {
    Words(
      ja: "合意\(agreement)の\(clause)が\(instead)に代わる。",
      en: "\(clause) of the agreement \(agreement) stands in the place of \(instead).")
  }

  // MARK: Reliefs

  static func granted(_ authority: String, _ reason: String, _ day: CivilDate) -> Words {
    Words(
      ja: "\(day)の\(authority)の決定による臨時減免（理由: \(reason)）。",
      en: "Granted by \(authority) on \(day): \(reason).")
  }

  static func givenBefore(_ id: Identifier, _ day: CivilDate, _ amount: Yen) -> Words {
    Words(
      ja: "\(day)に\(Figures.grouped(amount.amount))円をすでに減額済み（\(id)）のため差し引く。",
      en: "\(Figures.grouped(amount.amount)) yen was given by hand on \(day) (\(id)) and is "
        + "taken off.")
  }

  static func share(
    _ month: FeeMonthName, _ share: Fraction, _ fee: ExactYen, _ worth: ExactYen
  ) -> Words {
    Words(
      ja: "\(month)の料金\(Figures.exact(fee))円 × \(share) = \(Figures.exact(worth))円。",
      en: "The fee of \(month), \(Figures.exact(fee)) yen × \(share) = "
        + "\(Figures.exact(worth)) yen.")
  }
}
