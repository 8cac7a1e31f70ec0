import Domain
import Foundation
import IngestingSupport
import Quantities
import Reading
import Testing
import Wording

@testable import Assessing

/// What people decide on claims that the clauses leave to them.
@Suite struct ApprovalTests {
  /// A claim of 100,000 yen for an outage by gross negligence, which also waives 5,000 of the fee.
  func held(
    terms: String = "network-service", service: String = "vpn", special: Int = 0,
    dataLoss: Int = 0, _ adjust: (inout Policy) -> Void = { _ in }
  ) throws -> LedgerHarness {
    let harness = try LedgerHarness(adjust)
    try harness.put(
      .contracts, Facts.contract(terms: terms, service: service), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(), from: LedgerHarness.noc)
    try harness.put(
      .claims, Facts.claim(special: special, dataLoss: dataLoss), from: LedgerHarness.finance)
    return harness
  }

  let waiver = "qualified-return-invoice 5000"

  @Test func `what is held is on no note before somebody approves it`() throws {
    let harness = try held()
    #expect(try harness.notes() == [waiver])
    #expect(try harness.found("C") == ["damages held 100000", "waiver credit 5000"].reversed())
    try harness.verify()
  }

  @Test func `another person's approval from another owner's file issues a note of damages`()
    throws
  {
    let harness = try held(special: 40_000)
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 140000"])
    #expect(try harness.found("C") == ["waiver credit 5000", "damages credit 140000"])
    try harness.verify()
  }

