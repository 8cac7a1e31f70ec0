import Crediting
import Domain
import Quantities

extension LineSettlement {
  /// How the customer sees it.
  public var words: LocalizedText {
    switch self {
    case .billReduced: LocalizedText(ja: "今後のご請求額から減額いたします。", en: "Your invoice will be reduced.")
    case .receivableReduced:
      LocalizedText(ja: "未払いのご請求額から減額いたします。", en: "Less is due on the unpaid invoice.")
    case .refunded:
      LocalizedText(ja: "お支払い済みですので、ご返金いたします。", en: "Already paid; we will refund this amount.")
    case .unknown: LocalizedText(ja: "", en: "")
    }
  }
}

extension LineSettlement {
  /// What of a note is settled so.
  public func words(of sum: Yen) -> LocalizedText {
    let sum = NoteLabels.yen(sum)
    return switch self {
    case .billReduced:
      LocalizedText(ja: "今後のご請求から減額 \(sum.ja)", en: "\(sum.en) off a coming invoice")
    case .receivableReduced:
      LocalizedText(ja: "未払いのご請求から減額 \(sum.ja)", en: "\(sum.en) off unpaid invoices")
    case .refunded: LocalizedText(ja: "ご返金 \(sum.ja)", en: "\(sum.en) refunded")
    case .unknown: LocalizedText(ja: "そのほか \(sum.ja)", en: "\(sum.en) otherwise")
    }
  }
}
