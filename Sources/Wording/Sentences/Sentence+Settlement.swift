import Assessing
import Domain
import Quantities

/// What people decided on a claim, what it comes to, and how it is settled.
extension Sentence {
  static func ofSettlement(_ step: Step) -> LocalizedText {
    switch step {
    case .pool(let clause, let received, let wanted, let cutOff, let share, let amount):
      pool(clause, received, wanted, NumberFormat.day(cutOff), share, amount)
    case .poolRest(let clause, let received, let cutOff, let day, let left, let amount):
      poolRest(
        clause, NumberFormat.yen(received), NumberFormat.day(cutOff), NumberFormat.day(day), left,
        amount)
    case .poolHeld(let clause): poolHeld(clause)
    case .decided(
      let id, let by, let owner, let at, let decision, let amount, let reason, let recognised):
      decided(
        by, NumberFormat.time(at),
        LocalizedText(
          ja: "決定\(id)、ファイルの所有者：\(owner)、理由：\(reason)",
          en: "decision \(id), file owned by \(owner); reason: \(reason)"),
        decision, NumberFormat.yen(amount), losses(recognised))
    case .approvalDisregarded(let id, let discount): approvalDisregarded(id, discount.words)
    case .settledOnBill(let clause, let recognised, let months, let bill, let tax):
      settledOnBill(clause, recognised, months, NumberFormat.month(bill), tax.map(NumberFormat.yen))
    case .paidInMoney(let day, let insteadOfBill): paidInMoney(NumberFormat.day(day), insteadOfBill)
    case .concluded(let amount, let isHeld): concluded(amount, isHeld)
    default: LocalizedText(ja: step.kind, en: step.kind)
    }
  }

  private static func pool(
    _ clause: String, _ received: Yen, _ wanted: Yen, _ cutOff: LocalizedText, _ share: ExactYen,
    _ amount: Yen
  ) -> LocalizedText {
    let (paid, all, part) = (
      NumberFormat.yen(received), NumberFormat.yen(wanted), NumberFormat.yen(share)
    )
    let start = LocalizedText(
      ja: "\(clause)により、他の電気通信事業者から受け取った賠償額\(paid.ja)を、最終の支払いを最初に受領した"
        + "\(cutOff.ja)までに受け付けたお申し出の賠償額の合計\(all.ja)",
      en: "Under \(clause), what the carrier paid (\(paid.en)) is for the claims received by "
        + "\(cutOff.en), the day of its first final payment. They would get \(all.en) in all")
    guard wanted > received else {
      return LocalizedText(
        ja: "\(start.ja)に充てます。このお申し出の分は\(part.ja)です（I-12）。",
        en: "\(start.en), which the payment covers. The part of this claim is \(part.en) (I-12).")
    }
    let odd = share.value.isWhole ? LocalizedText(ja: "です", en: "") : oddYen(share, amount)
    return LocalizedText(
      ja: "\(start.ja)に応じて按分します。このお申し出の分は\(part.ja)\(odd.ja)（I-12）。",
      en: "\(start.en), so it is shared in proportion. The share of this claim is "
        + "\(part.en)\(odd.en) (I-12).")
  }

  /// How a share becomes whole yen: the yen that rounding down leaves over go to the largest remainders.
  private static func oddYen(_ share: ExactYen, _ amount: Yen) -> LocalizedText {
    let whole = NumberFormat.yen(amount)
    let start = LocalizedText(
      ja: "で、1円未満を切り捨てて余った円は、端数の大きい順、同じならお申し出の番号順に1円ずつ加えます。"
        + "このお申し出には",
      en:
        ". The yen that rounding down leaves over are added one each, by remainder, then by number "
        + "of claim;")
    return amount.exact > share
      ? LocalizedText(
        ja: "\(start.ja)1円を加えて\(whole.ja)です", en: "\(start.en) with one of them it is \(whole.en)")
      : LocalizedText(
        ja: "\(start.ja)加わらず\(whole.ja)です", en: "\(start.en) without any it is \(whole.en)")
  }

  private static func poolRest(
    _ clause: String, _ received: LocalizedText, _ cutOff: LocalizedText, _ day: LocalizedText,
    _ left: Yen,
    _ amount: Yen
  ) -> LocalizedText {
    let start = LocalizedText(
      ja: "このお申し出の受付は\(day.ja)で、最終の支払いを最初に受領した\(cutOff.ja)より後です。"
        + "\(clause)により、他の電気通信事業者から受け取った賠償額\(received.ja)のうち、その日までのお申し出と"
        + "先に受け付けたお申し出とに充てた残りを、受付順に充てます。",
      en: "The claim was received on \(day.en), after \(cutOff.en), the day of the carrier's first "
        + "final payment. Under \(clause), late claims get, in order of receipt, what the claims in "
        + "time and those before them left of the \(received.en) received.")
    guard left > .zero else {
      return LocalizedText(
        ja: "\(start.ja)残りはありません（I-12）。", en: "\(start.en) Nothing is left (I-12).")
    }
    let (rest, part) = (NumberFormat.yen(left), NumberFormat.yen(amount))
    return LocalizedText(
      ja: "\(start.ja)残りは\(rest.ja)で、このお申し出の分は\(part.ja)です（I-12）。",
      en: "\(start.en) \(rest.en) are left, of which this claim gets \(part.en) (I-12).")
  }

