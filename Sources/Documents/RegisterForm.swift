import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// The monthly register of credit notes as CSV (RFC 4180): one row a note line, with every key.
public enum RegisterForm {
  /// The header line.
  public static let header =
    "number,kind,issued_on,account_id,account_name,contract_id,remedy,request_id,clauses,incidents,"
    + "outage_from,outage_to,supply_from,supply_to,units,exact,amount,tax_rate,"
    + "tax_included,apply_to,settlement,invoice_no,invoiced_on,unchanged,"
    + "note_net,note_tax,note_gross,reverses,replaces,ledger_sequence,ledger_hash\r\n"

  /// A line.
  public static func row(_ document: NoteDocument, _ line: NoteLine) -> String {
    let cells: [String] = [
      document.note.number, document.note.kind.rawValue, document.note.issuedOn.description,
      document.note.account.text,
      document.note.accountName, line.contract.text, line.remedy.rawValue,
      line.request?.text ?? "",
      line.clauses.map { "\($0.terms) \($0.number)" }.joined(separator: "; "),
      document.incidents.map(\.id.text).joined(separator: "; "), line.outage?.from.rfc3339() ?? "",
      line.outage?.to?.rfc3339() ?? "", line.supplyFrom.description, line.supplyTo.description,
      String(line.units), line.exact.description, line.amount.description, String(line.taxRate),
      String(line.isTaxIncluded), line.applyTo?.description ?? "", line.settlement.rawValue,
      line.invoice?.number ?? "",
      line.invoice?.issuedOn?.description ?? "", String(line.isUnchanged),
      document.note.totals.net.description,
      document.note.totals.tax.description, document.note.totals.gross.description,
      document.reverses ?? "",
      document.replaced?.number ?? "",
      String(document.note.sequence),
      document.note.hash?.description ?? "",
    ]
    return CSVLine.harmless(cells)
  }
}
