import Domain
import IngestingSupport
import Quantities
import Testing

/// Corrections that are too large to be made without a person, and are held together.
@Suite struct BatchTests {
  private static let all = #"{"terms": "network-service"}"#
  private static let issued = [
    "qualified-return-invoice 5000", "qualified-return-invoice 5000",
  ]
  private static let corrected = [
    "reversal -5000", "reversal -5000", "qualified-return-invoice 4000",
    "qualified-return-invoice 4000",
  ]

  /// Two accounts with 5,000 yen each for five days; a correction makes it four.
  private func issued(_ adjust: (inout Policy) -> Void) throws -> LedgerHarness {
    let harness = try LedgerHarness(adjust)
    for (contract, account) in [("C", "A"), ("D", "B")] {
      try harness.put(
        .contracts, Facts.contract(contract, account: account), from: LedgerHarness.finance)
    }
    try harness.put(.incidents, report(1, "2026-04-15"))
    #expect(try harness.notes() == Self.issued)
    return harness
  }

  private func report(_ revision: Int, _ restored: String) -> String {
    Facts.incident(
      revision: revision, cause: "third-party", restored: restored, affects: Self.all)
  }

  private func held(_ adjust: (inout Policy) -> Void = { $0.correctionNotes = 1 }) throws
    -> (harness: LedgerHarness, batch: String)
  {
    let harness = try issued(adjust)
    let batch = try harness.put(.incidents, report(2, "2026-04-14")).held
    #expect(try harness.notes() == Self.issued)
    #expect(try harness.held() == 2)
    return (harness, try #require(batch).text)
  }

  // MARK: What is held

  @Test func `as many notes as the limit are corrected at once`() throws {
    let harness = try issued { $0.correctionNotes = 2 }
    #expect(try harness.put(.incidents, report(2, "2026-04-14")).held == nil)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }

  @Test func `one note more is held, and another owner's approval releases it`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `a fall by exactly the limit is corrected at once, one yen more is held`() throws {
    let harness = try issued { $0.correctionYen = Yen(2_000) }
    #expect(try harness.put(.incidents, report(2, "2026-04-14")).held == nil)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
    let (strict, _) = try held { $0.correctionYen = Yen(1_999) }
    try strict.verify()
  }

  @Test func `a limit of nothing holds every fall, and no rise`() throws {
    let harness = try issued { $0.correctionYen = .zero }
    #expect(try harness.put(.incidents, report(2, "2026-04-16")).held == nil)
    #expect(try harness.standing() == 12_000)
    #expect(try harness.put(.incidents, report(3, "2026-04-15")).held != nil)
    #expect(try harness.standing() == 12_000)
    try harness.verify()
  }

  @Test func `what rises of one contract makes the fall of another no smaller`() throws {
    let crossed = Facts.incident(
      revision: 2, cause: "third-party", restored: "2026-04-15",
      affects: #"""
        {"contract_id": "C", "restored_at": "2026-04-12T00:00:00+09:00"},
        {"contract_id": "D", "restored_at": "2026-04-18T00:00:00+09:00"}
        """#)
    let harness = try issued { $0.correctionYen = Yen(2_999) }
    #expect(try harness.put(.incidents, crossed).held != nil)
    #expect(try harness.notes() == Self.issued)
    let loose = try issued { $0.correctionYen = Yen(3_000) }
    #expect(try loose.put(.incidents, crossed).held == nil)
    #expect(try loose.standing() == 10_000)
    try loose.verify()
  }

  @Test func `with a limit of no notes what is owed for the first time is issued all the same`()
    throws
  {
    let harness = try issued { $0.correctionNotes = 0 }
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `other contracts go on while some are held`() throws {
    let (harness, _) = try held()
    try harness.put(.contracts, Facts.contract("E", account: "E"), from: LedgerHarness.finance)
    #expect(try harness.notes() == Self.issued + ["qualified-return-invoice 4000"])
    try harness.verify()
  }

  @Test func `what a later fact changes waits for an approval of its own`() throws {
    let (harness, batch) = try held()
    let later = try #require(try harness.put(.incidents, report(3, "2026-04-13")).held).text
    #expect(later != batch)
    #expect(try harness.notes() == Self.issued)
    try harness.put(.approvals, Facts.approval("P1", batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued)
    try harness.put(.approvals, Facts.approval("P2", batch: later), from: LedgerHarness.legal)
    #expect(try harness.standing() == 6_000)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `what a later fact leaves as it was needs no other approval`() throws {
    let (harness, batch) = try held()
    // A charge of no consequence to a monthly fee: the contracts are assessed again.
    try harness.put(
      .charges, #"{"contract_id": "C", "fee_month": "2026-01", "amount": 1}"#,
      from: LedgerHarness.finance)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }

  // MARK: Who decides

  @Test func `the owner of the file that asks for a correction does not approve it`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.notes() == Self.issued)
    #expect(try harness.held() == 2)
    try harness.verify()
  }

  @Test func `unless the settings allow it`() throws {
    let (harness, batch) = try held {
      $0.correctionNotes = 1
      $0.sameOwner = .allowed
    }
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }

  @Test func `a refused batch stays held until a later decision approves it`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch, "refused"), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued)
    #expect(try harness.held() == 2)
    let earlier = Facts.approval("P0", batch: batch, at: "2026-05-09T00:00:00+09:00")
    try harness.put(.approvals, earlier, from: LedgerHarness.legal)
    #expect(try harness.held() == 2)
    let later = Facts.approval("P2", batch: batch, at: "2026-05-11T00:00:00+09:00")
    try harness.put(.approvals, later, from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }

  @Test func `a later fact that leaves nothing to correct releases it`() throws {
    let (harness, batch) = try held()
    try harness.put(.incidents, report(3, "2026-04-15"))
    #expect(try harness.held() == 0)
    #expect(try harness.notes() == Self.issued)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued)
    try harness.verify()
  }

  @Test func `the next correction after a release is measured anew`() throws {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    let next = try harness.put(.incidents, report(3, "2026-04-13")).held
    #expect(next != nil && next?.text != batch)
    #expect(try harness.standing() == 8_000)
    try harness.verify()
  }

  @Test func `corrections that nobody asked for cannot be decided on`() throws {
    let (harness, _) = try held()
    let result = try harness.take(
      .approvals, Facts.approval(batch: "B-999"), from: LedgerHarness.legal)
    guard case .rejected = result else {
      Issue.record("\(result)")
      return
    }
    try harness.verify()
  }

  @Test func `corrections approved while issuing is on hold are made when it no longer is`() throws
  {
    let (harness, batch) = try held()
    try harness.set { $0.issuing = .hold }
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued)
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == Self.issued + Self.corrected)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `who asked for a correction while issuing is on hold does not approve it later`()
    throws
  {
    let harness = try issued { $0.correctionNotes = 1 }
    try harness.set { $0.issuing = .hold }
    try harness.put(.incidents, report(2, "2026-04-14"))
    let batch = try #require(try harness.set { $0.issuing = .immediate }?.held).text
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try harness.held() == 2)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    #expect(try harness.pending() == 0)
    try harness.verify()
  }

  @Test func `who brings a held correction back to what it was has asked for it, too`() throws {
    let (harness, batch) = try held {
      $0.correctionNotes = 1
      $0.gathering = .immediate
    }
    try harness.set { $0.gathering = .monthly }
    try harness.put(.incidents, report(3, "2026-04-13"), from: LedgerHarness.legal)
    try harness.put(.incidents, report(4, "2026-04-14"), from: LedgerHarness.finance)
    #expect(try harness.pending() == 0)
    for (id, owner) in [
      ("P1", LedgerHarness.noc), ("P2", LedgerHarness.legal), ("P3", LedgerHarness.finance),
    ] {
      try harness.put(.approvals, Facts.approval(id, batch: batch), from: owner)
      #expect(try harness.held() == 2)
    }
    try harness.put(.approvals, Facts.approval("P4", batch: batch), from: 1_004)
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }

  @Test func `corrections that an owner approved are made once the settings allow the same owner`()
    throws
  {
    let (harness, batch) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    try harness.set { $0.sameOwner = .allowed }
    #expect(try harness.notes() == Self.issued + Self.corrected)
    try harness.verify()
  }
}
