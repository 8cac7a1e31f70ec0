import Bookkeeping
import Foundation
import GRDB
import Glibc
import IngestingSupport
import ServingSupport
import TestSupport
import Testing
import Verifying

/// A ledger is made once, by a person; one that is gone or older than what it wrote is never begun anew.
@Suite(.tags(.slow), .unlessFast) struct LedgerFoundationTests {
  private func write(_ text: String, to name: String, in place: ServiceHarness) throws {
    let path = URL(filePath: place.path(name))
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path)
  }

  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  /// Why the service does not start.
  private func refusal(_ place: ServiceHarness) throws -> String {
    do {
      try place.run()
      return ""
    } catch let lost as LostLedgerError {
      return lost.description
    }
  }

  private func copy(_ from: String, to: String, in place: ServiceHarness) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: place.path(to + suffix))
      if FileManager.default.fileExists(atPath: place.path(from + suffix)) {
        try FileManager.default.copyItem(
          atPath: place.path(from + suffix), toPath: place.path(to + suffix))
      }
    }
  }

  @Test func `without a ledger the service does not start, and says how one is made`() throws {
    let place = try ServiceHarness(isFounded: false)
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    #expect(try refusal(place).contains("slacreditd --init"))
    try FileManager.default.createDirectory(
      atPath: place.settings.state, withIntermediateDirectories: true)
    #expect(try refusal(place).contains("slacreditd --init"))
    #expect(place.files("state") == ["slacreditd.lock"])
    #expect(place.files("spool") == ["contracts/c.csv"])
    try LedgerFoundation.make(in: place.settings.state)
    #expect(try refusal(place) == "")
    #expect(place.accepted().count == 1)
  }

  @Test(arguments: [
    [], ["slacreditd.lock"],
    [".ledger.sqlite.tmp", ".ledger.sqlite.tmp-wal", ".ledger.sqlite.tmp-shm"],
  ])
  func `a ledger is made where nothing lies but a lock and what was not finished`(_ names: [String])
    throws
  {
    let place = try ServiceHarness(isFounded: false)
    try FileManager.default.createDirectory(
      atPath: place.path("state/registers"), withIntermediateDirectories: true)
    for name in names { try write("x", to: "state/\(name)", in: place) }
    try LedgerFoundation.make(in: place.settings.state)
    #expect(
      place.files("state")
        == ["ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal", "slacreditd.lock"])
    #expect(try refusal(place) == "")
  }

  @Test(arguments: [
    "ledger.sqlite", "credit-notes/2026/05/CN-2026-000001.json", "anchors/2026-05-01T000000.json",
    ".hidden",
  ])
  func `no ledger is made where any other file lies`(_ name: String) throws {
    let place = try ServiceHarness(isFounded: false)
    try write("x", to: "state/\(name)", in: place)
    #expect {
      try LedgerFoundation.make(in: place.settings.state)
    } throws: {
      ($0 as? LedgerFoundation.TakenError)?.description.contains(name) == true
    }
    #expect(place.files("state") == [name, "slacreditd.lock"].sorted())
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a ledger is made by the owner of its directory, even where root could`() throws {
    let place = try ServiceHarness(isFounded: false)
    try FileManager.default.createDirectory(
      atPath: place.settings.state, withIntermediateDirectories: true)
    #expect(chown(place.settings.state, 65_534, 65_534) == 0)
    #expect {
      try LedgerFoundation.make(in: place.settings.state)
    } throws: {
      ($0 as? LedgerFoundation.TakenError)?.description.contains("runuser -u nobody") == true
    }
    #expect(place.files("state").isEmpty)
  }

  @Test(arguments: ["gone", "an empty file", "an empty database"])
  func `a ledger that is lost is told with what is known of it, and nothing is changed`(
    _ how: String
  ) throws {
    let place = try filled()
    for suffix in ["", "-wal", "-shm"] {
      try FileManager.default.removeItem(atPath: place.path("state/ledger.sqlite" + suffix))
    }
    switch how {
    case "an empty file": try write("", to: "state/ledger.sqlite", in: place)
    case "an empty database":
      try DatabaseQueue(path: place.path("state/ledger.sqlite")).vacuum()
      try DatabaseQueue(path: place.path("state/ledger.sqlite")).writeWithoutTransaction {
        try $0.execute(sql: "CREATE TABLE t (x); DROP TABLE t")
      }
    default: break
    }
    try place.drop("incidents/j.json", ServiceHarness.incident("INC-2"))
    let before = place.documents() + place.files("spool")
    let said = try refusal(place)
    #expect(
      said.contains("CN-") && said.contains("anchors/") && said.contains("Restore"), "\(said)")
    #expect(place.documents() + place.files("spool") == before)
  }

  @Test func `a ledger that is older than its notes is refused, and nothing is changed`() throws {
    let place = try filled()
    try copy("state/ledger.sqlite", to: "copy.sqlite", in: place)
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-2").replacing("2026-04", with: "2026-05"))
    try place.run()
    try copy("state/ledger.sqlite", to: "newest.sqlite", in: place)
    let last = try #require(place.files("state/credit-notes").last { $0.hasSuffix(".json") })
    try copy("copy.sqlite", to: "state/ledger.sqlite", in: place)
    let before = place.documents()
    let said = try refusal(place)
    #expect(said.contains(last) && said.contains("older"), "\(said)")
    #expect(place.documents() == before)
    // Its newest copy goes on.
    try copy("newest.sqlite", to: "state/ledger.sqlite", in: place)
    #expect(try refusal(place) == "")
  }

  @Test func `a ledger that is older than its last anchor is refused`() throws {
    let place = try filled()
    try copy("state/ledger.sqlite", to: "copy.sqlite", in: place)
    try place.drop(
      "requests/r.json", #"{"request_id": "R-1", "action": "close-books", "through": "2026-04-30"}"#
    )
    // Anchors are named by the second.
    Thread.sleep(forTimeInterval: 1.1)
    try place.run()
    #expect(place.files("state/anchors").count == 2)
    try copy("copy.sqlite", to: "state/ledger.sqlite", in: place)
    // One that cannot be read is no witness, and does not hide the one before it.
    try write("", to: "state/anchors/2999-01-01T000000.json", in: place)
    let said = try refusal(place)
    #expect(said.contains("anchors/2") && said.contains("older"), "\(said)")
  }
}
