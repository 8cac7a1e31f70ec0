import Domain
import IngestingSupport
import Quantities
import Reading
import Testing

@testable import Assessing

/// Files that others can write, or that have other links: they do not show whose they are.
@Suite struct OwnerProofTests {
  private static let closing =
    #"{"request_id": "Q", "action": "close-books", "through": "2026-04-30"}"#
  private let waiver = "qualified-return-invoice 5000"

  /// A claim of 5,000,000 yen for an outage by gross negligence, held for an approval.
  private func held(
    report: FileOwner.Doubt? = nil, _ adjust: (inout Policy) -> Void = { _ in }
  ) throws -> LedgerHarness {
    let harness = try LedgerHarness(adjust)
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(), doubt: report)
    try harness.put(.claims, Facts.claim(ordinary: 5_000_000), from: LedgerHarness.finance)
    #expect(try harness.notes() == [waiver])
    return harness
  }

  private func refusal(
    _ harness: LedgerHarness, _ kind: RecordKind, _ text: String, _ doubt: FileOwner.Doubt
  ) throws -> String {
    guard
      case .rejected(let invalid) = try harness.take(
        kind, text, from: LedgerHarness.legal, doubt: doubt)
    else {
      Issue.record("\(kind) was taken in")
      return ""
    }
    #expect(invalid.problems.count == 1)
    return invalid.message(in: .ja) + invalid.message(in: .en)
  }

  // MARK: What is refused

  @Test(arguments: FileOwner.Doubt.allCases)
  func `an approval, a claim and a request are refused, and nothing of them stays`(
    _ doubt: FileOwner.Doubt
  ) throws {
    let harness = try held()
    for (kind, text) in [
      (RecordKind.approvals, Facts.approval(claim: "K")), (.claims, Facts.claim("K2")),
      (.requests, Self.closing),
    ] {
      let reason = try refusal(harness, kind, text, doubt)
      #expect(reason.contains("slacreditctl submit") && reason.contains("install -m 640"))
      if doubt == .writableByOthers { #expect(reason.contains("chmod 644")) }
    }
    #expect(try harness.notes() == [waiver])
    #expect(try harness.claim("K2") == nil)
    // The same, from a file that only its owner can write.
    try harness.put(.requests, Self.closing, from: LedgerHarness.legal)
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 5000000"])
    try harness.verify()
  }

  @Test func `what else is wrong with such a file is said with it`() throws {
    let harness = try LedgerHarness()
    guard
      case .rejected(let invalid) = try harness.take(.approvals, "{}", doubt: .writableByOthers)
    else {
      Issue.record("was taken in")
      return
    }
    #expect(invalid.problems.count > 1)
  }

  @Test func `where one user drops all files they are taken, until owners count again`() throws {
    let harness = try held { $0.sameOwner = .allowed }
    try harness.put(
      .approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal, doubt: .writableByOthers)
    try harness.put(
      .claims, Facts.claim("K2", ordinary: 7), from: LedgerHarness.finance, doubt: .severalLinks)
    try harness.put(.approvals, Facts.approval("P2", claim: "K2"), from: LedgerHarness.legal)
    #expect(try harness.standing() == 5_005_007)
    try harness.set { $0.sameOwner = .refused }
    #expect(try harness.standing() == 5_000)
    #expect(Set(try harness.discounts("C")) == [.unproven, .unprovenClaim])
    try harness.verify()
  }

  // MARK: Reports

  @Test func `exports and reports are taken all the same, and outages are credited`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), doubt: .writableByOthers)
    try harness.put(.incidents, Facts.incident(cause: "third-party"), doubt: .writableByOthers)
    #expect(try harness.notes() == [waiver])
    try harness.verify()
  }

  @Test(arguments: FileOwner.Doubt.allCases)
  func `nothing is approved on a report of nobody's, until another file says who reports it`(
    _ doubt: FileOwner.Doubt
  ) throws {
    let harness = try held(report: doubt)
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver])
    #expect(try harness.discounts("C") == [.unprovenReport])
    try harness.put(.incidents, Facts.incident(revision: 2), doubt: doubt)
    #expect(try harness.notes() == [waiver])
    try harness.put(.incidents, Facts.incident(revision: 3))
    #expect(try harness.notes() == [waiver, "damages 5000000"])
    #expect(try harness.discounts("C") == [])
    try harness.verify()
  }

  @Test func `a later revision of nobody's takes an approval's ground away`() throws {
    let harness = try held()
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    try harness.put(.incidents, Facts.incident(revision: 2), doubt: .writableByOthers)
    #expect(try harness.notes() == [waiver, "damages 5000000", "reversal -5000000"])
    try harness.verify()
  }

  @Test func `whoever owns such a file in name does not approve once another has reported`() throws
  {
    let harness = try held(report: .writableByOthers)
    try harness.put(.incidents, Facts.incident(revision: 2), from: LedgerHarness.finance)
    try harness.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.noc)
    #expect(try harness.discounts("C") == [.sameOwner])
    try harness.put(.approvals, Facts.approval("P2", claim: "K"), from: LedgerHarness.legal)
    #expect(try harness.discounts("C") == [.sameOwner])
    #expect(try harness.notes() == [waiver, "damages 5000000"])
    try harness.verify()
  }

  // MARK: Batches

  private func batch(
    _ kind: RecordKind = .incidents, doubt: FileOwner.Doubt?
  ) throws -> (harness: LedgerHarness, batch: String) {
    let harness = try LedgerHarness { $0.correctionNotes = 0 }
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    let held =
      kind == .incidents
      ? try harness.put(
        .incidents, Facts.incident(revision: 2, cause: "third-party", restored: "2026-04-14"),
        doubt: doubt
      ).held
      : try harness.put(
        .contracts, Facts.contract(fee: 15_000), from: LedgerHarness.finance, doubt: doubt
      ).held
    return (harness, try #require(held).text)
  }

  @Test func `a correction that a report of nobody's asks for is not approved either`() throws {
    let (harness, batch) = try batch(doubt: .writableByOthers)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try harness.put(.approvals, Facts.approval("P2", batch: batch, by: "社長"), from: 1_004)
    #expect(try harness.held() == 1)
    try harness.put(
      .incidents, Facts.incident(revision: 3, cause: "third-party", restored: "2026-04-14"))
    #expect(try harness.held() == 0)
    #expect(try harness.standing() == 4_000)
    try harness.verify()
  }

  @Test func `one that an export of nobody's asks for takes two approvals, of different hands`()
    throws
  {
    let (harness, batch) = try batch(.contracts, doubt: .writableByOthers)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.held() == 1)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: 1_004)
    #expect(try harness.held() == 1)
    try harness.put(
      .approvals, Facts.approval("P3", batch: batch, by: "社長"), from: LedgerHarness.legal)
    #expect(try harness.held() == 0)
    #expect(try harness.standing() == 2_500)
    try harness.verify()
  }

  @Test func `one that a known owner's export asks for takes one`() throws {
    let (harness, batch) = try batch(.contracts, doubt: nil)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `a refusal after one of the two leaves it held`() throws {
    let (harness, batch) = try batch(.contracts, doubt: .severalLinks)
    try harness.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try harness.put(
      .approvals, Facts.approval("P2", batch: batch, "refused", at: "2026-05-11T00:00:00+09:00"),
      from: 1_004)
    try harness.put(
      .approvals,
      Facts.approval("P3", batch: batch, by: "社長", at: "2026-05-12T00:00:00+09:00"), from: 1_005)
    #expect(try harness.held() == 1)
    try harness.verify()
  }

  @Test func `whoever determined the fault does not approve the correction, from whatever file`()
    throws
  {
    let (harness, batch) = try batch(doubt: nil)
    try harness.put(.approvals, Facts.approval(batch: batch, by: "部 長"), from: LedgerHarness.legal)
    #expect(try harness.held() == 1)
    try harness.set { $0.sameOwner = .allowed }
    #expect(try harness.held() == 1)
    try harness.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try harness.held() == 0)
    try harness.verify()
  }
}
