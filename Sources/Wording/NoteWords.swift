import Domain
import Quantities

/// The words of a printed note that stand on every kind.
public enum NoteWords {
  /// The note's number.
  public static let number = Words(ja: "番号", en: "Number")
  /// The day of issue.
  public static let issuedOn = Words(ja: "発行日", en: "Issued on")
  /// Stands for the number of what is not issued yet.
  public static let notIssued = Words(ja: "未発行", en: "not issued")
  /// The watermark of what is not issued yet.
  public static let watermark = Words(ja: "未発行", en: "NOT ISSUED")
  /// Before the recipient's name.
  public static let recipient = Words(ja: "", en: "To")
  /// After the recipient's name; empty where the language has no such word.
  public static let honorific = Words(ja: "御中", en: "")
  /// The billing account.
  public static let account = Words(ja: "お客様番号", en: "Customer no.")
  /// The registration number of a qualified invoice issuer.
  public static let registrationNumber = Words(ja: "登録番号", en: "Registration no.")
  /// The incidents.
  public static let incidents = Words(ja: "対象の障害", en: "Incidents")
  /// The note taken back.
  public static let reverses = Words(ja: "取り消す書面", en: "Cancels")
  /// The month in whose closing it was issued.
  public static let closing = Words(ja: "締め", en: "Closing of")
  /// The heading of the lines.
  public static let lines = Words(ja: "明細", en: "Lines")
  /// The column of a line's place.
  public static let place = Words(ja: "No.", en: "No.")
  /// The column that says what was supplied, and why it costs less.
  public static let content = Words(ja: "内容・計算", en: "What, and how it was calculated")
  /// The column of the period supplied.
  public static let period = Words(ja: "対象期間", en: "Period")
  /// Before the last day of a period.
  public static let until = Words(ja: "～", en: "–")
  /// The column of the tax rate.
  public static let rate = Words(ja: "税率", en: "Tax")
  /// The column of amounts before tax.
  public static let net = Words(ja: "金額（税抜・円）", en: "Net, yen")
  /// The heading of the sums by rate.
  public static let byRate = Words(ja: "税率別内訳", en: "By tax rate")
  /// Before tax, in the sums.
  public static let sumNet = Words(ja: "税抜金額", en: "Net")
  /// The tax, in the sums.
  public static let sumTax = Words(ja: "消費税額", en: "Tax")
  /// With tax, in the sums.
  public static let sumGross = Words(ja: "税込金額", en: "Gross")
  /// The sum of the lines.
  public static let total = Words(ja: "明細合計（税抜・円）", en: "Sum of the lines, net, yen")
  /// The end of a document.
  public static let end = Words(ja: "以上", en: "")
  /// The annex.
  public static let annex = Words(ja: "別紙　計算の根拠", en: "Annex: how this was calculated")
  /// Where the annex goes on.
  public static let annexGoesOn = Words(ja: "別紙　計算の根拠（続き）", en: "Annex, continued")
  /// The readings, at the end of the annex.
  public static let readings = Words(
    ja: "文言の解釈　規約の文言だけでは定まらない点を、次のとおり解釈しています。",
    en: "Readings: where the terms leave a question open, we read them as follows.")
  /// Which readings a calculation relied on.
  public static let reliesOn = Words(ja: "依拠した解釈", en: "Relies on")
  /// Out of the tax (不課税), in the column of tax rates.
  public static let outOfScope = Words(ja: "不課税", en: "–")

  /// That issuing this return invoice is not required (消費税法施行令第70条の9第3項).
  public static let notRequired = Words(
    ja: "税込価額が1万円未満のため、適格返還請求書の交付義務は免除されています"
      + "（消費税法施行令第70条の9第3項）。ご確認のためにお送りするものです。",
    en: "Under 10,000 yen with tax, issuing a qualified return invoice is not required "
      + "(消費税法施行令第70条の9第3項); it is sent for your records.")
  /// What a return invoice is by law.
  public static let isReturnInvoice = Words(
    ja: "本書は、消費税法第57条の4第3項に定める適格返還請求書です。",
    en: "This is a qualified return invoice (適格返還請求書) under 消費税法第57条の4第3項.")
  /// That a reduction of what is not invoiced yet is no return invoice.
  public static let isNoReturnInvoice = Words(
    ja: "ご請求前の減額のため、本書は適格返還請求書にはあたりません。",
    en: "The fee is not invoiced yet, so this is not a qualified return invoice (適格返還請求書).")
  /// That damages are outside the tax.
  public static let damagesAreUntaxed = Words(
    ja: "損害賠償金には消費税が課されません（不課税）。",
    en: "Damages are outside the consumption tax (不課税).")
}

