import Assessing
import Domain
import Quantities

/// Up to which cap a clause compensates a loss, and until when it has to be claimed.
extension Sentence {
  static func ofCap(_ step: Step) -> LocalizedText {
    switch step {
    case .damagesCap(
      let clause, let by, let period, let isOutagesOwn, let charges, let days, let part, let cap,
      let isLeast):
      damagesCap(
        clause, by,
        isOutagesOwn ? average(period, days, part) : previousMonth(period, days, part),
        isLeast ? leastSum(charges, days, part, cap) : capSum(charges, days, part, cap))
    case .feeCap(let clause, let period, let fee, let taxRate, let cap):
      feeCap(clause, period.fee, NumberFormat.yen(fee), taxRate, NumberFormat.yen(cap))
    case .paidCap(let clause, let months, let paid, let cap):
      paidCap(clause, months, paid, NumberFormat.yen(cap))
    case .capForPerson(let clause, let isSettled): capForPerson(clause, isSettled)
    case .bothCauses(let clause, let other, let amount):
      bothCauses(clause, other, NumberFormat.yen(amount))
    case .otherContracts(let contracts): otherContracts(contracts)
    case .noCap(let clause, let length, let days, let kinds): noCap(clause, length, days, kinds)
    case .capOpen(let claims): capOpen(claims)
    case .capUsed(let used, let left): capUsed(NumberFormat.yen(used), NumberFormat.yen(left))
    case .claimDeadline(let clause, let damage, let term, let last, let received):
      claimDeadline(clause, damage, term, last, received)
    default: LocalizedText(ja: step.kind, en: step.kind)
    }
  }

  /// A cap by charges; the clause may follow another one, which says how.
  private static func damagesCap(
    _ clause: String, _ by: String?, _ measure: LocalizedText, _ sum: LocalizedText
  ) -> LocalizedText {
    let source: LocalizedText =
      switch by {
      case let by? where by.hasPrefix(clause): LocalizedText(ja: by, en: by)
      case let by?: LocalizedText(ja: "\(clause)により準じる\(by)", en: "\(clause), which follows \(by)")
      case nil: LocalizedText(ja: clause, en: clause)
      }
    return LocalizedText(
      ja: "\(source.ja)の上限は、\(measure.ja)\(sum.ja)",
      en: "The cap under \(source.en): \(measure.en) \(sum.en)")
  }

  private static func previousMonth(_ period: Step.Period, _ days: Int64, _ part: Int64)
    -> LocalizedText
  {
    let number = NumberFormat.days(days)
    return LocalizedText(
      ja: "前料金月の利用がある場合に当たるため、\(period.fee.ja)の\(part)分の1に、利用不能の日数"
        + "\(number.ja)を乗じた額です。",
      en: "the service was used in the previous fee month, so it is 1/\(part) of the charges for "
        + "\(period.words.en), times \(number.en) of outage.")
  }

  private static func average(_ period: Step.Period, _ days: Int64, _ part: Int64) -> LocalizedText
  {
    let (number, all) = (NumberFormat.days(days), NumberFormat.days(part))
    return LocalizedText(
      ja: "前料金月の利用がない場合に当たるため、利用不能が始まった料金月である\(period.fee.ja)を利用期間の"
        + "日数\(all.ja)で割った1日の平均額に、利用不能の日数\(number.ja)を乗じた額です。",
      en: "the service was not used in the previous fee month, so it is the daily average of the "
        + "charges for \(period.words.en), in which the outage began, with \(all.en) of service, "
        + "times \(number.en) of outage.")
  }

  /// The same where the outage may have lasted longer than was counted.
  private static func leastSum(
    _ charges: ExactYen, _ days: Int64, _ part: Int64, _ cap: ExactYen
  ) -> LocalizedText {
    let (number, sum) = (NumberFormat.days(days), capSum(charges, days, part, cap))
    return LocalizedText(
      ja: "\(sum.ja)利用不能は少なくとも\(number.ja)続いていますので、上限はこの額を下回らず、これで足ります。",
      en: "\(sum.en) The outage lasted \(number.en) at least, so the cap is no less than that, "
        + "which suffices.")
  }

