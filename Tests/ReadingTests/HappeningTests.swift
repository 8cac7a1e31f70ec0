import Domain
import Quantities
import Testing

@testable import Reading

/// What has not happened when a file is received is no fact (docs/domain.md §2): times up to five minutes after
/// the receipt, days up to its own at +09:00. Received at noon of 28 May 2026.
@Suite struct HappeningTests {
  private static let last = "2026-05-28T12:05:00+09:00"
  private static let beyond = "2026-05-28T12:05:00.001+09:00"

  @Test(arguments: [
    ("restored_at", "expected_restored_at"), ("known_at", "leave it out"),
  ])
  func `a report states nothing that lies more than five minutes ahead`(
    _ field: String, _ says: String
  ) throws {
    func report(_ time: String) -> String { Reports.incident(#""\#(field)": "\#(time)""#) }
    #expect(try Reports.problems(report(Self.last)) == [])
    let problem = try #require(try Reports.problems(report(Self.beyond)).first)
    #expect(problem.path == field)
    #expect(problem.expected.en == "a time up to \(Self.last), five minutes after the receipt")
    #expect(problem.fix.en.contains("what has not happened yet is no fact"))
    #expect(problem.fix.en.contains(says))
    #expect(problem.fix.ja.contains("事実として受け付けられません"))
  }

  @Test func `nor does an entry, or a phase`() throws {
    for (path, time) in [
      ("affects[0].known_at", "known_at"), ("affects[0].restored_at", "restored_at"),
    ] {
      func report(_ text: String) -> String {
        Reports.incident(affects: #"{"contract_id": "C", "\#(time)": "\#(text)"}"#)
      }
      #expect(try Reports.wrong(report(Self.last)) == [])
      #expect(try Reports.wrong(report(Self.beyond)) == [path])
    }
    func phase(_ text: String) -> String {
      Reports.incident(#""phases": [{"from": "\#(text)", "impact": "partial"}]"#)
    }
    #expect(try Reports.wrong(phase(Self.last)) == [])
    #expect(try Reports.wrong(phase(Self.beyond)) == ["phases[0].from"])
  }

  @Test func `nor does a row`() throws {
    func rows(_ began: String, _ known: String, _ restored: String) -> String {
      """
      incident_id,began_at,known_at,restored_at,impact,contract_id
      I,2026-05-28T10:00:00+09:00,,,total,C1
      I,\(began),\(known),\(restored),total,C2
      """
    }
    let began = "2026-05-28T10:00:00+09:00"
    #expect(try Reports.wrong(rows(Self.last, Self.last, Self.last), name: "i.csv") == [])
    #expect(
      try Reports.wrong(rows(began, Self.beyond, Self.beyond), name: "i.csv")
        == ["known_at", "restored_at"])
    #expect(try Reports.wrong(rows(Self.beyond, "", ""), name: "i.csv") == ["began_at"])
  }

  @Test func `what is expected may lie ahead`() throws {
    let report = try Reports.only(
      Reports.incident(#""expected_restored_at": "2026-06-01T00:00:00+09:00""#))
    #expect(report.incident.expectedRestored == Reports.moment("2026-06-01T00:00:00+09:00"))
    #expect(report.incident.times.restored == nil)
  }

  @Test(arguments: [
    "provider", "customer", "undetermined", "emergency-maintenance", "force-majeure",
  ])
  func `nothing begins ahead that nobody can announce`(_ attribution: String) throws {
    func report(_ began: String) -> String {
      Reports.incident(began: began, #""attribution": "\#(attribution)""#)
    }
    #expect(try Reports.wrong(report(Self.last)) == [])
    let problem = try #require(try Reports.problems(report(Self.beyond)).first)
    #expect(problem.path == "began_at")
    #expect(problem.fix.en.contains("can be announced ahead"))
    let restored = report("2062-04-12T08:50:00+09:00")
      .replacing("}]", with: #"}], "restored_at": "2026-04-15T08:55:00+09:00""#)
    #expect(try Reports.wrong(restored) == ["began_at"])
  }

  @Test func `a report of more than ten years ago is a slip of the pen`() throws {
    let first = "2016-05-28T12:00:00+09:00"
    let before = "2016-05-28T11:59:59.999+09:00"
    #expect(try Reports.wrong(Reports.incident(began: first)) == [])
    let problem = try #require(try Reports.problems(Reports.incident(began: before)).first)
    #expect(problem.path == "began_at")
    #expect(problem.fix.en == "check the year")
    let entry = #"{"contract_id": "C", "began_at": "\#(before)"}"#
    #expect(try Reports.wrong(Reports.incident(affects: entry)) == ["affects[0].began_at"])
  }

  @Test func `a time that stands for none at all is told as such`() throws {
    for time in ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"] {
      let problem = try #require(
        try Reports.problems(Reports.incident(#""restored_at": "\#(time)""#)).first)
      #expect(problem.path == "restored_at")
      #expect(problem.fix.en.contains("leave “restored_at” out"))
    }
  }

  // MARK: Announced in advance

  private static let announced = #""announced_at": "2026-05-20T00:00:00+09:00""#
  private static let ahead = "2026-06-01T01:00:00+09:00"

  @Test(arguments: ["legal-restriction", "carrier"])
  func `what was announced may begin and end ahead`(_ attribution: String) throws {
    func report(_ more: String) -> String {
      Reports.incident(
        began: Self.ahead,
        #""attribution": "\#(attribution)", "restored_at": "2026-06-01T05:00:00+09:00"\#(more)"#)
    }
    let incident = try Reports.only(report(", " + Self.announced)).incident
    #expect(incident.receipt.isAhead(incident.times.began))
    #expect(incident.announcement?.at == Reports.moment("2026-05-20T00:00:00+09:00"))
    let problem = try #require(try Reports.problems(report("")).first)
    #expect(problem.path == "began_at")
    #expect(problem.fix.en.contains("announced_at"))
  }

  @Test func `an announcement itself lies behind, and nothing is known of what lies ahead`() throws
  {
    let report = Reports.incident(
      began: Self.ahead,
      #""attribution": "carrier", "announced_at": "\#(Self.beyond)", "known_at": "\#(Self.beyond)""#
    )
    #expect(try Reports.wrong(report) == ["announced_at", "known_at"])
  }

  @Test func `what is announced for ahead goes on as announced`() throws {
    func report(_ phase: String) -> String {
      Reports.incident(
        began: Self.ahead,
        """
        "attribution": "carrier", \(Self.announced),
        "phases": [{"from": "2026-06-01T02:00:00+09:00", \(phase)}]
        """)
    }
    #expect(try Reports.wrong(report(#""impact": "partial""#)) == [])
    #expect(try Reports.wrong(report(#""attribution": "legal-restriction""#)) == [])
    #expect(
      try Reports.wrong(report(#""attribution": "undetermined""#)) == ["phases[0].attribution"])
  }

  @Test func `works that have begun end like anything else`() throws {
    let report = Reports.works(
      day: "2026-05-28", began: "11:00:00", restored: "12:06:00",
      window:
        #""window": {"from": "2026-05-28T11:00:00+09:00", "until": "2026-05-28T13:00:00+09:00"}"#)
    #expect(try Reports.wrong(report) == ["restored_at"])
  }

  @Test func `of several contracts each may be ahead or not`() throws {
    func report(_ restored: String) -> String {
      Reports.incident(
        began: Self.ahead,
        affects: """
          {"contract_id": "A"},
          {"contract_id": "B", "began_at": "2026-05-27T01:00:00+09:00"\(restored)}
          """,
        """
        "attribution": "carrier", \(Self.announced), "restored_at": "2026-06-01T05:00:00+09:00"
        """)
    }
    // B has begun, so it cannot end with the rest.
    #expect(try Reports.wrong(report("")) == ["affects[1].restored_at"])
    #expect(
      try Reports.wrong(report(#", "restored_at": "2026-05-27T05:00:00+09:00""#)) == [])
    let begun = Reports.incident(
      affects: #"{"contract_id": "A"}, {"contract_id": "B", "began_at": "\#(Self.ahead)"}"#,
      #""attribution": "carrier", \#(Self.announced)"#)
    #expect(try Reports.wrong(begun) == [])
    let phased = begun.dropLast() + #", "phases": [{"from": "\#(Self.ahead)"}]}"#
    #expect(try Reports.wrong(String(phased)) == ["phases[0].from"])
  }

  // MARK: The other kinds

  private func wrong(
    _ kind: String, _ text: String, _ read: (RecordFile) throws -> Void
  ) throws -> [String] {
    try Reports.problems(kind, text, read).map(\.path)
  }

  @Test(arguments: [("2026-05-28", [String]()), ("2026-05-29", ["given_on"])])
  func `a day may be that of the receipt`(_ day: String, _ path: [String]) throws {
    let received = Reports.received
    let wrong = path.isEmpty ? 0 : 1
    #expect(
      try self.wrong(
        "p.csv",
        """
        prior_credit_id,contract_id,incident_id,amount,given_on
        G,C,I,1,\(day)
        """
      ) { try $0.readPriorCredits(received: received) { _, _ in } } == path)
    #expect(
      try self.wrong(
        "r.csv",
        """
        recovery_id,incident_id,carrier,amount,received_on
        R,I,他社,1,\(day)
        """
      ) { try $0.readRecoveries(received: received) { _, _ in } }.count == wrong)
    #expect(
      try self.wrong(
        "a.json",
        #"{"acknowledgement_id": "W", "number": "CN-2026-000001", "booked_on": "\#(day)"}"#
      ) { try $0.readAcknowledgements(received: received) { _, _ in } }.count == wrong)
    #expect(
      try self.wrong(
        "a.json", #"{"acknowledgement_id": "W", "number": "CN-2026-000001", "paid_on": "\#(day)"}"#
      ) { try $0.readAcknowledgements(received: received) { _, _ in } }.count == wrong)
    #expect(
      try self.wrong(
        "l.json",
        """
        {"relief_id": "L", "affects": [{"contract_id": "C"}], "fee_month": "2026-09", "amount": 1,
         "authority": "社長", "reason": "災害", "decided_on": "\(day)"}
        """
      ) { try $0.readReliefs(checking: nil, received: received) { _, _ in } }.count == wrong)
    for name in ["received_on", "damage_on", "recognised_on"] {
      var days = ["received_on": "2026-05-01", "recognised_on": "2026-05-01"]
      days[name] = day
      let text = days.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
      #expect(
        try self.wrong(
          "k.json",
          """
          {"claim_id": "K", "incident_id": "I", "contract_id": "C", "recognised_by": "x",
           \(text.joined(separator: ", ")), "items": [{"kind": "ordinary", "amount": 1}]}
          """
        ) { try $0.readClaims(received: received) { _, _ in } } == (wrong == 0 ? [] : [name]))
    }
    for name in ["invoiced_on", "paid_on"] {
      #expect(
        try self.wrong(
          "c.csv", "contract_id,fee_month,amount,\(name)\nC,2026-07,1,\(day)\n"
        ) { try $0.readCharges(received: received) { _, _ in } } == (wrong == 0 ? [] : [name]))
    }
  }

  @Test(arguments: [(last, 0), (beyond, 1)])
  func `a time may lie five minutes ahead, as clocks differ`(_ time: String, _ wrong: Int) throws {
    let received = Reports.received
    #expect(
      try self.wrong("c.csv", "contract_id,fee_month,amount,exported_at\nC,2026-04,1,\(time)\n") {
        try $0.readCharges(received: received) { _, _ in }
      }.count == wrong)
    #expect(
      try self.wrong(
        "c.csv",
        """
        contract_id,account_id,account_name,terms,service,billing,service_start,fee,exported_at
        C,A,甲,t,s,fixed-monthly,2026-01-01,1,\(time)
        """
      ) { try $0.readContracts(checking: nil, received: received) { _, _ in } }.count == wrong)
    #expect(
      try self.wrong(
        "p.json",
        """
        {"approval_id": "P", "subject": {"claim_id": "K"}, "decision": "approved",
         "decided_by": "x", "decided_at": "\(time)", "reason": "y"}
        """
      ) { try $0.readApprovals(received: received) { _, _ in } }.count == wrong)
  }

  @Test func `a contract's days, a merger's and a window's may lie ahead`() throws {
    let received = Reports.received
    #expect(
      try self.wrong(
        "c.csv",
        """
        contract_id,account_id,account_name,terms,service,billing,service_start,service_end,valid_from,fee,applied_on
        C,A,甲,t,s,fixed-monthly,2026-07-01,2027-06-30,2026-08-01,1,2026-06-15
        """
      ) { try $0.readContracts(checking: nil, received: received) { _, _ in } } == [])
    #expect(
      try self.wrong(
        "a.csv",
        """
        account_id,merged_into,account_name,merged_on
        A,B,乙,2026-10-01
        """
      ) { try $0.readAccounts(received: received) { _, _ in } } == [])
    #expect(try Reports.wrong(Reports.works(day: "2026-06-10")) == [])
  }
}
