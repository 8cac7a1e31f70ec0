import Bookkeeping
import Foundation
import GRDB
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing
import Verifying

/// What a copy is, and what is not.
extension CatchUpTests {
  @Test
  func `what was removed among the accepted files is named, and what came before is taken in`()
    throws
  {
    let place = try filled(1)
    _ = try backUp(place)
    for file in Self.files.dropFirst().prefix(6) {
      try place.drop(file.name, file.text)
      try place.run()
    }
    let charges = try #require(place.accepted("charges").first)
    try FileManager.default.removeItem(atPath: place.path("spool/accepted/charges/\(charges)"))
    try restore(place)
    let found = try refusal { _ = try place.catchUp() }
    #expect(found.contains("k.csv"))
  }

  @Test func `an accepted file that was changed is not taken in again`() throws {
    let place = try filled(1)
    _ = try backUp(place)
    try place.drop(Self.files[1].name, Self.files[1].text)
    try place.run()
    let name = try #require(place.accepted("incidents").first)
    try place.write(ServiceHarness.incident("INC-9"), to: "spool/accepted/incidents/\(name)")
    try restore(place)
    #expect(try refusal { _ = try place.catchUp() }.contains("is not what its receipt says"))
  }

  @Test func `a copy has its anchor beside it, and takes no other's place`() throws {
    let place = try filled(2)
    let copy = try backUp(place)
    #expect(copy.anchor?.notes == 2)
    #expect(place.files("copy").count == 2)
    #expect(try refusal { _ = try backUp(place) }.contains("lies there already"))
  }

  @Test func `a ledger is not made anew where files were accepted into another`() throws {
    let place = try filled(2)
    try FileManager.default.removeItem(atPath: place.path("state"))
    let found = try refusal {
      try LedgerFoundation.make(in: place.settings.state, spool: place.settings.spool)
    }
    #expect(found.contains("was taken into a ledger that is not here"))
  }

  @Test func `a bare copy of the file under load is told from a copy, and catches up as well`()
    throws
  {
    let place = try filled(2)
    try FileManager.default.createDirectory(
      atPath: place.path("bare"), withIntermediateDirectories: true)
    func copyUnderLoad() throws {
      let service = try place.makeService()
      try place.drop(Self.files[4].name, Self.files[4].text)
      try service.recover()
      try service.takeAll()
      // What was written since lies in the log alone.
      try FileManager.default.copyItem(
        atPath: place.path("state/ledger.sqlite"), toPath: place.path("bare/ledger.sqlite"))
      #expect(throws: LockHeldError.self) {
        try LedgerRestoration(of: place.settings.state, from: place.path("bare"))
      }
      withExtendedLifetime(service) {}
    }
    try copyUnderLoad()
    let hashes = try hashes(place)
    let restored = try LedgerRestoration(of: place.settings.state, from: place.path("bare"))
    #expect(restored.isBare)
    #expect(try place.catchUp() == 1)
    #expect(try self.hashes(place) == hashes)
  }

  @Test func `the ledger that is replaced is kept`() throws {
    let place = try filled(2)
    _ = try backUp(place)
    for number in 1...2 {
      let restored = try LedgerRestoration(of: place.settings.state, from: place.path("copy"))
      #expect(restored.replaced?.hasSuffix("ledger.sqlite.replaced-\(number)") == true)
      #expect(!restored.isBare)
    }
    try place.run()
  }

  @Test func `a torn copy is refused as what it is`() throws {
    let place = try filled(2)
    _ = try backUp(place)
    let path = place.path("copy/ledger.sqlite")
    var bytes = try Data(contentsOf: URL(filePath: path))
    let page = 4_096
    for number in stride(from: 2, to: bytes.count / page, by: 3) {
      bytes.replaceSubrange(
        number * page..<(number + 1) * page, with: bytes[page..<2 * page])
    }
    try bytes.write(to: URL(filePath: path))
    let before = try Data(contentsOf: URL(filePath: place.path("state/ledger.sqlite")))
    #expect(
      try refusal {
        _ = try LedgerRestoration(of: place.settings.state, from: place.path("copy"))
      }.contains("is not whole"))
    try FileManager.default.removeItem(atPath: place.path("copy/anchors"))
    #expect(
      try refusal {
        _ = try LedgerRestoration(of: place.settings.state, from: place.path("copy"))
      }.contains("a copy of the file alone (cp)"))
    #expect(try Data(contentsOf: URL(filePath: place.path("state/ledger.sqlite"))) == before)
  }
}
