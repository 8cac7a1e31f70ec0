import Bookkeeping
import Foundation
import GRDB
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing
import Verifying

/// A ledger that was lost is restored from a copy and takes in again what that lacks.
@Suite(.tags(.slow), .unlessFast) struct CatchUpTests {
  /// Files as they come, with repetitions, refusals, revisions and people's decisions among them.
  static let files: [(name: String, text: String)] = [
    ("contracts/c.csv", ServiceHarness.contracts), ("incidents/i.json", ServiceHarness.incident()),
    ("contracts/again.csv", ServiceHarness.contracts), ("incidents/broken.json", "{"),
    ("charges/k.csv", "contract_id,fee_month,amount\nC-1,2026-04,50000\n"),
    (
      "incidents/i.json",
      ServiceHarness.incident(
        revision: 2, affects: #"{"contract_id": "C-2"}, {"contract_id": "C-1"}"#,
        more: #""drops": true,"#)
    ),
    ("incidents/j.json", ServiceHarness.incident("INC-2", affects: #"{"contract_id": "C-9"}"#)),
    ("contracts/c.csv", ServiceHarness.contracts.replacing("30000", with: "60000")),
    (
      "acknowledgements/a.csv",
      "acknowledgement_id,number,booked_on\nA-1,CN-\(Self.year)-000001,2026-05-01\n"
    ),
    ("requests/r.json", #"{ "request_id": "R-1", "action": "reassess" }"#),
    (
      "incidents/k.json.receipt.json",
      ServiceHarness.incident("INC-3", affects: #"{"contract_id": "C-1"}"#)
    ),
    ("incidents/i.json", ServiceHarness.incident(revision: 3, more: #""withdrawn": true,"#)),
    (
      "accounts/m.csv",
      "account_id,merged_into,account_name,merged_on\nA-2,A-1,株式会社甲,2026-05-01\n"
    ),
  ]

  static var year: String {
    String(Calendar(identifier: .gregorian).component(.year, from: Date() + 9 * 3_600))
  }

  func hashes(_ place: ServiceHarness) throws -> [String] {
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    return try queue.read { database in
      try String.fetchAll(
        database, sql: "SELECT hash FROM entry UNION ALL SELECT hash FROM credit_note")
    }
  }

  func bytes(_ place: ServiceHarness) throws -> [String: Data] {
    let names = place.documents() + place.files("spool/accepted").map { "../spool/accepted/\($0)" }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: place.path("state/\($0)"))))
      })
  }

  func lose(_ place: ServiceHarness) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: place.path("state/ledger.sqlite\(suffix)"))
    }
  }

  func backUp(_ place: ServiceHarness, to name: String = "copy") throws -> LedgerBackup {
    try LedgerBackup(of: place.settings.state, into: place.path(name), at: .init(milliseconds: 0))
  }

  @Test(arguments: 1...4)
  func `whenever it is lost, a copy and the accepted files give the same hashes, numbers and bytes`(
    _ seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let place = try ServiceHarness()
    try place.copyTerms()
    let lost = Int.random(in: 1...Self.files.count, using: &random)
    let copied = Int.random(in: 0..<lost, using: &random)
    for (number, file) in Self.files.prefix(lost).enumerated() {
      if number == copied { _ = try backUp(place) }
      // Terms and settings change in between, too.
      if Int.random(in: 0..<4, using: &random) == 0 {
        try place.set("issue_small: \(Bool.random(using: &random))")
      }
      try place.drop(file.name, file.text)
      try place.run()
    }
    let (hashes, bytes) = (try hashes(place), try bytes(place))
    try lose(place)
    #expect(throws: LostLedgerError.self) { try place.makeService() }
    let restored = try LedgerRestoration(of: place.settings.state, from: place.path("copy"))
    #expect(restored.isBare == (restored.lastInput == 0))
    let lacking = try place.makeService(isCatchingUp: true).catchUp()
    #expect(lacking > 0 || lost == copied + 1)
    #expect(try self.hashes(place) == hashes)
    #expect(try self.bytes(place) == bytes)
    #expect(try place.makeService(isCatchingUp: true).catchUp() == 0)
    try place.run()
    #expect(try self.bytes(place) == bytes)
    var verification = try Verification(place.settings)
    #expect(try verification.run().isSound)
  }

  @Test func `what an earlier revision came to in the end is known again`() throws {
    let place = try filled(2)
    _ = try backUp(place)
    for number in [7, 5] {
      try place.drop(Self.files[number].name, Self.files[number].text)
      try place.run()
    }
    let bytes = try bytes(place)
    try restore(place)
    #expect(try place.catchUp() == 2)
    #expect(try self.bytes(place) == bytes)
    var verification = try Verification(place.settings)
    #expect(try verification.run().isSound)
  }

  // MARK: What a restored ledger says of itself

  func filled(_ count: Int = 7) throws -> ServiceHarness {
    let place = try ServiceHarness()
    for file in Self.files.prefix(count) {
      try place.drop(file.name, file.text)
      try place.run()
    }
    return place
  }

  func refusal(_ body: () throws -> Void) throws -> String {
    do {
      try body()
      return ""
    } catch let lost as LostLedgerError {
      return lost.description
    } catch let refused as LedgerBackup.RefusedError {
      return refused.description
    } catch let taken as LedgerFoundation.TakenError {
      return taken.description
    }
  }

  /// Restores the first copy, in the place of a ledger that went on.
  func restore(_ place: ServiceHarness) throws {
    try lose(place)
    _ = try LedgerRestoration(of: place.settings.state, from: place.path("copy"))
  }

  @Test func `the last receipt alone tells that a ledger is older`() throws {
    let place = try filled(1)
    _ = try backUp(place)
    try place.drop("charges/k.csv", Self.files[4].text)
    try place.run()
    try? FileManager.default.removeItem(atPath: place.path("state/anchors"))
    try restore(place)
    #expect(try refusal { try place.run() }.contains("k.csv was taken in as that"))
    try? FileManager.default.removeItem(atPath: place.path("spool/accepted/charges"))
    #expect(try refusal { try place.run() } == "")
  }

  @Test func `a file that repeats another hides nothing that came before it`() throws {
    let place = try filled(1)
    _ = try backUp(place)
    try place.drop("charges/k.csv", Self.files[4].text)
    try place.run()
    try place.drop("contracts/again.csv", ServiceHarness.contracts)
    try place.run()
    try? FileManager.default.removeItem(atPath: place.path("state/anchors"))
    try restore(place)
    #expect(try refusal { try place.run() }.contains("k.csv was taken in as that"))
  }

  @Test func `a copy that lacks nothing but documents catches up, and a second restore as well`()
    throws
  {
    let place = try filled(2)
    _ = try backUp(place, to: "later")
    // The same inputs, before their documents were written.
    try DatabaseQueue(path: place.path("later/ledger.sqlite")).write { database in
      try database.execute(sql: "DROP TRIGGER issued_document_refuses_delete")
      try database.execute(
        sql: """
          DELETE FROM issued_document WHERE id > 1; DELETE FROM document;
          DELETE FROM cursor WHERE name <> 'clock'
          """)
    }
    try FileManager.default.removeItem(atPath: place.path("later/anchors"))
    for _ in 1...2 {
      try lose(place)
      _ = try LedgerRestoration(of: place.settings.state, from: place.path("later"))
      var count = -1
      #expect(try refusal { count = try place.catchUp() } == "")
      #expect(count == 0)
      let refused = try refusal { try place.run() }
      #expect(refused == "")
    }
  }

  @Test(arguments: [
    "registers/credit-notes-2031-01.csv", "registers/entries-2031-01.csv",
    "credit-notes/2019/01/0000/CN-2019-000009.json", "assessments/2026-05-01/INC-1-r9.json",
    "assessments/2026-05-01/INC-77-r1.json",
  ])
  func `whatever else tells of more than the ledger holds is found once the service is at work`(
    _ name: String
  ) throws {
    let place = try filled(2)
    try FileManager.default.createDirectory(
      atPath: AtomicFile.directory(of: place.path("state/\(name)")),
      withIntermediateDirectories: true)
    try place.write("x", to: "state/\(name)")
    let service = try place.makeService()
    try service.recover()
    let found = try refusal { try service.takeAll() }
    #expect(found.contains(name))
    #expect(found.contains("Nothing more is taken in"))
  }

  @Test func `a file that somebody put among the accepted ones is found`() throws {
    let place = try filled(2)
    let day = try #require(place.accepted("incidents").first?.split(separator: "/").first)
    try place.write("{}", to: "spool/accepted/incidents/\(day)/mine.json")
    #expect(try refusal { try place.run() }.contains("mine.json"))
  }
}
