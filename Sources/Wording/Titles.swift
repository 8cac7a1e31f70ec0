import Crediting
import Domain

/// What the head of a printed note says, by its kind.
extension NoteKind {
  /// Its title.
  public var title: Words {
    switch self {
    case .qualifiedReturnInvoice:
      Words(ja: "適格返還請求書", en: "Qualified Return Invoice")
    case .billingAdjustment: Words(ja: "請求減額通知書", en: "Notice of Reduced Billing")
    case .damages: Words(ja: "損害賠償金のお支払いについて", en: "Payment of Damages")
    case .reversal: Words(ja: "取消通知書", en: "Notice of Cancellation")
    }
  }

  /// What it is sent for, politely.
  public var letter: Words {
    let greeting = Words(
      ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。",
      en: "Thank you for your continued business. ")
    switch self {
    case .qualifiedReturnInvoice:
      return Words(
        ja: "\(greeting.ja)ご請求済みの料金につきまして、その一部を下記のとおり減額し、返還いたしますので、"
          + "ご通知申し上げます。",
        en: "\(greeting.en)We are refunding part of the fees invoiced to you, as set out below.")
    case .billingAdjustment:
      return Words(
        ja: "\(greeting.ja)今後ご請求する料金につきまして、下記のとおり減額いたしますので、ご通知申し上げます。",
        en: "\(greeting.en)We are reducing fees that we have not invoiced to you yet, as set out "
          + "below.")
    case .damages:
      return Words(
        ja: "\(greeting.ja)このたびはご迷惑をおかけし、深くお詫び申し上げます。"
          + "お申し出のありました損害につきまして、下記のとおり賠償いたします。",
        en: "We apologise for the inconvenience. We are compensating you for the loss that you "
          + "claimed, as set out below.")
    case .reversal:
      return Words(
        ja: "\(greeting.ja)先に発行いたしました書面につきまして、内容に訂正すべき点がありましたため、"
          + "下記のとおりその全部を取り消します。お手数をおかけし、お詫び申し上げます。",
        en: "The document we previously issued contained an error and is cancelled in full, as set "
          + "out below. We apologise for the inconvenience.")
    }
  }

  /// What the sum is called.
  public var sumLabel: Words {
    switch self {
    case .qualifiedReturnInvoice: Words(ja: "ご返還金額（税込）", en: "Amount refunded, incl. tax")
    case .billingAdjustment: Words(ja: "減額金額（税込）", en: "Reduction, incl. tax")
    case .damages: Words(ja: "賠償金額", en: "Amount of damages")
    case .reversal: Words(ja: "取消金額（税込）", en: "Amount cancelled, incl. tax")
    }
  }

  /// What the day of issue is called: for a return, the date of the return that the law asks for
  /// (消費税法第57条の4第3項第2号).
  public var dateLabel: Words {
    switch self {
    case .qualifiedReturnInvoice: Words(ja: "返還年月日", en: "Date of refund")
    case .billingAdjustment: Words(ja: "減額年月日", en: "Date of reduction")
    case .damages: Words(ja: "通知年月日", en: "Date of notice")
    case .reversal: Words(ja: "取消年月日", en: "Date of cancellation")
    }
  }

  /// What the period of the original supply is called.
  public var supplyLabel: Words {
    switch self {
    case .damages: Words(ja: "対象の料金期間", en: "Fee period concerned")
    default: Words(ja: "元の取引の期間", en: "Period of original supply")
    }
  }
}
