import Assessing
import Domain
import Quantities

/// What a claim asks for, what of it a clause compensates, and up to which cap.
extension Sentence {
  static func ofClaim(_ step: Step) -> Words {
    switch step {
    case .claimed(let claim, let day, let amounts): claimed(claim, Figures.day(day), amounts)
    case .recognised(let by, let day, let amounts): recognised(by, Figures.day(day), amounts)
    case .unrecognised(let onlyByFiler): unrecognised(onlyByFiler)
    case .recoverable(let clause, let amount): recoverable(clause, Figures.yen(amount))
    case .leftOut(let clause, let kind, let amount, let isForPerson):
      leftOut(clause, kind.words, Figures.yen(amount), isForPerson)
    case .damagesCap(
      let clause, let period, let isOutagesOwn, let charges, let days, let part, let cap):
      isOutagesOwn
        ? capByAverage(clause, period, charges, days, part, cap)
        : capByPart(clause, period, charges, days, part, cap)
    case .feeCap(let clause, let period, let fee, let taxRate, let cap):
      feeCap(clause, period.fee, Figures.yen(fee), taxRate, Figures.yen(cap))
    case .paidCap(let clause, let months, let paid, let cap):
      paidCap(clause, months, paid, Figures.yen(cap))
    case .capForPerson(let clause): capForPerson(clause)
    case .bothCauses(let clause, let other, let amount):
      bothCauses(clause, other, Figures.yen(amount))
    case .otherContracts(let contracts): otherContracts(contracts)
    case .noCap(let clause): noCap(clause)
    case .capUsed(let used, let left): capUsed(Figures.yen(used), Figures.yen(left))
    case .claimDeadline(let clause, let damage, let term, let last, let received):
      claimDeadline(clause, damage, term, last, received)
    default: Words(ja: step.kind, en: step.kind)
    }
  }

  // MARK: The loss

  /// Amounts by kind of loss, in the order of the kinds.
  private static func losses(_ amounts: [Yen]) -> Words? {
    let items = zip(Claim.Item.Kind.allCases, amounts).filter { $0.1 > .zero }.map {
      kind, amount in
      let (name, yen) = (kind.words, Figures.yen(amount))
      return Words(ja: name.ja + yen.ja, en: "\(name.en) of \(yen.en)")
    }
    return items.isEmpty ? nil : items.listed
  }

  private static func claimed(_ claim: Identifier, _ day: Words, _ amounts: [Yen]) -> Words {
    let items = losses(amounts) ?? Figures.yen(Yen.zero)
    return Words(
      ja: "お申し出\(claim)（\(day.ja)受付）の損害は、\(items.ja)です。",
      en: "Claim \(claim), received on \(day.en), is for \(items.en).")
  }

  private static func recognised(_ by: String, _ day: Words, _ amounts: [Yen]) -> Words {
    guard let items = losses(amounts) else {
      return Words(
        ja: "当社の\(by)が、\(day.ja)に、認める損害はないと判断しました。",
        en: "On \(day.en), \(by) of our company recognised no loss.")
    }
    return Words(
      ja: "当社の\(by)が、\(day.ja)に、\(items.ja)を損害として認めました。",
      en: "On \(day.en), \(by) of our company recognised the loss: \(items.en).")
  }

  private static func unrecognised(_ onlyByFiler: Bool) -> Words {
    onlyByFiler
      ? Words(
        ja: "損害を認めたのはお申し出を登録した本人だけですので、認めたことになりません。"
          + "認める額は、当社の別の担当者が決定します。",
        en: "Only the person who filed the claim has recognised the loss, which does not count. "
          + "How much is recognised is for another person at our company to decide.")
      : Words(
        ja: "このお申し出の登録には、損害を認めた者の記載がありません。認める額は、当社の担当者が決定します。",
        en: "The claim as filed names nobody at our company who recognised the loss. How much is "
          + "recognised is for a person at our company to decide.")
  }

  private static func recoverable(_ clause: String, _ amount: Words) -> Words {
    Words(
      ja: "お申し出の損害のうち、\(clause)により賠償の対象となるのは\(amount.ja)です。",
      en: "Of the loss claimed, \(amount.en) is recoverable under \(clause).")
  }

