import Assessing
import Domain
import Quantities

/// What a claim asks for, and what of it a clause compensates.
extension Sentence {
  static func ofClaim(_ step: Step) -> LocalizedText {
    switch step {
    case .claimed(let claim, let day, let amounts): claimed(claim, NumberFormat.day(day), amounts)
    case .recognised(let by, let day, let amounts): recognised(by, NumberFormat.day(day), amounts)
    case .unrecognised(let onlyByFiler): unrecognised(onlyByFiler)
    case .recoverable(let clause, let amount): recoverable(clause, NumberFormat.yen(amount))
    case .leftOut(let clause, let kind, let amount, let isForPerson):
      leftOut(clause, kind.words, NumberFormat.yen(amount), isForPerson)
    case .withdrawn(let incident): withdrawn(incident)
    case .damageOutside(let day): damageOutside(NumberFormat.day(day))
    case .damageWithin(let day, let from, let to):
      damageWithin(NumberFormat.day(day), NumberFormat.times(from, to))
    case .notLiable(let clause): notLiable(clause)
    case .liabilityReferred(let clause, let limit, let terms):
      liabilityReferred(clause, limit, terms.titleInSentence)
    default: LocalizedText(ja: step.kind, en: step.kind)
    }
  }

  // MARK: Whether the claim is answered here at all

  private static func withdrawn(_ incident: Identifier) -> LocalizedText {
    LocalizedText(
      ja: "障害\(incident)の報告は取り下げられましたので、このお申し出の対象となる障害はありません。",
      en: "The report of \(incident) was withdrawn, so there is no incident for this claim.")
  }

  private static func damageOutside(_ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "この障害による利用不能は二つ以上あり、損害の生じた\(day.ja)はそのいずれにも含まれません。"
        + "どの利用不能による損害かが分からず、まだ判断できません（お申し出の受付窓口）。",
      en:
        "The incident makes up more than one outage, and \(day.en), when the damage arose, lies in "
        + "none of them. As it is not known which outage is meant, this cannot be decided yet "
        + "(claims desk).")
  }

  private static func damageWithin(_ day: LocalizedText, _ times: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "損害の生じた\(day.ja)には二つ以上の利用不能がかかっています。そのうち最も早い、\(times.ja)の"
        + "利用不能についてのお申し出として扱います。",
      en: "More than one outage falls on \(day.en), when the damage arose. We take the claim to be "
        + "for the earliest of them, \(times.en).")
  }

  private static func notLiable(_ clause: String) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)により、当社はこの損害を賠償する責任を負いません。",
      en: "Under \(clause), we are not liable for this loss.")
  }

  private static func liabilityReferred(
    _ clause: String, _ limit: String?, _ title: LocalizedText
  ) -> LocalizedText {
    let limited = LocalizedText(
      ja: limit.map { "賠償額は、\($0)により制限されます。" } ?? "",
      en: limit.map { " \($0) limits the amount." } ?? "")
    guard !clause.isEmpty else {
      return LocalizedText(
        ja: "賠償責任の有無と額は\(title.ja)によって決まりますが、当社がこの文書を保有していないため、"
          + "まだ判断できません。",
        en: "Whether we are liable, and for how much, follows \(title.en). We do not hold that "
          + "document, so this cannot be decided yet.")
    }
    return LocalizedText(
      ja: "賠償責任の有無と額は、\(clause)により名称を読み替えて適用する\(title.ja)によって決まります。"
        + "\(limited.ja)当社がこの文書を保有していないため、まだ判断できません。",
      en: "Whether we are liable, and for how much, follows \(title.en), which \(clause) applies "
        + "with the names exchanged.\(limited.en) We do not hold that document, so this cannot be "
        + "decided yet.")
  }

  // MARK: The loss

  /// Amounts by kind of loss, in the order of the kinds.
  static func losses(_ amounts: [Yen]) -> LocalizedText? {
    let items = zip(Claim.Item.Kind.allCases, amounts).filter { $0.1 > .zero }.map {
      kind, amount in
      let (name, yen) = (kind.words, NumberFormat.yen(amount))
      return LocalizedText(ja: name.ja + yen.ja, en: "\(name.en) of \(yen.en)")
    }
    return items.isEmpty ? nil : items.listed
  }

  private static func claimed(_ claim: Identifier, _ day: LocalizedText, _ amounts: [Yen])
    -> LocalizedText
  {
    let items = losses(amounts) ?? NumberFormat.yen(Yen.zero)
    return LocalizedText(
      ja: "お申し出\(claim)（\(day.ja)受付）の損害は、\(items.ja)です。",
      en: "Claim \(claim), received on \(day.en), is for \(items.en).")
  }

  private static func recognised(_ by: String, _ day: LocalizedText, _ amounts: [Yen])
    -> LocalizedText
  {
    guard let items = losses(amounts) else {
      return LocalizedText(
        ja: "当社の\(by)が、\(day.ja)に、認める損害はないと判断しました。",
        en: "On \(day.en), \(by) of our company recognised no loss.")
    }
    return LocalizedText(
      ja: "当社の\(by)が、\(day.ja)に、\(items.ja)を損害として認めました。",
      en: "On \(day.en), \(by) of our company recognised the loss: \(items.en).")
  }

  private static func unrecognised(_ onlyByFiler: Bool) -> LocalizedText {
    onlyByFiler
      ? LocalizedText(
        ja: "損害を認めたのはお申し出を登録した本人だけですので、認めたことになりません。"
          + "認める額は、当社の別の担当者が決定します。",
        en: "Only the person who filed the claim has recognised the loss, which does not count. "
          + "How much is recognised is for another person at our company to decide.")
      : LocalizedText(
        ja: "このお申し出の登録には、損害を認めた者の記載がありません。認める額は、当社の担当者が決定します。",
        en: "The claim as filed names nobody at our company who recognised the loss. How much is "
          + "recognised is for a person at our company to decide.")
  }

  private static func recoverable(_ clause: String, _ amount: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "お申し出の損害のうち、\(clause)により賠償の対象となるのは\(amount.ja)です。",
      en: "Of the loss claimed, \(amount.en) is recoverable under \(clause).")
  }

  private static func leftOut(
    _ clause: String, _ kind: LocalizedText, _ amount: LocalizedText, _ isForPerson: Bool
  ) -> LocalizedText {
    isForPerson
      ? LocalizedText(
        ja: "\(kind.ja)\(amount.ja)は、\(clause)の文言では賠償の対象から除かれますが、"
          + "当社の担当者の判断で認めることができます（I-36）。",
        en: "As \(clause) is worded, the \(kind.en) of \(amount.en) is left out, but a person at "
          + "our company may award it all the same (I-36).")
      : LocalizedText(
        ja: "\(kind.ja)\(amount.ja)は、\(clause)により賠償の対象から除かれます。",
        en: "Under \(clause), the \(kind.en) of \(amount.en) is left out.")
  }
}
