import Domain
import Quantities
import Testing

@testable import Reading

/// Planned maintenance is what was announced for a window and carried out inside it; a repair is part of
/// the fault that it mends (I-8, I-32).
@Suite struct WorksTests {
  @Test func `works are announced, and for a window`() throws {
    let incident = try Reports.only(Reports.works()).incident
    #expect(
      incident.announcement
        == Announcement(
          at: Reports.moment("2026-05-13T10:00:00+09:00"),
          window: Interval(
            Reports.moment("2026-05-20T01:00:00+09:00"), Reports.moment("2026-05-20T05:00:00+09:00")
          )
        ))
    #expect(try Reports.wrong(Reports.works(announced: nil)) == ["announced_at"])
    #expect(try Reports.wrong(Reports.works(window: "")) == ["window"])
  }

  @Test(arguments: [
    (#""window": {"from": "2026-05-20T01:00:00+09:00"}"#, "window.until"),
    (#""window": {"until": "2026-05-20T01:00:00+09:00"}"#, "window.from"),
    (
      #""window": {"from": "2026-05-20T01:00:00+09:00", "until": "2026-05-20T01:00:00+09:00"}"#,
      "window.until"
    ),
    (
      #""window": {"from": "2026-05-20T01:00:00+09:00", "until": "2026-05-20T05:00:00+09:00", "x": 1}"#,
      "window.x"
    ),
  ])
  func `a window has a start and a later end`(_ window: String, _ path: String) throws {
    #expect(try Reports.wrong(Reports.works(window: window)) == [path])
  }

  @Test func `they begin after their announcement`() throws {
    let began = "2026-05-20T01:00:00+09:00"
    #expect(try Reports.wrong(Reports.works(announced: began)) == [])
    let late = "2026-05-20T01:00:00.001+09:00"
    let problem = try #require(try Reports.problems(Reports.works(announced: late)).first)
    #expect(problem.path == "began_at")
    #expect(problem.fix.en.contains("emergency-maintenance"))
  }

  @Test func `every contract's part of them lies inside the window`() throws {
    #expect(try Reports.wrong(Reports.works(began: "00:59:59.999")) == ["began_at"])
    #expect(try Reports.wrong(Reports.works(restored: "05:00:00.001")) == ["restored_at"])
    func entry(_ field: String, _ time: String) -> String {
      Reports.works(
        affects: #"{"contract_id": "C", "\#(field)": "2026-05-20T\#(time)+09:00"}"#)
    }
    #expect(try Reports.wrong(entry("restored_at", "05:00:00")) == [])
    #expect(try Reports.wrong(entry("restored_at", "05:00:00.001")) == ["affects[0].restored_at"])
    #expect(try Reports.wrong(entry("began_at", "00:59:59.999")) == ["affects[0].began_at"])
    #expect(try Reports.wrong(Reports.works(restored: nil)) == [])
    // The report's own times are nobody's where every entry has others.
    let others =
      #""began_at": "2026-05-20T01:00:00+09:00", "restored_at": "2026-05-20T05:00:00+09:00""#
    #expect(
      try Reports.wrong(
        Reports.works(
          began: "00:00:00", restored: "06:00:00", affects: #"{"contract_id": "C", \#(others)}"#))
        == [])
  }

  @Test func `what overruns the window has an attribution of its own`() throws {
    func report(_ phase: String, from time: String = "05:00:00") -> String {
      Reports.works(
        restored: "06:00:00", #""phases": [{"from": "2026-05-20T\#(time)+09:00", \#(phase)}]"#)
    }
    #expect(try Reports.wrong(report(#""attribution": "undetermined""#)) == [])
    #expect(try Reports.wrong(report(#""attribution": "emergency-maintenance""#)) == [])
    #expect(try Reports.wrong(report(#""impact": "partial""#)) == ["restored_at"])
    let problem = try #require(
      try Reports.problems(report(#""attribution": "provider""#, from: "05:00:00.001")).first)
    #expect(problem.path == "phases[0].from")
    #expect(problem.fix.en.contains("write a phase from 2026-05-20T05:00:00+09:00 on"))
  }

  @Test func `rows are held to the same`() throws {
    func rows(
      _ announced: String, _ from: String, _ until: String, began: String = "01:00:00",
      restored: String = "05:00:00"
    ) -> String {
      """
      incident_id,began_at,restored_at,impact,attribution,announced_at,window_from,window_until,contract_id
      I,2026-05-20T\(began)+09:00,2026-05-20T\(restored)+09:00,total,planned-maintenance,\(announced),\(from),\(until),C
      """
    }
    let announced = "2026-05-13T10:00:00+09:00"
    let (from, until) = ("2026-05-20T01:00:00+09:00", "2026-05-20T05:00:00+09:00")
    func wrong(_ text: String) throws -> [String] { try Reports.wrong(text, name: "i.csv") }
    #expect(try wrong(rows(announced, from, until)) == [])
    #expect(try wrong(rows("", from, until)) == ["announced_at"])
    #expect(try wrong(rows(announced, "", "")) == ["window_from"])
    #expect(try wrong(rows(announced, from, "")) == ["window_until"])
    #expect(try wrong(rows(announced, "", until)) == ["window_from"])
    #expect(try wrong(rows(announced, until, from)) == ["window_until"])
    #expect(try wrong(rows(announced, from, until, began: "00:59:59")) == ["began_at"])
    #expect(try wrong(rows(announced, from, until, restored: "05:00:01")) == ["restored_at"])
  }

  @Test(arguments: ["carrier", "legal-restriction"])
  func `others may say what was announced`(_ attribution: String) throws {
    let incident = try Reports.only(
      Reports.incident(
        """
        "attribution": "\(attribution)", "announced_at": "2026-04-01T00:00:00+09:00",
        "window": {"from": "2026-04-12T00:00:00+09:00", "until": "2026-04-13T00:00:00+09:00"}
        """)
    ).incident
    #expect(incident.announcement?.window?.length == .day)
  }

  @Test func `where nothing can be announced, nothing is said to be`() throws {
    let announcement = #""announced_at": "2026-04-01T00:00:00+09:00""#
    let window =
      #""window": {"from": "2026-04-12T00:00:00+09:00", "until": "2026-04-13T00:00:00+09:00"}"#
    #expect(
      try Reports.wrong(
        Reports.incident(#""attribution": "provider", \#(announcement), \#(window)"#))
        == ["announced_at", "window"])
    let phase = #""phases": [{"from": "2026-04-12T09:00:00+09:00", "attribution": "carrier"}]"#
    #expect(try Reports.wrong(Reports.incident("\(announcement), \(phase)")) == [])
  }

  @Test(arguments: [
    "provider", "faultless-failure", "customer", "carrier", "third-party", "force-majeure",
    "legal-restriction", "suspension", "undetermined",
  ])
  func `no phase turns a fault into works`(_ attribution: String) throws {
    for works in ["planned-maintenance", "emergency-maintenance"] {
      let problem = try #require(
        try Reports.problems(
          Reports.incident(
            """
            "attribution": "\(attribution)",
            "phases": [{"from": "2026-04-12T09:00:00+09:00", "attribution": "\(works)"}]
            """)
        ).first)
      #expect(problem.path == "phases[0].attribution")
      #expect(problem.expected.en.contains("“\(attribution)”"))
      #expect(problem.fix.en.contains("part of the fault"))
    }
  }

  @Test func `planned works may go on as planned or as emergency works, but not the other way`()
    throws
  {
    func report(_ phases: [String]) -> String {
      let listed = phases.enumerated().map { index, attribution in
        #"{"from": "2026-05-20T0\#(2 + index):00:00+09:00", "attribution": "\#(attribution)"}"#
      }
      return Reports.works(#""phases": [\#(listed.joined(separator: ","))]"#)
    }
    #expect(try Reports.wrong(report(["planned-maintenance"])) == [])
    #expect(
      try Reports.wrong(report(["emergency-maintenance", "emergency-maintenance"])) == [])
    #expect(
      try Reports.wrong(report(["emergency-maintenance", "planned-maintenance"]))
        == ["phases[1].attribution"])
    #expect(
      try Reports.wrong(report(["provider", "planned-maintenance"])) == ["phases[1].attribution"])
    #expect(
      try Reports.wrong(
        Reports.incident(
          """
          "attribution": "emergency-maintenance",
          "phases": [{"from": "2026-04-12T09:00:00+09:00", "impact": "partial"}]
          """)) == [])
  }
}