  private static func leftOut(
    _ clause: String, _ kind: Words, _ amount: Words, _ isForPerson: Bool
  ) -> Words {
    isForPerson
      ? Words(
        ja: "\(kind.ja)\(amount.ja)は、\(clause)の文言では賠償の対象から除かれますが、"
          + "当社の担当者の判断で認めることができます（I-36）。",
        en: "As \(clause) is worded, the \(kind.en) of \(amount.en) is left out, but a person at "
          + "our company may award it all the same (I-36).")
      : Words(
        ja: "\(kind.ja)\(amount.ja)は、\(clause)により賠償の対象から除かれます。",
        en: "Under \(clause), the \(kind.en) of \(amount.en) is left out.")
  }

  // MARK: The cap

  private static func capByPart(
    _ clause: String, _ period: Step.Period, _ charges: ExactYen, _ days: Int64, _ part: Int64,
    _ cap: ExactYen
  ) -> Words {
    let (number, sum) = (Figures.days(days), capSum(charges, days, part, cap))
    return Words(
      ja: "\(clause)の上限は、前料金月の利用がある場合に当たるため、\(period.fee.ja)の\(part)分の1に、"
        + "利用不能の日数\(number.ja)を乗じた額です。\(sum.ja)",
      en: "The cap under \(clause): the service was used in the previous fee month, so it is "
        + "1/\(part) of the charges for \(period.words.en), times \(number.en) of outage. "
        + sum.en)
  }

  private static func capByAverage(
    _ clause: String, _ period: Step.Period, _ charges: ExactYen, _ days: Int64, _ part: Int64,
    _ cap: ExactYen
  ) -> Words {
    let (number, all) = (Figures.days(days), Figures.days(part))
    let sum = capSum(charges, days, part, cap)
    return Words(
      ja: "\(clause)の上限は、前料金月の利用がない場合に当たるため、利用不能が始まった料金月である"
        + "\(period.fee.ja)を利用期間の日数\(all.ja)で割った1日の平均額に、"
        + "利用不能の日数\(number.ja)を乗じた額です。\(sum.ja)",
      en: "The cap under \(clause): the service was not used in the previous fee month, so it is "
        + "the daily average of the charges for \(period.words.en), in which the outage began, with "
        + "\(all.en) of service, times \(number.en) of outage. \(sum.en)")
  }

  /// The arithmetic of a cap, with its one rounding.
  private static func capSum(
    _ charges: ExactYen, _ days: Int64, _ part: Int64, _ cap: ExactYen
  ) -> Words {
    let share = Figures.share(days, of: .day, in: part)
    let (from, exact) = (Figures.yen(charges), Figures.yen(cap))
    let sum = Words(
      ja: "\(from.ja) × \(share.ja) = \(exact.ja)", en: "\(from.en) × \(share.en) = \(exact.en)")
    guard !cap.value.isWhole else { return Words(ja: sum.ja + "です。", en: sum.en + ".") }
    let whole = Figures.yen(Yen(cap.value.floor))
    return Words(
      ja: "\(sum.ja)で、1円未満を切り捨てて\(whole.ja)です。",
      en: "\(sum.en), rounded down to \(whole.en).")
  }

  private static func feeCap(
    _ clause: String, _ name: Words, _ fee: Words, _ taxRate: Int64, _ cap: Words
  ) -> Words {
    guard taxRate > 0 else {
      return Words(
        ja: "\(clause)の上限は、損害の生じた\(name.ja)の額である\(cap.ja)です。消費税はかかりません（I-25）。",
        en: "The cap under \(clause) is \(name.en), in which the damage arose: \(cap.en). No tax "
          + "is due on it (I-25).")
    }
    return Words(
      ja: "\(clause)の上限は、損害の生じた\(name.ja)\(fee.ja)に、その\(taxRate)%の消費税"
        + "（1円未満切捨て）を加えた\(cap.ja)です（I-25）。",
      en: "The cap under \(clause) is \(name.en), in which the damage arose, with tax: \(fee.en) "
        + "plus \(taxRate)%, rounded down, is \(cap.en) (I-25).")
  }

