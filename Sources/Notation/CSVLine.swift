/// A line of CSV (RFC 4180), ended by CR LF.
public enum CSVLine {
  /// The cells, quoted where they need it.
  public static func text(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// The cells for a spreadsheet: what would be taken for a formula begins with an apostrophe.
  public static func harmless(_ cells: [String]) -> String {
    text(
      cells.map { cell in
        // A negative number is one, and no formula.
        guard let first = cell.first, "=+-@\t\r".contains(first), Int128(cell) == nil else {
          return cell
        }
        return "'" + cell
      })
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
