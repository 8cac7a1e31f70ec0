import Domain
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Reading

/// Claims, decisions, charges and contracts.
@Suite struct RequestTests {
  private func claims(_ more: String, items: String = #"{"kind": "ordinary", "amount": 9}"#) throws
    -> (claims: [Claim], problems: [Problem])
  {
    var claims: [Claim] = []
    let problems = try Reports.problems(
      "k.json",
      """
      {"claim_id": "K", "incident_id": "I", "contract_id": "C", "received_on": "2026-05-01",
       "items": [\(items)]\(more.isEmpty ? "" : ", \(more)")}
      """
    ) { try $0.readClaims(received: Reports.received) { claim, _ in claims.append(claim) } }
    return (claims, problems)
  }

  @Test func `who recognised a loss and when come together`() throws {
    let by = #""recognised_by": "法務部長""#
    let on = #""recognised_on": "2026-05-20""#
    let both = try claims("\(by), \(on), \"filed_by\": \"受付\"")
    #expect(both.problems == [])
    #expect(
      both.claims.first?.recognition
        == CivilDate("2026-05-20").map { Claim.Recognition(by: "法務部長", on: $0) })
    #expect(both.claims.first?.filedBy == "受付")
    #expect(try claims(by).problems.map(\.path) == ["recognised_on"])
    #expect(try claims(on).problems.map(\.path) == ["recognised_by"])
    #expect(try claims("").problems == [])
    #expect(try claims(#""filed_by": " ""#).problems.map(\.path) == ["filed_by"])
  }

  @Test func `of an item more may be recognised than is claimed, but it does not count`() throws {
    let found = try claims(
      #""recognised_by": "部長", "recognised_on": "2026-05-20""#,
      items: """
        {"kind": "ordinary", "amount": 9, "recognised": 10},
        {"kind": "special", "amount": 9, "recognised": 0, "description": "間接"},
        {"kind": "lost-profit", "amount": 9}
        """)
    #expect(found.problems == [])
    let claim = try #require(found.claims.first)
    #expect(claim.items.map(\.recognised) == [Yen(10), .zero, nil])
    #expect(claim.items.map(\.description) == [nil, "間接", nil])
    let recognised = try #require(try claim.recognised)
    #expect(recognised[.ordinary] == Yen(9))
    #expect(recognised[.special] == .zero)
    #expect(recognised[.lostProfit] == Yen(9))
    #expect(
      try claims("", items: #"{"kind": "ordinary", "amount": 9, "recognised": 0.5}"#)
        .problems.map(\.path) == ["items[0].recognised"])
  }

  // MARK: Decisions

  private func approvals(
    _ more: String, subject: String = #"{"claim_id": "K"}"#, decision: String = "approved"
  ) throws -> (award: Approval.Award?, problems: [Problem]) {
    var approvals: [Approval] = []
    let problems = try Reports.problems(
      "p.json",
      """
      {"approval_id": "P", "subject": \(subject), "decision": "\(decision)", "decided_by": "x",
       "decided_at": "2026-05-20T10:00:00+09:00", "reason": "y"\(more.isEmpty ? "" : ", \(more)")}
      """
    ) {
      try $0.readApprovals(received: Reports.received) { approval, _ in approvals.append(approval) }
    }
    return (approvals.first?.award, problems)
  }

  private static let items =
    #""items": [{"kind": "special", "amount": 5}, {"kind": "ordinary", "amount": 0}]"#

  @Test func `a decision gives one amount, or amounts by kind of loss`() throws {
    #expect(try approvals("").award == nil)
    #expect(try approvals(#""amount": 7"#).award == .amount(Yen(7)))
    guard case .items(let losses) = try approvals(Self.items).award else {
      Issue.record("no items")
      return
    }
    #expect(losses.kinds == [.special])
    #expect(losses[.special] == Yen(5))
  }

  @Test func `not both, and neither for a refusal or a batch`() throws {
    #expect(try approvals(Self.items + #", "amount": 7"#).problems.map(\.path) == ["items"])
    #expect(try approvals(#""items": []"#).problems.map(\.path) == ["items"])
    #expect(
      try approvals(#""items": [{"kind": "all", "amount": 1}]"#).problems.map(\.path)
        == ["items[0].kind"])
    for more in [Self.items, #""amount": 7"#] {
      let name = more.contains("items") ? "items" : "amount"
      #expect(try approvals(more, decision: "refused").problems.map(\.path) == [name])
      #expect(
        try approvals(more, subject: #"{"batch_id": "B-1"}"#).problems.map(\.path) == [name])
    }
    let large = #"{"kind": "ordinary", "amount": 999999999999999}"#
    #expect(
      try approvals(#""items": [\#(large), \#(large)]"#).problems.map(\.path) == ["items"])
  }

  // MARK: Charges and contracts

  @Test func `a charge may say what it was before credits`() throws {
    var charges: [Charge] = []
    let text = "contract_id,fee_month,amount,before_credits\nC,2026-04,45000,50000\nC,2026-05,1,\n"
    let problems = try Reports.problems("c.csv", text) {
      try $0.readCharges(received: Reports.received) { charge, _ in charges.append(charge) }
    }
    #expect(problems == [])
    #expect(charges.map(\.beforeCredits) == [Yen(50_000), nil])
    #expect(charges.map(\.charged) == [Yen(50_000), Yen(1)])
  }

  @Test(arguments: [
    ("2025-03-31", "", "", [String]()), ("2026-05-01", "", "", ["applied_on"]),
    ("2026-05-01", "2026-04-10", "", []), ("2026-05-01", "soon", "", ["applied_on"]),
    ("2026-05-01", "", "50000", []),
  ])
  func `a day of application is asked for where the price depends on it`(
    start: String, applied: String, fee: String, wrong: [String]
  ) throws {
    let path = shippedTerms.appending(path: "usen-gate02-cloud-backup-aj/2026-04-01.yaml")
    let terms = RecordFile(name: "t.yaml", bytes: ByteReader(Array(try Data(contentsOf: path))))
    let catalogue = TermsCatalogue([try #require(try terms.readTerms())])
    let problems = try Reports.problems(
      "c.csv",
      """
      contract_id,account_id,account_name,terms,service,billing,service_start,applied_on,fee,quantities
      C,A,甲,usen-gate02-cloud-backup-aj,cloud-backup,fixed-monthly,\(start),\(applied),\(fee),backup_gib=600
      """
    ) { try $0.readContracts(checking: catalogue, received: Reports.received) { _, _ in } }
    #expect(problems.map(\.path) == wrong, "\(problems)")
    if wrong == ["applied_on"], applied.isEmpty {
      #expect(problems[0].fix.en.contains("depends on the day of application"))
      #expect(problems[0].fix.ja.contains("申込日によって異なります"))
    }
  }
}
