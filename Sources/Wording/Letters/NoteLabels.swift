import Domain
import Quantities

/// The words of a printed note that stand on every kind.
public enum NoteLabels {
  /// The note's number.
  public static let number = LocalizedText(ja: "番号", en: "Document no.")
  /// The day of issue.
  public static let issuedOn = LocalizedText(ja: "発行日", en: "Date of issue")
  /// What a paper is that is made again.
  public static let copy = LocalizedText(ja: "区分", en: "Copy")
  /// That a paper is made again.
  public static let reissued = LocalizedText(ja: "再発行", en: "Reissued")
  /// Stands for the number of what is not issued yet.
  public static let notIssued = LocalizedText(ja: "未発行", en: "not issued")
  /// The watermark of what is not issued yet.
  public static let watermark = LocalizedText(ja: "未発行", en: "NOT ISSUED")
  /// Before the recipient's name.
  public static let recipient = LocalizedText(ja: "", en: "To")
  /// After the recipient's name; empty where the language has no such word.
  public static let honorific = LocalizedText(ja: "御中", en: "")
  /// The billing account.
  public static let account = LocalizedText(ja: "お客様番号", en: "Customer no.")
  /// The registration number of a qualified invoice issuer.
  public static let registrationNumber = LocalizedText(ja: "登録番号", en: "Registration no.")
  /// The incidents.
  public static let incidents = LocalizedText(ja: "対象の障害", en: "Incidents concerned")
  /// The note that is cancelled.
  public static let reverses = LocalizedText(ja: "取り消す書面", en: "Document cancelled")
  /// The month in whose closing it was issued.
  public static let closing = LocalizedText(ja: "通知の対象月", en: "Month of this notice")
  /// The heading of the lines.
  public static let lines = LocalizedText(ja: "明細", en: "Lines")
  /// The column of a line's place.
  public static let place = LocalizedText(ja: "No.", en: "No.")
  /// The column that says what was supplied, and why it costs less.
  public static let content = LocalizedText(ja: "内容・計算", en: "Description and calculation")
  /// The column of the period supplied.
  public static let period = LocalizedText(ja: "対象期間", en: "Period")
  /// Between the periods of several supplies.
  public static let comma = LocalizedText(ja: "、", en: ", ")
  /// Before the last day of a period.
  public static let until = LocalizedText(ja: "～", en: "–")
  /// The column of the tax rate.
  public static let rate = LocalizedText(ja: "税率", en: "Tax")
  /// The column of amounts before tax.
  public static let net = LocalizedText(ja: "金額（税抜・円）", en: "Net (JPY)")
  /// The column of amounts where there is no tax.
  public static let amount = LocalizedText(ja: "金額（円）", en: "Amount (JPY)")
  /// The heading of the sums by rate.
  public static let byRate = LocalizedText(ja: "税率別内訳", en: "By tax rate")
  /// Before tax, in the sums.
  public static let sumNet = LocalizedText(ja: "税抜金額", en: "Excl. tax")
  /// The tax, in the sums.
  public static let sumTax = LocalizedText(ja: "消費税額", en: "Tax")
  /// With tax, in the sums.
  public static let sumGross = LocalizedText(ja: "税込金額", en: "Incl. tax")
  /// The sum of the lines.
  public static let total = LocalizedText(ja: "小計（税抜・円）", en: "Subtotal excl. tax (JPY)")
  /// The sum of the lines where there is no tax.
  public static let totalAmount = LocalizedText(ja: "小計（円）", en: "Subtotal (JPY)")
  /// The end of a document.
  public static let end = LocalizedText(ja: "以上", en: "")
  /// The annex.
  public static let annex = LocalizedText(
    ja: "別紙　計算の根拠", en: "Annex: how the amounts were calculated (times in Japan Standard Time)")
  /// Where the annex goes on.
  public static let annexGoesOn = LocalizedText(ja: "別紙　計算の根拠（続き）", en: "Annex (continued)")
  /// The readings, at the end of the annex.
  public static let readings = LocalizedText(
    ja: "約款・規約の解釈　文言だけでは定まらない点を、次のとおり解釈しています。",
    en: "Interpretations applied where the terms are silent")
  /// Which readings a calculation relied on.
  public static let reliesOn = LocalizedText(ja: "依拠した解釈", en: "Interpretations applied")
  /// Out of the tax (不課税), in the column of tax rates.
  public static let outOfScope = LocalizedText(ja: "不課税", en: "–")

