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
    let desk = try LedgerHarness(adjust)
    for (contract, account) in [("C", "A"), ("D", "B")] {
      try desk.put(
        .contracts, Facts.contract(contract, account: account), from: LedgerHarness.finance)
    }
    try desk.put(.incidents, report(1, "2026-04-15"))
    #expect(try desk.notes() == Self.issued)
    return desk
  }

  private func report(_ revision: Int, _ restored: String) -> String {
    Facts.incident(
      revision: revision, cause: "third-party", restored: restored, affects: Self.all)
  }

  private func held(_ adjust: (inout Policy) -> Void = { $0.correctionNotes = 1 }) throws
    -> (desk: LedgerHarness, batch: String)
  {
    let desk = try issued(adjust)
    let batch = try desk.put(.incidents, report(2, "2026-04-14")).held
    #expect(try desk.notes() == Self.issued)
    #expect(try desk.held() == 2)
    return (desk, try #require(batch).text)
  }

  // MARK: What is held

  @Test func `as many notes as the limit are corrected at once`() throws {
    let desk = try issued { $0.correctionNotes = 2 }
    #expect(try desk.put(.incidents, report(2, "2026-04-14")).held == nil)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }

  @Test func `one note more is held, and another owner's approval releases it`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `a fall by exactly the limit is corrected at once, one yen more is held`() throws {
    let desk = try issued { $0.correctionYen = Yen(2_000) }
    #expect(try desk.put(.incidents, report(2, "2026-04-14")).held == nil)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
    let (strict, _) = try held { $0.correctionYen = Yen(1_999) }
    try strict.verify()
  }

  @Test func `a limit of nothing holds every fall, and no rise`() throws {
    let desk = try issued { $0.correctionYen = .zero }
    #expect(try desk.put(.incidents, report(2, "2026-04-16")).held == nil)
    #expect(try desk.standing() == 12_000)
    #expect(try desk.put(.incidents, report(3, "2026-04-15")).held != nil)
    #expect(try desk.standing() == 12_000)
    try desk.verify()
  }

  @Test func `what rises of one contract makes the fall of another no smaller`() throws {
    let crossed = Facts.incident(
      revision: 2, cause: "third-party", restored: "2026-04-15",
      affects: #"""
        {"contract_id": "C", "restored_at": "2026-04-12T00:00:00+09:00"},
        {"contract_id": "D", "restored_at": "2026-04-18T00:00:00+09:00"}
        """#)
    let desk = try issued { $0.correctionYen = Yen(2_999) }
    #expect(try desk.put(.incidents, crossed).held != nil)
    #expect(try desk.notes() == Self.issued)
    let loose = try issued { $0.correctionYen = Yen(3_000) }
    #expect(try loose.put(.incidents, crossed).held == nil)
    #expect(try loose.standing() == 10_000)
    try loose.verify()
  }

  @Test func `with a limit of no notes what is owed for the first time is issued all the same`()
    throws
  {
    let desk = try issued { $0.correctionNotes = 0 }
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `other contracts go on while some are held`() throws {
    let (desk, _) = try held()
    try desk.put(.contracts, Facts.contract("E", account: "E"), from: LedgerHarness.finance)
    #expect(try desk.notes() == Self.issued + ["qualified-return-invoice 4000"])
    try desk.verify()
  }

  @Test func `what a later fact changes waits for an approval of its own`() throws {
    let (desk, batch) = try held()
    let later = try #require(try desk.put(.incidents, report(3, "2026-04-13")).held).text
    #expect(later != batch)
    #expect(try desk.notes() == Self.issued)
    try desk.put(.approvals, Facts.approval("P1", batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued)
    try desk.put(.approvals, Facts.approval("P2", batch: later), from: LedgerHarness.legal)
    #expect(try desk.standing() == 6_000)
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `what a later fact leaves as it was needs no other approval`() throws {
    let (desk, batch) = try held()
    // A charge of no consequence to a monthly fee: the contracts are assessed again.
    try desk.put(
      .charges, #"{"contract_id": "C", "fee_month": "2026-01", "amount": 1}"#,
      from: LedgerHarness.finance)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }

  // MARK: Who decides

  @Test func `the owner of the file that asks for a correction does not approve it`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.notes() == Self.issued)
    #expect(try desk.held() == 2)
    try desk.verify()
  }

  @Test func `unless the settings allow it`() throws {
    let (desk, batch) = try held {
      $0.correctionNotes = 1
      $0.sameOwner = .allowed
    }
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }

  @Test func `a refused batch stays held until a later decision approves it`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch, "refused"), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued)
    #expect(try desk.held() == 2)
    let earlier = Facts.approval("P0", batch: batch, at: "2026-05-09T00:00:00+09:00")
    try desk.put(.approvals, earlier, from: LedgerHarness.legal)
    #expect(try desk.held() == 2)
    let later = Facts.approval("P2", batch: batch, at: "2026-05-11T00:00:00+09:00")
    try desk.put(.approvals, later, from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }

  @Test func `a later fact that leaves nothing to correct releases it`() throws {
    let (desk, batch) = try held()
    try desk.put(.incidents, report(3, "2026-04-15"))
    #expect(try desk.held() == 0)
    #expect(try desk.notes() == Self.issued)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued)
    try desk.verify()
  }

  @Test func `the next correction after a release is measured anew`() throws {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    let next = try desk.put(.incidents, report(3, "2026-04-13")).held
    #expect(next != nil && next?.text != batch)
    #expect(try desk.standing() == 8_000)
    try desk.verify()
  }

  @Test func `corrections that nobody asked for cannot be decided on`() throws {
    let (desk, _) = try held()
    let result = try desk.take(
      .approvals, Facts.approval(batch: "B-999"), from: LedgerHarness.legal)
    guard case .rejected = result else {
      Issue.record("\(result)")
      return
    }
    try desk.verify()
  }

  @Test func `corrections approved while issuing is on hold are made when it no longer is`() throws
  {
    let (desk, batch) = try held()
    try desk.set { $0.issuing = .hold }
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued)
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == Self.issued + Self.corrected)
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `who asked for a correction while issuing is on hold does not approve it later`()
    throws
  {
    let desk = try issued { $0.correctionNotes = 1 }
    try desk.set { $0.issuing = .hold }
    try desk.put(.incidents, report(2, "2026-04-14"))
    let batch = try #require(try desk.set { $0.issuing = .immediate }?.held).text
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    #expect(try desk.held() == 2)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    #expect(try desk.pending() == 0)
    try desk.verify()
  }

  @Test func `who brings a held correction back to what it was has asked for it, too`() throws {
    let (desk, batch) = try held {
      $0.correctionNotes = 1
      $0.gathering = .immediate
    }
    try desk.set { $0.gathering = .monthly }
    try desk.put(.incidents, report(3, "2026-04-13"), from: LedgerHarness.legal)
    try desk.put(.incidents, report(4, "2026-04-14"), from: LedgerHarness.finance)
    #expect(try desk.pending() == 0)
    for (id, owner) in [
      ("P1", LedgerHarness.noc), ("P2", LedgerHarness.legal), ("P3", LedgerHarness.finance),
    ] {
      try desk.put(.approvals, Facts.approval(id, batch: batch), from: owner)
      #expect(try desk.held() == 2)
    }
    try desk.put(.approvals, Facts.approval("P4", batch: batch), from: 1_004)
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }

  @Test func `corrections that an owner approved are made once the settings allow the same owner`()
    throws
  {
    let (desk, batch) = try held()
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.noc)
    try desk.set { $0.sameOwner = .allowed }
    #expect(try desk.notes() == Self.issued + Self.corrected)
    try desk.verify()
  }
}