/// The sentences of a printed note that have something to fill in.
extension NoteWords {
  /// That a note which is taken back had been paid.
  public static func wasPaid(_ day: CivilDate) -> Words {
    Words(ja: "（\(Figures.day(day).ja)に支払済み）", en: ", which was paid on \(Figures.day(day).en)")
  }

  /// A contract, by name.
  public static func contract(_ id: String) -> Words { Words(ja: "契約 \(id)", en: "Contract \(id)") }

  /// What was supplied: the service under the terms of that title.
  public static func supplied(_ terms: Words) -> Words {
    Words(ja: "\(terms.ja)に基づくサービスの利用料金", en: "Fee for service under \(terms.en)")
  }

  /// For what damages are paid: an outage of the service under the terms of that title.
  public static func damaged(_ terms: Words) -> Words {
    Words(ja: "\(terms.ja)に基づくサービスに関する損害", en: "Loss in connection with service under \(terms.en)")
  }

  /// The heading of a line: the contract, by which right, and the claim that it answers or the
  /// decision by which a relief is granted.
  public static func heading(
    _ contract: String, _ right: Words, _ request: String?, isClaim: Bool
  ) -> Words {
    let asked = request.map { id in
      isClaim
        ? Words(ja: "（お申し出 \(id)）", en: " (claim \(id))")
        : Words(ja: "（決定 \(id)）", en: " (decision \(id))")
    }
    return Words(
      ja: "契約 \(contract)　\(right.ja)\(asked?.ja ?? "")",
      en: "Contract \(contract), \(right.en)\(asked?.en ?? "")")
  }

  /// The time of an outage.
  public static func outage(_ from: String, _ to: String?) -> Words {
    Words(
      ja: "ご利用不能の時間　\(from) ～ \(to ?? "（継続中）")",
      en: "Out of service from \(from) \(to.map { "to \($0)" } ?? "on")")
  }

  /// What is paid of a claim.
  public static func paid(_ figures: String) -> Words {
    Words(ja: "お支払いする額は\(figures)円です。", en: "\(figures) yen is paid.")
  }

  /// The fee of a relief.
  public static func relieved(_ period: Words) -> Words {
    Words(ja: "減免する料金　\(period.ja)", en: "Fee relieved: \(period.en)")
  }

  /// On whose invoice a line is settled.
  public static func settled(_ month: Words) -> Words {
    Words(ja: "\(month.ja)のご請求において精算いたします。", en: "Settled on the invoice of \(month.en).")
  }

  /// A clause with the title of its document and the day from which it is held.
  public static func clause(_ terms: Words, _ number: String, _ heldFrom: Words) -> Words {
    Words(
      ja: "\(terms.ja) \(number)（\(heldFrom.ja)以降の規定）",
      en: "\(number) of \(terms.en) (as held from \(heldFrom.en))")
  }

  /// The clauses that a line rests on.
  public static func basis(_ clauses: [String]) -> Words {
    Words(
      ja: "根拠　" + clauses.joined(separator: "、"), en: "By " + clauses.joined(separator: "; "))
  }

  /// A reading: what the text leaves open, and how it is read.
  public static func reading(_ question: Words, _ reading: Words) -> Words {
    Words(ja: "\(question.ja): \(reading.ja)", en: "\(question.en): \(reading.en)")
  }

  /// A sum's tax rate.
  public static func rate(_ percent: Int, isDamages: Bool) -> Words {
    percent == 0 && isDamages
      ? Words(ja: "不課税", en: "Outside the tax")
      : Words(ja: "税率\(percent)%対象", en: "At \(percent)%")
  }

  /// A whole amount.
  public static func yen(_ figures: String) -> Words { Words(ja: "\(figures)円", en: "¥\(figures)") }

  /// A note by title, number and day.
  public static func note(_ title: Words, _ number: String, _ day: Words) -> Words {
    Words(
      ja: "\(title.ja)　\(number)（\(day.ja)発行）", en: "\(title.en) \(number), issued on \(day.en)")
  }

  /// How many incidents are not listed.
  public static func more(_ count: Int) -> Words {
    Words(ja: "ほか\(count)件", en: "and \(count) more")
  }

  /// The lines that one calculation stands for.
  public static func lines(_ first: Int, _ last: Int) -> Words {
    first == last
      ? Words(ja: "明細 No. \(first)", en: "Line \(first)")
      : Words(ja: "明細 No. \(first) ～ \(last)（計算は共通）", en: "Lines \(first) to \(last), all alike")
  }

  /// Where the ledger keeps the note.
  public static func ledger(_ sequence: Int64, _ hash: String) -> Words {
    Words(ja: "台帳 \(sequence)　SHA-256 \(hash)", en: "Ledger \(sequence), SHA-256 \(hash)")
  }
}