  /// The arithmetic of a cap, with its one rounding.
  private static func capSum(
    _ charges: ExactYen, _ days: Int64, _ part: Int64, _ cap: ExactYen
  ) -> LocalizedText {
    let share = NumberFormat.share(days, of: .day, in: part)
    let (from, exact) = (NumberFormat.yen(charges), NumberFormat.yen(cap))
    let sum = LocalizedText(
      ja: "\(from.ja) × \(share.ja) = \(exact.ja)", en: "\(from.en) × \(share.en) = \(exact.en)")
    guard !cap.value.isWhole else { return LocalizedText(ja: sum.ja + "です。", en: sum.en + ".") }
    let whole = NumberFormat.yen(Yen(cap.value.floor))
    return LocalizedText(
      ja: "\(sum.ja)で、1円未満を切り捨てて\(whole.ja)です。",
      en: "\(sum.en), rounded down to \(whole.en).")
  }

  private static func feeCap(
    _ clause: String, _ name: LocalizedText, _ fee: LocalizedText, _ taxRate: Int64,
    _ cap: LocalizedText
  ) -> LocalizedText {
    guard taxRate > 0 else {
      return LocalizedText(
        ja: "\(clause)の上限は、損害の生じた\(name.ja)の額である\(cap.ja)です。消費税はかかりません（I-25）。",
        en: "The cap under \(clause) is \(name.en), in which the damage arose: \(cap.en). No tax "
          + "is due on it (I-25).")
    }
    return LocalizedText(
      ja: "\(clause)の上限は、損害の生じた\(name.ja)\(fee.ja)に、その\(taxRate)%の消費税"
        + "（1円未満切捨て）を加えた\(cap.ja)です（I-25）。",
      en: "The cap under \(clause) is \(name.en), in which the damage arose, with tax: \(fee.en) "
        + "plus \(taxRate)%, rounded down, is \(cap.en) (I-25).")
  }

  private static func capForPerson(_ clause: String, _ isSettled: Bool) -> LocalizedText {
    let case_: LocalizedText =
      isSettled
      ? LocalizedText(ja: "重大な過失または故意による損害ですので", en: "as the loss is due to")
      : LocalizedText(ja: "重大な過失または故意による損害であれば", en: "if the loss is due to")
    return LocalizedText(
      ja: "\(case_.ja)、\(clause)の上限を超えて認めるかどうかは、当社の担当者が判断します（I-36）",
      en: "\(case_.en) gross negligence or intent, whether more than the cap under \(clause) is "
        + "awarded is for a person at our company to decide (I-36)"
    ).sentence
  }

  private static func paidCap(
    _ clause: String, _ months: Int64, _ paid: Int64, _ cap: LocalizedText
  ) -> LocalizedText {
    let measure = LocalizedText(
      ja: "利用不能の料金月より前の\(months)料金月についてお支払いいただいた額（税込み）",
      en: "what the customer paid, tax included, for the \(months) fee months before that of the "
        + "outage")
    guard paid > 0 else {
      return LocalizedText(
        ja: "\(clause)の上限は、\(measure.ja)ですが、お支払いの登録がまだ1か月分もないため、"
          + "計算できません（I-25、I-35）。",
        en:
          "The cap under \(clause) is \(measure.en). No payment is on file for any of them, so it "
          + "cannot be computed yet (I-25, I-35).")
    }
    let known =
      paid < months
      ? LocalizedText(
        ja: "お支払いが確認できているのは、そのうち\(paid)か月分です。",
        en: " Of these months, \(paid) \(paid == 1 ? "is" : "are") known to be paid.")
      : LocalizedText(ja: "", en: "")
    return LocalizedText(
      ja: "\(clause)の上限は、\(measure.ja)である\(cap.ja)です（I-25、I-35）。\(known.ja)",
      en: "The cap under \(clause) is \(measure.en): \(cap.en) (I-25, I-35).\(known.en)")
  }

  private static func bothCauses(_ clause: String, _ other: String, _ amount: LocalizedText)
    -> LocalizedText
  {
    LocalizedText(
      ja: "この利用不能は、一部が当社の責により、一部が他の電気通信事業者によるものです。全体が\(clause)に"
        + "よるなら\(amount.ja)、\(other)によるなら当社が事業者から受け取る額までです。"
        + "どの日が当社の責によるかは、当社の担当者が判断します（I-29）。",
      en: "The outage was caused partly by us and partly by another carrier. By \(clause) the "
        + "whole would come to \(amount.en); by \(other) it would be limited to what the carrier pays us. "
        + "Which days are our responsibility is for a person at our company to decide (I-29).")
  }

