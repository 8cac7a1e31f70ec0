import Assessing
import Crediting
import Domain
import Quantities

/// What the forms for electronic trade say in words.
public enum TradeTexts {
  /// What a note is (IBT-022).
  public static func note(_ note: NoteHeader, reverses: String?) -> Words {
    switch note.kind {
    case .qualifiedReturnInvoice where !note.isReturnInvoiceRequired:
      Words(
        ja: "適格返還請求書（一つのご請求に対する返還が税込1万円未満のため、交付義務は免除されています。"
          + "消費税法施行令第70条の9第3項）",
        en: "Qualified return invoice (not required where what is returned on one invoice is under "
          + "10,000 yen including tax: 消費税法施行令第70条の9第3項)")
    case .qualifiedReturnInvoice: Words(ja: "適格返還請求書", en: "Qualified return invoice")
    case .refund: Words(ja: "返金通知書", en: "Notice of refund")
    case .billingAdjustment: Words(ja: "請求減額通知書", en: "Notice of reduced billing")
    case .damages: Words(ja: "損害賠償金", en: "Damages")
    case .reversal:
      Words(
        ja: "取消通知書（\(reverses ?? "")の全部を取り消します）",
        en: "Notice of cancellation (\(reverses ?? "") is cancelled in full)")
    }
  }

  /// What a line is about: the document that governs the service, the contract, the right
  /// (IBT-153).
  public static func item(_ line: NoteLine, isReversed: Bool) -> Words {
    let titles = line.clauses.map(\.terms).distinct.compactMap(\.termsTitle)
    let names = titles.joined(ja: "・", en: ", ")
    let remedy = line.remedy.words
    return Words(
      ja: "契約\(line.contract)\(names.ja.isEmpty ? "" : "（\(names.ja)）")の\(remedy.ja)"
        + (isReversed ? "の取消" : ""),
      en: "Contract \(line.contract)\(names.en.isEmpty ? "" : " (\(names.en))"): \(remedy.en)"
        + (isReversed ? ", cancelled" : ""))
  }

  /// The attribute that gives a line's clauses (IBT-160).
  public static let clauses = Words(ja: "約款の条項", en: "Clauses")

  /// The attribute that gives a line's outage (IBT-160).
  public static let outage = Words(ja: "ご利用いただけなかった時間", en: "Time without service")

  /// The attribute that gives the fee month on whose invoice a line is settled (IBT-160).
  public static let settledOn = Words(ja: "精算するご請求の料金月", en: "Settled on the invoice for")

  /// The attribute that says how a line stands to its bill (IBT-160).
  public static let settlement = Words(ja: "精算の方法", en: "Settlement")

  /// Why there is no tax (IBT-120, IBT-185).
  public static func reason(_ zeroRate: ZeroRate) -> Words {
    switch zeroRate {
    case .exempt: Words(ja: "非課税", en: "exempt from consumption tax")
    case .export: Words(ja: "輸出免税", en: "exempt as an export")
    case .outsideScope: Words(ja: "消費税の対象外（不課税）", en: "outside the scope of consumption tax")
    }
  }
}
