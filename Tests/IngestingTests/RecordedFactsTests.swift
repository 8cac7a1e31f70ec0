import Assessing
import Domain
import IngestingSupport
import Quantities
import Reading
import Testing

/// What the ledger has of a file is what the file says, with the moment of its receipt.
@Suite struct RecordedFactsTests {
  private static let fields = [
    "title": #""内部""#, "customer_title": #""大阪の障害""#,
    "known_at": #""2026-04-01T00:00:00+09:00""#, "restored_at": #""2026-04-12T00:00:00+09:00""#,
    "expected_restored_at": #""2026-07-01T00:00:00+09:00""#,
    "announced_at": #""2026-04-01T00:00:00+09:00""#,
    "window": #"{"from": "2026-04-10T00:00:00+09:00", "until": "2026-04-12T00:00:00+09:00"}"#,
    "determined_by": #""部長""#, "carrier": #""他社""#, "ticket": #""NOC-1""#, "drops": "true",
    "phases": #"[{"from": "2026-04-11T00:00:00+09:00", "attribution": "legal-restriction"}]"#,
    "affects": """
    [{"contract_id": "C", "impact": "partial", "began_at": "2026-04-10T01:00:00+09:00"},
     {"terms": "network-service", "labels": {"site": "a"}}]
    """,
  ]

