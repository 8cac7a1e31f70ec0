import Domain
import Ingesting
import IngestingSupport
import Quantities
import Testing

/// Corrections that are held when a month is closed.
extension ClosingTests {
  // MARK: Corrections that are held

  /// A desk where every correction is held, with one of C's at the closing of June, reported by the NOC
  /// and closed by finance; and a first credit of E's.
  private func held() throws -> (desk: LedgerHarness, batch: String) {
    let desk = try desk { $0.correctionNotes = 0 }
    try desk.put(.incidents, report())
    try close("2026-05", desk)
    try desk.wait(until: "2026-06-02")
    try desk.put(.incidents, report(revision: 2, "2026-04-14"))
    try desk.put(.incidents, report("J", "E"))
    let batch = try #require(try close("2026-06", desk).held)
    #expect(try desk.held() == 1)
    return (desk, batch.text)
  }

  private var corrected: [String] {
    [
      "qualified-return-invoice 5000", "qualified-return-invoice 5000", "reversal -5000",
      "qualified-return-invoice 4000",
    ]
  }

  @Test func `a closing holds corrections that are too large, and issues all the rest`() throws {
    let (desk, _) = try held()
    #expect(try desk.notes() == ["\(note) 5000", "\(note) 5000"])
    #expect(try desk.balances() == ["A": 5_000, "B": 5_000])
    #expect(try desk.pending() == 0)
    try desk.verify()
  }

  @Test func `what is approved is issued at once: its month is closed`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == corrected)
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `who reported does not approve, whoever closed the month`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.held() == 1)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.finance)
    #expect(try desk.notes() == corrected)
    try desk.verify()
  }

  @Test func `a change while it is held waits for the next closing, and for its own approval`()
    throws
  {
    let (desk, batch) = try held()
    try desk.put(.incidents, report(revision: 3, "2026-04-13"))
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.held() == 1)
    try desk.wait(until: "2026-07-02")
    let next = try #require(try close("2026-07", desk).held).text
    try desk.put(.approvals, Facts.approval("P2", batch: next), from: LedgerHarness.noc)
    #expect(try desk.held() == 1)
    try desk.put(.approvals, Facts.approval("P3", batch: next), from: LedgerHarness.legal)
    #expect(try desk.balances() == ["A": 3_000, "B": 5_000])
    #expect(try desk.held() + desk.pending() == 0)
    try desk.verify()
  }

  @Test func `what is right again is held no longer, and a credit after it is not held`() throws {
    let (desk, _) = try held()
    try desk.put(.incidents, report(revision: 3))
    #expect(try desk.held() == 0)
    try desk.put(.incidents, Facts.incident("N", cause: "negligence"))
    try desk.put(.claims, Facts.claim(incident: "N"), from: LedgerHarness.legal)
    try desk.wait(until: "2026-07-02")
    #expect(try close("2026-07", desk).held == nil)
    #expect(try desk.notes().last == "damages 5000")
    try desk.verify()
  }

  @Test func `a fall is measured without other customers' credits`() throws {
    let desk = try desk { $0.correctionYen = Yen(999) }
    try desk.put(.incidents, report())
    try close("2026-05", desk)
    try desk.wait(until: "2026-06-02")
    try desk.put(.incidents, report(revision: 2, "2026-04-14"))
    try desk.put(.incidents, report("J", "E"))
    #expect(try close("2026-06", desk).held != nil)
    #expect(try desk.balances() == ["A": 5_000, "B": 5_000])
    try desk.verify()
  }
}