  /// That issuing this return invoice is not required (消費税法施行令第70条の9第3項).
  public static let notRequired = LocalizedText(
    ja: "一つのご請求に対する返還が税込1万円未満のため、適格返還請求書の交付義務は免除されています"
      + "（消費税法施行令第70条の9第3項）。ご確認のためにお送りするものです。",
    en: "A qualified return invoice is not required where what is returned on one invoice is under "
      + "10,000 yen including tax (消費税法施行令第70条の9第3項). We send it for your records.")
  /// What a return invoice is by law.
  public static let isReturnInvoice = LocalizedText(
    ja: "本書は、消費税法第57条の4第3項に定める適格返還請求書です。",
    en: "This document is a qualified return invoice (適格返還請求書) under 消費税法第57条の4第3項.")
  /// That a reduction of what is not invoiced yet is no return invoice.
  public static let isNoReturnInvoice = LocalizedText(
    ja: "ご請求前の減額のため、本書は適格返還請求書に当たりません。",
    en: "The fee has not been invoiced yet, so this document is not a qualified return invoice "
      + "(適格返還請求書).")
  /// That damages are outside the tax.
  public static let damagesAreUntaxed = LocalizedText(
    ja: "損害賠償金は消費税の課税の対象外です（不課税）。",
    en: "Damages are outside the scope of consumption tax (不課税).")
}

/// The sentences of a printed note that have something to fill in.
extension NoteLabels {
  /// That a note which is cancelled had been paid.
  public static func wasPaid(_ day: CivilDate) -> LocalizedText {
    LocalizedText(
      ja: "（\(NumberFormat.day(day).ja)に支払済み）",
      en: ", which was paid on \(NumberFormat.day(day).en)")
  }

  /// A contract, by name.
  public static func contract(_ id: String) -> LocalizedText {
    LocalizedText(ja: "契約 \(id)", en: "Contract \(id)")
  }

  /// What was supplied: the service under the terms of that title.
  public static func supplied(_ terms: LocalizedText) -> LocalizedText {
    guard !terms.ja.isEmpty else { return LocalizedText(ja: "サービスの利用料金", en: "Service fee") }
    return LocalizedText(ja: "\(terms.ja)に基づくサービスの利用料金", en: "Service fee under the \(terms.en)")
  }