  private static func report(_ other: [String: String] = [:]) -> String {
    let all = fields.merging(other) { $1 }.sorted { $0.key < $1.key }
      .map { #""\#($0.key)": \#($0.value)"# }
    return """
      {"incident_id": "I", "began_at": "2026-04-10T00:00:00+09:00", "impact": "total",
       "attribution": "carrier", \(all.joined(separator: ", "))}
      """
  }

  @Test func `a report is given back as it was received`() throws {
    let harness = try LedgerHarness()
    try harness.put(.incidents, Self.report())
    let file = RecordFile(name: "i.json", bytes: ByteReader(Array(Self.report().utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: Receipt(harness.now))
    let read = try #require(list.standing.first)
    let recorded = try harness.report("I")
    #expect(recorded.incident == read.incident)
    #expect(recorded.affects == read.affects)
    #expect(recorded.incident.receipt == Receipt(harness.now))
    try harness.verify()
  }

  @Test(arguments: [
    ("title", #""x""#), ("customer_title", #""x""#), ("known_at", "null"),
    ("expected_restored_at", "null"), ("announced_at", "null"), ("window", "null"),
    ("carrier", "null"), ("ticket", "null"), ("drops", "false"),
    (
      "window",
      #"{"from": "2026-04-10T00:00:00+09:00", "until": "2026-04-12T00:00:01+09:00"}"#
    ),
    (
      "phases",
      """
      [{"from": "2026-04-11T00:00:00+09:00", "attribution": "legal-restriction",
        "impact": "total"}]
      """
    ),
    (
      "affects",
      """
      [{"contract_id": "C", "began_at": "2026-04-10T01:00:00+09:00"},
       {"terms": "network-service", "labels": {"site": "a"}}]
      """
    ),
  ])
  func `under a known revision the same content is nothing new, and any other is refused`(
    _ field: String, _ value: String
  ) throws {
    let harness = try LedgerHarness()
    try harness.put(.incidents, Self.report())
    try harness.put(.incidents, Self.report() + "\n")
    let refusal = try harness.refusal(.incidents, Self.report([field: value]))
    #expect(refusal.contains("incidents.json:1:1: revision: "), "\(refusal)")
    try harness.verify()
  }

  @Test func `a report is taken back by its name, however often`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    #expect(try harness.notes() == ["qualified-return-invoice 5000"])
    let withdrawal = #"{"incident_id": "I", "revision": 2, "withdrawn": true}"#
    try harness.put(.incidents, withdrawal)
    let received = harness.now
    #expect(try harness.standing() == 0)
    try harness.put(.incidents, withdrawal + "\n")
    try harness.put(.incidents, "incident_id,revision,withdrawn\nI,2,true\n", as: "csv")
    let report = try harness.report("I")
    #expect(report.incident.withdrawn && report.affects.isEmpty)
    #expect(report.incident.times.began == received)
    #expect(report.incident.receipt == Receipt(received))
    try harness.put(.incidents, Facts.incident(revision: 3, cause: "third-party"))
    #expect(try harness.standing() == 5_000)
    try harness.verify()
  }

  @Test(arguments: [
    (RecordKind.incidents, Facts.incident(restored: "2026-04-09"), "restored_at"),
    (.incidents, Facts.incident(cause: "carrier", more: #""fault": "intent","#), "fault"),
    (
      .incidents, Facts.incident(more: #""phases": [{"from": "soon", "impact": "total"}],"#),
      "phases[0].from"
    ),
    (.incidents, Facts.incident(affects: ""), "affects"),
    (
      .contracts, Facts.contract().dropLast() + #", "service_end": "2019-12-31"}"#, "service_end"
    ),
  ])
  func `what cannot be is refused in words, before the ledger has to`(
    _ kind: RecordKind, _ text: String, _ field: String
  ) throws {
    let refusal = try LedgerHarness().refusal(kind, "[\(text), {}]")
    #expect(refusal.contains(" \(field): expected"), "\(refusal)")
    #expect(refusal.contains("is required"), "\(refusal)")
  }

  // MARK: Receipts

  @Test func `what lies ahead is judged by the receipt, then and when it is replayed`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    func report(_ id: String, restoredAfter: Elapsed) -> String {
      let restored = harness.now + Elapsed(milliseconds: 1) + restoredAfter
      return Facts.incident(id, cause: "third-party")
        .replacing(
          #""restored_at": "2026-04-15T00:00:00+09:00""#, with: #""restored_at": "\#(restored)""#)
    }
    try harness.put(.incidents, report("I", restoredAfter: Receipt.tolerance))
    let refusal = try harness.refusal(
      .incidents, report("J", restoredAfter: Receipt.tolerance + Elapsed(milliseconds: 1)))
    #expect(refusal.contains("restored_at: expected a time up to"))
    try harness.verify()
  }

  @Test func `what is announced is recorded as scheduled, and confirmed by a later revision`()
    throws
  {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    func works(_ revision: Int) -> String {
      """
      {"incident_id": "W", "revision": \(revision), "impact": "total",
       "attribution": "planned-maintenance", "announced_at": "2026-05-20T00:00:00+09:00",
       "window": {"from": "2026-06-02T00:00:00+09:00", "until": "2026-06-02T06:00:00+09:00"},
       "began_at": "2026-06-02T00:00:00+09:00", "restored_at": "2026-06-02T05:00:00+09:00",
       "affects": [{"contract_id": "C"}]}
      """
    }
    try harness.put(.incidents, works(1))
    #expect(
      try harness.report("W").incident.receipt.isAhead(harness.report("W").incident.times.began))
    #expect(try harness.found("C") == [])
    try harness.wait(until: "2026-06-03")
    try harness.put(.incidents, works(2))
    let confirmed = try harness.report("W").incident
    #expect(!confirmed.receipt.isAhead(confirmed.times.began))
    #expect(try harness.found("C").count == 1)
    try harness.verify()
  }

  // MARK: Claims, decisions, charges

  @Test func `a claim is given back as it was received`() throws {
    let harness = try LedgerHarness()
    let text = Facts.claim(special: 7, more: #""filed_by": "受付","#)
      .replacing(#""amount": 7}"#, with: #""amount": 7, "recognised": 3}"#)
    try harness.put(.claims, text, from: LedgerHarness.legal)
    let claim = try #require(try harness.claim("K"))
    #expect(claim.recognition?.by == "査定課長")
    #expect(claim.recognition?.on == CivilDate("2026-05-01"))
    #expect(claim.filedBy == "受付")
    #expect(claim.items.map(\.recognised) == [nil, Yen(3), nil])
    try harness.put(.claims, text + "\n", from: LedgerHarness.legal)
    for (from, to) in [
      ("受付", "係長"), ("査定課長", "部長"), (#""recognised": 3"#, #""recognised": 4"#),
      (#""recognised_on": "2026-05-01""#, #""recognised_on": "2026-05-02""#),
    ] {
      let refusal = try harness.refusal(.claims, text.replacing(from, with: to))
      #expect(refusal.contains("claim_id"), "\(refusal)")
    }
    try harness.verify()
  }

  @Test func `who filed a claim or owned its file does not approve it`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident())
    try harness.put(.claims, Facts.claim(more: #""filed_by": "受付","#), from: LedgerHarness.legal)
    try harness.put(.approvals, Facts.approval("P1", claim: "K"), from: LedgerHarness.legal)
    try harness.put(
      .approvals, Facts.approval("P2", claim: "K", by: "受 付", at: "2026-05-11T00:00:00+09:00"),
      from: LedgerHarness.finance)
    #expect(try harness.discounts("C") == [.sameClaimOwner, .sameFiler])
    try harness.verify()
  }

  @Test func `amounts by kind of loss decide a claim, and are recorded`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident())
    try harness.put(.claims, Facts.claim(special: 500), from: LedgerHarness.legal)
    let items = ["ordinary": 0, "special": 400]
    try harness.put(
      .approvals, Facts.approval(claim: "K", items: items), from: LedgerHarness.finance)
    #expect(try harness.notes().last == "damages 400")
    try harness.put(
      .approvals, Facts.approval(claim: "K", items: ["special": 400]), from: LedgerHarness.finance)
    for other in [["special": 401], ["special": 400, "ordinary": 1]] {
      let refusal = try harness.refusal(.approvals, Facts.approval(claim: "K", items: other))
      #expect(refusal.contains("approval_id"), "\(refusal)")
    }
    #expect(try harness.refusal(.approvals, Facts.approval(claim: "K")).contains("approval_id"))
    try harness.verify()
  }

  @Test func `a charge counts as it was before credits`() throws {
    let harness = try LedgerHarness()
    let metered = Facts.contract().replacing("fixed-monthly", with: "metered-monthly")
      .replacing(#""fee": 30000,"#, with: "")
    try harness.put(.contracts, metered, from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    func charge(_ amount: Int, before: Int) -> String {
      """
      contract_id,fee_month,amount,before_credits
      C,2026-04,\(amount),\(before)
      """
    }
    try harness.put(
      .charges, charge(30_000, before: 30_000), from: LedgerHarness.finance, as: "csv")
    #expect(try harness.standing() == 5_000)
    // The same bill after the credit was taken off it.
    try harness.put(
      .charges, charge(25_000, before: 30_000), from: LedgerHarness.finance, as: "csv")
    #expect(try harness.notes() == ["billing-adjustment 5000"])
    try harness.put(
      .charges, charge(25_000, before: 60_000), from: LedgerHarness.finance, as: "csv")
    #expect(try harness.standing() == 10_000)
    try harness.verify()
  }
}
