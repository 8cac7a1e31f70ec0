import Bookkeeping
import Domain
import Foundation
import GRDB
import IngestingSupport
import Quantities
import Serving
import ServingSupport
import TestSupport
import Testing

/// Small files are taken in together: each comes out as it would alone, and none undoes its neighbour.
@Suite(.tags(.slow), .unlessFast) struct GroupTests {
  /// Files that come one after another: good ones, bad ones, and some that say again what was said.
  private static let files: [(name: String, text: String)] =
    [("contracts/c.csv", ServiceHarness.contracts)]
    + (1...6).map { ("incidents/\($0).json", ServiceHarness.incident("INC-\($0)")) }
    + [
      ("incidents/7-bad.json", "{"),
      ("incidents/8-again.json", ServiceHarness.incident("INC-2")),
      ("incidents/9-later.json", ServiceHarness.incident("INC-2", revision: 2, restored: nil)),
      ("charges/1-bad.csv", "contract_id\nC-1\n"),
    ]

  private func harness() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.copyTerms()
    try place.stopClock()
    return place
  }

  private func drop(_ index: Int, _ place: ServiceHarness) throws {
    let (name, text) = Self.files[index]
    try place.drop(name, text)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_780_000_000 + Double(index))],
      ofItemAtPath: place.path("spool/\(name)"))
  }

  private func rows(_ place: ServiceHarness, _ sql: String) throws -> [String] {
    try DatabaseQueue(path: place.path("state/ledger.sqlite")).read {
      try Row.fetchAll($0, sql: sql).map {
        $0.databaseValues.map(\.description).joined(separator: "|")
      }
    }
  }

  private static let compared = [
    "SELECT file_name, sha256 FROM input ORDER BY sequence",
    "SELECT number, kind, net, gross FROM credit_note ORDER BY sequence",
    "SELECT body FROM note_line ORDER BY note, ordinal",
    "SELECT body FROM assessment ORDER BY id",
    "SELECT contract_id, incident_id, revision FROM contract_incident ORDER BY 1, 2",
  ]

  @Test func `what comes of files is the same, together or one by one`() throws {
    let (together, alone) = (try harness(), try harness())
    for index in Self.files.indices where index != Self.files.count - 1 {
      try drop(index, together)
      try drop(index, alone)
      try alone.run()
    }
    // Charges come before incidents where both lie there.
    try drop(Self.files.count - 1, together)
    try together.run()
    try drop(Self.files.count - 1, alone)
    try alone.run()
    for sql in Self.compared {
      #expect(try rows(together, sql) == rows(alone, sql), "\(sql)")
    }
    #expect(together.accepted() == alone.accepted())
    #expect(together.accepted().count == 9)
    func refused(_ place: ServiceHarness) -> [String] {
      place.files("spool/rejected").filter { !$0.contains(".reason.") }
    }
    #expect(refused(together).count == 2 && refused(together) == refused(alone))
  }

  @Test func `files of a backlog come into the ledger in one transaction`() throws {
    let place = try harness()
    let service = try place.makeService()
    try service.recover()
    for index in 1...6 { try drop(index, place) }
    #expect(try seen(by: service, place) == [0, 6])
  }

  /// How many inputs there are more, whenever the service asks whether it is to end: before each group, and while
  /// documents are written.
  private func seen(by service: Service, _ place: ServiceHarness) throws -> Set<Int> {
    let ledger = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    func inputs() throws -> Int {
      try ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM input") ?? 0 }
    }
    let before = try inputs()
    var seen: Set<Int> = []
    try service.takeAll(registersAtOnce: true) {
      seen.insert(((try? inputs()) ?? 0) - before)
      return false
    }
    return seen
  }

  @Test func `what comes meanwhile does not overtake what is urgent, too, and came before`() throws
  {
    let place = try harness()
    let padding = String(repeating: "\n", count: 100_000)
    for (number, fee) in [(1, "50000"), (2, "60000")] {
      try place.drop(
        "contracts/\(number).csv",
        ServiceHarness.contracts.replacing("50000", with: fee) + padding)
    }
    func report(_ revision: Int, _ contracts: [String]) -> String {
      ServiceHarness.incident(
        revision: revision,
        affects: contracts.map { #"{"contract_id": "\#($0)"}"# }.joined(separator: ","))
    }
    try place.drop("incidents/1.json", report(1, ["C-1", "C-2"]))
    let service = try place.makeService()
    try service.recover()
    var asked = 0
    try service.takeAll(registersAtOnce: true) {
      asked += 1
      if asked == 1 { try? place.drop("incidents/2.json", report(2, ["C-1"])) }
      return false
    }
    #expect(place.accepted("incidents").map { $0.suffix(6) } == ["1.json"])
    #expect(
      place.files("spool/rejected").contains { $0.hasSuffix("2.json") },
      "it leaves a contract out, and does not say so")
  }

  @Test func `a file that affects very many contracts keeps none of its group waiting`() throws {
    let place = try harness()
    try place.drop(
      "contracts/c.csv",
      ServiceHarness.contracts
        + (1...998).map { "D-\($0),A-9,丙,network-service,vpn,fixed-monthly,3000,2025-01-01\n" }
        .joined())
    try place.run()
    for (name, text) in [
      ("1", ServiceHarness.incident("INC-1", affects: #"{"contract_id": "C-1"}"#)),
      ("2", ServiceHarness.incident("INC-2")),
      ("3", ServiceHarness.incident("INC-3", affects: #"{"contract_id": "C-2"}"#)),
    ] {
      try place.drop("incidents/\(name).json", text)
    }
    let service = try place.makeService()
    try service.recover()
    #expect(
      try seen(by: service, place) == [0, 2, 3], "the second is taken alone, after the first")
    let order = try rows(place, "SELECT file_name FROM input WHERE kind = 'incidents' ORDER BY 1")
    #expect(order.count == 3 && place.files("spool/.taking").isEmpty)
  }

  @Test func `an incident that comes while others are taken waits for the one under way`() throws {
    let place = try harness()
    let padding = String(repeating: "\n", count: 100_000)
    try place.drop("contracts/1.csv", ServiceHarness.contracts + padding)
    try place.drop(
      "contracts/2.csv", ServiceHarness.contracts.replacing("50000", with: "60000") + padding)
    let service = try place.makeService()
    try service.recover()
    var asked = 0
    try service.takeAll(registersAtOnce: true) {
      asked += 1
      // Asked before each: the first is now taken.
      if asked == 1 { try? place.drop("incidents/urgent.json", ServiceHarness.incident()) }
      return false
    }
    let order = try rows(
      place,
      "SELECT file_name FROM input WHERE kind IN ('contracts', 'incidents') ORDER BY sequence")
    #expect(order == [#""1.csv""#, #""urgent.json""#, #""2.csv""#])
  }
}
