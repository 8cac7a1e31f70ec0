import Bookkeeping
import Domain
import IngestingSupport
import Quantities
import Testing

/// What one input would newly issue, beyond what the settings let it without a person.
@Suite struct IssueLimitTests {
  static let all = #"{"terms": "network-service"}"#
  static let note = "qualified-return-invoice"

  /// Two accounts of 5,000 yen each for five days without service.
  func harness(_ adjust: (inout Policy) -> Void) throws -> LedgerHarness {
    let harness = try LedgerHarness(adjust)
    for (contract, account) in [("C", "A"), ("D", "B")] {
      try harness.put(
        .contracts, Facts.contract(contract, account: account), from: LedgerHarness.finance)
    }
    return harness
  }

  func report(
    _ id: String = "I", revision: Int = 1, _ restored: String = "2026-04-15",
    _ affects: String = all
  ) -> String {
    Facts.incident(
      id, revision: revision, cause: "third-party", restored: restored, affects: affects)
  }

  func held(
    _ adjust: (inout Policy) -> Void = { $0.issueYen = Yen(9_999) }
  ) throws -> (harness: LedgerHarness, batch: String, reasons: [HoldReason]) {
    let harness = try harness(adjust)
    let report = try harness.put(.incidents, report())
    #expect(try harness.notes() == [])
    #expect(try harness.held() == 2)
    return (harness, try #require(report.held).text, report.heldBecause)
  }

  let both = ["\(note) 5000", "\(note) 5000"]

  // MARK: What is held

  @Test func `unless a limit is set nothing new is held`() throws {
    let harness = try harness { _ in }
    #expect(try harness.put(.incidents, report()).held == nil)
    #expect(try harness.notes() == both)
  }

  @Test func `exactly the limits are issued at once`() throws {
    let harness = try harness {
      $0.issueYen = Yen(10_000)
      $0.issueNotes = 2
    }
    #expect(try harness.put(.incidents, report()).held == nil)
    #expect(try harness.notes() == both)
    try harness.verify()
  }

  @Test func `a yen more is held, and another owner's approval issues it`() throws {
    let (harness, batch, reasons) = try held()
    #expect(reasons.map(\.kind) == [.issueYen])
    #expect(reasons.map(\.found) == [10_000] && reasons.map(\.allowed) == [9_999])
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == both)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `a note more is held`() throws {
    let (harness, batch, reasons) = try held { $0.issueNotes = 1 }
    #expect(reasons.map(\.kind) == [.issueNotes])
    #expect(reasons.map(\.found) == [2] && reasons.map(\.allowed) == [1])
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == both)
    try harness.verify()
  }

  @Test func `limits of nothing hold everything new`() throws {
    let (harness, _, reasons) = try held {
      $0.issueNotes = 0
      $0.issueYen = .zero
    }
    #expect(reasons.map(\.kind) == [.issueNotes, .issueYen])
    try harness.verify()
  }

  @Test func `a batch tells what is held in it, and why`() throws {
    let (harness, batch, _) = try held()
    let found = try harness.batches()
    #expect(found.map(\.id.text) == [batch])
    #expect(found.map(\.newNotes) == [2] && found.map(\.raised) == [Yen(10_000)])
    #expect(found.map(\.notes) == [0] && found.map(\.lowered) == [.zero])
    #expect(found.map(\.contracts) == [2])
    #expect(found.first?.reasons.map(\.kind) == [.issueYen])
  }

