import Assessing
import Domain
import Quantities

/// From a fee to what of it is not payable.
extension Sentence {
  static func ofFee(_ step: Step) -> LocalizedText {
    switch step {
    case .feeOfFirstDay(let period, let day, let fee):
      feeOfFirstDay(period.fee, NumberFormat.day(day), NumberFormat.yen(fee))
    case .charge(let period, let amount, let isEstimated):
      charge(period.words, NumberFormat.yen(amount), isEstimated)
    case .priceBase(let clause, let plan, let from, let to, let base):
      priceBase(clause, plan.map(planName), applied(from, to), NumberFormat.yen(base))
    case .priceItem(let clause, let quantities, let low, let high, let count, let each, let amount):
      priceItem(
        clause, quantities.map(\.counted), bracket(low, high), count, NumberFormat.yen(each),
        NumberFormat.yen(amount))
    case .priceTotal(let clause, let fee): priceTotal(clause, NumberFormat.yen(fee))
    case .units(let clause, let period, let count, let unit, let fee, let days, let worth):
      units(
        clause, period.words, count, unit,
        product(NumberFormat.yen(fee), NumberFormat.share(count, of: unit, in: days), worth))
    case .time(let clause, let period, let elapsed, let fee, let days, let worth):
      time(
        clause, period.words, NumberFormat.elapsed(elapsed),
        product(NumberFormat.yen(fee), NumberFormat.share(elapsed, in: days), worth))
    case .neverLess(let special, let general): neverLess(special, general)
    case .ceiling(let period, let fee, let used, let wanted): ceiling(period, fee, used, wanted)
    case .rounded(let exact, let rounding, let amount): rounded(exact, rounding, amount)
    case .refund(let clause, let periods): refund(clause, periods.map(\.words))
    case .granted(let authority, let reason, let day):
      granted(authority, reason, NumberFormat.day(day))
    case .givenBefore(let id, let day, let amount):
      givenBefore(id, NumberFormat.day(day), NumberFormat.yen(amount))
    case .feesBegin(let clause, let day): feesBegin(clause, NumberFormat.day(day))
    case .reliefConcluded(let amount): reliefConcluded(NumberFormat.yen(amount))
    case .share(let period, let share, let fee, let worth):
      self.share(
        period,
        product(
          NumberFormat.yen(fee), LocalizedText(ja: share.description, en: share.description), worth)
      )
    default: LocalizedText(ja: step.kind, en: step.kind)
    }
  }

  /// A fee times a share, and what it comes to.
  private static func product(_ fee: LocalizedText, _ share: LocalizedText, _ worth: ExactYen)
    -> LocalizedText
  {
    let worth = NumberFormat.yen(worth)
    return LocalizedText(
      ja: "\(fee.ja) × \(share.ja) = \(worth.ja)", en: "\(fee.en) × \(share.en) = \(worth.en)")
  }

  // MARK: The fee

