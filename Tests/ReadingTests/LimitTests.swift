import Domain
import Quantities
import TestSupport
import Testing

@testable import Reading

/// How much one record may say: up to a limit it is taken, beyond it is refused with the limit.
@Suite struct LimitTests {
  /// The first problem of a file of reports in English; `nil` where it has none.
  private func problem(_ text: String, name: String = "i.json") throws -> String? {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: Reports.received)
    return file.problems.list.first?.message(in: .en)
  }

  private func report(phases: Int = 0, selectors: Int = 1, named: Int = 0) -> String {
    let began = Reports.moment("2026-01-01T00:00:00+09:00")
    let phases = (1...max(1, phases)).prefix(phases).map {
      #"{"from": "\#(began + .hours(Int64($0)))", "impact": "partial"}"#
    }
    let affects =
      (0..<selectors).map { #"{"labels": {"rack": "\#($0)"}}"# }
      + (0..<named).map { #"{"contract_id": "C-\#($0)"}"# }
    return """
      {"incident_id": "I", "began_at": "\(began)", "impact": "total",
       "phases": [\(phases.joined(separator: ","))], "affects": [\(affects.joined(separator: ","))]}
      """
  }

  @Test func `a report has up to 200 phases`() throws {
    #expect(try problem(report(phases: 200)) == nil)
    let refusal = try #require(try problem(report(phases: 201)))
    #expect(refusal.contains("phases: expected at most 200 phases, found “[… 201]”"))
  }

  @Test func `of very many phases nothing but their number is told`() throws {
    let file = RecordFile(name: "i.json", bytes: ByteReader(Array(report(phases: 10_000).utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: Reports.received)
    #expect(file.problems.list.map(\.path) == ["phases"])
  }

  @Test func `a report selects by up to 1,000 entries, and names any number of contracts`() throws {
    #expect(try problem(report(selectors: 1_000, named: 3_000)) == nil)
    let refusal = try #require(try problem(report(selectors: 1_001)))
    #expect(refusal.contains("affects: expected at most 1000 entries that select"))
    #expect(refusal.contains("found “[… 1001]”"))
  }

  @Test(arguments: [100, 101]) func `an entry has up to 100 labels`(_ count: Int) throws {
    let labels = (0..<count).map { #""k\#($0)": "v""# }.joined(separator: ",")
    let found = try problem(
      """
      {"incident_id": "I", "began_at": "2026-01-01T00:00:00+09:00", "impact": "total",
       "affects": [{"labels": {\(labels)}}]}
      """)
    #expect(found?.contains("expected names with values, at most 100") ?? false == (count > 100))
  }

  @Test(arguments: [100, 101]) func `a contract has up to 100 labels`(_ count: Int) throws {
    let labels = (0..<count).map { "k\($0)=v" }.joined(separator: ";")
    let text = """
      contract_id,account_id,account_name,terms,service,billing,fee,service_start,labels
      C,A,甲,network-service,vpn,fixed-monthly,1,2025-01-01,\(labels)
      """
    let file = RecordFile(name: "c.csv", bytes: ByteReader(Array(text.utf8)))
    try file.readContracts(checking: nil, received: Reports.received) { _, _ in }
    #expect(file.problems.list.map(\.path) == (count > 100 ? ["labels"] : []))
  }

  @Test(arguments: ["json", "yaml"]) func `a record has up to 1,000 fields`(
    _ format: String
  ) throws {
    func map(_ count: Int) -> String {
      "{" + (0..<count).map { #""k\#($0)": 1"# }.joined(separator: ", ") + "}"
    }
    #expect(try problem(map(1_000), name: "i.\(format)")?.contains("is required") == true)
    let refusal = try #require(try problem(map(1_001), name: "i.\(format)"))
    #expect(refusal.contains("expected at most 1000 fields in one record, found “> 1000”"))
  }

  @Test(arguments: [1_000, 1_001, 300_000]) func `a CSV file has up to 1,000 columns`(
    _ count: Int
  ) throws {
    let header = (0..<count).map { "contract_id\($0)" }.joined(separator: ",")
    let refusal = try #require(try problem(header + "\n", name: "i.csv"))
    #expect(refusal.contains("expected at most 1000 columns, found “> 1000”") == (count > 1_000))
  }

  @Test func `a row of any length is refused where its columns end`() throws {
    let file = RecordFile(
      name: "c.csv",
      bytes: ByteReader(Array(("contract_id,fee_month,amount\n" + "1,".repeated(2_000)).utf8)))
    try file.readCharges(received: Reports.received) { _, _ in }
    #expect(file.problems.list.map { $0.position?.column } == [2_001])
  }

  @Test func `YAML has up to 4 MiB`() throws {
    func list(_ bytes: Int) -> String { "# " + "x".repeated(bytes - 5) + "\n[]" }
    #expect(list(4 << 20).utf8.count == 4 << 20)
    #expect(try problem(list(4 << 20), name: "i.yaml") == nil)
    let refusal = try #require(try problem(list(4 << 20) + " ", name: "i.yaml"))
    #expect(refusal.contains("at most 4 MiB of YAML"))
  }

  @Test func `reading tells that it goes on, for every record and every entry, and can be ended`()
    throws
  {
    struct Ended: Error {}
    for most in [0, 1, 5, 500] {
      var calls = 0
      let file = RecordFile(
        name: "i.json", bytes: ByteReader(Array(report(selectors: 0, named: 1_000).utf8)),
        progress: {
          calls += 1
          if calls > most { throw Ended() }
        })
      var list = IncidentList()
      #expect(throws: Ended.self) {
        try file.readIncidents(into: &list, checking: nil, received: Reports.received)
      }
      #expect(calls == most + 1)
    }
  }

  @Test func `what helps nobody any more is not put together`() {
    let problems = Problems(file: "x")
    var made = 0
    func fix() -> LocalizedText {
      made += 1
      return LocalizedText(ja: "", en: "")
    }
    for _ in 0..<1_000 {
      problems.add(at: nil, "", expected: LocalizedText(ja: "", en: ""), found: nil, fix: fix())
    }
    #expect((problems.list.count, problems.unlisted, made) == (200, 800, 200))
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
