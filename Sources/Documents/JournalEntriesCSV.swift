import Crediting
import Domain
import Notation
import Quantities
import Wording

/// The journal entries (仕訳) of credit notes as CSV: for each rate what is returned, and its tax,
/// against what the customer owes. Every row balances by itself.
public struct JournalEntriesCSV {
  private let accounts: EntryAccounts

  /// A form with the names of accounts.
  public init(_ accounts: EntryAccounts) {
    self.accounts = accounts
  }

  /// The header line.
  public static let header = CSVLine.text([
    "伝票番号", "日付", "借方科目", "借方金額", "貸方科目", "貸方金額", "税率", "税区分", "取引先コード",
    "取引先名", "摘要",
  ])

  /// The rows of a note, those of each invoice apart; a reversal has debit and credit exchanged.
  ///
  /// - Parameter parts: what of it is booked.
  public func rows(
    _ document: NoteDocument, _ parts: [(part: BookedPart, totals: NoteTotals.Rate)]
  ) -> String {
    let note = document.note
    let isDamages = document.subject == .damages
    let subject = isDamages ? accounts.damages : accounts.returns
    var rows = ""
    for (part, rate) in parts {
      // What was paid goes back, and so do damages but those that are taken off a bill.
      let isPaidOut =
        part.settlement == .refunded || (isDamages && part.settlement == .unknown)
      let other = isPaidOut ? accounts.payable : accounts.receivable
      let text = Self.description(document, part)
      for (account, amount) in [(subject, rate.net), (accounts.tax, rate.tax)] {
        guard amount != .zero else { continue }
        let (debit, credit) = amount > .zero ? (account, other) : (other, account)
        let figure = String(amount.value.magnitude)
        rows += CSVLine.harmless([
          note.number, note.issuedOn.description, debit, figure, credit, figure,
          String(rate.percent), Self.taxClass(document, rate.percent), note.account.text,
          note.accountName, text,
        ])
      }
    }
    return rows
  }

  /// 摘要: what is returned (消費税法第38条第2項), the note's kind, the incidents, the invoice, and the note
  /// that is taken back or corrected.
  private static func description(_ document: NoteDocument, _ part: BookedPart) -> String {
    let invoice = part.invoice.map { invoice in
      "請求\(invoice.number)" + (invoice.issuedOn.map { "（\($0)）" } ?? "")
    }
    let content = document.subject == .damages ? "損害賠償" : "料金の減額"
    let words =
      [content, document.note.kind.title.ja] + document.incidents.map(\.id.text)
      + [invoice, document.reverses, document.replaced.map { "\($0.number)の訂正" }].compactMap { $0 }
    return words.joined(separator: " ")
  }

  /// The class of an entry for consumption tax (税区分); a rate of 0 whose reason nobody told is said to
  /// be that.
  private static func taxClass(_ document: NoteDocument, _ percent: Int) -> String {
    if document.subject == .damages { return "対象外" }
    guard percent == 0 else { return "課税売上返還" }
    return switch document.zeroRate {
    case .exempt: "非課税売上返還"
    case .export: "輸出免税売上返還"
    case .outsideScope: "対象外"
    case nil: "税率0%（区分未登録）"
    }
  }
}