  @Test func `what is approved is not held by the limits again`() throws {
    let harness = try LedgerHarness { $0.issueYen = .zero }
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident())
    let batch = try #require(try harness.batches().first).id.text
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.finance)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == ["\(Self.note) 5000"])
    #expect(
      try harness.put(.approvals, Facts.approval("P2", claim: "K"), from: LedgerHarness.legal).held
        == nil)
    #expect(try harness.notes() == ["\(Self.note) 5000", "damages 100000"])
    try harness.verify()
  }

  @Test func `a later rise is new, and is not small because what stood is taken back first`() throws
  {
    let harness = try harness { $0.issueYen = Yen(1_999) }
    try harness.put(.incidents, report("I", "2026-04-11", #"{"contract_id": "C"}"#))
    #expect(try harness.standing() == 1_000)
    #expect(
      try harness.put(.incidents, report("I", revision: 2, "2026-04-12", #"{"contract_id": "C"}"#))
        .held == nil)
    #expect(try harness.standing() == 2_000)
    let rise = try harness.put(
      .incidents, report("I", revision: 3, "2026-04-14", #"{"contract_id": "C"}"#))
    #expect(rise.heldBecause.map(\.kind) == [.issueYen])
    #expect(rise.heldBecause.map(\.found) == [2_000])
    #expect(try harness.standing() == 2_000)
    try harness.put(
      .approvals, Facts.approval(batch: try #require(rise.held).text), from: LedgerHarness.legal)
    #expect(try harness.standing() == 4_000)
    try harness.verify()
  }

  @Test func `what another contract loses does not hide what one gains`() throws {
    let harness = try harness { $0.issueYen = Yen(4_999) }
    try harness.put(.incidents, report("I", "2026-04-14", #"{"contract_id": "C"}"#))
    #expect(try harness.standing() == 4_000)
    let moved = report("I", revision: 2, "2026-04-15", #"{"contract_id": "D"}"#)
      .replacing(#""affects""#, with: #""drops": true, "affects""#)
    let report = try harness.put(.incidents, moved)
    #expect(report.heldBecause.map(\.kind) == [.issueYen])
    // The correction is below the limits of corrections, and is made.
    #expect(try harness.notes() == ["\(Self.note) 4000", "reversal -4000"])
    #expect(try harness.held() == 1)
    try harness.verify()
  }

  @Test func `an input that corrects too much and issues too much is one batch, with both reasons`()
    throws
  {
    let harness = try harness {
      $0.correctionNotes = 0
      $0.issueNotes = 1
    }
    try harness.put(.incidents, report("I", "2026-04-14", #"{"contract_id": "C"}"#))
    try harness.put(.contracts, Facts.contract("E", account: "E"), from: LedgerHarness.finance)
    let changed = report(
      "I", revision: 2, "2026-04-13",
      #"{"contract_id": "C"}, {"contract_id": "D"}, {"contract_id": "E"}"#)
    let report = try harness.put(.incidents, changed)
    #expect(report.heldBecause.map(\.kind) == [.correctionNotes, .issueNotes])
    #expect(try harness.held() == 3)
    #expect(try harness.notes() == ["\(Self.note) 4000"])
    let batch = try #require(report.held).text
    let found = try #require(try harness.batches().first)
    #expect(found.notes == 1 && found.lowered == Yen(1_000))
    #expect(found.newNotes == 2 && found.raised == Yen(6_000))
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.standing() == 9_000)
    try harness.verify()
  }

  @Test func `what goes to another account is a correction, and not new`() throws {
    let harness = try harness { _ in }
    try harness.put(.incidents, report())
    try harness.set {
      $0.issueYen = .zero
      $0.issueNotes = 0
    }
    let moved = try harness.put(
      .contracts, Facts.contract("C", account: "Z"), from: LedgerHarness.finance)
    #expect(moved.held == nil)
    #expect(try harness.balances() == ["B": 5_000, "Z": 5_000])
    try harness.verify()
  }

  // MARK: What is held already

  @Test func `a later fact that leaves it as it was needs no other approval`() throws {
    let (harness, batch, _) = try held()
    try harness.put(
      .charges, #"{"contract_id": "C", "fee_month": "2026-01", "amount": 1}"#,
      from: LedgerHarness.finance)
    #expect(try harness.held() == 2)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == both)
    try harness.verify()
  }

  @Test func `a change of one contract does not let it out by being small`() throws {
    let (harness, batch, _) = try held()
    let later = try harness.put(
      .contracts, Facts.contract("C", account: "A", fee: 30_030), from: LedgerHarness.finance)
    #expect(later.heldBecause.map(\.kind) == [.changed])
    #expect(try harness.held() == 2)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.notes() == ["\(Self.note) 5000"])
    let own = try #require(later.held).text
    // Who asked for the first has asked for this one, and who exported the fee.
    for owner in [LedgerHarness.noc, LedgerHarness.finance] {
      try harness.put(.approvals, Facts.approval("P\(owner)", batch: own), from: owner)
      #expect(try harness.held() == 1)
    }
    try harness.put(.approvals, Facts.approval("P2", batch: own), from: LedgerHarness.legal)
    #expect(try harness.standing() == 10_005)
    try harness.verify()
  }

  @Test func `raised limits release nothing that is held, and nothing owed any more does`() throws {
    let (harness, _, _) = try held()
    try harness.set { $0.issueYen = nil }
    try harness.put(
      .charges, #"{"contract_id": "C", "fee_month": "2026-01", "amount": 1}"#,
      from: LedgerHarness.finance)
    #expect(try harness.held() == 2)
    try harness.put(.incidents, #"{"incident_id": "I", "revision": 2, "withdrawn": true}"#)
    #expect(try harness.held() == 0)
    #expect(try harness.notes() == [])
    try harness.verify()
  }

  @Test func `a refused batch is not issued`() throws {
    let (harness, batch, _) = try held()
    try harness.put(.approvals, Facts.approval(batch: batch, "refused"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [])
    #expect(try harness.batches().first?.refusal?.id.text == "P")
    try harness.verify()
  }
}