  /// For what damages are paid: an outage of the service under the terms of that title.
  public static func damaged(_ terms: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(terms.ja)に基づくサービスに関する損害",
      en: "Loss in connection with the service under the \(terms.en)")
  }

  /// The heading of a line: the contract, by which right, and the claim that it answers or the
  /// decision by which a relief is granted.
  public static func heading(
    _ contract: String, _ right: LocalizedText, _ request: String?, isClaim: Bool
  ) -> LocalizedText {
    let asked = request.map { id in
      isClaim
        ? LocalizedText(ja: "（お申し出 \(id)）", en: " (claim \(id))")
        : LocalizedText(ja: "（決定 \(id)）", en: " (decision \(id))")
    }
    return LocalizedText(
      ja: "契約 \(contract)　\(right.ja)\(asked?.ja ?? "")",
      en: "Contract \(contract), \(right.en)\(asked?.en ?? "")")
  }

  /// The time of an outage.
  public static func outage(_ from: LocalizedText, _ to: LocalizedText?) -> LocalizedText {
    LocalizedText(
      ja: "ご利用いただけなかった時間　\(from.ja) ～ \(to?.ja ?? "（復旧の時刻は未確定）")",
      en: "Service unavailable from \(from.en) \(to.map { "to \($0.en)" } ?? "on")")
  }

  /// The fee of a relief.
  public static func relieved(_ period: LocalizedText) -> LocalizedText {
    LocalizedText(ja: "減免する料金　\(period.ja)", en: "Fee reduced: \(period.en)")
  }

  /// On whose invoice a line is settled.
  public static func settled(_ month: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(month.ja)のご請求（発行済みの場合はその後のご請求）において精算いたします。",
      en:
        "It is settled on the invoice for \(month.en) or, where that is out already, on a later one."
    )
  }

  /// A clause with the title of its document and the day from which it is held.
  public static func clause(_ terms: LocalizedText, _ number: String, _ heldFrom: LocalizedText)
    -> LocalizedText
  {
    LocalizedText(
      ja: "\(terms.ja) \(number)（\(heldFrom.ja)以降の規定）",
      en: "\(number) of the \(terms.en) (as in force from \(heldFrom.en))")
  }

  /// The clauses that a line rests on.
  public static func basis(_ clauses: [String]) -> LocalizedText {
    LocalizedText(
      ja: "根拠　" + clauses.joined(separator: "、"), en: "Basis: " + clauses.joined(separator: "; "))
  }

  /// A reading: what the text leaves open, and how it is read.
  public static func reading(_ question: LocalizedText, _ reading: LocalizedText) -> LocalizedText {
    LocalizedText(ja: "\(question.ja)：\(reading.ja)", en: "\(question.en): \(reading.en)")
  }

  /// A sum's tax rate.
  ///
  /// The reduced rate (軽減税率) is for food and newspapers alone, so 8 % is the former one (経過措置).
  public static func rate(_ percent: Int, _ zeroRate: ZeroRate?) -> LocalizedText {
    switch percent {
    case 0: zeroRate.map(TradeTexts.reason) ?? LocalizedText(ja: "消費税なし", en: "No tax")
    case 8: LocalizedText(ja: "旧税率8%対象", en: "Taxed at 8% (former rate)")
    default: LocalizedText(ja: "税率\(percent)%対象", en: "Taxed at \(percent)%")
    }
  }

  /// A whole amount with its sign, as a letter writes it.
  public static func yen(_ amount: Yen) -> LocalizedText {
    let figures = NumberFormat.grouped(Int128(amount.value.magnitude))
    let isNegative = amount < .zero
    return LocalizedText(
      ja: (isNegative ? "△" : "") + figures + "円", en: (isNegative ? "−¥" : "¥") + figures)
  }

  /// A note by title, number and day.
  public static func note(_ title: LocalizedText, _ number: String, _ day: LocalizedText)
    -> LocalizedText
  {
    LocalizedText(
      ja: "\(title.ja)　\(number)（\(day.ja)発行）", en: "\(title.en) \(number), issued on \(day.en)")
  }

  /// How many incidents are not listed.
  public static func more(_ count: Int) -> LocalizedText {
    LocalizedText(ja: "ほか\(count)件", en: "and \(count) more")
  }

  /// The lines that one calculation stands for.
  public static func lines(_ first: Int, _ last: Int) -> LocalizedText {
    first == last
      ? LocalizedText(ja: "明細 No. \(first)", en: "Line \(first)")
      : LocalizedText(
        ja: "明細 No. \(first) ～ \(last)（計算は共通）",
        en: "Lines \(first) to \(last) (same calculation)")
  }

  /// Where the ledger keeps the note.
  public static func ledger(_ sequence: Int64, _ hash: String) -> LocalizedText {
    LocalizedText(ja: "台帳 \(sequence)　SHA-256 \(hash)", en: "Ledger \(sequence), SHA-256 \(hash)")
  }
}
