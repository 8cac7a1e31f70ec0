import Domain
import Quantities
import Testing

@testable import Reading

@Suite struct RecordTests {
  /// The problems of a file, as one line each.
  private func problems(
    _ name: String, _ text: String, _ read: (RecordFile) throws -> Void
  ) rethrows -> [String] {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    try read(file)
    return file.problems.list.map { problem in
      let place = problem.position.map { "\($0.line):\($0.column)" } ?? "-"
      return "\(place) \(problem.path) \(problem.found ?? "-")"
    }
  }

  private func incidentProblems(_ text: String, name: String = "i.json") throws -> [String] {
    try problems(name, text) { file in
      var list = IncidentList()
      try file.readIncidents(into: &list, checking: nil, received: Reports.received)
    }
  }

  private func contractProblems(_ text: String, name: String = "c.csv") throws -> [String] {
    try problems(name, text) {
      try $0.readContracts(checking: nil, received: Reports.received) { _, _ in }
    }
  }

  @Test func `the items of a claim come to an amount as well`() throws {
    func claim(_ amounts: [Int]) -> String {
      let items = amounts.map { #"{"kind": "ordinary", "amount": \#($0)}"# }
      return """
        {"claim_id": "K", "incident_id": "I", "contract_id": "C", "received_on": "2026-05-01",
         "items": [\(items.joined(separator: ","))]}
        """
    }
    func found(_ amounts: [Int]) throws -> Int {
      try problems("k.json", claim(amounts)) {
        try $0.readClaims(received: Reports.received) { _, _ in }
      }.count
    }
    #expect(try found([999_999_999_999_998, 1]) == 0)
    #expect(try found([999_999_999_999_999, 1]) == 1)
    #expect(try found(Array(repeating: 999_999_999_999_999, count: 10_000)) == 1)
  }

  @Test func `every problem of a record is reported at once, each with its place`() throws {
    let found = try incidentProblems(
      """
      { "incident_id": "I 1", "began_at": "2026-04-12T08:50:00",
        "impact": "totl", "attribution": "carrier", "fault": "negligence",
        "known_att": "x", "impact": "total", "affects": [ { "contract_id": "C" , "label": 1 } ] }
      """)
    #expect(
      found == [
        "1:18 incident_id I 1", "1:37 began_at 2026-04-12T08:50:00", "2:13 impact totl",
        "3:76 affects[0].label label", "2:56 fault negligence", "3:3 known_att known_att",
        "3:21 impact impact",
      ])
  }

