import Crediting
import Domain
import Notation
import Quantities

/// The journal entries (仕訳) of credit notes as CSV: for each rate what is returned, and its tax,
/// against what the customer owes. Every row balances by itself.
public struct EntryForm {
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

  /// The rows of a note; a reversal has debit and credit exchanged.
  ///
  /// - Parameters:
  ///   - totals: what of it is booked.
  ///   - invoices: those whose fees it lowers.
  public func rows(
    _ face: NoteFace, _ totals: NoteTotals, invoices: [PrecedingDocument]
  ) -> String {
    let note = face.note
    let isDamages = face.subject == .damages
    let other = isDamages ? accounts.payable : accounts.receivable
    let subject = isDamages ? accounts.damages : accounts.returns
    let incidents = face.incidents.map(\.id.text).joined(separator: " ")
    let numbers = invoices.map(\.number).joined(separator: " ")
    let text = ["\(note.kind.rawValue)", incidents, numbers, face.reverses ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    var rows = ""
    for rate in totals.rates {
      for (account, amount) in [(subject, rate.net), (accounts.tax, rate.tax)] {
        guard amount != .zero else { continue }
        let (debit, credit) = amount > .zero ? (account, other) : (other, account)
        let figure = String(amount.amount.magnitude)
        rows += CSVLine.harmless([
          note.number, note.issuedOn.description, debit, figure, credit, figure,
          String(rate.percent), Self.taxClass(face, rate.percent), note.account.text,
          note.accountName, text,
        ])
      }
    }
    return rows
  }

  /// The class of an entry for consumption tax (税区分); a rate of 0 whose reason nobody told is said to
  /// be that.
  private static func taxClass(_ face: NoteFace, _ percent: Int) -> String {
    if face.subject == .damages { return "対象外" }
    guard percent == 0 else { return "課税売上返還" }
    return switch face.zeroRate {
    case .exempt: "非課税売上返還"
    case .export: "輸出免税売上返還"
    case .outsideScope: "対象外"
    case nil: "税率0%（区分未登録）"
    }
  }
}
