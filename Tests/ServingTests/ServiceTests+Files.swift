import Foundation
import IngestingSupport
import Querying
import ServingSupport
import Spooling
import Testing

/// What becomes of files, whatever they are called and whatever they are.
extension ServiceTests {
  @Test func `one wrong record refuses the whole file`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts + "C-4,A-2\n")
    #expect(try place.run().hasRejected)
    try place.drop("incidents/i.json", ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#))
    try place.run()
    #expect(try place.notes().isEmpty)
    let reasons = place.files("spool/rejected/contracts")
    #expect(
      reasons.map { $0.split(separator: "/")[1] } == [
        "c.csv", "c.csv.reason.json", "c.csv.reason.txt",
      ])
  }

  static let malformed: [(name: String, bytes: Data)] = [
    ("truncated.json", Data(ServiceHarness.incident().utf8.prefix(90))),
    ("empty.json", Data()), ("empty.csv", Data()), ("empty.yaml", Data()),
    ("binary.json", Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 37) })),
    ("binary.csv", Data([0x61, 0x00, 0xFF, 0xFE, 0x0A])),
    ("binary.yaml", Data([0x00, 0x01, 0xFF])),
    ("zeros.json", Data(count: 100 << 20)), ("zeros.csv", Data(count: 100 << 20)),
    ("zeros.yaml", Data(count: 100 << 20)),
  ]

  @Test(arguments: malformed.indices)
  func `a malformed file is refused with its reason, and the service goes on`(
    _ index: Int
  ) throws {
    let place = try ServiceHarness(more: "settle: 0")
    let (name, bytes) = Self.malformed[index]
    try place.drop("incidents/\(name)", bytes)
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/z.json", ServiceHarness.incident())
    #expect(try place.run().hasRejected)
    #expect(try place.notes().count == 2)
    let refused = place.files("spool/rejected/incidents").map { String($0.dropFirst(11)) }
    #expect(refused == [name, "\(name).reason.json", "\(name).reason.txt"])
    #expect(place.files("spool/incidents").isEmpty)
  }

  @Test func `what is no regular file is left where it is`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    let drop = place.path("spool/incidents")
    try FileManager.default.createDirectory(
      atPath: "\(drop)/directory.json", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "\(drop)/link.json", withDestinationPath: "/etc/hostname")
    #expect(mkfifo("\(drop)/pipe.json", 0o644) == 0)
    try place.drop("incidents/still-being-written.json.tmp", "{")
    try place.drop("incidents/z.json", ServiceHarness.incident())
    #expect(try !place.run().hasRejected)
    #expect(try place.notes().count == 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: drop).sorted()
    #expect(left == ["directory.json", "link.json", "pipe.json", "still-being-written.json.tmp"])
  }

  @Test func `a file that comes under the name of one being taken in is taken in itself`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/i.json", ServiceHarness.incident("INC-1"))
    let spool = Spool(root: place.path("spool"), kinds: ["incidents"])
    try spool.prepare()
    let drop = try #require(try spool.list().first)
    #expect(try spool.claim(drop) != nil)
    // The first is claimed and its run was interrupted; another comes under its name.
    try place.drop("incidents/i.json", ServiceHarness.incident("INC-2"))
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    #expect(place.accepted("incidents").count == 2)
    #expect(try place.notes().count >= 2)
    #expect(place.files("spool").allSatisfy { $0.hasPrefix("accepted/") })
  }

  @Test func `names of any length are moved with their reasons`() throws {
    let place = try ServiceHarness()
    for _ in 1...2 {
      try place.drop("incidents/\(String(repeating: "N", count: 250)).json", "{}")
      #expect(try place.run().hasRejected)
    }
    #expect(place.files("spool/rejected").count == 6)
  }

  @Test(arguments: [
    "x" + String(repeating: "\u{301}", count: 124),
    String(repeating: "👩‍👩‍👧‍👦", count: 10), String(repeating: "あ", count: 83),
  ])
  func `one character may have any number of bytes, and no name stops the service`(
    _ name: String
  ) throws {
    for text in ["{", ServiceHarness.incident()] {
      let place = try ServiceHarness()
      try place.drop("contracts/c.csv", ServiceHarness.contracts)
      try place.drop("incidents/\(name).json", text)
      try place.run()
      #expect(place.files("spool/rejected").count == (text == "{" ? 3 : 0))
      #expect(place.accepted("incidents").count == (text == "{" ? 0 : 1))
      try place.run()
    }
    for count in [200, 201, 255] {
      let name = String(repeating: "あ", count: 83) + String(repeating: "n", count: count)
      let short = Spool.shortened(String(name.prefix(count)))
      #expect(short.utf8.count <= 201)
    }
  }

  @Test func `a file under the name of one that is claimed waits for it, and neither is lost`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident("INC-1"))
    let spool = Spool(root: place.path("spool"), kinds: ["incidents"])
    try spool.prepare()
    #expect(try spool.claim(#require(try spool.list().first)) != nil)
    // The service died at the one, so that it comes last; another comes under its name.
    try place.write("incidents/i.json", to: "state/in-hand")
    try place.write("watchdog killed ABRT", to: "state/last-result")
    try place.drop("incidents/i.json", ServiceHarness.incident("INC-2"))
    let next = try #require(try spool.list().first { !$0.isClaimed })
    #expect(try spool.claim(next) == nil)
    try place.run()
    #expect(place.accepted("incidents").count == 2)
  }

  @Test func `what became a directory since it was listed is passed over`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/i.json", ServiceHarness.incident())
    let spool = Spool(root: place.path("spool"), kinds: ["incidents"])
    try spool.prepare()
    let drop = try #require(try spool.list().first)
    try FileManager.default.removeItem(atPath: drop.path)
    #expect(try spool.claim(drop) == nil)
    try FileManager.default.createDirectory(atPath: drop.path, withIntermediateDirectories: false)
    try FileManager.default.createDirectory(
      atPath: place.path("spool/.taking/incidents/i.json"), withIntermediateDirectories: false)
    #expect(try spool.claim(drop) == nil)
  }

  @Test func `a refused file's reasons never take another file's place`() throws {
    let place = try ServiceHarness()
    for _ in 1...3 {
      try place.drop("incidents/r.json", "{}")
      try place.drop("incidents/r.json.reason.json", "mine")
      try place.run()
    }
    let texts = try place.files("spool/rejected").map {
      try String(contentsOfFile: place.path("spool/rejected/\($0)"), encoding: .utf8)
    }
    #expect(texts.filter { $0 == "mine" }.count == 3)
  }

  @Test func `amounts that no column holds refuse the file, and the service goes on`() throws {
    let place = try ServiceHarness()
    try place.drop(
      "contracts/c.csv",
      ServiceHarness.contracts
        + "X-1,A-9,丙,network-service,other,fixed-monthly,999999999999999,2024-01-01\n")
    let forever = #""restored_at": "9999-12-31T23:59:59+09:00","#
    try place.drop(
      "incidents/a.json",
      ServiceHarness.incident(restored: nil, affects: #"{"service": "other"}"#, more: forever))
    try place.drop(
      "incidents/b.json", ServiceHarness.incident("INC-2", affects: #"{"service": "vpn"}"#))
    #expect(try place.run().hasRejected)
    #expect(place.accepted("incidents").count == 1)
    #expect(try place.notes().count == 2)
  }

  @Test func `a name that cannot be written is left where it is`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/a\nb.json", ServiceHarness.incident())
    #expect(try !place.run().hasRejected)
    #expect(place.files("spool/incidents").count == 1)
  }

  @Test func `files of one name are all kept`() throws {
    let place = try ServiceHarness()
    for revision in 1...3 {
      try place.drop("incidents/i.json", ServiceHarness.incident(revision: revision))
      try place.run()
    }
    #expect(place.accepted("incidents").count == 3)
  }

  @Test func `a second service on the same state is turned away by name`() throws {
    let place = try ServiceHarness()
    let first = try place.makeService()
    #expect(throws: LockHeldError.self) { try place.makeService() }
    withExtendedLifetime(first) {}
  }
}
