import Foundation
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

@Suite(.tags(.slow), .unlessFast) struct RegisterTests {
  @Test func `a register keeps its rows, and gains those of later notes`() throws {
    let place = try ServiceHarness()
    let (before, after) = try registers(place) {}
    #expect(after.count > before.count)
    #expect(after.starts(with: before))
  }

  @Test(arguments: ["damaged", "cut off", "gone"])
  func `a register that is not what was written is made anew`(what: String) throws {
    let place = try ServiceHarness()
    let (before, after) = try registers(place) {
      let register = place.path("state/registers/\(place.files("state/registers")[0])")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: register))
      try FileManager.default.removeItem(atPath: register)
      switch what {
      case "damaged":
        let other = Data(bytes.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "2") : $0 })
        try other.write(to: URL(fileURLWithPath: register))
      case "cut off": try bytes.dropLast(7).write(to: URL(fileURLWithPath: register))
      default: break
      }
    }
    #expect(after.count > before.count)
    #expect(after.starts(with: before))
  }

  @Test
  func `entries that were written stay under later settings, whatever is made anew beside them`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    func register(_ stem: String) throws -> URL {
      let name = try #require(place.files("state/registers").first { $0.hasPrefix(stem) })
      return place.root.appending(path: "state/registers/\(name)")
    }
    let (entries, notes) = (try register("entries"), try register("credit-notes"))
    let (booked, listed) = (try Data(contentsOf: entries), try Data(contentsOf: notes))
    try place.set("entries: { encoding: cp932, returns: 返品 }")
    try FileManager.default.removeItem(at: notes)
    try place.run()
    #expect(try Data(contentsOf: notes) == listed)
    #expect(try Data(contentsOf: entries) == booked)
  }

  @Test func `of many inputs in a minute the register is written once, and at the end`() throws {
    let place = try ServiceHarness()
    let service = try place.makeService()
    try service.recover()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    for (number, contract) in ["C-1", "C-2", "C-3"].enumerated() {
      try place.drop(
        "incidents/\(number).json",
        ServiceHarness.incident("INC-\(number)", affects: #"{"contract_id": "\#(contract)"}"#))
      try service.takeAll(registersAtOnce: false)
    }
    let register = "state/registers/\(try #require(place.files("state/registers").first))"
    #expect(place.files("state/credit-notes").filter { $0.hasSuffix(".json") }.count == 3)
    #expect(try rows(place, register) == 1)
    try service.takeAll()
    #expect(try rows(place, register) == 3)
  }

  private func rows(_ place: ServiceHarness, _ register: String) throws -> Int {
    try place.text(register).split(separator: "\r\n").count - 1
  }

  /// The register after a first report, and after a revised one; in between, what is done to it.
  private func registers(
    _ place: ServiceHarness, _ meanwhile: () throws -> Void
  ) throws -> (before: Data, after: Data) {
    func register() throws -> Data {
      let name = try #require(place.files("state/registers").first)
      return try Data(contentsOf: URL(fileURLWithPath: place.path("state/registers/\(name)")))
    }
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let before = try register()
    try meanwhile()
    try place.drop(
      "incidents/j.json",
      ServiceHarness.incident(revision: 2, restored: "2026-04-20T00:00:00+09:00"))
    try place.run()
    return (before, try register())
  }
}
