import Foundation
import IngestingSupport
import Spooling
import TestSupport
import Testing

/// Drop directories: many files in one, one that is made anew.
@Suite struct SpoolDirectoryTests {
  private func spool(_ place: ServiceHarness, _ kinds: [String] = ["contracts", "incidents"]) throws
    -> Spool
  {
    let spool = Spool(root: place.path("spool"), kinds: kinds) { $0.hasSuffix(".json") }
    try spool.prepare()
    return spool
  }

  /// Files that came one after the other.
  private func fill(
    _ place: ServiceHarness, _ kind: String, _ count: Int, as ending: String = "json"
  )
    throws
  {
    for number in 1...count {
      let name = "spool/\(kind)/\(number).\(ending)"
      try place.drop("\(kind)/\(number).\(ending)", "x")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(1_000 - number))],
        ofItemAtPath: place.path(name))
    }
  }

  @Test
  func `of many files in a directory the first are looked at, and none of another is kept waiting`()
    throws
  {
    let place = try ServiceHarness()
    let spool = try spool(place)
    try fill(place, "contracts", 9)
    try fill(place, "incidents", 2)
    let round = try spool.round(of: 3)
    #expect(round.isCut && round.cut == ["contracts"], "incidents are all there")
    #expect(
      round.drops.map { "\($0.kind)/\($0.name)" } == [
        "contracts/9.json", "contracts/8.json", "contracts/7.json", "incidents/2.json",
        "incidents/1.json",
      ])
    #expect(try !spool.round(of: 9).isCut)
    #expect(try spool.round(of: 9).drops.count == 11)
  }

  @Test func `of incidents those under a megabyte go first, whatever came before them`() throws {
    let place = try ServiceHarness()
    let spool = Spool(
      root: place.path("spool"), kinds: ["contracts", "incidents"], urgentKind: "incidents")
    try spool.prepare()
    for kind in ["contracts", "incidents"] {
      for (name, size) in [("1-larger", 1_000_000), ("2-smaller", 999_999), ("3-small", 1)] {
        try place.drop("\(kind)/\(name).json", Data(count: size))
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1_000)],
          ofItemAtPath: place.path("spool/\(kind)/\(name).json"))
      }
    }
    #expect(
      try spool.list().map(\.name) == [
        "1-larger.json", "2-smaller.json", "3-small.json",
        "2-smaller.json", "3-small.json", "1-larger.json",
      ])
    #expect(try spool.urgent().map(\.name) == ["2-smaller.json", "3-small.json", "1-larger.json"])
  }

  @Test func `what waits, and what is left alone, takes no other file's turn`() throws {
    let place = try ServiceHarness()
    let spool = try spool(place, ["incidents"])
    try fill(place, "incidents", 4)
    try fill(place, "incidents", 9, as: "txt")
    let round = try spool.round(of: 2, except: { ["4.json", "3.json"].contains($0.name) })
    let files = round.drops.filter { $0.irregularity == nil }.map(\.name)
    #expect(files == ["4.json", "3.json", "2.json", "1.json"])
    #expect(!round.isCut)
  }

  @Test func `a directory that was taken away is made again for the same group`() throws {
    let place = try ServiceHarness()
    let spool = try spool(place)
    let path = place.path("spool/incidents")
    #expect(chmod(path, 0o3770) == 0)
    var directories = DropDirectories(spool)
    #expect(try directories.restore() == [])
    try FileManager.default.removeItem(atPath: path)
    #expect(try directories.restore() == [])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o3770)
  }

  @Test func `another directory of the same name is found to be another`() throws {
    let place = try ServiceHarness()
    let spool = try spool(place)
    let watch = try #require(try DirectoryWatch(spool.directories))
    #expect(watch.isCurrent)
    let path = place.path("spool/incidents")
    try FileManager.default.moveItem(atPath: path, toPath: place.path("spool/old"))
    #expect(!watch.isCurrent)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(!watch.isCurrent)
    #expect(try #require(try DirectoryWatch(spool.directories)).isCurrent)
  }

  @Test func `a directory that is not there yet is no failure of the others`() throws {
    let place = try ServiceHarness()
    let spool = try spool(place)
    try FileManager.default.removeItem(atPath: place.path("spool/contracts"))
    let watch = try #require(try DirectoryWatch(spool.directories))
    #expect(watch.isCurrent)
    try spool.prepare()
    #expect(!watch.isCurrent)
  }
}