  private static func feeOfFirstDay(
    _ fee: LocalizedText, _ day: LocalizedText, _ amount: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      ja: "\(fee.ja)は、\(day.ja)の契約内容による\(amount.ja)です",
      en: "\(fee.en) is that of the contract as it stood on \(day.en): \(amount.en)"
    ).sentence
  }

  private static func charge(_ period: LocalizedText, _ amount: LocalizedText, _ isEstimated: Bool)
    -> LocalizedText
  {
    LocalizedText(
      ja: "\(period.ja)の料金は、減額前の計上額による\(amount.ja)です"
        + (isEstimated ? "（計測できなかったため推計した額）。" : "。"),
      en: "The charge booked for \(period.en), before any reduction, is \(amount.en)"
        + (isEstimated ? " (estimated, because it could not be metered)." : "."))
  }

  /// A plan by the name that 004 別表2 gives it.
  private static func planName(_ plan: String) -> LocalizedText {
    let name =
      switch plan {
      case "entry": "エントリー"
      case "standard": "スタンダード"
      case "advanced": "アドバンスト"
      case "premium": "プレミアム"
      default: plan
      }
    return LocalizedText(ja: "\(name)プランの", en: " of the \(plan) plan")
  }

  private static func applied(_ from: CivilDate?, _ to: CivilDate?) -> LocalizedText? {
    switch (from.map(NumberFormat.day), to.map(NumberFormat.day)) {
    case (nil, nil): nil
    case (let from?, nil): LocalizedText(ja: "\(from.ja)以後", en: "from \(from.en) on")
    case (nil, let to?): LocalizedText(ja: "\(to.ja)まで", en: "up to \(to.en)")
    case (let from?, let to?):
      LocalizedText(ja: "\(from.ja)から\(to.ja)まで", en: "from \(from.en) to \(to.en)")
    }
  }

  private static func priceBase(
    _ clause: String, _ plan: LocalizedText?, _ applied: LocalizedText?, _ base: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)の\(plan?.ja ?? "")基本料金は、"
        + (applied.map { "\($0.ja)のお申込みについて、" } ?? "") + "月額\(base.ja)です。",
      en: "The base fee\(plan?.en ?? "") under \(clause)"
        + (applied.map { ", for applications \($0.en)," } ?? "") + " is \(base.en) a month.")
  }

  /// The counts for which a price is that of all.
  private static func bracket(_ low: Int64?, _ high: Int64?) -> LocalizedText? {
    guard let low else { return nil }
    let first = NumberFormat.grouped(Int128(low))
    guard let high else { return LocalizedText(ja: "\(first)以上", en: "\(first) or more") }
    let last = NumberFormat.grouped(Int128(high))
    return LocalizedText(ja: "\(first)～\(last)", en: "\(first) to \(last)")
  }

  private static func priceItem(
    _ clause: String, _ names: [LocalizedText], _ bracket: LocalizedText?, _ count: Int64,
    _ each: LocalizedText,
    _ amount: LocalizedText
  ) -> LocalizedText {
    let figure = NumberFormat.grouped(Int128(count))
    let ja = names.map(\.ja).joined(separator: "と") + (names.count > 1 ? "の合計" : "")
    return LocalizedText(
      ja: "\(clause)により、\(ja)について、"
        + (bracket.map { "数が\($0.ja)のときの単価で、" } ?? "")
        + "\(figure) × \(each.ja) = \(amount.ja)を加えます。",
      en: "Under \(clause), we add for \(names.map(\.en).listed)"
        + (bracket.map { ", at the price for \($0.en)" } ?? "") + ": \(figure) × \(each.en) = "
        + "\(amount.en).")
  }

  private static func priceTotal(_ clause: String, _ fee: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)による料金は、合計で月額\(fee.ja)です。",
      en: "The fee under \(clause) is \(fee.en) a month in all.")
  }

  // MARK: What time is worth

  private static func units(
    _ clause: String, _ period: LocalizedText, _ count: Int64, _ unit: Elapsed, _ sum: LocalizedText
  ) -> LocalizedText {
    let length = NumberFormat.elapsed(unit)
    let number =
      unit == .day ? NumberFormat.days(count).ja : "\(NumberFormat.grouped(Int128(count)))回"
    let periods = NumberFormat.count(count, ja: "", en: "full period").en
    return LocalizedText(
      ja: "\(clause)により、\(length.ja)ごとに数えると\(period.ja)は\(number)ですので、"
        + "料金\(sum.ja)です。",
      en: "Under \(clause), \(periods) of \(length.en) began in \(period.en): \(sum.en).")
  }

  private static func time(
    _ clause: String, _ period: LocalizedText, _ length: LocalizedText, _ sum: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)により、\(period.ja)に属する時間は\(length.ja)ですので、料金\(sum.ja)です。",
      en: "Under \(clause), \(length.en) fall into \(period.en): \(sum.en).")
  }

  private static func neverLess(_ special: ExactYen, _ general: ExactYen) -> LocalizedText {
    let (one, other) = (NumberFormat.yen(special), NumberFormat.yen(general))
    guard special != general else {
      return LocalizedText(
        ja: "特別の定めと一般の定めをそれぞれの時間に分けて適用しても、一般の定めを全体に適用しても、"
          + "\(one.ja)です（I-9）。",
        en: "The special rule for its own time and the general rule for the rest give \(one.en), "
          + "as does the general rule for the whole (I-9).")
    }
    let greater = NumberFormat.yen(max(special, general))
    return LocalizedText(
      ja: "特別の定めと一般の定めを、それぞれの時間に分けて適用すると\(one.ja)、一般の定めを全体に適用すると"
        + "\(other.ja)です。多いほうの\(greater.ja)とします（I-9）。",
      en: "The special rule for its own time and the general rule for the rest give \(one.en); the "
        + "general rule for the whole gives \(other.en). The greater applies: \(greater.en) "
        + "(I-9).")
  }

  private static func ceiling(
    _ period: Step.Period, _ fee: Yen, _ used: ExactYen, _ wanted: ExactYen
  ) -> LocalizedText {
    let (name, whole, wish) = (period.fee, NumberFormat.yen(fee), NumberFormat.yen(wanted))
    guard used > .zero else {
      return LocalizedText(
        ja: "減額は\(name.ja)\(whole.ja)が上限ですので、計算した\(wish.ja)ではなく、\(whole.ja)とします"
          + "（I-5）。",
        en: "A reduction is limited to \(name.en): \(whole.en) instead of \(wish.en) (I-5).")
    }
    guard used < fee.exact else {
      return LocalizedText(
        ja: "\(name.ja)\(whole.ja)は、すでに全額が減額されていますので、計算した\(wish.ja)は減額できません"
          + "（I-5）",
        en: "\(name.en), which is \(whole.en), has already been taken off in full, so \(wish.en) "
          + "cannot be taken off (I-5)"
      ).sentence
    }
    let gone = NumberFormat.yen(used)
    let rest = NumberFormat.yen((try? fee.exact - used) ?? .zero)
    return LocalizedText(
      ja: "\(name.ja)\(whole.ja)のうち\(gone.ja)はすでに減額されていますので、計算した\(wish.ja)ではなく、"
        + "残りの\(rest.ja)とします（I-5）。",
      en: "Of \(name.en), which is \(whole.en), \(gone.en) has already been taken off. The "
        + "remaining \(rest.en) applies instead of \(wish.en) (I-5).")
  }

  private static func rounded(_ exact: ExactYen, _ rounding: Rounding, _ amount: Yen)
    -> LocalizedText
  {
    let (from, to) = (NumberFormat.yen(exact), NumberFormat.yen(amount))
    guard !exact.value.isWhole else {
      return LocalizedText(
        ja: "計算した額は\(from.ja)で、1円未満の端数はありません。",
        en: "The amount is \(from.en), without a fraction of a yen.")
    }
    guard amount > .zero else {
      return LocalizedText(
        ja: "計算した額は1円未満の\(from.ja)ですので、\(to.ja)とします（\(rounding.basis)）。",
        en: "The amount, \(from.en), is less than one yen: \(to.en) (\(rounding.basis)).")
    }
    let way: LocalizedText =
      switch rounding.mode {
      case .down: LocalizedText(ja: "切り捨てて", en: "rounded down")
      case .halfUp: LocalizedText(ja: "四捨五入して", en: "rounded half up")
      case .up: LocalizedText(ja: "切り上げて", en: "rounded up")
      }
    return LocalizedText(
      ja: "計算した額は\(from.ja)で、1円未満を\(way.ja)\(to.ja)とします（\(rounding.basis)）。",
      en: "The amount is \(from.en), \(way.en) to \(to.en) (\(rounding.basis)).")
  }

  private static func refund(_ clause: String, _ periods: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      ja: "お支払い済みの\(periods.map(\.ja).joined(separator: "、"))の料金は、\(clause)により、"
        + "利息を付けずにお返しします。",
      en: "The fee for \(periods.map(\.en).listed), which has been paid, is refunded without "
        + "interest (\(clause)).")
  }

  // MARK: Reductions of our own accord, and by hand

  private static func granted(_ authority: String, _ reason: String, _ day: LocalizedText)
    -> LocalizedText
  {
    LocalizedText(
      ja: "\(day.ja)の\(authority)の決定による臨時減免です（理由：\(reason)）。",
      en: "Special relief, granted by \(authority) on \(day.en) (reason: \(reason)).")
  }

  private static func givenBefore(_ id: Identifier, _ day: LocalizedText, _ amount: LocalizedText)
    -> LocalizedText
  {
    LocalizedText(
      ja: "\(day.ja)にすでに減額した\(amount.ja)（\(id)）を差し引きます。",
      en: "We deduct \(amount.en), which was already taken off on \(day.en) (\(id)).")
  }

  private static func feesBegin(_ clause: String, _ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)により、料金は\(day.ja)から発生しますので、それより前の料金は0円です。",
      en: "Under \(clause), fees accrue from \(day.en) on, so before that day the fee is zero.")
  }

  private static func share(_ period: Step.Period, _ sum: LocalizedText) -> LocalizedText {
    LocalizedText(ja: "\(period.fee.ja)\(sum.ja)です。", en: "Of \(period.fee.en): \(sum.en).")
  }

  private static func reliefConcluded(_ amount: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "以上により、臨時減免の額は\(amount.ja)です。",
      en: "The special relief comes to \(amount.en).")
  }
}
