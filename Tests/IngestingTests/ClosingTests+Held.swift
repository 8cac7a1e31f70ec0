import Domain
import Ingesting
import IngestingSupport
import Quantities
import Testing

/// Corrections that are held when a month is closed.
extension ClosingTests {
  // MARK: Corrections that are held

  /// A ledger where every correction is held, with one of C's at the closing of June, reported by the NOC
  /// and closed by finance; and a first credit of E's.
  private func held() throws -> (harness: LedgerHarness, batch: String) {
    let harness = try harness { $0.correctionNotes = 0 }
    try harness.put(.incidents, report())
    try close("2026-05", harness)
    try harness.wait(until: "2026-06-02")
    try harness.put(.incidents, report(revision: 2, "2026-04-14"))
    try harness.put(.incidents, report("J", "E"))
    let batch = try #require(try close("2026-06", harness).held)
    #expect(try harness.held() == 1)
    return (harness, batch.text)
  }

  private var corrected: [String] {
    [
      "qualified-return-invoice 5000", "qualified-return-invoice 5000", "reversal -5000",
      "qualified-return-invoice 4000",
    ]
  }

  @Test func `a closing holds corrections that are too large, and issues all the rest`() throws {
    let (harness, _) = try held()
    #expect(try harness.notes() == ["\(note) 5000", "\(note) 5000"])
    #expect(try harness.balances() == ["A": 5_000, "B": 5_000])
    #expect(try harness.pending() == 0)
    try harness.verify()
  }

  @Test func `what is approved is issued at once: its month is closed`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == corrected)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `who reported does not approve, whoever closed the month`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.held() == 1)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.finance)
    #expect(try harness.notes() == corrected)
    try harness.verify()
  }

  @Test func `a change while it is held waits for the next closing, and for its own approval`()
    throws
  {
    let (harness, batch) = try held()
    try harness.put(.incidents, report(revision: 3, "2026-04-13"))
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.held() == 1)
    try harness.wait(until: "2026-07-02")
    let next = try #require(try close("2026-07", harness).held).text
    try harness.put(.approvals, Facts.approval("P2", batch: next), from: LedgerHarness.noc)
    #expect(try harness.held() == 1)
    try harness.put(.approvals, Facts.approval("P3", batch: next), from: LedgerHarness.legal)
    #expect(try harness.balances() == ["A": 3_000, "B": 5_000])
    #expect(try harness.held() + harness.pending() == 0)
    try harness.verify()
  }

  @Test func `what is right again is held no longer, and a credit after it is not held`() throws {
    let (harness, _) = try held()
    try harness.put(.incidents, report(revision: 3))
    #expect(try harness.held() == 0)
    try harness.put(.incidents, Facts.incident("N", cause: "negligence"))
    try harness.put(.claims, Facts.claim(incident: "N"), from: LedgerHarness.legal)
    try harness.wait(until: "2026-07-02")
    #expect(try close("2026-07", harness).held == nil)
    #expect(try harness.notes().last == "damages 5000")
    try harness.verify()
  }

  @Test func `a fall is measured without other customers' credits`() throws {
    let harness = try harness { $0.correctionYen = Yen(999) }
    try harness.put(.incidents, report())
    try close("2026-05", harness)
    try harness.wait(until: "2026-06-02")
    try harness.put(.incidents, report(revision: 2, "2026-04-14"))
    try harness.put(.incidents, report("J", "E"))
    #expect(try close("2026-06", harness).held != nil)
    #expect(try harness.balances() == ["A": 5_000, "B": 5_000])
    try harness.verify()
  }
}
