import Bookkeeping
import Domain
import Foundation
import Ingesting
import IngestingSupport
import Quantities
import ServingSupport
import Spooling
import TestSupport
import Testing

/// A file is taken when nobody can be writing to it, and not before.
@Suite(.tags(.slow), .unlessFast) struct WholenessTests {
  private static let half =
    "contract_id,account_id,account_name,terms,service,billing,fee,service_start\n"
    + "C-1,A-1,甲,network-service,vpn,fixed-monthly,1000,2024-01-01\n"
  private static let other = "C-2,A-1,甲,network-service,vpn,fixed-monthly,1000,2024-01-01\n"

  private func append(_ text: String, to place: ServiceHarness, _ name: String) throws -> FileHandle
  {
    let handle = try #require(FileHandle(forUpdatingAtPath: place.path("spool/\(name)")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    return handle
  }

  @Test
  func `a file that somebody has open for writing waits, and is taken whole when it is closed`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", Self.half)
    let writer = try append("", to: place, "contracts/c.csv")
    let service = try place.run()
    #expect(service.waiting.map(\.file) == ["contracts/c.csv"])
    #expect(place.accepted() == [])
    try writer.write(contentsOf: Data(Self.other.utf8))
    try writer.close()
    try service.takeAll()
    #expect(service.waiting.isEmpty)
    let kept = try #require(place.accepted("contracts").first)
    #expect(try place.text("spool/accepted/contracts/\(kept)") == Self.half + Self.other)
  }

  @Test func `others are taken while one waits`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/a.csv", Self.half)
    try place.drop("contracts/b.csv", ServiceHarness.contracts)
    let writer = try append("", to: place, "contracts/a.csv")
    try place.run()
    #expect(place.accepted().count == 1)
    try writer.close()
  }

  @Test func `a reader keeps no file from being taken`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", Self.half)
    let reader = try #require(FileHandle(forReadingAtPath: place.path("spool/contracts/c.csv")))
    try place.run()
    #expect(place.accepted().count == 1)
    try reader.close()
  }

  @Test(arguments: ["c.csv", "c.json", "c.yaml"])
  func `an empty file waits, and is refused where it stays empty`(_ name: String) throws {
    let place = try ServiceHarness()
    try place.drop("contracts/\(name)", "")
    #expect(try place.run().waiting.map(\.file) == ["contracts/\(name)"])
    #expect(place.files("spool/rejected").isEmpty)
    try place.set("settle: 0")
    #expect(try place.run().hasRejected)
  }

  @Test func `a file that changes while it is read leaves nothing, and waits`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", Self.half)
    let spool = Spool(root: place.path("spool"), kinds: ["contracts"])
    var still = StillFiles(settle: .zero)
    let service = try place.makeService()
    try service.recover()
    let drop = try #require(try spool.list().first)
    guard case .taken(let file) = try spool.claim(drop, &still) else {
      Issue.record("was not taken")
      return
    }
    #expect(try file.isUnchanged())
    let claimed = spool.claimedPath("c.csv", kind: "contracts")
    let writer = try #require(FileHandle(forUpdatingAtPath: claimed))
    #expect(try !file.isUnchanged())
    try writer.seekToEnd()
    try writer.write(contentsOf: Data(Self.other.utf8))
    try writer.close()
    #expect(try !file.isUnchanged())
    // Claimed, it is looked at anew.
    try service.takeAll()
    let kept = try #require(place.accepted("contracts").first)
    #expect(try place.text("spool/accepted/contracts/\(kept)") == Self.half + Self.other)
  }

  // MARK: Proofs

  @Test func `where a proof is demanded, a file without it waits`() throws {
    let place = try ServiceHarness(more: "complete: { contracts: required, incidents: required }")
    try place.drop("contracts/c.csv", Self.half)
    try place.drop("incidents/i.yaml", "[]\n")
    try place.drop("incidents/j.json", "[]\n")
    let service = try place.run()
    #expect(service.waiting.map(\.file) == ["contracts/c.csv", "incidents/i.yaml"])
    #expect(place.accepted().count == 1)
    try append(Self.other + "#rows=2\n", to: place, "contracts/c.csv").close()
    try append("...\n", to: place, "incidents/i.yaml").close()
    try service.takeAll()
    #expect(service.waiting.isEmpty)
    #expect(place.accepted().count == 3)
  }

  @Test(arguments: [
    ("#rows=1", true), ("#rows=1\r\n", true), ("#rows=1,,,,,,,\n\n", true), ("\"#rows=1\"\n", true),
    ("#rows=0\n", false), ("#rows=2\n", false), ("#rows=1\n\(other)", false),
    ("#rows=1\n#rows=1\n", false),
  ])
  func `a proof that is there is checked`(_ end: String, _ isTaken: Bool) throws {
    let place = try ServiceHarness(more: "complete: { contracts: optional }")
    try place.drop("contracts/c.csv", Self.half + end)
    #expect(try place.run().hasRejected != isTaken)
    #expect(place.accepted().count == (isTaken ? 1 : 0))
  }

  @Test func `a proof is of kinds that there are, and is required or optional`() {
    for wrong in ["complete: { contract: required }", "complete: { contracts: yes }", "settle: -1"]
    {
      #expect(throws: InvalidInput.self) { try ServiceHarness(more: wrong) }
    }
  }
}
