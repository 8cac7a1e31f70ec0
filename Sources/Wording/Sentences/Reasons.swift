import Domain

extension Reason {
  /// Why nothing is owed, where neither a clause nor a cause is at hand.
  public var words: LocalizedText { words(under: nil, by: nil) }

  /// Why nothing is owed on a claim, where that is another thing than for a fee.
  public var wordsOfClaims: LocalizedText? {
    self == .noGuarantee
      ? LocalizedText(ja: "当社は損害を賠償する責任を負いません", en: "we are not liable for the loss") : nil
  }

  /// Why nothing is owed, without a full stop.
  ///
  /// - Parameters:
  ///   - clause: the clause that says so.
  ///   - attribution: by whose act or risk it came about, where the reason lies in that.
  public func words(under clause: String?, by attribution: Attribution?) -> LocalizedText {
    let terms = LocalizedText(ja: clause ?? "約款", en: clause ?? "the terms")
    switch self {
    case .attribution, .feesStayDue: return ofCause(attribution, under: clause)
    case .noGuarantee:
      return LocalizedText(
        ja: "\(terms.ja)によれば、サービスの品質は保証されていません",
        en: "under \(terms.en), the quality of the service is not guaranteed")
    case .noFormula:
      return LocalizedText(
        ja: "この料金の支払方法について、\(terms.ja)に計算式の定めがありません",
        en: "\(terms.en) \(clause == nil ? "have" : "has") no formula for this way of billing")
    case .partialImpact:
      return LocalizedText(
        ja: "サービスの支障が、\(terms.ja)の定める程度に達していません",
        en: "the service was not unusable to the degree that \(terms.en) "
          + (clause == nil ? "require" : "requires"))
    case .tooShort:
      return LocalizedText(
        ja: "利用できない時間が、\(terms.ja)の定める長さに達していません",
        en: "the time was shorter than \(terms.en) \(clause == nil ? "require" : "requires")")
    default: return ofFacts
    }
  }

  /// A reason that lies in the cause. The clause can be one that gives something in other cases, or one
  /// that gives nothing in this.
  private func ofCause(_ attribution: Attribution?, under clause: String?) -> LocalizedText {
    let prefix = LocalizedText(
      ja: clause.map { "\($0)により、" } ?? "", en: clause.map { "under \($0), " } ?? "")
    let isCovered = self == .feesStayDue
    // Of the provider's own doing a clause can leave out some and cover the rest, by the fault.
    guard let attribution, attribution != .undetermined, isCovered || attribution != .provider
    else {
      return isCovered
        ? LocalizedText(
          ja: "\(prefix.ja)この間も料金は発生します", en: "\(prefix.en)the fee stays due all the same")
        : LocalizedText(
          ja: "\(prefix.ja)この原因による場合は対象になりません", en: "\(prefix.en)this cause is not covered")
    }
    let agent = attribution.agent
    return isCovered
      ? LocalizedText(
        ja: "\(prefix.ja)\(agent.ja)そのものによっては、料金は減額されません",
        en: "\(prefix.en)\(agent.en) as such does not lower the fee")
      : LocalizedText(
        ja: "\(prefix.ja)\(agent.ja)によるものは対象になりません",
        en: "\(prefix.en)what is caused by \(agent.en) is not covered")
  }

  /// A reason that needs no more than the facts.
  private var ofFacts: LocalizedText {
    switch self {
    case .notAffected:
      LocalizedText(
        ja: "この契約は障害の対象に含まれていません", en: "the incident does not affect this contract")
    case .outsideService:
      LocalizedText(
        ja: "サービスの利用期間に含まれません", en: "it lies outside the contract's service period")
    case .knownTooLate:
      LocalizedText(
        ja: "当社が知った時には、利用不能は終わっていました",
        en: "the outage was over when we learned of it")
    case .noFee:
      LocalizedText(ja: "対象の期間の料金は0円です", en: "the fee for the period concerned is zero")
    case .ceilingUsed:
      LocalizedText(
        ja: "対象の期間の料金は、すでに全額が減額されています",
        en: "the fee for the period has already been reduced in full")
    case .belowOneYen:
      LocalizedText(ja: "計算した額が1円に達しません", en: "it comes to less than one yen")
    case .lateClaim:
      LocalizedText(ja: "お申し出が期限を過ぎています", en: "the claim came after its deadline")
    case .nothingRecoverable:
      LocalizedText(ja: "賠償の対象となる損害がありません", en: "none of the loss is recoverable")
    case .capUsed:
      LocalizedText(
        ja: "賠償額の上限まで、先のお申し出に充てられています", en: "earlier claims have used up the cap")
    case .poolExhausted:
      LocalizedText(
        ja: "他の電気通信事業者から受け取った賠償額に残りがありません",
        en: "nothing is left of what the carrier paid")
    case .refused: LocalizedText(ja: "当社の担当者が承認しませんでした", en: "it was not approved")
    case .noGuarantee, .noFormula, .feesStayDue, .attribution, .partialImpact, .tooShort: words
    }
  }
}