  private static func poolHeld(_ clause: String) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)により、お客様全員への賠償の合計は、当社が他の電気通信事業者から受け取る賠償額までに"
        + "限られます。損害が認められても、その額により、次の額を下回ることがあります（I-12）。",
      en: "Under \(clause), all customers together get no more than the carrier pays us. Even once "
        + "the loss is recognised, that may leave less than the following amount (I-12).")
  }

  private static func decided(
    _ by: String, _ at: LocalizedText, _ file: LocalizedText, _ decision: Approval.Decision,
    _ amount: LocalizedText,
    _ recognised: LocalizedText?
  ) -> LocalizedText {
    switch (decision, recognised) {
    case (.approved, let losses?):
      LocalizedText(
        ja: "\(by)が\(at.ja)に、\(losses.ja)を損害として認めました。賠償の対象となる範囲と上限により、"
          + "額は\(amount.ja)です（\(file.ja)）。",
        en: "\(by) recognised \(losses.en) on \(at.en). With what is recoverable and the cap, that "
          + "comes to \(amount.en) (\(file.en)).")
    case (.approved, nil):
      LocalizedText(
        ja: "\(by)が\(at.ja)に、額を示さずに承認しましたので、上の計算による\(amount.ja)を認めたものと"
          + "します（\(file.ja)）。",
        en:
          "\(by) approved it on \(at.en) without naming an amount, so what was calculated above is "
          + "recognised: \(amount.en) (\(file.en)).")
    case (.refused, _):
      LocalizedText(
        ja: "\(by)が\(at.ja)に、承認しないと決定しました（\(file.ja)）。",
        en: "\(by) decided on \(at.en) not to approve it (\(file.en)).")
    }
  }

  private static func approvalDisregarded(_ id: Identifier, _ why: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "決定\(id)は採用しません（理由：\(why.ja)）。",
      en: "Decision \(id) does not count: \(why.en).")
  }

  private static func settledOnBill(
    _ clause: String, _ recognised: YearMonth, _ months: Int64, _ bill: LocalizedText,
    _ tax: LocalizedText?
  ) -> LocalizedText {
    let later: LocalizedText =
      switch months {
      case 0: LocalizedText(ja: "同じ月", en: "the same month")
      case 1: LocalizedText(ja: "翌月", en: "the month after")
      case 2: LocalizedText(ja: "翌々月", en: "the second month after")
      default: LocalizedText(ja: "\(months)か月後", en: "\(months) months after")
      }
    let month = LocalizedText(
      ja: "\(recognised.year)年\(recognised.month)月", en: NumberFormat.month(recognised).en)
    let which = LocalizedText(
      ja: "\(clause)により、損害を認めた\(month.ja)の\(later.ja)である\(bill.ja)のご請求",
      en: "the invoice for \(bill.en), \(later.en) \(month.en), in which the loss was recognised")
    guard let tax else {
      return LocalizedText(
        ja: "\(which.ja)の合計額から差し引きます。料金とその消費税額は変わりません（I-33）。",
        en:
          "Under \(clause), it is deducted from the total of \(which.en). The fee and the tax on it "
          + "stay as they are (I-33).")
    }
    return LocalizedText(
      ja: "\(which.ja)を減額します（うち消費税\(tax.ja)、I-33、I-34）。",
      en: "Under \(clause), \(which.en), is lowered, \(tax.en) of it tax (I-33, I-34).")
  }

  private static func paidInMoney(_ day: LocalizedText, _ insteadOfBill: Bool) -> LocalizedText {
    let tax =
      insteadOfBill
      ? LocalizedText(
        ja: "ご請求の減額ではありませんので、この額に消費税は含まれません。",
        en: " As no fee is lowered, no tax is in the amount.")
      : LocalizedText(ja: "", en: "")
    return LocalizedText(
      ja: "サービスの利用が\(day.ja)に終了し、精算に充てるご請求がないため、金銭でお支払いします"
        + "（民法第417条）。\(tax.ja)",
      en: "The service ended on \(day.en), before the invoice on which this would be settled, so "
        + "it is paid in money (民法第417条).\(tax.en)")
  }

  private static func concluded(_ amount: Yen, _ isHeld: Bool) -> LocalizedText {
    let yen = NumberFormat.yen(amount)
    if isHeld {
      return LocalizedText(
        ja: "以上による額は\(yen.ja)ですが、当社の担当者が決定するまで確定しません。",
        en: "This comes to \(yen.en), but nothing is settled until a person at our company has "
          + "decided.")
    }
    guard amount > .zero else {
      return LocalizedText(ja: "以上により、賠償額はありません。", en: "So no damages are owed.")
    }
    return LocalizedText(ja: "以上により、賠償額は\(yen.ja)です。", en: "The damages come to \(yen.en).")
  }
}
