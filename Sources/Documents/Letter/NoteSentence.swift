import Assessing
import Crediting
import Domain
import Quantities
import Wording

extension NoteLine {
  /// The steps that make the amount, a sentence each, as a customer may read them.
  public var summary: LocalizedText {
    let own = ownSteps
    let telling = own.filter(\.makesTheAmount)
    let told = (telling.isEmpty ? own : telling).compactMap(\.wordsForCustomer)
    return LocalizedText(ja: told.map(\.ja).joined(), en: told.map(\.en).joined(separator: " "))
  }

  /// The clause and the arithmetic in one sentence; the steps that make the amount, each in its own,
  /// where one sentence cannot say it: where a ceiling, a comparison of clauses, a claim or a relief
  /// comes in.
  func sentence(isReversal: Bool) -> LocalizedText {
    if let one = NoteSentence(self)?.words(isReversal: isReversal) { return one }
    return isReversal
      ? NoteLabels.cancelled(self.remedy.words, self.request?.text, -amount) : summary
  }

}

extension LocalizedText {
  /// The same without the numbers of readings, for where nothing explains them.
  var withoutReadings: LocalizedText {
    func plain(_ text: String) -> String { text.replacing(/（I-\d+）| \(I-\d+\)/, with: "") }
    return LocalizedText(ja: plain(ja), en: plain(en))
  }
}

extension Step {
  fileprivate var makesTheAmount: Bool {
    switch self {
    case .units, .time, .neverLess, .ceiling, .rounded, .recoverable, .damagesCap, .feeCap,
      .paidCap, .capUsed, .pool, .poolRest, .concluded, .givenBefore, .share, .reliefConcluded:
      true
    default: false
    }
  }
}

/// The arithmetic of a waiver: terms that add up, and one rounding.
private struct NoteSentence {
  private var clauses: [String] = []
  private var terms: [LocalizedText] = []
  private var mode = Rounding.Mode.down
  private let exact: ExactYen
  private let amount: Yen

  init?(_ line: NoteLine) {
    guard line.remedy == .waiver else { return nil }
    let isReversed = line.amount < .zero
    exact = isReversed ? line.exact.negated : line.exact
    amount = isReversed ? -line.amount : line.amount
    for step in line.ownSteps {
      switch step {
      case .units(let clause, let period, let count, let unit, let fee, let days, _):
        add(clause, period, fee, NumberFormat.share(count, of: unit, in: days))
      case .time(let clause, let period, let elapsed, let fee, let days, _):
        add(clause, period, fee, NumberFormat.share(elapsed, in: days))
      case .rounded(_, let rounding, _):
        mode = rounding.mode
      case .ceiling, .neverLess, .givenBefore: return nil
      default: continue
      }
    }
    guard !terms.isEmpty else { return nil }
  }

  private mutating func add(
    _ clause: String, _ period: Step.Period, _ fee: Yen, _ share: LocalizedText
  ) {
    if !clauses.contains(clause) { clauses.append(clause) }
    let (name, base) = (period.words, NumberFormat.grouped(fee.value))
    terms.append(
      LocalizedText(
        ja: "\(name.ja)の料金\(base)円 × \(share.ja)",
        en: "\(base) yen (fee for \(name.en)) × \(share.en)"))
  }

  func words(isReversal: Bool) -> LocalizedText {
    let sum = LocalizedText(
      ja: terms.map(\.ja).joined(separator: " ＋ "), en: terms.map(\.en).joined(separator: " + "))
    let numbers = clauses.joined(separator: "、")
    let (from, way) = (NumberFormat.exact(exact), self.way)
    let result = LocalizedText(
      ja: "\(sum.ja) ＝ \(from)円\(way.ja)", en: "\(sum.en) = \(from) yen\(way.en)")
    return isReversal
      ? LocalizedText(
        ja: "\(numbers)による減額（\(result.ja)）を取り消します。",
        en: "The fee reduction under \(numbers) is cancelled: \(result.en).")
      : LocalizedText(
        ja: "\(numbers)により、\(result.ja)を減額します。", en: "Under \(numbers): \(result.en).")
  }

  /// How the exact amount became whole yen. Where a line is a part of an outage, the whole yen are
  /// those of the running sum (docs/domain.md §8).
  private var way: LocalizedText {
    let to = NumberFormat.grouped(amount.value)
    let alone = try? exact.rounded(Rounding(mode, basis: ""))
    guard alone == amount else {
      return LocalizedText(
        ja: "から、ほかの料金月との合計で端数を処理した\(to)円",
        en: ", which with the other fee months of the outage comes to \(to) yen")
    }
    if exact.value.isWhole { return LocalizedText(ja: "", en: "") }
    return switch mode {
    case .down: LocalizedText(ja: "の円未満を切り捨てた\(to)円", en: ", rounded down to \(to) yen")
    case .halfUp: LocalizedText(ja: "の円未満を四捨五入した\(to)円", en: ", rounded half up to \(to) yen")
    case .up: LocalizedText(ja: "の円未満を切り上げた\(to)円", en: ", rounded up to \(to) yen")
    }
  }
}
