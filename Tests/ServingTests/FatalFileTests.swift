import Foundation
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing

/// A file at which the service dies again and again does not keep the others from being taken in.
@Suite(.tags(.slow), .unlessFast) struct FatalFileTests {
  /// A run that ended while a file was in hand.
  private func die(_ place: ServiceHarness, at name: String, _ result: String) throws {
    let spool = Spool(root: place.path("spool"), kinds: ["incidents", "contracts"])
    try spool.prepare()
    let drop = try #require(try spool.list().first { "\($0.kind)/\($0.name)" == name })
    #expect(try spool.claim(drop) != nil)
    try place.write(name, to: "state/in-hand")
    try place.write(result, to: "state/last-result")
  }

  private func began() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    return place
  }

  private func rejected(_ place: ServiceHarness) -> [String] {
    place.files("spool/rejected").map { String($0.split(separator: "/").last ?? "") }
  }

  @Test(arguments: [
    "watchdog killed ABRT", "core-dump dumped TRAP", "oom-kill killed KILL", "signal killed ABRT",
    "signal killed ILL\n", "signal killed SEGV",
  ])
  func `after two deaths of its own doing a file is refused with the reason`(_ result: String)
    throws
  {
    let place = try began()
    try die(place, at: "incidents/i.json", result)
    _ = try place.makeService()
    try place.write("incidents/i.json", to: "state/in-hand")
    try place.write(result, to: "state/last-result")
    #expect(try place.run().hasRejected)
    #expect(rejected(place) == ["i.json", "i.json.reason.json", "i.json.reason.txt"])
    let reason = try #require(place.files("spool/rejected").last)
    #expect(try place.text("spool/rejected/\(reason)").contains("2回異常終了"))
    #expect(place.accepted("contracts").count == 1)
    // The same bytes under the same name may be tried anew: only what was claimed was at fault.
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    #expect(place.accepted("incidents").count == 1)
  }

  @Test func `after one it is taken last, and taken in`() throws {
    let place = try began()
    try place.drop("incidents/z.json", ServiceHarness.incident("INC-9"))
    try die(place, at: "incidents/i.json", "watchdog killed ABRT")
    try place.run()
    #expect(rejected(place).isEmpty)
    let order = try place.files("spool/accepted").filter { $0.hasSuffix(".json.receipt.json") }
      .map { try (place.text("spool/accepted/\($0)"), $0) }
      .sorted { sequence($0.0) < sequence($1.0) }.map { $0.1.split(separator: "/").last ?? "" }
    #expect(order.suffix(2) == ["z.json.receipt.json", "i.json.receipt.json"])
  }

  private func sequence(_ receipt: String) -> Int {
    receipt.firstMatch(of: /"sequence":([0-9]+)/).flatMap { Int($0.1) } ?? 0
  }

  @Test(arguments: [
    "signal killed KILL", "success exited 0", "exit-code exited 1", "timeout killed KILL", "",
    "signal killed TERM",
  ])
  func `a kill, a power cut and an orderly end do not count`(_ result: String) throws {
    let place = try began()
    for _ in 1...3 {
      let drops = place.files("spool").filter { $0.hasSuffix("i.json") }
      if drops == ["incidents/i.json"] {
        try die(place, at: "incidents/i.json", result)
      } else {
        try place.write("incidents/i.json", to: "state/in-hand")
        try place.write(result, to: "state/last-result")
      }
      _ = try place.makeService()
    }
    try place.run()
    #expect(rejected(place).isEmpty)
    #expect(place.accepted("incidents").count == 1)
  }
}
