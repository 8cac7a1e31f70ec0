import Foundation
import IngestingSupport
import Querying
import ServingSupport
import TestSupport
import Testing
import Verifying

/// What becomes of files that were accepted, and of files in the place of documents.
@Suite(.tags(.slow), .unlessFast) struct AcceptedTests {
  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  private func receipts(_ place: ServiceHarness, _ kind: String) throws -> [[String: Any]] {
    try place.files("spool/accepted/\(kind)").filter { $0.hasSuffix(".receipt.json") }.map {
      let data = try Data(contentsOf: URL(filePath: place.path("spool/accepted/\(kind)/\($0)")))
      return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  @Test func `an accepted file has a receipt that says what became of it`() throws {
    let place = try filled()
    let receipt = try #require(receipts(place, "incidents").first)
    #expect(receipt["file"] as? String == "i.json")
    #expect(receipt["kind"] as? String == "incidents")
    #expect(receipt["records"] as? Int == 1)
    #expect(receipt["changed"] as? Int == 1)
    #expect((receipt["owner"] as? [String: Any])?["uid"] as? UInt32 == getuid())
    let result = try #require((receipt["results"] as? [[String: Any]])?.first)
    #expect(result["id"] as? String == "INC-1")
    #expect(result["revision"] as? Int == 1)
    #expect(result["result"] as? String == "accepted")
    #expect(result["matched"] as? Int == 3)
    let contracts = try #require(receipts(place, "contracts").first)
    #expect(contracts["records"] as? Int == 3)
    #expect((contracts["results"] as? [Any])?.isEmpty == true)
  }

  @Test func `a receipt tells accepted, superseded and repeated records apart`() throws {
    let place = try filled()
    try place.drop(
      "incidents/more.json",
      "[\(ServiceHarness.incident()), \(ServiceHarness.incident("INC-2", revision: 3)), "
        + "\(ServiceHarness.incident("INC-2", revision: 2))]")
    try place.run()
    let receipt = try #require(
      receipts(place, "incidents").first { $0["file"] as? String == "more.json" })
    #expect(receipt["changed"] as? Int == 1)
    let results = try #require(receipt["results"] as? [[String: Any]])
    #expect(results.map { $0["result"] as? String } == ["duplicate", "accepted", "superseded"])
    try place.drop("incidents/again.json", ServiceHarness.incident())
    try place.run()
    let again = try #require(
      receipts(place, "incidents").first { $0["file"] as? String == "again.json" })
    #expect(again["changed"] as? Int == 0)
  }

  @Test func `what is accepted is the service's own copy, whatever its sender does to his file`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    let drop = place.path("spool/contracts/c.csv")
    try FileManager.default.linkItem(atPath: drop, toPath: place.path("mine.csv"))
    try place.run()
    let handle = try #require(FileHandle(forUpdatingAtPath: place.path("mine.csv")))
    try handle.write(contentsOf: Data("contract_id".utf8))
    let kept = try #require(place.accepted("contracts").first)
    #expect(try place.text("spool/accepted/contracts/\(kept)") == ServiceHarness.contracts)
    #expect(place.files("spool/.taking").isEmpty)
  }

  @Test func `settings and terms that were adopted lie among the accepted files`() throws {
    let place = try filled()
    let grounds = place.files("spool/accepted/grounds").map {
      String($0.split(separator: "/")[1])
    }
    #expect(grounds.contains("settings-settings.yaml"))
    #expect(grounds.contains("settings-settings.yaml.receipt.json"))
    #expect(grounds.contains("terms-network-service-2022-12-01.yaml"))
    let count = grounds.count
    try place.run()
    #expect(place.files("spool/accepted/grounds").count == count)
    try place.set("issue_small: false")
    try place.run()
    #expect(place.files("spool/accepted/grounds").count == count + 2)
  }

  @Test func `nothing that a sender names is taken for a receipt`() throws {
    let place = try filled()
    let name = "i.json.receipt.json"
    try place.drop("incidents/\(name)", ServiceHarness.incident("INC-5"))
    try place.run()
    #expect(place.accepted("incidents").contains { $0.hasSuffix("\(name).dropped") })
    try place.run()
    #expect(try receipts(place, "incidents").count == 2)
  }

  @Test(arguments: [false, true])
  func `a document never takes the place of another file`(_ isOurs: Bool) throws {
    let place = try filled()
    let note = try #require(
      place.documents().first { $0.hasPrefix("credit-notes/") && $0.hasSuffix(".json") })
    let bytes = try place.text("state/\(note)")
    let register = try #require(place.documents().first { $0.hasPrefix("registers/credit") })
    let before = try place.text("state/\(register)")
    for path in [note, register] {
      try place.write(isOurs ? try place.text("state/\(path)") : "another's", to: "state/\(path)")
    }
    try place.run()
    #expect(try place.text("state/\(note)") == bytes)
    #expect(try place.text("state/\(register)") == before)
    let aside = place.documents().filter { $0.contains(".aside-") }
    #expect(aside == (isOurs ? [] : ["\(note).aside-1", "\(register).aside-1"]))
    for path in aside { #expect(try place.text("state/\(path)") == "another's") }
    try place.write("one more", to: "state/\(note)")
    try place.run()
    #expect(place.documents().filter { $0.contains(".aside-") }.count == aside.count + 1)
    var verification = try Verification(place.settings)
    #expect(try verification.run().isSound)
  }
}

