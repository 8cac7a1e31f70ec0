import Assessing
import Crediting
import Domain
import Quantities

/// What the forms for electronic trade say in words.
public enum TradeTexts {
  /// What a note is, and what it is by law (IBT-022).
  ///
  /// - Parameter remarks: what the printed form says below its lines.
  public static func note(_ kind: NoteKind, _ remarks: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      ja: ([kind.title.ja + "。"] + remarks.map(\.ja)).joined(),
      en: ([kind.title.en + "."] + remarks.map(\.en)).joined(separator: " "))
  }

  /// What a line is about: the document that governs the service, the contract, the right
  /// (IBT-153).
  public static func item(_ line: NoteLine, isReversed: Bool) -> LocalizedText {
    let titles = line.clauses.map(\.terms).distinct.compactMap(\.termsTitle)
    let names = titles.joined(ja: "・", en: ", ")
    let remedy = line.remedy.words
    return LocalizedText(
      ja: "契約\(line.contract)\(names.ja.isEmpty ? "" : "（\(names.ja)）")の\(remedy.ja)"
        + (isReversed ? "の取消" : ""),
      en: "Contract \(line.contract)\(names.en.isEmpty ? "" : " (\(names.en))"): \(remedy.en)"
        + (isReversed ? ", cancelled" : ""))
  }

  /// The attribute that gives a line's clauses (IBT-160).
  public static let clauses = LocalizedText(ja: "約款の条項", en: "Clauses")

  /// The attribute that gives a line's outage (IBT-160).
  public static let outage = LocalizedText(ja: "ご利用いただけなかった時間", en: "Time without service")

  /// The attribute that gives the fee month on whose invoice a line is settled (IBT-160).
  public static let settledOn = LocalizedText(ja: "精算するご請求の料金月", en: "Settled on the invoice for")

  /// The attribute that says how a line stands to its bill (IBT-160).
  public static let settlement = LocalizedText(ja: "精算の方法", en: "Settlement")

  /// Why there is no tax (IBT-120, IBT-185).
  public static func reason(_ zeroRate: ZeroRate) -> LocalizedText {
    switch zeroRate {
    case .exempt: LocalizedText(ja: "非課税", en: "Not taxable (非課税)")
    case .export: LocalizedText(ja: "輸出免税", en: "Exempt as export (輸出免税)")
    case .outsideScope: LocalizedText(ja: "不課税", en: "Out of scope (不課税)")
    }
  }
}
