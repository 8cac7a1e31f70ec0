import Assessing
import Crediting
import Domain
import Quantities
import Wording

extension NoteLine {
  /// The steps that make the amount, a sentence each.
  public var summary: Words { sentences(isReversal: false) }

  /// The clause and the arithmetic in one sentence; the steps that make the amount, each in its own,
  /// where one sentence cannot say it: where a ceiling, a comparison of clauses, a claim or a relief
  /// comes in.
  func sentence(isReversal: Bool) -> Words {
    NoteSentence(self)?.words(isReversal: isReversal) ?? sentences(isReversal: isReversal)
  }

  private func sentences(isReversal: Bool) -> Words {
    let telling = steps.filter(\.makesTheAmount)
    var told = (telling.isEmpty ? steps : telling).map(\.words)
    if remedy == .damages, !isReversal {
      told.append(NoteWords.paid(Figures.grouped(amount.amount)))
    }
    let words = Words(
      ja: told.map(\.ja).joined(), en: told.map(\.en).joined(separator: " "))
    return isReversal ? Words(ja: "取消し: \(words.ja)", en: "Taken back: \(words.en)") : words
  }
}

extension Step {
  fileprivate var makesTheAmount: Bool {
    switch self {
    case .units, .time, .neverLess, .ceiling, .rounded, .recoverable, .damagesCap, .feeCap,
      .paidCap, .capUsed, .pool, .givenBefore, .share:
      true
    default: false
    }
  }
}

/// The arithmetic of a waiver: terms that add up, and one rounding.
private struct NoteSentence {
  private var clauses: [String] = []
  private var terms: [Words] = []
  private var exact = ExactYen.zero
  private var rounding: Rounding?
  private var amount = Yen.zero

  init?(_ line: NoteLine) {
    guard line.remedy == .waiver else { return nil }
    for step in line.steps {
      switch step {
      case .units(let clause, let period, let count, let unit, let fee, let days, _):
        let length = Figures.elapsed(unit)
        let isDay = unit == .day
        let share = Words(
          ja: isDay ? "\(count)/\(days)" : "\(count) × \(length.ja) ÷ (\(days)日 × 24時間)",
          en: isDay ? "\(count)/\(days)" : "\(count) × \(length.en) / (\(days) × 24 h)")
        add(clause, period, fee, share)
      case .time(let clause, let period, let elapsed, let fee, let days, _):
        let length = Figures.elapsed(elapsed)
        add(
          clause, period, fee,
          Words(
            ja: "\(length.ja) ÷ (\(days)日 × 24時間)", en: "\(length.en) / (\(days) × 24 h)"))
      case .rounded(let exact, let rounding, let amount):
        (self.exact, self.rounding, self.amount) = (exact, rounding, amount)
      case .ceiling, .neverLess, .givenBefore: return nil
      default: continue
      }
    }
    guard !terms.isEmpty, rounding != nil else { return nil }
  }

  private mutating func add(_ clause: String, _ period: String, _ fee: Yen, _ share: Words) {
    if !clauses.contains(clause) { clauses.append(clause) }
    let month = FeeMonthName(period).map(Figures.month)
    let base = Figures.grouped(fee.amount)
    terms.append(
      Words(
        ja: "\(month?.ja ?? period)の料金\(base)円 × \(share.ja)",
        en: "\(base) yen (fee of \(month?.en ?? period)) × \(share.en)"))
  }

  func words(isReversal: Bool) -> Words {
    let sum = Words(
      ja: terms.map(\.ja).joined(separator: " ＋ "), en: terms.map(\.en).joined(separator: " + "))
    let (from, to) = (Figures.exact(exact), Figures.grouped(amount.amount))
    let way: Words =
      switch rounding?.mode {
      case _ where exact.value.isWhole: Words(ja: "", en: "")
      case .halfUp: Words(ja: "の円未満を四捨五入した\(to)円", en: ", rounded half up to \(to) yen")
      case .up: Words(ja: "の円未満を切り上げた\(to)円", en: ", rounded up to \(to) yen")
      default: Words(ja: "の円未満を切り捨てた\(to)円", en: ", rounded down to \(to) yen")
      }
    let numbers = clauses.joined(separator: "、")
    let result = Words(
      ja: "\(sum.ja) ＝ \(from)円\(way.ja)", en: "\(sum.en) = \(from) yen\(way.en)")
    return isReversal
      ? Words(
        ja: "\(numbers)による減額（\(result.ja)）を取り消します。",
        en: "The waiver by \(numbers) is taken back: \(result.en).")
      : Words(
        ja: "\(numbers)により、\(result.ja)を減額します。", en: "By \(numbers): \(result.en).")
  }
}
