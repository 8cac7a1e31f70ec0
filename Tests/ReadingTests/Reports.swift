import Domain
import Quantities
import Testing

@testable import Reading

/// Files as a test writes them, received at noon of 28 May 2026.
enum Reports {
  static let now = moment("2026-05-28T12:00:00+09:00")
  static let received = Receipt(now)

  static func moment(_ text: String) -> Moment {
    (try? Moment(rfc3339: text)) ?? Moment(milliseconds: 0)
  }

  /// What is wrong with a file, in the order found.
  static func problems(
    _ name: String, _ text: String, _ read: (RecordFile) throws -> Void
  ) rethrows -> [Problem] {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    try read(file)
    return file.problems.list
  }

  /// What is wrong with a file of reports, in the order found.
  static func problems(_ text: String, name: String = "i.json") throws -> [Problem] {
    try problems(name, text) { file in
      var list = IncidentList()
      try file.readIncidents(into: &list, checking: nil, received: received)
    }
  }

  /// The fields that are wrong in a file of reports, in the order found.
  static func wrong(_ text: String, name: String = "i.json") throws -> [String] {
    try problems(text, name: name).map(\.path)
  }

  /// The one report of a file that has to be right.
  static func only(
    _ text: String, name: String = "i.json", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> IncidentList.Report {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    var list = IncidentList()
    try file.readIncidents(into: &list, checking: nil, received: received)
    #expect(file.problems.list == [], sourceLocation: sourceLocation)
    let revisions = try #require(list.reports.values.first, sourceLocation: sourceLocation)
    return try #require(revisions.values.first, sourceLocation: sourceLocation)
  }

  /// A report that began on 12 April, with what a test adds.
  static func incident(
    began: String = "2026-04-12T08:50:00+09:00", impact: String = "total",
    affects: String = #"{"contract_id": "C"}"#, _ more: String = ""
  ) -> String {
    """
    {"incident_id": "I", "began_at": "\(began)", "impact": "\(impact)",
     "affects": [\(affects)]\(more.isEmpty ? "" : ", \(more)")}
    """
  }

  /// A report of planned works, announced a week ahead for the hours from 1 to 5 of a night.
  static func works(
    day: String = "2026-05-20", began: String = "01:00:00", restored: String? = "05:00:00",
    announced: String? = "2026-05-13T10:00:00+09:00",
    window: String? = nil, affects: String = #"{"contract_id": "C"}"#, _ more: String = ""
  ) -> String {
    func time(_ text: String) -> String { "\(day)T\(text)+09:00" }
    let fields = [
      restored.map { #""restored_at": "\#(time($0))""# },
      announced.map { #""announced_at": "\#($0)""# },
      window ?? #""window": {"from": "\#(time("01:00:00"))", "until": "\#(time("05:00:00"))"}"#,
      more,
    ].compactMap { $0 }.filter { !$0.isEmpty }
    return incident(
      began: time(began), affects: affects,
      #""attribution": "planned-maintenance", "# + fields.joined(separator: ", "))
  }
}
