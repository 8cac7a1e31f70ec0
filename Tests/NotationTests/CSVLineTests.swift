import Notation
import Testing

/// Cells that a spreadsheet would take for a formula are made harmless; all others stay as they are.
@Suite struct CSVLineTests {
  @Test(arguments: [
    "=1+1", "+1-1", "-A1", "@SUM(A1)", "\t=1", "  =1", "＝1+1", "＋1", "－A1", "＠x", "\u{3000}=1",
  ])
  func `what looks like a formula gets an apostrophe`(cell: String) {
    #expect(CSVLine.harmless([cell]) == "'\(cell)\r\n")
  }

  @Test(arguments: ["", "-5000", "株式会社＝甲", "a=b", " 甲", "2026-04-12"])
  func `what does not stays`(cell: String) {
    #expect(CSVLine.harmless([cell]) == "\(cell)\r\n")
  }

  @Test func `cells with commas, quotes and line ends are quoted`() {
    #expect(
      CSVLine.text(["a,b", "say \"x\"", "two\r\nlines", "plain"])
        == "\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",plain\r\n")
  }
}
