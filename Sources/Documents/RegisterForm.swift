import Assessing
import Domain
import Quantities

/// The monthly register of credit notes as CSV (RFC 4180): one row a note line, with every key.
public enum RegisterForm {
  /// The header line.
  public static let header =
    "number,kind,issued_on,account_id,account_name,contract_id,remedy,clauses,incidents,"
    + "outage_from,outage_to,supply_from,supply_to,units,exact,amount,tax_rate,"
    + "note_net,note_tax,note_gross,reverses,ledger_sequence,ledger_hash\r\n"

  /// A row.
  public static func row(_ face: NoteFace, _ row: NoteRow) -> String {
    let cells: [String] = [
      face.number, face.kind.rawValue, face.issuedOn.description, face.account.text,
      face.accountName, row.contract.text, row.remedy.rawValue,
      row.clauses.map { "\($0.terms) \($0.number)" }.joined(separator: "; "),
      face.incidents.map(\.id.text).joined(separator: "; "), row.outage.from.rfc3339(),
      row.outage.to?.rfc3339() ?? "", row.supply.from.description, row.supply.to.description,
      String(row.units), row.exact.description, row.amount.description, String(row.taxRate),
      face.totals.net.description,
      Yen(face.totals.gross.amount - face.totals.net.amount)
        .description, face.totals.gross.description, face.reverses ?? "", String(face.sequence),
      face.hash,
    ]
    return cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
