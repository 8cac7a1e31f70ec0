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
        beginsFormula(cell) && Int128(cell) == nil ? "'" + cell : cell
      })
  }

  /// Whether a spreadsheet may take a cell for a formula: some pass over spaces, and a Japanese one takes
  /// the wide signs like the others.
  private static func beginsFormula(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" }) else {
      return false
    }
    return "=+-@\t\r＝＋－＠".unicodeScalars.contains(first)
  }

  private static func quoted(_ cell: String) -> String {
    // By bytes, as readers look for them: a comma is one whatever is combined with it.
    guard cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return cell }
    let parts = cell.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return "\"" + parts.map { String(Substring($0)) }.joined(separator: "\"\"") + "\""
  }
}
