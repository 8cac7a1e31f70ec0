import Crediting
import Domain

/// What the head of a printed note says, by its kind.
extension NoteKind {
  /// Its title.
  public var title: LocalizedText {
    switch self {
    case .qualifiedReturnInvoice:
      LocalizedText(ja: "適格返還請求書", en: "Qualified Return Invoice")
    case .refund: LocalizedText(ja: "返金通知書", en: "Notice of Refund")
    case .billingAdjustment: LocalizedText(ja: "請求減額通知書", en: "Notice of Reduced Billing")
    case .damages: LocalizedText(ja: "損害賠償金のご通知", en: "Notice of Damages")
    case .reversal: LocalizedText(ja: "取消通知書", en: "Notice of Cancellation")
    }
  }

  /// What the sum is called.
  ///
  /// - Parameter isTaxed: whether there is tax in it.
  public func sumLabel(_ settlement: LineSettlement?, isTaxed: Bool) -> LocalizedText {
    let what: LocalizedText =
      switch self {
      case .qualifiedReturnInvoice, .refund:
        settlement == .refunded
          ? LocalizedText(ja: "ご返金額", en: "Amount to be refunded")
          : LocalizedText(ja: "減額金額", en: "Reduction")
      case .billingAdjustment: LocalizedText(ja: "減額金額", en: "Reduction")
      case .damages: LocalizedText(ja: "賠償金額", en: "Amount of damages")
      case .reversal: LocalizedText(ja: "取消金額", en: "Amount cancelled")
      }
    return isTaxed ? LocalizedText(ja: what.ja + "（税込）", en: what.en + ", incl. tax") : what
  }

  /// What the day of issue is called: for a return, the date of the return that the law asks for
  /// (消費税法第57条の4第3項第2号).
  public var dateLabel: LocalizedText {
    switch self {
    case .qualifiedReturnInvoice, .refund: LocalizedText(ja: "返還年月日", en: "Date of return (返還年月日)")
    case .billingAdjustment: LocalizedText(ja: "減額年月日", en: "Date of reduction")
    case .damages: LocalizedText(ja: "通知年月日", en: "Date of notice")
    case .reversal: LocalizedText(ja: "取消年月日", en: "Date of cancellation")
    }
  }

  /// What the period of the original supply is called.
  public var supplyLabel: LocalizedText {
    switch self {
    case .damages: LocalizedText(ja: "損害の料金期間", en: "Fee period of the loss")
    default: LocalizedText(ja: "元の取引の期間", en: "Period of original supply")
    }
  }
}
