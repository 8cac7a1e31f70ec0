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
    let desk = try LedgerHarness(adjust)
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try desk.put(.incidents, Facts.incident(), doubt: report)
    try desk.put(.claims, Facts.claim(ordinary: 5_000_000), from: LedgerHarness.finance)
    #expect(try desk.notes() == [waiver])
    return desk
  }

  private func refusal(
    _ desk: LedgerHarness, _ kind: RecordKind, _ text: String, _ doubt: FileOwner.Doubt
  ) throws -> String {
    guard
      case .rejected(let invalid) = try desk.take(
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
    let desk = try held()
    for (kind, text) in [
      (RecordKind.approvals, Facts.approval(claim: "K")), (.claims, Facts.claim("K2")),
      (.requests, Self.closing),
    ] {
      let reason = try refusal(desk, kind, text, doubt)
      #expect(reason.contains("slacreditctl submit") && reason.contains("install -m 640"))
      if doubt == .writableByOthers { #expect(reason.contains("chmod 644")) }
    }
    #expect(try desk.notes() == [waiver])
    #expect(try desk.claim("K2") == nil)
    // The same, from a file that only its owner can write.
    try desk.put(.requests, Self.closing, from: LedgerHarness.legal)
    try desk.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try desk.notes() == [waiver, "damages 5000000"])
    try desk.verify()
  }

  @Test func `what else is wrong with such a file is said with it`() throws {
    let desk = try LedgerHarness()
    guard
      case .rejected(let invalid) = try desk.take(.approvals, "{}", doubt: .writableByOthers)
    else {
      Issue.record("was taken in")
      return
    }
    #expect(invalid.problems.count > 1)
  }

  @Test func `where one user drops all files they are taken, until owners count again`() throws {
    let desk = try held { $0.sameOwner = .allowed }
    try desk.put(
      .approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal, doubt: .writableByOthers)
    try desk.put(
      .claims, Facts.claim("K2", ordinary: 7), from: LedgerHarness.finance, doubt: .severalLinks)
    try desk.put(.approvals, Facts.approval("P2", claim: "K2"), from: LedgerHarness.legal)
    #expect(try desk.standing() == 5_005_007)
    try desk.set { $0.sameOwner = .refused }
    #expect(try desk.standing() == 5_000)
    #expect(Set(try desk.discounts("C")) == [.unproven, .unprovenClaim])
    try desk.verify()
  }

  // MARK: Reports

  @Test func `exports and reports are taken all the same, and outages are credited`() throws {
    let desk = try LedgerHarness()
    try desk.put(.contracts, Facts.contract(), doubt: .writableByOthers)
    try desk.put(.incidents, Facts.incident(cause: "third-party"), doubt: .writableByOthers)
    #expect(try desk.notes() == [waiver])
    try desk.verify()
  }

  @Test(arguments: FileOwner.Doubt.allCases)
  func `nothing is approved on a report of nobody's, until another file says who reports it`(
    _ doubt: FileOwner.Doubt
  ) throws {
    let desk = try held(report: doubt)
    try desk.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    #expect(try desk.notes() == [waiver])
    #expect(try desk.discounts("C") == [.unprovenReport])
    try desk.put(.incidents, Facts.incident(revision: 2), doubt: doubt)
    #expect(try desk.notes() == [waiver])
    try desk.put(.incidents, Facts.incident(revision: 3))
    #expect(try desk.notes() == [waiver, "damages 5000000"])
    #expect(try desk.discounts("C") == [])
    try desk.verify()
  }

  @Test func `a later revision of nobody's takes an approval's ground away`() throws {
    let desk = try held()
    try desk.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.legal)
    try desk.put(.incidents, Facts.incident(revision: 2), doubt: .writableByOthers)
    #expect(try desk.notes() == [waiver, "damages 5000000", "reversal -5000000"])
    try desk.verify()
  }

  @Test func `whoever owns such a file in name does not approve once another has reported`() throws
  {
    let desk = try held(report: .writableByOthers)
    try desk.put(.incidents, Facts.incident(revision: 2), from: LedgerHarness.finance)
    try desk.put(.approvals, Facts.approval(claim: "K"), from: LedgerHarness.noc)
    #expect(try desk.discounts("C") == [.sameOwner])
    try desk.put(.approvals, Facts.approval("P2", claim: "K"), from: LedgerHarness.legal)
    #expect(try desk.discounts("C") == [.sameOwner])
    #expect(try desk.notes() == [waiver, "damages 5000000"])
    try desk.verify()
  }

  // MARK: Batches

  private func batch(
    _ kind: RecordKind = .incidents, doubt: FileOwner.Doubt?
  ) throws -> (desk: LedgerHarness, batch: String) {
    let desk = try LedgerHarness { $0.correctionNotes = 0 }
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try desk.put(.incidents, Facts.incident(cause: "third-party"))
    let held =
      kind == .incidents
      ? try desk.put(
        .incidents, Facts.incident(revision: 2, cause: "third-party", restored: "2026-04-14"),
        doubt: doubt
      ).held
      : try desk.put(
        .contracts, Facts.contract(fee: 15_000), from: LedgerHarness.finance, doubt: doubt
      ).held
    return (desk, try #require(held).text)
  }

  @Test func `a correction that a report of nobody's asks for is not approved either`() throws {
    let (desk, batch) = try batch(doubt: .writableByOthers)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try desk.put(.approvals, Facts.approval("P2", batch: batch, by: "社長"), from: 1_004)
    #expect(try desk.held() == 1)
    try desk.put(
      .incidents, Facts.incident(revision: 3, cause: "third-party", restored: "2026-04-14"))
    #expect(try desk.held() == 0)
    #expect(try desk.standing() == 4_000)
    try desk.verify()
  }

  @Test func `one that an export of nobody's asks for takes two approvals, of different hands`()
    throws
  {
    let (desk, batch) = try batch(.contracts, doubt: .writableByOthers)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.held() == 1)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: 1_004)
    #expect(try desk.held() == 1)
    try desk.put(
      .approvals, Facts.approval("P3", batch: batch, by: "社長"), from: LedgerHarness.legal)
    #expect(try desk.held() == 0)
    #expect(try desk.standing() == 2_500)
    try desk.verify()
  }

  @Test func `one that a known owner's export asks for takes one`() throws {
    let (desk, batch) = try batch(.contracts, doubt: nil)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    #expect(try desk.held() == 0)
    try desk.verify()
  }

  @Test func `a refusal after one of the two leaves it held`() throws {
    let (desk, batch) = try batch(.contracts, doubt: .severalLinks)
    try desk.put(.approvals, Facts.approval(batch: batch), from: LedgerHarness.legal)
    try desk.put(
      .approvals, Facts.approval("P2", batch: batch, "refused", at: "2026-05-11T00:00:00+09:00"),
      from: 1_004)
    try desk.put(
      .approvals,
      Facts.approval("P3", batch: batch, by: "社長", at: "2026-05-12T00:00:00+09:00"), from: 1_005)
    #expect(try desk.held() == 1)
    try desk.verify()
  }

  @Test func `whoever determined the fault does not approve the correction, from whatever file`()
    throws
  {
    let (desk, batch) = try batch(doubt: nil)
    try desk.put(.approvals, Facts.approval(batch: batch, by: "部 長"), from: LedgerHarness.legal)
    #expect(try desk.held() == 1)
    try desk.set { $0.sameOwner = .allowed }
    #expect(try desk.held() == 1)
    try desk.put(.approvals, Facts.approval("P2", batch: batch), from: LedgerHarness.legal)
    #expect(try desk.held() == 0)
    try desk.verify()
  }
}