/// What a receipt says of whom a report reaches.
@Suite struct ReachTests {
  private func result(_ place: ServiceHarness, _ file: String) throws -> [String: Any] {
    let name = try #require(
      place.files("spool/accepted/incidents").first { $0.hasSuffix("/\(file).receipt.json") })
    let text = try place.text("spool/accepted/incidents/\(name)")
    let receipt = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require((receipt?["results"] as? [[String: Any]])?.first)
  }

  private func warnings(_ result: [String: Any]) -> [String] {
    (result["warnings"] as? [[String: String]])?.compactMap { $0["en"] } ?? []
  }

  private func place(_ affects: String, restored: String? = "2026-04-15T08:55:00+09:00") throws
    -> ServiceHarness
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop(
      "incidents/i.json", ServiceHarness.incident(restored: restored, affects: affects))
    try place.run()
    return place
  }

  @Test func `of contracts that are known it says how many, and of how many something is open`()
    throws
  {
    let all = #"{"contract_id": "C-1"}, {"contract_id": "C-2"}"#
    let settled = try result(try place(all), "i.json")
    #expect(settled["matched"] as? Int == 2 && settled["undetermined"] as? Int == 0)
    #expect(settled["unknown"] == nil && settled["warnings"] == nil)
    let open = try result(try place(all, restored: nil), "i.json")
    #expect(open["matched"] as? Int == 2 && open["undetermined"] as? Int == 2)
  }

  @Test func `contracts that are not known are named, and hit nothing yet`() throws {
    let found = try result(
      try place(#"{"contract_id": "C-1"}, {"contract_id": "C-9"}"#), "i.json")
    #expect(found["matched"] as? Int == 1)
    #expect(found["unknown"] as? [String] == ["C-9"])
    #expect(warnings(found).contains { $0.contains("C-9") })
  }

  @Test func `an entry that selects nothing is named, and a report that hits nobody is waiting`()
    throws
  {
    let some = try result(
      try place(#"{"contract_id": "C-1"}, {"labels": {"site": "x"}}"#), "i.json")
    #expect(warnings(some) == ["affects[1] of INC-1 hits no contract"])
    let place = try place(#"{"labels": {"site": "x"}}"#)
    #expect(warnings(try result(place, "i.json")) == ["INC-1 hits no contract; look at affects"])
    var waiting: [String] = []
    try Inquiry(place.settings).forEachUnreaching { waiting.append($0.id.text) }
    #expect(waiting == ["INC-1"])
    try place.drop(
      "incidents/j.json", ServiceHarness.incident(revision: 2, more: #""withdrawn": true,"#))
    try place.run()
    try Inquiry(place.settings).forEachUnreaching { _ in Issue.record("was withdrawn") }
  }
}
