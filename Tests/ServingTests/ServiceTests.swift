import Foundation
import IngestingSupport
import Querying
import ServingSupport
import Spooling
import Testing

@Suite struct ServiceTests {
  @Test func `a dropped incident becomes a note for each account, in files and in the register`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    #expect(try !place.run().hasRejected)
    #expect(
      try place.notes() == [
        "CN-\(year)-000001 qualified-return-invoice 10924",
        "CN-\(year)-000002 qualified-return-invoice 3300",
      ])
    let documents = place.documents().filter { $0.hasSuffix(".json") }
    #expect(documents.count == 3)
    let note = try json(place, documents[1])
    #expect((note["totals"] as? [String: Any])?["net"] as? Int == 9_931)
    #expect((note["lines"] as? [Any])?.count == 2)
    #expect(note["return_invoice_required"] as? Bool == true)
    let register = try String(
      contentsOfFile: place.path("state/registers/\(place.files("state/registers")[0])"),
      encoding: .utf8)
    #expect(register.split(separator: "\r\n").count == 4)
  }

  @Test func `the same content again changes nothing`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let (notes, documents) = (try place.notes(), try contents(place))
    try place.drop("contracts/again.csv", ServiceHarness.contracts)
    try place.drop("incidents/again.json", ServiceHarness.incident())
    try place.drop("incidents/other-spelling.json", ServiceHarness.incident() + "\n ")
    #expect(try !place.run().hasRejected)
    #expect(try place.notes() == notes)
    #expect(try contents(place) == documents)
    #expect(place.accepted("incidents").count == 3)
  }

  @Test func `other content under a known revision is refused`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    try place.drop(
      "incidents/j.json", ServiceHarness.incident(restored: "2026-04-20T00:00:00+09:00"))
    #expect(try place.run().hasRejected)
    #expect(try place.notes().count == 2)
  }

  @Test func `a higher revision reverses what is no longer right, and only that`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let affects = """
      {"contract_id": "C-1", "restored_at": "2026-04-14T08:50:00+09:00"},
      {"terms": "network-service"}
      """
    try place.drop("incidents/i.json", ServiceHarness.incident(revision: 2, affects: affects))
    try place.run()
    #expect(
      try place.notes() == [
        "CN-\(year)-000001 qualified-return-invoice 10924",
        "CN-\(year)-000002 qualified-return-invoice 3300", "CN-\(year)-000003 reversal -10924",
        "CN-\(year)-000004 qualified-return-invoice 9090",
      ])
  }

  @Test func `a withdrawn incident gives nothing`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    try place.drop(
      "incidents/i.json", ServiceHarness.incident(revision: 2, more: #""withdrawn": true,"#))
    try place.run()
    #expect(try place.notes().suffix(2).allSatisfy { $0.contains("reversal") })
    #expect(try place.notes().count == 4)
  }

  @Test func `a lower revision after a higher one has no effect`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident(revision: 2))
    try place.run()
    let notes = try place.notes()
    try place.drop("incidents/late.json", ServiceHarness.incident(restored: nil))
    #expect(try !place.run().hasRejected)
    #expect(try place.notes() == notes)
  }

  @Test func `a contract that comes after its incident is credited then`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/i.json", ServiceHarness.incident(affects: #"{"contract_id": "C-3"}"#))
    try place.run()
    #expect(try place.notes().isEmpty)
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    #expect(try place.notes() == ["CN-\(year)-000001 qualified-return-invoice 3300"])
  }

  @Test func `an unchanged export replaces nothing, and an older one neither`() throws {
    let place = try ServiceHarness()
    func export(_ fee: Int, at time: String) throws {
      try place.drop(
        "contracts/\(time.prefix(10)).csv",
        """
        contract_id,account_id,account_name,terms,service,billing,fee,service_start,exported_at
        C-3,A-2,乙,network-service,vpn,fixed-monthly,\(fee),2025-01-01,\(time)

        """)
      try place.run()
    }
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try export(30_000, at: "2026-05-01T00:00:00+09:00")
    try export(30_000, at: "2026-05-10T00:00:00+09:00")
    try export(90_000, at: "2026-05-05T00:00:00+09:00")
    #expect(try place.notes() == ["CN-\(year)-000001 qualified-return-invoice 3300"])
    try export(60_000, at: "2026-05-11T00:00:00+09:00")
    #expect(try place.notes().count == 3)
  }

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

  @Test func `a claim that lacks what its contract's terms ask for is refused, or waits for them`()
    throws
  {
    let contract = """
      contract_id,account_id,account_name,terms,service,billing,fee,service_start
      C-9,A-9,株式会社丙,optage-connectivity-cloud-storage,cloud-storage,fixed-monthly,50000,2025-01-01

      """
    let claim = #"""
      { "claim_id": "K-9", "incident_id": "INC-1", "contract_id": "C-9", "received_on": "2026-04-20",
        "items": [{ "kind": "ordinary", "amount": 1000 }] }
      """#
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", contract)
    try place.drop("claims/k.json", claim)
    try place.run()
    let reasons = try #require(
      place.files("spool/rejected").first { $0.hasSuffix("k.json.reason.txt") })
    let text = try String(
      contentsOf: place.root.appending(path: "spool/rejected/\(reasons)"), encoding: .utf8)
    #expect(text.contains("damage_on"))
    #expect(text.contains("tax_class"))
    // Before its contract is known, nobody can tell what it has to say.
    let other = try ServiceHarness()
    try other.drop("claims/k.json", claim)
    try other.run()
    #expect(other.files("spool/rejected").isEmpty)
    try other.drop("contracts/c.csv", contract)
    try other.drop(
      "incidents/i.json",
      ServiceHarness.incident("INC-1", affects: #"{"contract_id": "C-9"}"#)
        .replacing("\"third-party\"", with: "\"provider\", \"fault\": \"gross-negligence\"")
        .replacing("\"impact\"", with: "\"determined_by\": \"x\", \"impact\""))
    try other.run()
    var waits: [String] = []
    try Inquiry(other.settings).forEachWaiting([.undetermined]) { assessment, _ in
      if assessment.remedy == .damages { waits += assessment.waitsFor.map(\.description) }
    }
    #expect(waits == ["damage_on", "tax_class"])
  }

  @Test func `a document that is gone or damaged is made again, at start and on request`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let files = place.documents()
    #expect(files.contains { $0.hasPrefix("registers/") })
    #expect(files.contains { $0.hasPrefix("assessments/") })
    let contents = try files.map { try Data(contentsOf: place.root.appending(path: "state/\($0)")) }
    for (number, file) in files.enumerated() {
      let path = place.root.appending(path: "state/\(file)")
      if number % 2 == 0 {
        try FileManager.default.removeItem(at: path)
      } else {
        try Data("damaged".utf8).write(to: path)
      }
    }
    let service = try place.run()
    #expect(
      try files.map { try Data(contentsOf: place.root.appending(path: "state/\($0)")) } == contents)
    try FileManager.default.removeItem(at: place.root.appending(path: "state/\(files[0])"))
    try place.drop(
      "requests/r.json", #"{ "request_id": "R-1", "action": "repair-documents" }"#)
    try service.takeAll()
    #expect(
      try files.map { try Data(contentsOf: place.root.appending(path: "state/\($0)")) } == contents)
    #expect(place.accepted().contains { $0.hasSuffix("r.json") })
  }

  @Test func `documents that were lost before they were written are written at the next start`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    // A directory where a document should be makes delivery fail after the commit.
    let obstacle = place.path("state/credit-notes")
    try Data().write(to: URL(fileURLWithPath: obstacle))
    try place.drop("incidents/i.json", ServiceHarness.incident())
    #expect(throws: FileFailure.self) { try place.run() }
    #expect(try place.notes().count == 2)
    try FileManager.default.removeItem(atPath: obstacle)
    try place.run()
    #expect(try place.notes().count == 2)
    for form in [".json", ".pdf"] {
      #expect(place.files("state/credit-notes").filter { $0.hasSuffix(form) }.count == 2)
    }
    #expect(place.files("spool/incidents").isEmpty)
  }

  // MARK: Helpers

  private var year: String {
    String(Calendar(identifier: .gregorian).component(.year, from: Date() + 9 * 3_600))
  }

  private func json(_ place: ServiceHarness, _ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: place.root.appending(path: "state/\(path)"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func contents(_ place: ServiceHarness) throws -> [String: Data] {
    let documents = place.documents().filter { $0.hasSuffix(".json") || $0.hasSuffix(".csv") }
    return try Dictionary(
      uniqueKeysWithValues: documents.map {
        ($0, try Data(contentsOf: place.root.appending(path: "state/\($0)")))
      })
  }
}
