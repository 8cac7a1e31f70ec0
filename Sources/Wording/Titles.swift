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
    switch self {
    case .qualifiedReturnInvoice:
      Words(
        ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。ご請求済みの料金につきまして、"
          + "下記のとおり減額し、返還いたしますので、ご通知申し上げます。",
        en: "Thank you for your continued business. Fees that were invoiced to you are lowered and "
          + "returned as set out below.")
    case .billingAdjustment:
      Words(
        ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。これからご請求する料金につきまして、"
          + "下記のとおり減額いたしますので、ご通知申し上げます。",
        en:
          "Thank you for your continued business. Fees that are not invoiced to you yet are lowered "
          + "as set out below.")
    case .damages:
      Words(
        ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。このたびはご迷惑をおかけし、深くお詫び"
          + "申し上げます。お申し出のありました損害につきまして、下記のとおりお支払いいたします。",
        en:
          "We apologise for the trouble that you have been caused. For the loss that you claimed we "
          + "pay what is set out below.")
    case .reversal:
      Words(
        ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。先にお送りしました書面につきまして、"
          + "内容に変更が生じましたため、下記のとおりその全部を取り消します。",
        en:
          "What we sent you before is no longer right and is taken back as a whole, as set out below."
      )
    }
  }

  /// What the sum is called.
  public var sumLabel: Words {
    switch self {
    case .qualifiedReturnInvoice: Words(ja: "ご返還金額（税込）", en: "Amount returned, with tax")
    case .billingAdjustment: Words(ja: "減額金額（税込）", en: "Amount of the reduction, with tax")
    case .damages: Words(ja: "お支払金額", en: "Amount paid")
    case .reversal: Words(ja: "取消金額（税込）", en: "Amount taken back, with tax")
    }
  }

  /// What the day of issue is called: for a return, the date of the return that the law asks for
  /// (消費税法第57条の4第3項第2号).
  public var dateLabel: Words {
    switch self {
    case .qualifiedReturnInvoice: Words(ja: "返還年月日", en: "Date of return")
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
