import Domain
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Reading

/// Every field of a report, as JSON and as rows.
@Suite struct ReportTests {
  @Test func `every field of a report is read`() throws {
    let report = try Reports.only(
      """
      {"incident_id": "I", "revision": 3, "title": "内部", "customer_title": "大阪の障害",
       "began_at": "2026-04-12T08:50:00+09:00", "known_at": "2026-04-12T09:10:00+09:00",
       "expected_restored_at": "2026-06-01T00:00:00+09:00", "impact": "total",
       "attribution": "carrier", "announced_at": "2026-04-01T00:00:00+09:00",
       "window": {"from": "2026-04-12T08:00:00+09:00", "until": "2026-04-12T20:00:00+09:00"},
       "determined_by": "部長", "carrier": "他社", "ticket": "NOC-1", "drops": true,
       "affects": [{"contract_id": "C", "impact": "partial"}, {"terms": "t"}]}
      """)
    let incident = report.incident
    #expect((incident.id, incident.revision) == ("I", 3))
    #expect((incident.title, incident.customerTitle) == ("内部", "大阪の障害"))
    #expect(incident.times.known == Reports.moment("2026-04-12T09:10:00+09:00"))
    #expect(incident.expectedRestored == Reports.moment("2026-06-01T00:00:00+09:00"))
    #expect(incident.announcement?.window?.length == .hours(12))
    #expect((incident.determinedBy, incident.carrier, incident.ticket) == ("部長", "他社", "NOC-1"))
    #expect(incident.drops && !incident.withdrawn)
    #expect(incident.receipt == Reports.received)
    #expect(report.affects.map(\.impact) == [.partial, nil])
  }

  @Test func `a row has the same fields`() throws {
    let report = try Reports.only(
      """
      incident_id,revision,title,customer_title,began_at,known_at,restored_at,expected_restored_at,announced_at,window_from,window_until,impact,attribution,fault,determined_by,carrier,ticket,withdrawn,drops,contract_id
      I,3,内部,大阪の障害,2026-04-12T08:50:00+09:00,,,2026-06-01T00:00:00+09:00,2026-04-01T00:00:00+09:00,2026-04-12T08:00:00+09:00,2026-04-12T20:00:00+09:00,total,carrier,,部長,他社,NOC-1,false,true,C
      I,3,内部,大阪の障害,2026-04-12T08:40:00+09:00,,,2026-06-01T00:00:00+09:00,2026-04-01T00:00:00+09:00,2026-04-12T08:00:00+09:00,2026-04-12T20:00:00+09:00,partial,carrier,,部長,他社,NOC-1,false,true,D
      """, name: "i.csv")
    let incident = report.incident
    #expect((incident.title, incident.customerTitle) == ("内部", "大阪の障害"))
    #expect(incident.times.began == Reports.moment("2026-04-12T08:40:00+09:00"))
    #expect(incident.expectedRestored == Reports.moment("2026-06-01T00:00:00+09:00"))
    #expect(incident.announcement?.at == Reports.moment("2026-04-01T00:00:00+09:00"))
    #expect(incident.announcement?.window?.length == .hours(12))
    #expect((incident.determinedBy, incident.carrier, incident.ticket) == ("部長", "他社", "NOC-1"))
    #expect(incident.drops && !incident.withdrawn)
    #expect(incident.stages.map(\.impact) == [.total])
    #expect(report.affects.map(\.impact) == [.total, .partial])
  }

  @Test(arguments: [
    "title", "customer_title", "expected_restored_at", "announced_at", "window_until", "carrier",
    "ticket", "drops", "determined_by",
  ])
  func `rows agree on it`(_ column: String) throws {
    let values = [
      "expected_restored_at": "2026-06-01T00:00:00+09:00",
      "announced_at": "2026-04-02T00:00:00+09:00", "window_until": "2026-04-13T00:00:00+09:00",
      "drops": "true",
    ]
    let columns = ["window_from", "window_until", column]
    let header = (["incident_id", "began_at", "impact", "attribution", "contract_id"] + columns)
      .uniqued
    func row(_ contract: String, _ other: [String: String]) -> String {
      let cells = [
        "incident_id": "I", "began_at": "2026-04-12T00:00:00+09:00", "impact": "total",
        "attribution": "carrier", "contract_id": contract,
        "window_from": "2026-04-12T00:00:00+09:00", "window_until": "2026-04-14T00:00:00+09:00",
      ].merging(other) { $1 }
      return header.map { cells[$0] ?? "" }.joined(separator: ",")
    }
    let text = [
      header.joined(separator: ","), row("C", [:]), row("D", [column: values[column] ?? "x"]),
    ]
    #expect(try Reports.wrong(text.joined(separator: "\n"), name: "i.csv") == [column])
  }

