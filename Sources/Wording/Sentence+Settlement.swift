import Assessing
import Domain
import Quantities

/// What people decided on a claim, what it comes to, and how it is settled.
extension Sentence {
  static func ofSettlement(_ step: Step) -> Words {
    switch step {
    case .pool(let clause, let received, let wanted, let share):
      pool(clause, Figures.yen(received), Figures.yen(wanted), Figures.yen(share))
    case .decided(let id, let by, let owner, let at, let decision, let amount, let reason):
      decided(
        by, Figures.time(at),
        Words(
          ja: "決定\(id)、ファイルの所有者：\(owner)、理由：\(reason)",
          en: "decision \(id), file owned by \(owner); reason: \(reason)"),
        decision, Figures.yen(amount))
    case .notCounted(let id, let discount): notCounted(id, discount.words)
    case .settledOnBill(let month): settledOnBill(Figures.month(month))
    case .paidInMoney(let day): paidInMoney(Figures.day(day))
    case .concluded(let amount, let isHeld): concluded(Figures.yen(amount), isHeld)
    default: Words(ja: step.kind, en: step.kind)
    }
  }

  private static func pool(
    _ clause: String, _ received: Words, _ wanted: Words, _ share: Words
  ) -> Words {
    Words(
      ja: "\(clause)により、他の電気通信事業者から受け取った\(received.ja)を、最後の受領日までに受け付けた"
        + "お申し出の賠償額の合計\(wanted.ja)に充てます。このお申し出の分は\(share.ja)です（I-12）。",
      en: "Under \(clause), the \(received.en) that the carrier paid are for the claims received "
        + "by the day of its final payment, which would get \(wanted.en) in all. The share of this "
        + "claim is \(share.en) (I-12).")
  }

  private static func decided(
    _ by: String, _ at: Words, _ file: Words, _ decision: Approval.Decision, _ amount: Words
  ) -> Words {
    switch decision {
    case .approved:
      Words(
        ja: "\(by)が\(at.ja)に承認しました。承認による額は\(amount.ja)です（\(file.ja)）。",
        en: "\(by) approved it on \(at.en), which gives \(amount.en) (\(file.en)).")
    case .refused:
      Words(
        ja: "\(by)が\(at.ja)に、承認しないと決定しました（\(file.ja)）。",
        en: "\(by) decided on \(at.en) not to approve it (\(file.en)).")
    }
  }

  private static func notCounted(_ id: Identifier, _ why: Words) -> Words {
    Words(
      ja: "決定\(id)は採用しません（理由：\(why.ja)）。",
      en: "Decision \(id) does not count: \(why.en).")
  }

  private static func settledOnBill(_ month: Words) -> Words {
    Words(
      ja: "\(month.ja)のご請求において精算します（I-33）。",
      en: "It is settled on the invoice for \(month.en) (I-33).")
  }

  private static func paidInMoney(_ day: Words) -> Words {
    Words(
      ja: "サービスの利用が\(day.ja)に終了し、精算に充てるご請求がないため、金銭でお支払いします"
        + "（民法第417条）。",
      en: "The service ended on \(day.en), before the invoice on which this would be settled, so "
        + "it is paid in money (民法第417条).")
  }

  private static func concluded(_ amount: Words, _ isHeld: Bool) -> Words {
    isHeld
      ? Words(
        ja: "以上による額は\(amount.ja)ですが、当社の担当者が決定するまで確定しません。",
        en: "This comes to \(amount.en), but nothing is settled until a person at our company has "
          + "decided.")
      : Words(ja: "以上により、賠償額は\(amount.ja)です。", en: "The damages come to \(amount.en).")
  }
}