  @Test func `an unknown field is answered with the nearest known one`() throws {
    let file = RecordFile(
      name: "i.json",
      bytes: ByteReader(Array(#"{"incident_id":"I","restord_at":"x"}"#.utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: Reports.received)
    #expect(file.problems.list.contains { $0.fix.en.contains("restored_at") })
  }

  @Test(arguments: [
    (#""restored_at": "2026-04-12T08:49:59.999+09:00""#, "restored_at"),
    (#""fault": "intent", "attribution": "provider""#, "determined_by"),
    (
      #""fault": "intent", "attribution": "provider", "determined_by": "  ""#, "determined_by"
    ),
    (#""fault": "negligence""#, "fault"),
    (#""phases": [{"from": "2026-04-12T08:49:59.999+09:00"}]"#, "phases[0].from"),
    (
      #""phases": [{"from": "2026-04-12T09:00:00+09:00"}, {"from": "2026-04-12T09:00:00+09:00"}]"#,
      "phases[1].from"
    ),
    (#""phases": [{"from": "2026-04-12T09:00:00+09:00", "fault": "intent"}]"#, "phases[0].fault"),
    (#""revision": 0"#, "revision"), (#""revision": 1.5"#, "revision"),
    (#""title": "a\u0007b""#, "title"), (#""withdrawn": "true""#, "withdrawn"),
  ])
  func `facts that cannot be are refused at their field`(_ field: String, _ path: String) throws {
    let found = try incidentProblems(
      """
      {"incident_id": "I", "began_at": "2026-04-12T08:50:00+09:00", "impact": "total",
       "affects": [{"contract_id": "C"}], \(field)}
      """)
    #expect(found.contains { $0.split(separator: " ")[1] == path }, "\(found)")
  }

  @Test(arguments: [
    #"{"contract_id": "C"}, {"contract_id": "C"}"#, #"{"contract_id": "C", "terms": "t"}"#, "{}",
    "",
    #"{"labels": {}}"#, #"{"contract_id": "C", "restored_at": "2026-04-12T08:49:59+09:00"}"#,
  ])
  func `whom an incident hit must be said without doubt`(_ affects: String) throws {
    let found = try incidentProblems(
      """
      {"incident_id": "I", "began_at": "2026-04-12T08:50:00+09:00", "impact": "total",
       "affects": [\(affects)]}
      """)
    #expect(found.count == 1, "\(found)")
  }

  @Test func `rows of one incident agree on everything but times, impact and contracts`() throws {
    let header = "incident_id,began_at,restored_at,impact,attribution,contract_id\n"
    let first = "I,2026-04-12T00:00:00+09:00,2026-04-13T00:00:00+09:00,total,carrier,C1\n"
    let later = "I,2026-04-12T01:00:00+09:00,,partial,carrier,C2\n"
    let file = RecordFile(name: "i.csv", bytes: ByteReader(Array((header + first + later).utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: Reports.received)
    #expect(file.problems.isEmpty)
    let report = try #require(list.standing.first)
    #expect(report.incident.times.restored == nil)
    #expect(report.incident.stages.map(\.impact) == [.total])
    #expect(report.affects.map(\.impact) == [.total, .partial])
    let other = "I,2026-04-12T01:00:00+09:00,,partial,customer,C3\n"
    #expect(
      try incidentProblems(header + first + other, name: "i.csv") == ["3:38 attribution customer"])
    #expect(
      try incidentProblems(header + first + first, name: "i.csv") == ["3:69 contract_id C1"])
  }

  @Test func `CSV is read with quotes, in any column order, with a byte order mark`() throws {
    let text = """
      \u{FEFF}service,contract_id,account_name,account_id,terms,billing,fee,service_start,labels\r
      vpn,C-1,"株式会社 ""甲"", 東京",A,network-service,fixed-monthly,50000,2026-01-01,site=a;rack=3\r

      """
    let file = RecordFile(name: "c.csv", bytes: ByteReader(Array(text.utf8)))
    var versions: [ContractVersion] = []
    try file.readContracts(checking: nil, received: Reports.received) { version, _ in
      versions.append(version)
    }
    #expect(file.problems.isEmpty, "\(file.problems.list)")
    #expect(versions.first?.accountName == "株式会社 \"甲\", 東京")
    #expect(versions.first?.labels == ["site": "a", "rack": "3"])
    #expect(versions.first?.taxRate == 10)
    #expect(versions.first?.validFrom.description == "2026-01-01")
  }

  @Test(arguments: [
    ("a,b\n1\n", "2:1  1"), ("a,b\n1,\"2\n", "3:1  end of file"), ("a,b\n1,\"2\"3\n", "2:6  3"),
    ("a,b\n1,2\"3\n", "2:4  \""), ("a,a\n1,2\n", "1:3 a a"), ("a,\n1,2\n", "2:3  2"),
    ("", "-  -"), ("a,b\r1,2\r3", "3:1  1"), ("a;b\n1\n", "2:1  1"), ("a\tb\n1\t2\t3\n", "2:5  3"),
  ])
  func `a row that does not fit its header is refused at its place`(
    _ text: String, _ problem: String
  ) throws {
    #expect(try problems("c.csv", text) { try $0.forEachRecord { _ in } }.first == problem)
  }

  @Test func `a header is checked once, even without rows`() throws {
    let header = "contract_id,account_id,account_name,terms,service,billing,service_begin\n"
    #expect(
      try contractProblems(header + String(repeating: "a,b,c,d,e,f,g\n", count: 50))
        == ["1:59 service_begin service_begin", "1:1 service_start -"])
    #expect(try contractProblems(header).count == 2)
  }

  @Test func `a cell that never ends is refused`() throws {
    let endless = String(repeating: "x", count: 100_000)
    #expect(try contractProblems(endless).count == 1)
    #expect(try contractProblems("\"" + endless).count == 1)
  }

  @Test(arguments: [
    ("fee", "1,000"), ("fee", "-1"), ("fee", "1000000000000000"), ("fee", "5.0"), ("fee", "+5"),
    ("tax_rate", "101"), ("tax_rate", "10.5"), ("fee_month_start_day", "32"),
    ("service_end", "2025-12-31"), ("valid_from", "2025-12-31"), ("labels", "site"),
    ("account_name", " "), ("quantities", "gib=5"), ("quantities", "backup_gib=-1"),
    ("billing", "monthly"),
  ])
  func `a cell that is not of its kind is refused`(_ column: String, _ cell: String) throws {
    var cells = [
      "contract_id": "C", "account_id": "A", "account_name": "甲", "terms": "t", "service": "s",
      "billing": "fixed-monthly", "service_start": "2026-01-01", "fee": "1",
    ]
    cells[column] = "\"\(cell)\""
    let columns = cells.keys.sorted()
    let text =
      columns.joined(separator: ",") + "\n" + columns.map { cells[$0] ?? "" }.joined(separator: ",")
    let found = try contractProblems(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.split(separator: " ")[1] == Substring(column))
  }

  @Test(arguments: ["10", "10%", "0", "100%"])
  func `a rate is a whole percentage`(_ rate: String) throws {
    let text =
      "contract_id,account_id,account_name,terms,service,billing,service_start,fee,tax_rate\n"
      + "C,A,甲,t,s,fixed-monthly,2026-01-01,1,\(rate)\n"
    #expect(try contractProblems(text).isEmpty)
  }

  @Test func `YAML is read as its writer meant it`() throws {
    let text = """
      - incident_id: 1001
        began_at: 2026-04-12T08:50:00+09:00
        known_at: ~
        impact: total
        affects: [{ contract_id: "1" }]
      """
    #expect(try incidentProblems(text, name: "i.yaml").isEmpty)
  }

  @Test(arguments: [
    ("a: 1\na: 2\n", "a"), ("a: [1\n", nil), ("- &a x\n- *a\n--- \n- b\n", nil), ("\t- x", nil),
  ])
  func `YAML that is not one plain document is refused`(_ text: String, _ found: String?) throws {
    let problems = try incidentProblems(text, name: "i.yaml")
    #expect(problems.count >= 1)
    if let found { #expect(problems[0].hasSuffix(" " + found)) }
  }

  @Test func `a name that tells no format is refused`() throws {
    #expect(try incidentProblems("{}", name: "i.txt") == ["-  i.txt"])
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    let file = RecordFile(name: "i.json", bytes: ByteReader([0x22, 0xFF, 0xFE, 0x22]))
    try file.forEachRecord { _ in }
    #expect(file.problems.list.count == 1)
  }
}