  private static func otherContracts(_ contracts: [Identifier]) -> LocalizedText {
    let names = contracts.map(\.text)
    return LocalizedText(
      ja: "お客様は同じ規約による契約をほかにもお持ちです（\(names.joined(separator: "、"))）。"
        + "上限は、お申し出のあった契約の月額利用料によります（I-37）。",
      en: "The customer holds other contracts under the same terms "
        + "(\(names.joined(separator: ", "))). The cap goes by the fee of the claimed contract (I-37)."
    )
  }

  private static func noCap(
    _ clause: String, _ length: Elapsed?, _ days: Int64?, _ kinds: [Claim.Item.Kind]
  ) -> LocalizedText {
    var limits = [LocalizedText(ja: "賠償額の上限", en: "a cap")]
    if let length {
      let least = NumberFormat.elapsed(length)
      limits.append(LocalizedText(ja: "\(least.ja)以上続くという要件", en: "a least length of \(least.en)"))
    }
    if let days {
      limits.append(
        LocalizedText(ja: "\(days)日以内という申出の期限", en: "a term of \(days) days for claiming"))
    }
    if !kinds.isEmpty {
      let names = kinds.map(\.words)
      limits.append(
        LocalizedText(
          ja: names.map(\.ja).joined(separator: "・") + "の除外",
          en: "an exclusion of \(names.map(\.en).listed)"))
    }
    let isOne = limits.count == 1
    return LocalizedText(
      ja: "\(clause)の場合には、\(limits.map(\.ja).joined(separator: "、"))は"
        + (isOne ? "ありません。" : "、いずれもありません。"),
      en: "Under \(clause), there is neither \(limits.map(\.en).joined(separator: " nor "))."
        .replacing(isOne ? "neither a cap" : "\n", with: "no cap"))
  }

  private static func capOpen(_ claims: [Identifier]) -> LocalizedText {
    let names = claims.map(\.text)
    return LocalizedText(
      ja: "同じ上限から先に充てられる可能性のあるお申し出（\(names.joined(separator: "、"))）の額が決まって"
        + "いないため、上限の残りが決まりません。",
      en:
        "Claims received before (\(names.joined(separator: ", "))) may take a part of the cap that "
        + "is not known yet, so neither is what is left of it.")
  }

  private static func capUsed(_ used: LocalizedText, _ left: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "上限のうち\(used.ja)は先のお申し出に充てられており、残りは\(left.ja)です。",
      en: "Earlier claims have taken \(used.en) of the cap; \(left.en) is left.")
  }

  private static func claimDeadline(
    _ clause: String, _ damage: CivilDate, _ term: CivilDate, _ last: CivilDate,
    _ received: CivilDate
  ) -> LocalizedText {
    let (number, end) = (term - damage, NumberFormat.day(term))
    let (arose, came) = (NumberFormat.day(damage), NumberFormat.day(received))
    let moved =
      last == term
      ? LocalizedText(ja: "で、この日が期限です", en: "which is the last day")
      : LocalizedText(
        ja: "ですが、休業日に当たるため、次の営業日である\(NumberFormat.day(last).ja)が期限です",
        en: "on which no business is done, so the last day is the next business day, "
          + NumberFormat.day(last).en)
    let isInTime = received <= last
    return LocalizedText(
      ja: "\(clause)の申出の期間は、損害の生じた\(arose.ja)の翌日から数えます。\(number)日目は\(end.ja)"
        + "\(moved.ja)。お申し出は\(came.ja)に受け付けましたので、"
        + "期限\(isInTime ? "に間に合っています" : "を過ぎています")（I-11）。",
      en: "Under \(clause), the time for claiming runs from the day after \(arose.en), when the "
        + "damage arose. Day \(number) is \(end.en), \(moved.en). The claim was received on "
        + "\(came.en), \(isInTime ? "in time" : "too late") (I-11).")
  }
}