  @Test func `known before it began is a notice, and taken`() throws {
    let known = #""known_at": "2026-04-01T00:00:00+09:00""#
    #expect(try Reports.wrong(Reports.incident(known)) == [])
    let entries = """
      {"contract_id": "C", "known_at": "2026-04-01T00:00:00+09:00"},
      {"contract_id": "D", "began_at": "2026-04-12T12:00:00+09:00"}
      """
    #expect(
      try Reports.wrong(
        Reports.incident(affects: entries, #""known_at": "2026-04-12T09:00:00+09:00""#)) == [])
  }

  @Test func `a phase that states no impact leaves that of the entries`() throws {
    let report = try Reports.only(
      Reports.incident(
        affects: #"{"contract_id": "C", "impact": "partial"}"#,
        """
        "phases": [{"from": "2026-04-12T09:00:00+09:00", "attribution": "carrier"},
                   {"from": "2026-04-12T10:00:00+09:00", "impact": "equivalent"}]
        """))
    let incident = report.incident
    #expect(incident.stages.map(\.statesImpact) == [true, false, true])
    #expect(incident.stages.map(\.impact) == [.total, .total, .equivalent])
    #expect(
      incident.stages(startingWith: report.affects[0].impact).map(\.impact)
        == [.partial, .partial, .equivalent])
  }

  @Test func `only another attribution drops the fault`() throws {
    let report = try Reports.only(
      Reports.incident(
        """
        "attribution": "provider", "fault": "negligence",
        "phases": [{"from": "2026-04-12T09:00:00+09:00", "attribution": "provider"},
                   {"from": "2026-04-12T10:00:00+09:00", "attribution": "carrier"},
                   {"from": "2026-04-12T11:00:00+09:00", "attribution": "provider"}]
        """))
    #expect(report.incident.stages.map(\.fault) == [.negligence, .negligence, nil, nil])
  }

  @Test(arguments: [
    (#"{"terms": "optage-connectivity-cloud-storage", "service": "cloud-storage"}"#, "", ""),
    (#"{"terms": "network-service", "service": "anything"}"#, "", ""),
    (#"{"service": "anything"}"#, "", ""), (#"{"contract_id": "X"}"#, "", ""),
    (#"{"terms": "network-servise"}"#, "affects[0].terms", "did you mean “network-service”?"),
    (#"{"terms": "x"}"#, "affects[0].terms", "remove it, or use one of: "),
    (
      #"{"terms": "optage-connectivity-cloud-storage", "service": "cloud-strage"}"#,
      "affects[0].service", "did you mean “cloud-storage”?"
    ),
  ])
  func `an entry selects by terms that are held, and by a service that they name`(
    _ entry: String, _ path: String, _ says: String
  ) throws {
    let editions = try [
      "network-service/2022-12-01", "optage-connectivity-cloud-storage/2024-01-31",
    ].map { name in
      let bytes = try Data(contentsOf: shippedTerms.appending(path: "\(name).yaml"))
      let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(bytes)))
      return try #require(try file.readTerms())
    }
    let problems = try Reports.problems("i.json", Reports.incident(affects: entry)) { file in
      var list = IncidentList()
      try file.readIncidents(
        into: &list, checking: TermsCatalogue(editions), received: Reports.received)
    }
    #expect(problems.map(\.path) == (path.isEmpty ? [] : [path]))
    if let problem = problems.first { #expect(problem.fix.en.hasPrefix(says)) }
  }

  // MARK: Taken back

  @Test func `a report is taken back by its name alone`() throws {
    let report = try Reports.only(#"{"incident_id": "I", "revision": 2, "withdrawn": true}"#)
    #expect(report.incident.withdrawn)
    #expect(report.affects.isEmpty)
    #expect(report.incident.times == OutageTimes(began: Reports.now, known: nil, restored: nil))
    #expect(report.incident.stages.map(\.impact) == [.total])
    #expect(report.incident.stages.map(\.attribution) == [.undetermined])
  }

  @Test func `in a row too`() throws {
    let alone = try Reports.only("incident_id,revision,withdrawn\nI,2,true\n", name: "i.csv")
    #expect(alone.incident.withdrawn && alone.affects.isEmpty)
    let header = "incident_id,revision,withdrawn,began_at,impact,contract_id\n"
    let cells = try Reports.only(header + "I,2,true,,,\n", name: "i.csv")
    #expect(cells.incident == alone.incident)
    let whole = try Reports.only(
      header + "I,2,true,2026-04-12T08:50:00+09:00,total,C\n", name: "i.csv")
    #expect(whole.incident.withdrawn && whole.affects.count == 1)
    #expect(
      try Reports.wrong(header + "I,2,true,,,\nI,2,true,,,\n", name: "i.csv") == ["incident_id"])
    #expect(
      try Reports.wrong(header + "I,2,,,,\n", name: "i.csv") == [
        "began_at", "impact", "contract_id",
      ])
  }

  @Test func `what a withdrawn report says need not hold`() throws {
    let works = Reports.works(
      day: "2026-05-28", began: "01:00:00", restored: "23:00:00", announced: nil)
    #expect(try Reports.wrong(works).count > 1)
    #expect(try Reports.wrong(works.dropLast() + #", "withdrawn": true}"#) == [])
    #expect(
      try Reports.wrong(#"{"incident_id": "I", "withdrawn": true, "began_at": "soon"}"#)
        == ["began_at"])
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
