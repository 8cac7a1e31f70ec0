import Crediting
import Domain

/// What the head of a printed note says, by its kind.
extension NoteKind {
  /// Its title.
  public var title: Words {
    switch self {
    case .qualifiedReturnInvoice:
      Words(ja: "適格返還請求書", en: "Qualified Return Invoice")
    case .refund: Words(ja: "返金通知書", en: "Notice of Refund")
    case .billingAdjustment: Words(ja: "請求減額通知書", en: "Notice of Reduced Billing")
    case .damages: Words(ja: "損害賠償金のご通知", en: "Notice of Damages")
    case .reversal: Words(ja: "取消通知書", en: "Notice of Cancellation")
    }
  }

  /// What the sum is called.
  ///
  /// - Parameter isTaxed: whether there is tax in it.
  public func sumLabel(_ settlement: LineSettlement?, isTaxed: Bool) -> Words {
    let what: Words =
      switch self {
      case .qualifiedReturnInvoice, .refund:
        settlement == .refunded
          ? Words(ja: "ご返金額", en: "Amount to be refunded") : Words(ja: "減額金額", en: "Reduction")
      case .billingAdjustment: Words(ja: "減額金額", en: "Reduction")
      case .damages: Words(ja: "賠償金額", en: "Amount of damages")
      case .reversal: Words(ja: "取消金額", en: "Amount cancelled")
      }
    return isTaxed ? Words(ja: what.ja + "（税込）", en: what.en + ", incl. tax") : what
  }

  /// What the day of issue is called: for a return, the date of the return that the law asks for
  /// (消費税法第57条の4第3項第2号).
  public var dateLabel: Words {
    switch self {
    case .qualifiedReturnInvoice, .refund: Words(ja: "返還年月日", en: "Date of return (返還年月日)")
    case .billingAdjustment: Words(ja: "減額年月日", en: "Date of reduction")
    case .damages: Words(ja: "通知年月日", en: "Date of notice")
    case .reversal: Words(ja: "取消年月日", en: "Date of cancellation")
    }
  }

  /// What the period of the original supply is called.
  public var supplyLabel: Words {
    switch self {
    case .damages: Words(ja: "損害の料金期間", en: "Fee period of the loss")
    default: Words(ja: "元の取引の期間", en: "Period of original supply")
    }
  }
}
