import Domain
import IngestingSupport
import Quantities
import Reading
import Testing
import Wording

@testable import Assessing

/// What single documents leave to a person.
extension ApprovalTests {
  // MARK: 004 第20条第5項 (I-22)

  @Test func `under 004 whoever approves may include the rest of the claim, to the yen`() throws {
    let optage = "optage-connectivity-cloud-storage"
    let waived = "qualified-return-invoice 5000"
    let plain = try held(
      terms: optage, service: "cloud-storage", special: 40_000, dataLoss: 2_000)
    try plain.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try plain.notes() == [waived, "damages 100000"])
    let whole = try held(
      terms: optage, service: "cloud-storage", special: 40_000, dataLoss: 2_000)
    try whole.put(
      .approvals, Facts.approval(claim: "K", amount: 142_001), from: LedgerHarness.legal)
    #expect(try whole.notes() == [waived, "damages 142000"])
    try whole.verify()
  }

  // MARK: Rulings (003 第23条)

  @Test func `a ruling answered with an amount issues it`() throws {
    let harness = try held(terms: "iij-iot", service: "mobile-access", dataLoss: 500)
    #expect(try harness.notes() == [])
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [])
    #expect(try harness.discounts("C") == [.noAmount])
    func ruling(_ id: String, _ amount: Int, _ day: Int) -> String {
      Facts.approval(id, claim: "K", amount: amount, at: "2026-05-\(day)T00:00:00+09:00")
    }
    try harness.put(.approvals, ruling("P2", 100_501, 11), from: LedgerHarness.legal)
    #expect(try harness.discounts("C") == [.noAmount])
    #expect(try harness.notes() == ["damages 100500"])
    try harness.verify()
  }

  @Test func `a ruling that refuses gives nothing`() throws {
    let harness = try held(terms: "iij-iot", service: "mobile-access")
    try harness.put(.approvals, Facts.approval(claim: "K", "refused"), from: LedgerHarness.legal)
    #expect(try harness.found("C").contains("damages none refused"))
    #expect(try harness.notes() == [])
    try harness.verify()
  }

  @Test func `what another document decides no approval decides`() throws {
    let harness = try held(terms: "usen-gate02-iij-id", service: "iij-id")
    try harness.put(.approvals, Facts.approval(claim: "K", amount: 1), from: LedgerHarness.legal)
    #expect(try harness.found("C") == ["waiver referred 0", "damages referred 0"])
    try harness.verify()
  }

  @Test func `where terms say nothing of claims a person's ruling is issued`() throws {
    let text = """
      terms: made-up
      edition: 2026-01-01
      held_from: 2026-01-01
      title: { ja: 試験用約款, en: Terms made up for a test }
      services: any
      billings: [fixed-monthly]
      offset: "+09:00"
      nothing:
        - number: 第1条
          summary: { ja: 減額しない, en: nothing is given back }
          because: no-guarantee
      """
    let harness = try LedgerHarness(terms: [
      try LedgerHarness.terms("made-up/2026-01-01.yaml", text)
    ])
    try harness.put(.contracts, Facts.contract(terms: "made-up"), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(), from: LedgerHarness.noc)
    try harness.put(.claims, Facts.claim(ordinary: 800, special: 200), from: LedgerHarness.finance)
    #expect(try harness.found("C") == ["waiver none no-guarantee", "damages referred 0"])
    try harness.put(
      .approvals, Facts.approval(claim: "K", amount: 1_000), from: LedgerHarness.legal)
    #expect(try harness.notes() == ["damages 1000"])
    try harness.verify()
  }
}
