import Bookkeeping
import Domain
import IngestingSupport
import Quantities
import Testing

/// Who decides on what is held, and when.
extension IssueLimitTests {
  // MARK: Who decides

  @Test func `neither who reported nor whose input made it due approves it`() throws {
    let harness = try LedgerHarness { $0.issueYen = .zero }
    try harness.put(.incidents, report("I", "2026-04-15", #"{"contract_id": "C"}"#))
    let batch = try #require(
      try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance).held
    ).text
    for owner in [LedgerHarness.noc, LedgerHarness.finance] {
      try harness.put(.approvals, Facts.approval("P\(owner)", batch: batch), from: owner)
      #expect(try harness.held() == 1)
    }
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.standing() == 5_000)
    try harness.verify()
  }

  @Test func `whoever filed a claim does not approve what comes of it, though others made it due`()
    throws
  {
    let harness = try LedgerHarness { $0.issueYen = .zero }
    try harness.put(.incidents, Facts.incident(cause: "negligence", restored: "2026-04-10"))
    let claim = Facts.claim(more: #""filed_by": "受付係","#)
    try harness.put(.claims, claim, from: LedgerHarness.legal)
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    #expect(try harness.held() == 0)
    let batch = try #require(
      try harness.put(.incidents, Facts.incident(revision: 2, cause: "negligence"), from: 1_005)
        .held
    ).text
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try harness.put(.approvals, Facts.approval("P2", batch: batch, by: "受付係"), from: 1_004)
    #expect(try harness.held() == 1)
    try harness.put(.approvals, Facts.approval("P3", batch: batch), from: 1_004)
    #expect(try harness.held() == 0)
    #expect(try harness.notes() == ["damages 5000", "\(Self.note) 5000"])
    try harness.verify()
  }

  // MARK: Closings and beginnings

  @Test func `a closing is one input: what a month gathers is measured together`() throws {
    let harness = try harness {
      $0.gathering = .monthly
      $0.issueYen = Yen(9_999)
    }
    try harness.put(.incidents, report("I", "2026-04-15", #"{"contract_id": "C"}"#))
    try harness.put(.incidents, report("J", "2026-04-15", #"{"contract_id": "D"}"#))
    #expect(try harness.pending() == 2)
    let batch = try #require(
      try harness.put(.requests, Facts.closing("2026-05"), from: LedgerHarness.finance).held
    ).text
    #expect(try harness.notes() == [] && harness.pending() == 0)
    // Who closes the month has not asked.
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.held() == 2)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.finance)
    #expect(try harness.notes() == both)
    try harness.verify()
  }

  @Test func `what was recorded while issuing was on hold is measured when it begins`() throws {
    let harness = try harness {
      $0.issuing = .hold
      $0.issueNotes = 1
    }
    try harness.put(.incidents, report())
    #expect(try harness.held() == 0)
    let batch = try #require(try harness.set { $0.issuing = .immediate }?.held).text
    #expect(try harness.notes() == [])
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.held() == 2)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == both)
    try harness.verify()
  }

  @Test func `what is approved while issuing is on hold is issued when it no longer is`() throws {
    let (harness, batch, _) = try held()
    try harness.set { $0.issuing = .hold }
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == [])
    #expect(try harness.set { $0.issuing = .immediate }?.held == nil)
    #expect(try harness.notes() == both)
    try harness.verify()
  }
}
