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
  /// - Parameter isDamages: whether it pays damages, or takes such a note back.
  public func rows(_ face: NoteFace, isDamages: Bool) -> String {
    let note = face.note
    let other = isDamages ? accounts.payable : accounts.receivable
    let subject = isDamages ? accounts.damages : accounts.returns
    let incidents = face.incidents.map(\.id.text).joined(separator: " ")
    let text = ["\(note.kind.rawValue)", incidents, face.reverses ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    var rows = ""
    for rate in note.totals.rates {
      let category = isDamages && rate.percent == 0 ? "不課税" : "課税売上返還"
      for (account, amount) in [(subject, rate.net), (accounts.tax, rate.tax)] {
        guard amount != .zero else { continue }
        let (debit, credit) = amount > .zero ? (account, other) : (other, account)
        let figure = String(amount.amount.magnitude)
        rows += CSVLine.harmless([
          note.number, note.issuedOn.description, debit, figure, credit, figure,
          String(rate.percent), category, note.account.text, note.accountName, text,
        ])
      }
    }
    return rows
  }
}
