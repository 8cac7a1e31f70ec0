import Crediting
import Domain
import Quantities

/// The letter above a note's lines: what it is sent for, politely, and true whatever is known of the
/// bill.
public struct Letter {
  private let kind: NoteKind
  private let outline: LinesOutline
  private let replaced: String?
  private let isReaddressed: Bool

  /// The letter of a note.
  ///
  /// - Parameters:
  ///   - replaced: the number of the note that it corrects.
  ///   - isReaddressed: whether what it says went, or goes, to another account.
  public init(
    _ kind: NoteKind, _ outline: LinesOutline, replaced: String?, isReaddressed: Bool = false
  ) {
    self.isReaddressed = isReaddressed
    self.kind = kind
    self.outline = outline
    self.replaced = replaced
  }

  /// Its sentences.
  public var words: LocalizedText {
    let sentences = [greeting, apology, replaced.map(Letter.replacing), purpose]
      .compactMap { $0 }
    return LocalizedText(
      ja: sentences.map(\.ja).joined(), en: sentences.map(\.en).joined(separator: " "))
  }

  private var greeting: LocalizedText {
    LocalizedText(
      ja: "平素は格別のお引き立てを賜り、厚く御礼申し上げます。",
      en: "Thank you for your continued business.")
  }

  /// Only where the customer lost the service, or had trouble with a document.
  private var apology: LocalizedText? {
    if isReaddressed {
      return LocalizedText(
        ja: "ご契約のご請求先が変わりましたため、本書をお送りいたします。お手数をおかけしますことをお詫び申し上げます。",
        en: "We send you this document because the billing account of the contract has changed. We "
          + "apologise for the inconvenience.")
    }
    guard kind != .reversal else {
      return LocalizedText(
        ja: "先に発行いたしました書面に訂正すべき点があり、お手数をおかけしますことをお詫び申し上げます。",
        en: "The document we previously issued needs to be corrected. We apologise for the "
          + "inconvenience.")
    }
    guard outline.isOfOutage else { return nil }
    return LocalizedText(
      ja: "このたびはサービスをご利用いただけず、ご迷惑をおかけしましたことを深くお詫び申し上げます。",
      en: "We apologise that you were unable to use the service.")
  }

  /// That it stands in the place of another one.
  public static func replacing(_ number: String) -> LocalizedText {
    LocalizedText(ja: "本書は、先に発行した\(number)に代わるものです。", en: "This document replaces \(number).")
  }

  private var purpose: LocalizedText {
    switch kind {
    case .qualifiedReturnInvoice, .refund: ofFees
    case .billingAdjustment where outline.isTaxIncluded: ofDamagesOffBill
    case .billingAdjustment:
      LocalizedText(
        ja: "今後ご請求する料金を、下記のとおり減額いたしますので、ご通知申し上げます。",
        en: "We are reducing fees that we have not invoiced to you yet, as set out below.")
    case .damages:
      LocalizedText(
        ja: "お申し出のありました損害につきまして、下記のとおり賠償いたします。",
        en: "We are compensating you for the loss that you claimed, as set out below.")
    case .reversal:
      LocalizedText(
        ja: "先の書面の全部を、下記のとおり取り消します。",
        en: "The former document is cancelled in full, as set out below.")
    }
  }

  private var ofDamagesOffBill: LocalizedText {
    switch outline.settlement {
    case .refunded:
      LocalizedText(
        ja: "お申し出のありました損害につきまして、下記のとおり、お支払い済みの料金の一部をお返しすることにより賠償いたします。",
        en: "We are compensating you for the loss that you claimed by refunding part of an invoice "
          + "that you have paid, as set out below.")
    case .receivableReduced:
      LocalizedText(
        ja: "お申し出のありました損害につきまして、下記のとおり、ご請求済みの額を減額することにより賠償いたします。"
          + "お支払いがまだの場合は、減額後の金額をお支払いください。",
        en: "We are compensating you for the loss that you claimed by reducing an invoice that you "
          + "have received, as set out below. If you have not paid yet, please pay the reduced "
          + "amount.")
    case .billReduced, .unknown, nil:
      LocalizedText(
        ja: "お申し出のありました損害につきまして、下記のとおり、今後のご請求額を減額することにより賠償いたします。",
        en:
          "We are compensating you for the loss that you claimed by reducing a future invoice, as "
          + "set out below.")
    }
  }

  private var ofFees: LocalizedText {
    switch outline.settlement {
    case .refunded:
      LocalizedText(
        ja: "お支払い済みの料金の一部を、下記のとおりお返しいたしますので、ご通知申し上げます。",
        en: "We are refunding part of the fees that you have paid, as set out below.")
    case .receivableReduced:
      LocalizedText(
        ja: "ご請求済みの料金を、下記のとおり減額いたしますので、ご通知申し上げます。"
          + "お支払いがまだの場合は、減額後の金額をお支払いください。",
        en:
          "We are reducing fees invoiced to you, as set out below. If you have not paid yet, please "
          + "pay the reduced amount.")
    case .billReduced, .unknown, nil:
      LocalizedText(
        ja: "ご利用料金を、下記のとおり減額いたしますので、ご通知申し上げます。",
        en: "We are reducing your fees, as set out below.")
    }
  }
}
