import Foundation
import IngestingSupport
import Querying
import ServingSupport
import Spooling
import TestSupport
import Testing

@Suite(.tags(.slow), .unlessFast) struct ServiceTests {
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

  var year: String {
    String(Calendar(identifier: .gregorian).component(.year, from: Date() + 9 * 3_600))
  }

  func json(_ place: ServiceHarness, _ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: place.root.appending(path: "state/\(path)"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func contents(_ place: ServiceHarness) throws -> [String: Data] {
    let documents = place.documents().filter { $0.hasSuffix(".json") || $0.hasSuffix(".csv") }
    return try Dictionary(
      uniqueKeysWithValues: documents.map {
        ($0, try Data(contentsOf: place.root.appending(path: "state/\($0)")))
      })
  }
}
