import Bookkeeping
import Foundation
import IngestingSupport
import Quantities
import Querying
import Serving
import ServingSupport
import TestSupport
import Testing
import Verifying

/// A clock that is wrong dates nothing, removes nothing, and goes over.
@Suite(.tags(.slow), .unlessFast) struct ClockTests {
  /// A service whose clock is set by hand.
  private final class Watchmaker {
    let place: ServiceHarness
    var now: Moment

    init(more: String = "", at time: String = "2026-05-10T12:00:00+09:00") throws {
      place = try ServiceHarness(more: more)
      now = try #require(Moment(codedText: time))
    }

    func set(_ time: String) throws { now = try #require(Moment(codedText: time)) }

    /// - Returns: what is wrong with the clock; empty where nothing is.
    func run() throws -> String {
      do {
        place.clock = { [self] in now }
        let service = try place.makeService()
        try service.recover()
        try service.takeAll()
        return ""
      } catch let fault as ClockError {
        return fault.words.en
      }
    }

    func confirm(_ date: String, _ name: String = "r") throws {
      try place.drop(
        "requests/\(name).json",
        #"{ "request_id": "\#(name)", "action": "confirm-clock", "date": "\#(date)" }"#)
    }

    var waiting: [String] { place.files("spool").filter { !$0.hasPrefix("accepted/") } }
  }

  private func begun() throws -> Watchmaker {
    let shop = try Watchmaker()
    try shop.place.drop("contracts/c.csv", ServiceHarness.contracts)
    #expect(try shop.run() == "")
    try shop.place.drop("incidents/i.json", ServiceHarness.incident())
    return shop
  }

  @Test(arguments: [
    "2026-05-10T11:55:01+09:00", "2026-05-10T12:00:00+09:00", "2026-06-09T12:00:00+09:00",
  ])
  func `a clock that is a little behind, or not too far ahead, is believed`(_ time: String) throws {
    let shop = try begun()
    try shop.set(time)
    #expect(try shop.run() == "")
    #expect(try shop.place.notes().count == 2)
  }

  @Test(arguments: [
    "2026-05-10T11:54:59+09:00", "2016-01-01T00:00:00+09:00", "2026-06-09T12:00:01+09:00",
    "2036-05-10T12:00:00+09:00",
  ])
  func `one that is further behind, or ahead, pauses everything, and files stay where they are`(
    _ time: String
  ) throws {
    let shop = try begun()
    try shop.set(time)
    for _ in 1...2 {
      #expect(try shop.run().contains("confirm-clock"))
      #expect(shop.waiting == ["incidents/i.json"])
      #expect(try shop.place.notes().isEmpty)
    }
    try shop.set("2026-05-11T09:00:00+09:00")
    #expect(try shop.run() == "")
    #expect(try shop.place.notes().count == 2)
  }

  @Test func `a time that was received is never before one that was`() throws {
    let shop = try begun()
    try shop.set("2026-05-10T11:57:00+09:00")
    #expect(try shop.run() == "")
    let receipts = try shop.place.files("spool/accepted").filter { $0.hasSuffix("receipt.json") }
      .map { try shop.place.text("spool/accepted/\($0)") }
    #expect(receipts.allSatisfy { $0.contains("2026-05-10T12:00:00") })
    // What was recorded together is told by its time from what came next.
    #expect(receipts.contains { $0.contains("2026-05-10T12:00:00.002+09:00") })
    for setting in ["issue_small: false", "issue_small: true"] {
      try shop.place.set(setting)
      #expect(try shop.run() == "")
    }
    var verification = try Verification(shop.place.settings)
    let report = try verification.run()
    #expect(report.isSound, "\(report)")
  }

  @Test(arguments: ["2031-05-10", "2026-04-20"])
  func `a request that names the day which the clock says is believed, and nothing else is read`(
    _ day: String
  ) throws {
    let shop = try begun()
    try shop.set("\(day)T12:00:00+09:00")
    try shop.place.drop("requests/a.json", #"{ "request_id": "A", "action": "reassess" }"#)
    try shop.confirm("2031-05-11", "other-day")
    #expect(try shop.run() != "")
    #expect(shop.waiting.count == 3)
    try shop.confirm(day)
    #expect(try shop.run() == "")
    #expect(shop.waiting.filter { !$0.hasPrefix("rejected/") }.isEmpty)
    // The other one named another day.
    #expect(shop.waiting.contains { $0.hasSuffix("other-day.json.reason.json") })
    #expect(try shop.place.notes().count == 2)
    var verification = try Verification(shop.place.settings)
    let report = try verification.run()
    #expect(report.isSound, "\(report)")
  }

  @Test func `the day of issue never falls from one number to the next`() throws {
    let shop = try begun()
    #expect(try shop.run() == "")
    try shop.set("2026-01-10T12:00:00+09:00")
    try shop.confirm("2026-01-10")
    try shop.place.drop(
      "incidents/i.json",
      ServiceHarness.incident(revision: 2, restored: nil, more: #""withdrawn": true,"#))
    #expect(try shop.run() == "")
    var days: [CivilDate] = []
    try Inquiry(shop.place.settings).forEachNote { days.append($0.note.issuedOn) }
    #expect(days.count == 4)
    #expect(days == days.sorted())
  }

  @Test func `how far ahead a clock may be is a setting, and an anchor is a sign of life`() throws {
    let shop = try Watchmaker(more: "clock_gap: 2")
    try shop.place.drop("contracts/c.csv", ServiceHarness.contracts)
    #expect(try shop.run() == "")
    for day in ["12", "14", "16"] {
      try shop.set("2026-05-\(day)T12:00:00+09:00")
      #expect(try shop.run() == "")
    }
    try shop.set("2026-05-18T12:00:01+09:00")
    #expect(try shop.run() != "")
  }

  @Test func `no accepted file is removed by a clock that is ahead`() throws {
    let shop = try begun()
    #expect(try shop.run() == "")
    let before = shop.place.files("spool/accepted")
    try shop.set("2099-05-10T12:00:00+09:00")
    #expect(try shop.run() != "")
    #expect(shop.place.files("spool/accepted") == before)
  }
}
