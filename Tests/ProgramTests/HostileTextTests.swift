import Foundation
import IngestingSupport
import Logging
import ServingSupport
import Synchronization
import TestSupport
import Testing

@testable import Ingesting
@testable import Serving

/// Names, keys and titles that are made to deceive whoever looks at them, or the terminal that shows them.
@Suite(.tags(.slow), .unlessFast) struct HostileTextTests {
  /// What terminals obey, what turns the direction of writing, and what is not seen.
  static let hostile = [
    "\u{1B}]0;pwned\u{7}", "\u{9B}2J", "\u{202E}gnp", "\u{2066}", "\u{2069}", "\u{200B}",
    "\u{FEFF}",
    "\u{61C}", "\u{2028}",
  ]

  /// Whether a text has any of them as it is.
  private func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n" || scalar == "\t"
      case .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  private func json(_ text: String) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: [text]), as: UTF8.self).dropFirst()
      .dropLast().description
  }

  /// What the service said, entry by entry, with its fields.
  private final class Said: Sendable {
    let entries = Mutex<[(message: String, fields: Logger.Metadata)]>([])
  }

  private struct Listener: LogHandler {
    let said: Said
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
      said.entries.withLock { $0.append((event.message.description, event.metadata ?? [:])) }
    }
  }

  private func run(_ place: ServiceHarness) throws -> [(message: String, fields: Logger.Metadata)] {
    let said = Said()
    let service = try Service(
      place.settings, terms: TermsDirectory(place.settings.terms).loadFiles(),
      logger: Logger(label: "test") { _ in Listener(said: said) })
    try service.recover()
    try service.takeAll()
    return said.entries.withLock { $0 }
  }

  private func ctl(_ arguments: [String], _ place: ServiceHarness) throws -> (
    output: String, errors: String, status: Int32
  ) {
    try LedgerSockets.askDirectly(arguments, place)
  }

  @Test(arguments: hostile)
  func `keys, headers and values of a refused file are clean wherever they are told`(
    _ text: String
  ) throws {
    let place = try ServiceHarness()
    try place.drop(
      "incidents/key.json", #"{"incident_id": "INC-1", \#(try json("title" + text)): 1}"#)
    try place.drop(
      "incidents/key.yaml", "incident_id: INC-1\n\(try json("tit\(text)le")): 1\n...\n")
    try place.drop(
      "incidents/value.json", #"{"incident_id": \#(try json("INC" + text)), "impact": "total"}"#)
    try place.drop("contracts/header.csv", "contract_id,fee\(text)\nC-1,\(text)\n")
    let long = String(repeating: "k", count: 100_000) + text
    try place.drop("incidents/long.json", #"{"incident_id": "INC-1", \#(try json(long)): 1}"#)
    for entry in try run(place) {
      #expect(isClean(entry.message) && entry.message.utf8.count < 20_000)
      for (_, field) in entry.fields { #expect(isClean(field.description)) }
    }
    let reasons = place.files("spool/rejected").filter { $0.contains(".reason.") }
    #expect(reasons.count == 10)
    for reason in reasons {
      let told = try place.text("spool/rejected/\(reason)")
      #expect(isClean(told) && told.utf8.count < 50_000, "\(reason)")
    }
    #expect(isClean(try ctl(["rejected"], place).output))
    let checked = try ctl(["check", place.path("spool/nothing\(text.first ?? "x")")], place)
    #expect(isClean(checked.errors))
  }

  @Test(arguments: ["\u{202E}gnp.json", "\u{200B}.json", "a\u{2066}b.json"])
  func `names of files are clean wherever they are told`(_ name: String) throws {
    let place = try ServiceHarness()
    try place.drop("incidents/\(name)", "{")
    try place.drop("contracts/\(name).csv", ServiceHarness.contracts)
    let said = try run(place)
    #expect(said.contains { $0.message.contains("\\u{") })
    for entry in said {
      #expect(isClean(entry.message))
      for (_, field) in entry.fields { #expect(isClean(field.description)) }
    }
    let listed = try ctl(["rejected"], place)
    #expect(isClean(listed.output) && listed.output.contains("\\u{"))
    // For programs it is the name itself.
    let line = try ctl(["rejected", "--format", "json"], place).output
    #expect(isClean(line))
    let found = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect((found?["file"] as? String)?.hasSuffix(name) == true)
  }

  @Test func `a name with line breaks makes no lines of its own in the journal`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/a\nFORGED: b\u{1B}.json", "{}")
    let said = try run(place)
    #expect(said.contains { $0.message.contains("a\\u{A}FORGED: b\\u{1B}.json") })
    #expect(!said.contains { $0.message.contains("\n") })
  }

  @Test func `titles and names are clean on a terminal, and whole in JSON`() throws {
    let place = try ServiceHarness()
    let name = "株式会社\u{202E}甲\u{200B}"
    try place.drop(
      "contracts/c.csv", ServiceHarness.contracts.replacing("株式会社甲", with: name))
    try place.drop(
      "incidents/i.json", ServiceHarness.incident(more: "\"title\": \(try json(name)),"))
    for entry in try run(place) { #expect(isClean(entry.message)) }
    let number = String(try #require(try place.notes().first).prefix(14))
    for command in [["notes"], ["incidents"], ["show", "C-1"], ["explain", number]] {
      let shown = try ctl(command, place)
      #expect(shown.status == 0 && isClean(shown.output), "\(command)")
    }
    let line = try ctl(["incidents", "--format", "json"], place).output
    #expect(isClean(line))
    let found = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(found?["title"] as? String == name)
  }

  private func incidents(_ fields: Logger.Metadata) -> [String] {
    guard case .array(let values)? = fields["INCIDENT_ID"] else { return [] }
    return values.map(\.description)
  }

  @Test func `every incident of a file, and the notes that came of it, are found by its name`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    let reports = (1...205).map { ServiceHarness.incident("INC-\($0)") }
    try place.drop("incidents/all.json", "[\(reports.joined(separator: ","))]")
    let said = try run(place)
    let accepted = said.filter {
      $0.fields["MESSAGE_ID"]?.description == JournalEvent.accepted.messageID
        && !incidents($0.fields).isEmpty
    }
    #expect(accepted.map { incidents($0.fields).count } == [100, 100, 5])
    #expect(Set(accepted.flatMap { incidents($0.fields) }).count == 205)
    let issued = said.filter {
      $0.fields["MESSAGE_ID"]?.description == JournalEvent.issued.messageID
    }
    #expect(issued.contains { incidents($0.fields).contains("INC-205") })
  }
}
