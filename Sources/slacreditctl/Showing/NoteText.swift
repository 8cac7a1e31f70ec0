import Bookkeeping
import Crediting
import Documents
import Domain
import Notation
import Quantities
import Wording

/// Notes for a terminal.
enum NoteText {
  /// What finance said of a note; empty when it said nothing.
  static func progress(_ progress: NoteProgress, _ language: Language) -> String {
    let days = [
      progress.bookedOn.map { LocalizedText(ja: "記帳 \($0)", en: "booked \($0)") },
      progress.paidOn.map { LocalizedText(ja: "支払 \($0)", en: "paid \($0)") },
    ]
    return days.compactMap { $0.map { "  " + $0[language] } }.joined()
  }

  static func headline(_ note: NoteHeader, _ language: Language) -> String {
    let gross = NumberFormat.grouped(note.totals.gross.value)
    let amount = LocalizedText(ja: "税込\(gross)円", en: "\(gross) yen with tax")
    return "\(note.number)  \(note.issuedOn)  \(note.kind.rawValue)  "
      + "\(note.account) \(note.accountName)  \(amount[language])"
  }

  static func line(_ line: NoteLine, _ language: Language) -> String {
    let amount = NumberFormat.grouped(line.amount.value)
    let yen = LocalizedText(ja: "\(amount)円", en: "\(amount) yen")
    return "    \(line.contract)  \(yen[language])  \(line.summary[language])"
  }

  static func totals(_ note: NoteHeader, _ language: Language) -> String {
    let rates = note.totals.rates.map { rate in
      let (net, tax) = (NumberFormat.grouped(rate.net.value), NumberFormat.grouped(rate.tax.value))
      return LocalizedText(
        ja: "\(rate.percent)%対象 \(net)円、消費税 \(tax)円",
        en: "at \(rate.percent) %: \(net) yen, tax \(tax) yen")[language]
    }
    let gross = NumberFormat.grouped(note.totals.gross.value)
    let sum = LocalizedText(ja: "合計 \(gross)円", en: "in all \(gross) yen")[language]
    return "    " + (rates + [sum]).joined(separator: "; ")
  }

  /// Which invoices and which other note it hangs on.
  static func hangsOn(_ listed: ListedNote, _ language: Language) -> String {
    let invoices = listed.invoices.map(\.number)
    let told: [LocalizedText?] = [
      invoices.isEmpty
        ? nil
        : LocalizedText(
          ja: "請求 " + invoices.joined(separator: "、"),
          en: "invoice " + invoices.joined(separator: ", ")),
      listed.reverses.map { LocalizedText(ja: "\($0) を取消", en: "reverses \($0)") },
      listed.replaces.map { LocalizedText(ja: "\($0) の訂正", en: "replaces \($0)") },
    ]
    return told.compactMap { $0.map { "  " + $0[language] } }.joined()
  }

  static func fields(_ listed: ListedNote) -> [(String, JSONValue)] {
    let (note, progress) = (listed.note, listed.progress)
    return [
      ("number", .text(note.number)), ("kind", .text(note.kind.rawValue)),
      ("issued_on", .text(note.issuedOn.description)), ("account_id", .text(note.account.text)),
      ("account_name", .text(note.accountName)), ("net", .integer(note.totals.net.value)),
      ("gross", .integer(note.totals.gross.value)),
      ("settlement", .text(listed.settlement?.rawValue ?? "mixed")),
      ("invoices", .list(listed.invoices.map { .text($0.number) })),
      ("reverses", .optional(listed.reverses)), ("replaces", .optional(listed.replaces)),
      ("booked_on", .optional(progress.bookedOn?.description)),
      ("paid_on", .optional(progress.paidOn?.description)),
      ("reference", .optional(progress.reference)),
    ]
  }
}
