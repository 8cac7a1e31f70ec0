import Bookkeeping
import Domain
import IngestingSupport
import Quantities
import Testing

/// Who decides on what is held, and when.
extension IssueLimitTests {
  // MARK: Who decides

  @Test func `neither who reported nor whose input made it due approves it`() throws {
    let desk = try LedgerHarness { $0.issueYen = .zero }
    try desk.put(.incidents, report("I", "2026-04-15", #"{"contract_id": "C"}"#))
    let batch = try #require(
      try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance).held
    ).text
    for owner in [LedgerHarness.noc, LedgerHarness.finance] {
      try desk.put(.approvals, Facts.approval("P\(owner)", batch: batch), from: owner)
      #expect(try desk.held() == 1)
    }
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.standing() == 5_000)
    try desk.verify()
  }

  @Test func `whoever filed a claim does not approve what comes of it, though others made it due`()
    throws
  {
    let desk = try LedgerHarness { $0.issueYen = .zero }
    try desk.put(.incidents, Facts.incident(cause: "negligence", restored: "2026-04-10"))
    let claim = Facts.claim(more: #""filed_by": "受付係","#)
    try desk.put(.claims, claim, from: LedgerHarness.legal)
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    #expect(try desk.held() == 0)
    let batch = try #require(
      try desk.put(.incidents, Facts.incident(revision: 2, cause: "negligence"), from: 1_005).held
    ).text
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try desk.put(.approvals, Facts.approval("P2", batch: batch, by: "受付係"), from: 1_004)
    #expect(try desk.held() == 1)
    try desk.put(.approvals, Facts.approval("P3", batch: batch), from: 1_004)
    #expect(try desk.held() == 0)
    #expect(try desk.notes() == ["damages 5000", "\(Self.note) 5000"])
    try desk.verify()
  }

  // MARK: Closings and beginnings

  @Test func `a closing is one input: what a month gathers is measured together`() throws {
    let desk = try desk {
      $0.gathering = .monthly
      $0.issueYen = Yen(9_999)
    }
    try desk.put(.incidents, report("I", "2026-04-15", #"{"contract_id": "C"}"#))
    try desk.put(.incidents, report("J", "2026-04-15", #"{"contract_id": "D"}"#))
    #expect(try desk.pending() == 2)
    let batch = try #require(
      try desk.put(.requests, Facts.closing("2026-05"), from: LedgerHarness.finance).held
    ).text
    #expect(try desk.notes() == [] && desk.pending() == 0)
    // Who closes the month has not asked.
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.held() == 2)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.finance)
    #expect(try desk.notes() == both)
    try desk.verify()
  }

  @Test func `what was recorded while issuing was on hold is measured when it begins`() throws {
    let desk = try desk {
      $0.issuing = .hold
      $0.issueNotes = 1
    }
    try desk.put(.incidents, report())
    #expect(try desk.held() == 0)
    let batch = try #require(try desk.set { $0.issuing = .immediate }?.held).text
    #expect(try desk.notes() == [])
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.held() == 2)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == both)
    try desk.verify()
  }

  @Test func `what is approved while issuing is on hold is issued when it no longer is`() throws {
    let (desk, batch, _) = try held()
    try desk.set { $0.issuing = .hold }
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == [])
    #expect(try desk.set { $0.issuing = .immediate }?.held == nil)
    #expect(try desk.notes() == both)
    try desk.verify()
  }
}