  private static func capForPerson(_ clause: String) -> Words {
    Words(
      ja: "重大な過失または故意による損害ですので、\(clause)の上限を超えて認めるかどうかは、"
        + "当社の担当者が判断します（I-36）。",
      en: "As the loss is due to gross negligence or intent, whether more than the cap under "
        + "\(clause) is awarded is for a person at our company to decide (I-36).")
  }

  private static func paidCap(
    _ clause: String, _ months: Int64, _ paid: Int64, _ cap: Words
  ) -> Words {
    let known =
      paid < months
      ? Words(
        ja: "お支払いが確認できているのは、そのうち\(paid)か月分です。",
        en: " Of these months, \(paid) \(paid == 1 ? "is" : "are") known to be paid.")
      : Words(ja: "", en: "")
    return Words(
      ja: "\(clause)の上限は、利用不能の料金月より前の\(months)料金月についてお支払いいただいた、"
        + "税込み\(cap.ja)です（I-25、I-35）。\(known.ja)",
      en: "The cap under \(clause) is what the customer paid, tax included, for the \(months) fee "
        + "months before that of the outage: \(cap.en) (I-25, I-35).\(known.en)")
  }

  private static func bothCauses(_ clause: String, _ other: String, _ amount: Words) -> Words {
    Words(
      ja: "この利用不能は、一部が当社の責により、一部が他の電気通信事業者によるものです。全体が\(clause)に"
        + "よるなら\(amount.ja)、\(other)によるなら当社が事業者から受け取る額までです。"
        + "どの日が当社の責によるかは、当社の担当者が判断します（I-29）。",
      en: "The outage was caused partly by us and partly by another carrier. By \(clause) the "
        + "whole would come to \(amount.en); by \(other) it would be limited to what the carrier pays us. "
        + "Which days are our responsibility is for a person at our company to decide (I-29).")
  }

  private static func otherContracts(_ contracts: [Identifier]) -> Words {
    let names = contracts.map(\.text)
    return Words(
      ja: "お客様は同じ規約による契約をほかにもお持ちです（\(names.joined(separator: "、"))）。"
        + "上限は、お申し出のあった契約の月額利用料によります（I-37）。",
      en: "The customer holds other contracts under the same terms "
        + "(\(names.joined(separator: ", "))). The cap goes by the fee of the claimed contract (I-37)."
    )
  }

  private static func noCap(_ clause: String) -> Words {
    Words(
      ja: "\(clause)に賠償額の上限はありません。", en: "There is no cap under \(clause).")
  }

  private static func capUsed(_ used: Words, _ left: Words) -> Words {
    Words(
      ja: "上限のうち\(used.ja)は先のお申し出に充てられており、残りは\(left.ja)です。",
      en: "Earlier claims have taken \(used.en) of the cap; \(left.en) is left.")
  }

  private static func claimDeadline(
    _ clause: String, _ damage: CivilDate, _ term: CivilDate, _ last: CivilDate,
    _ received: CivilDate
  ) -> Words {
    let (number, end) = (term - damage, Figures.day(term))
    let (arose, came) = (Figures.day(damage), Figures.day(received))
    let moved =
      last == term
      ? Words(ja: "で、この日が期限です", en: "which is the last day")
      : Words(
        ja: "ですが、休業日に当たるため、次の営業日である\(Figures.day(last).ja)が期限です",
        en: "on which no business is done, so the last day is the next business day, "
          + Figures.day(last).en)
    let isInTime = received <= last
    return Words(
      ja: "\(clause)の申出の期間は、損害の生じた\(arose.ja)の翌日から数えます。\(number)日目は\(end.ja)"
        + "\(moved.ja)。お申し出は\(came.ja)に受け付けましたので、"
        + "期限\(isInTime ? "に間に合っています" : "を過ぎています")（I-11）。",
      en: "Under \(clause), the time for claiming runs from the day after \(arose.en), when the "
        + "damage arose. Day \(number) is \(end.en), \(moved.en). The claim was received on "
        + "\(came.en), \(isInTime ? "in time" : "too late") (I-11).")
  }
}