  @Test func `the explanation says what was recognised, kind by kind, and what it comes to`() throws
  {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(), from: LedgerHarness.noc)
    try harness.put(
      .claims, Facts.claim(special: 40_000, recognised: false), from: LedgerHarness.finance)
    let open = try harness.steps("C").map(\.words.ja).joined(separator: "\n")
    #expect(open.contains("認める額は、当社の担当者が決定します"))
    try harness.put(
      .approvals, Facts.approval(claim: "K", items: ["ordinary": 60_000, "special": 5_000]),
      from: LedgerHarness.legal)
    let decided = try harness.steps("C").map(\.words.ja).joined(separator: "\n")
    #expect(decided.contains("通常損害60,000円、特別損害5,000円を損害として認めました。"))
    #expect(decided.contains("額は65,000円です"))
    #expect(!decided.contains("当社の担当者が決定"))
  }

  @Test func `whoever determined the fault does not approve on it`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K", by: "部長"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver])
    #expect(try harness.discounts("C") == [.samePerson])
    #expect(try harness.recordedDiscounts("C") == [.samePerson])
    try harness.verify()
  }

  @Test(arguments: ["部長 ", "部\u{200B}長", "部\u{3000}長"])
  func `nor when they write their name in another way`(name: String) throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K", by: name), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver])
    #expect(try harness.discounts("C") == [.samePerson])
    try harness.verify()
  }

  @Test(arguments: ["Ｊ．Ｓｍｉｔｈ", "j. smith"])
  func `width and case do not make another person`(name: String) throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(by: "J.Smith"), from: LedgerHarness.noc)
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.finance)
    try harness.put(.approvals, Facts.approval(claim: "K", by: name), from: LedgerHarness.legal)
    #expect(try harness.discounts("C") == [.samePerson])
    try harness.verify()
  }

  @Test func `nor does the owner of the report's file, unless the settings allow it`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.noc)
    #expect(try harness.notes() == [waiver])
    #expect(try harness.discounts("C") == [.sameOwner])
    try harness.set { $0.sameOwner = .allowed }
    #expect(try harness.notes() == [waiver, "damages 100000"])
    #expect(try harness.discounts("C") == [])
    try harness.set { $0.sameOwner = .refused }
    #expect(try harness.notes() == [waiver, "damages 100000", "reversal -100000"])
    try harness.verify()
  }

  @Test func `a later revision from another hand does not make a reporter's own approval count`()
    throws
  {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.noc)
    let own = Facts.approval("P2", claim: "K", by: "部長", at: "2026-05-11T00:00:00+09:00")
    try harness.put(.approvals, own, from: LedgerHarness.legal)
    let later = Facts.incident(revision: 2).replacing("部長", with: "次長")
    try harness.put(.incidents, later, from: LedgerHarness.finance)
    #expect(try harness.notes() == [waiver])
    #expect(try harness.discounts("C") == [.sameOwner, .samePerson])
    try harness.verify()
  }

  @Test(arguments: [(100_000, 100_000), (100_049, 100_049), (100_051, 100_050)])
  func `of what is approved all that is claimed counts, and no more`(
    _ approved: Int, _ counts: Int
  ) throws {
    let harness = try held(dataLoss: 50)
    try harness.put(
      .approvals, Facts.approval(claim: "K", amount: approved), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages \(counts)"])
    #expect(try harness.discounts("C") == [])
    try harness.verify()
  }

  @Test func `the note's line says what the claim was for and what came of it`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    let summary = try #require(try harness.summaries().last)
    #expect(summary.contains("100,000 yen is recoverable under 第19条第2項"))
    try harness.verify()
  }

  @Test func `an approval of all claims for an incident is not one of later claims`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(incident: "I"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    try harness.put(
      .claims, Facts.claim("K2", ordinary: 7, received: "2026-05-11"), from: LedgerHarness.finance)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    #expect(try harness.discounts("C") == [.beforeClaim])
    try harness.put(
      .claims, Facts.claim("K3", ordinary: 8, received: "2026-05-10"), from: LedgerHarness.finance)
    #expect(try harness.notes() == [waiver, "damages 100000", "damages 8"])
    try harness.verify()
  }

  @Test func `a lower amount is issued as approved`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K", amount: 1), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 1"])
    try harness.verify()
  }

  @Test func `an approval of nothing, like a refusal, refuses`() throws {
    for approval in [
      Facts.approval(claim: "K", amount: 0), Facts.approval(claim: "K", "refused"),
    ] {
      let harness = try held()
      try harness.put(.approvals, approval, from: LedgerHarness.legal)
      #expect(try harness.notes() == [waiver])
      #expect(try harness.found("C") == ["waiver credit 5000", "damages none refused"])
      try harness.verify()
    }
  }

  @Test func `the last decision counts, whichever file came last`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    let earlier = Facts.approval(
      "P0", claim: "K", "refused", at: "2026-05-09T23:59:59.999+09:00")
    try harness.put(.approvals, earlier, from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    let later = Facts.approval("P2", claim: "K", "refused", at: "2026-05-10T00:00:00.001+09:00")
    try harness.put(.approvals, later, from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000", "reversal -100000"])
    try harness.verify()
  }

  @Test func `a decision that does not count leaves the one before it standing`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    let own = Facts.approval(
      "P2", claim: "K", "refused", by: "部長", at: "2026-05-12T00:00:00+09:00")
    try harness.put(.approvals, own, from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    #expect(try harness.discounts("C") == [.samePerson])
    try harness.verify()
  }

  @Test func `an approval of an incident decides all its claims, and may come before them`() throws
  {
    let harness = try LedgerHarness()
    try harness.put(.approvals, Facts.approval(incident: "I"), from: LedgerHarness.legal)
    try harness.put(.claims, Facts.claim("K2", ordinary: 7), from: LedgerHarness.finance)
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(), from: LedgerHarness.noc)
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    #expect(try harness.notes() == ["damages 100007", waiver])
    try harness.verify()
  }

  @Test func `an approval changes nothing that nobody has to approve`() throws {
    let harness = try held()
    let milder = Facts.incident(revision: 2, cause: "negligence")
    try harness.put(
      .approvals, Facts.approval(claim: "K", amount: 99_999), from: LedgerHarness.legal)
    try harness.put(.incidents, milder, from: LedgerHarness.noc)
    #expect(try harness.notes() == [waiver, "damages 99999", "reversal -99999", "damages 5000"])
    try harness.verify()
  }

  @Test func `whoever reports anew in the approver's name takes the approval back`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    try harness.put(.incidents, Facts.incident(revision: 2, by: "法務部長"), from: LedgerHarness.noc)
    #expect(try harness.notes().suffix(1) == ["reversal -100000"])
    #expect(try harness.discounts("C") == [.samePerson])
    try harness.put(.incidents, Facts.incident(revision: 3), from: LedgerHarness.noc)
    #expect(try harness.discounts("C") == [.samePerson])
    let other = Facts.approval("P2", claim: "K", by: "社長", at: "2026-05-11T00:00:00+09:00")
    try harness.put(.approvals, other, from: LedgerHarness.legal)
    #expect(try harness.notes().suffix(1) == ["damages 100000"])
    try harness.verify()
  }
}
