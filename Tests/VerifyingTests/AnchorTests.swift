import Bookkeeping
import Domain
import Foundation
import GRDB
import Ingesting
import IngestingSupport
import ServingSupport
import TestSupport
import Testing
import Verifying

/// A ledger that is rewritten whole is found out by whoever kept an anchor.
@Suite(.tags(.slow), .unlessFast) struct AnchorTests {
  private func filled(fee: String = "50000") throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts.replacing("50000", with: fee))
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  private func anchors(_ place: ServiceHarness) -> [String] {
    place.files("state/anchors").map { place.path("state/anchors/\($0)") }
  }

  private func report(
    _ place: ServiceHarness, since: String? = nil, against: String? = nil
  ) throws -> VerificationReport {
    var verification = try Verification(place.settings)
    return try verification.run(since: since, against: against)
  }

  @Test func `once a day, and at each closing, the ledger says what it comes to`() throws {
    let place = try filled()
    #expect(anchors(place).count == 1)
    try place.run()
    let text = try String(contentsOfFile: anchors(place)[0], encoding: .utf8)
    for part in [
      #""sequence":"#, #""hash":"#, #""inputs":"#, #""notes":2"#,
      #""qualified-return-invoice":{"gross":"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let count = anchors(place).count
    // Two within a second have one name.
    Thread.sleep(forTimeInterval: 1.1)
    try place.drop(
      "requests/q.json", #"{"request_id": "Q", "action": "close-books", "through": "2026-05-31"}"#)
    try place.run()
    #expect(anchors(place).count > count)
  }

  @Test func `a ledger that went on has the anchor, one that was made anew has not`() throws {
    let place = try filled()
    let anchor = try #require(anchors(place).first)
    try place.drop("incidents/j.json", ServiceHarness.incident("INC-2"))
    try place.run()
    #expect(try report(place, since: anchor).isSound)
    #expect(try report(place, against: anchor).isSound)
    let other = try filled(fee: "60000")
    #expect(try report(other).isSound)
    #expect(try report(other, against: anchor).chain.contains { $0.contains("anchor") })
    #expect(try report(other, since: anchor).chain.contains { $0.contains("anchor") })
  }

  @Test func `what an anchor covers is not looked at again`() throws {
    let place = try filled()
    let anchor = try #require(anchors(place).last)
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    try queue.write {
      try $0.execute(
        sql: """
          DROP TRIGGER assessment_refuses_update;
          UPDATE assessment SET body = replace(body, '0', '1') WHERE id = 1
          """)
    }
    #expect(try !report(place).isSound)
    #expect(try report(place, since: anchor).chain.isEmpty)
  }

  @Test func `what is no anchor is refused in words`() throws {
    let place = try filled()
    try place.write("{}", to: "a.json")
    let failure = #expect(throws: InvalidInput.self) {
      try report(place, against: place.path("a.json"))
    }
    #expect(failure?.message(in: .en).contains("anchor") == true)
  }
}
