import Assessing
import Domain
import Quantities

/// The sentences about claims.
extension Sentence {
  static func claimed(_ claim: Identifier, _ day: CivilDate, _ amounts: [Yen]) -> Words {
    let items = zip(Claim.Item.Kind.allCases, amounts).filter { $0.1 != .zero }
    let ja = items.map { "\($0.0.words.ja)\(Figures.grouped($0.1.amount))円" }
      .joined(separator: "、")
    let en = items.map { "\($0.0.words.en) \(Figures.grouped($0.1.amount)) yen" }
      .joined(separator: ", ")
    return Words(
      ja: "請求 \(claim)（\(day)受付）: \(ja.isEmpty ? "0円" : ja)。",
      en: "Claim \(claim), received on \(day): \(en.isEmpty ? "0 yen" : en).")
  }

  static func recoverable(_ clause: String, _ amount: Yen) -> Words {
    Words(
      ja: "\(clause)により賠償の対象となるのは\(Figures.grouped(amount.amount))円。",
      en: "\(clause) compensates \(Figures.grouped(amount.amount)) yen of it.")
  }

  static func damagesCap(
    _ clause: String, _ month: FeeMonthName, _ charges: ExactYen, _ days: Int64, _ part: Int64,
    _ cap: ExactYen
  ) -> Words {
    let sum = "\(Figures.exact(charges)) × \(days)/\(part) = \(Figures.exact(cap))"
    return Words(
      ja: "\(clause)の上限: \(month)の料金を\(part)で割り、\(days)日を乗じる。\(sum)円（円未満切捨て）。",
      en: "The cap of \(clause): 1/\(part) of the charges of \(month) for each of \(days) days, "
        + "\(sum) yen, rounded down.")
  }

  static func feeCap(_ clause: String, _ month: FeeMonthName, _ cap: ExactYen) -> Words {
    Words(
      ja: "\(clause)の上限: \(month)の料金\(Figures.exact(cap))円。",
      en: "The cap of \(clause): the fee of \(month), \(Figures.exact(cap)) yen.")
  }

  static func paidCap(_ clause: String, _ months: Int64, _ cap: Yen) -> Words {
    Words(
      ja: "\(clause)の上限: それまでの\(months)料金月に支払われた\(Figures.grouped(cap.amount))円。",
      en: "The cap of \(clause): what was paid for the \(months) fee months before, "
        + "\(Figures.grouped(cap.amount)) yen.")
  }

  static func noCap(_ clause: String) -> Words {
    Words(ja: "\(clause)に上限はない。", en: "\(clause) has no cap.")
  }

  static func capUsed(_ used: Yen, _ left: Yen) -> Words {
    Words(
      ja: "上限のうち\(Figures.grouped(used.amount))円は先の請求に充てられ、残りは"
        + "\(Figures.grouped(left.amount))円。",
      en: "Earlier claims took \(Figures.grouped(used.amount)) yen of the cap; "
        + "\(Figures.grouped(left.amount)) yen is left.")
  }

  static func claimDeadline(
    _ clause: String, _ damage: CivilDate, _ last: CivilDate, _ received: CivilDate
  ) -> Words {
    let isInTime = received <= last
    return Words(
      ja: "\(clause): \(damage)の損害の申出は\(last)まで。\(received)に受け付けたので"
        + "期限\(isInTime ? "内" : "後")（I-11）。",
      en: "\(clause): damage of \(damage) is claimed by \(last); this came on \(received), "
        + "\(isInTime ? "in time" : "too late") (I-11).")
  }

  static func pool(
    _ clause: String, _ received: Yen, _ wanted: Yen, _ share: ExactYen
  ) -> Words {
    let (paid, sum) = (Figures.grouped(received.amount), Figures.grouped(wanted.amount))
    return Words(
      ja: "\(clause): 事業者からの受領額\(paid)円に対し、最終の受領日までの請求の合計は\(sum)円。"
        + "この請求の分は\(Figures.exact(share))円（I-12）。",
      en: "\(clause): the carrier paid \(paid) yen, claims received by its final payment would get "
        + "\(sum) yen; the share of this one is \(Figures.exact(share)) yen (I-12).")
  }

  static func decided(
    _ id: Identifier, _ by: String, _ owner: String, _ at: Moment,
    _ decision: Approval.Decision, _ amount: Yen, _ reason: String
  ) -> Words {
    let (moment, yen) = (Figures.moment(at), Figures.grouped(amount.amount))
    switch decision {
    case .approved:
      return Words(
        ja: "\(by)が\(moment)に\(yen)円を承認（\(id)、ファイルの所有者 \(owner)、理由: \(reason)）。",
        en: "\(by) approved \(yen) yen at \(moment) (\(id), file of \(owner)): \(reason).")
    case .refused:
      return Words(
        ja: "\(by)が\(moment)に承認せず（\(id)、ファイルの所有者 \(owner)、理由: \(reason)）。",
        en: "\(by) refused it at \(moment) (\(id), file of \(owner)): \(reason).")
    }
  }

  static func notCounted(_ id: Identifier, _ discount: FiledApproval.Discount) -> Words {
    Words(
      ja: "承認\(id)は数えない: \(discount.words.ja)。",
      en: "Approval \(id) does not count: \(discount.words.en).")
  }
}
