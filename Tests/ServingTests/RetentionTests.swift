import Bookkeeping
import Domain
import Foundation
import GRDB
import IngestingSupport
import Quantities
import ServingSupport
import Spooling
import Testing

@testable import Serving

/// What stays in the spool, and for how long.
@Suite struct RetentionTests {
  /// A contracts file that was accepted on 12 April 2026, and another input of a later day.
  private func accepted(last day: String) throws -> LedgerHarness {
    let harness = try LedgerHarness()
    try harness.setClock(to: "2026-04-12")
    try harness.put(.contracts, Facts.contract())
    try place(Facts.contract(), "contracts/2026-04-12/c.json", harness)
    try harness.setClock(to: day)
    try harness.put(.contracts, Facts.contract("D"))
    return harness
  }

  private func place(_ text: String, _ name: String, _ harness: LedgerHarness) throws {
    try harness.place.drop("accepted/\(name)", text)
  }

  private func clear(_ harness: LedgerHarness, on day: String, days: Int = 400) throws -> Int {
    let cleared = try clearAll(harness, on: day, accepted: days)
    #expect(cleared.rejected == 0)
    return cleared.accepted
  }

  private func clearAll(
    _ harness: LedgerHarness, on day: String, accepted: Int = 400, rejected: Int = 400
  ) throws -> Retention.Cleared {
    let spool = Spool(root: harness.place.settings.spool, kinds: ["contracts"])
    let ledger = try Ledger(reading: "\(harness.place.settings.state)/ledger.sqlite")
    ledger.onCorruptRow = { _ in }
    let retention = Retention(
      spool: spool, ledger: ledger, acceptedDays: accepted, rejectedDays: rejected)
    let cleared = try retention.clear(on: #require(CivilDate(day)))
    #expect(cleared.failures == [])
    return cleared
  }

  private func files(_ harness: LedgerHarness) -> [String] {
    harness.place.files("spool/accepted/contracts")
  }

  @Test func `an accepted file stays for 400 days`() throws {
    let harness = try accepted(last: "2027-05-17")
    #expect(try clear(harness, on: "2027-05-16") == 0)
    #expect(files(harness) == ["2026-04-12/c.json"])
    #expect(try clear(harness, on: "2027-05-17") == 1)
    #expect(files(harness) == [])
    #expect(
      !FileManager.default.fileExists(
        atPath: harness.place.path("spool/accepted/contracts/2026-04-12")))
  }

  @Test func `it stays where the ledger's own copy is not what was received`() throws {
    let harness = try accepted(last: "2027-05-17")
    let ledger = try DatabaseQueue(path: "\(harness.place.settings.state)/ledger.sqlite")
    try ledger.write {
      try $0.execute(
        sql: "DROP TRIGGER piece_refuses_update; UPDATE piece SET bytes = x'00'")
    }
    #expect(try clear(harness, on: "2027-05-17") == 0)
    #expect(files(harness) == ["2026-04-12/c.json"])
  }

  @Test func `for as many days as settings say, which is one at least`() throws {
    let harness = try accepted(last: "2027-05-17")
    #expect(try clear(harness, on: "2026-04-18", days: 7) == 0)
    #expect(try clear(harness, on: "2026-04-19", days: 7) == 1)
    let set = try ServiceHarness(more: "accepted_days: 7\nrejected_days: 1").settings
    #expect((set.acceptedDays, set.rejectedDays) == (7, 1))
    let unset = try ServiceHarness().settings
    #expect((unset.acceptedDays, unset.rejectedDays) == (400, 400))
    for wrong in ["accepted_days: 0", "rejected_days: 0", "retention_years: 10"] {
      #expect(throws: (any Error).self) { try ServiceHarness(more: wrong) }
    }
  }

  @Test func `a receipt goes with its file, and not before`() throws {
    let harness = try accepted(last: "2027-05-17")
    try place("{}", "contracts/2026-04-12/c.json.receipt.json", harness)
    try place("other", "contracts/2026-04-12/d.json", harness)
    try place("{}", "contracts/2026-04-12/d.json.receipt.json", harness)
    #expect(try clear(harness, on: "2027-05-16") == 0)
    #expect(try clear(harness, on: "2027-05-17") == 1)
    #expect(files(harness) == ["2026-04-12/d.json", "2026-04-12/d.json.receipt.json"])
    // Its file went, and then the power.
    try place("{}", "contracts/2026-04-12/e.json.receipt.json", harness)
    #expect(try clear(harness, on: "2027-05-17") == 0)
    #expect(files(harness) == ["2026-04-12/d.json", "2026-04-12/d.json.receipt.json"])
  }

  @Test func `a refused file goes after its own time, with its reasons`() throws {
    let harness = try accepted(last: "2027-05-17")
    for name in ["x.json", "x.json.reason.json", "x.json.reason.txt"] {
      try harness.place.drop("rejected/contracts/2026-04-12/\(name)", "x")
    }
    try harness.place.drop("rejected/contracts/2026-05-01/y.json", "y")
    #expect(try clearAll(harness, on: "2026-04-18", rejected: 7) == Retention.Cleared())
    let cleared = try clearAll(harness, on: "2026-04-19", rejected: 7)
    #expect((cleared.accepted, cleared.rejected) == (0, 1))
    #expect(harness.place.files("spool/rejected") == ["contracts/2026-05-01/y.json"])
  }

  @Test func `a clock that is ahead of all that was received takes nothing away`() throws {
    let harness = try accepted(last: "2027-05-16")
    #expect(try clear(harness, on: "2046-01-01") == 0)
  }

  @Test func `what the ledger has not from then, byte for byte, stays`() throws {
    let harness = try accepted(last: "2027-05-17")
    try place("other", "contracts/2026-04-12/d.json", harness)
    try place(Facts.contract("D"), "contracts/2026-04-12/e.json", harness)
    #expect(try clear(harness, on: "2027-05-17") == 1)
    #expect(files(harness) == ["2026-04-12/d.json", "2026-04-12/e.json"])
  }

  @Test func `what is odd is left alone, and links are not followed`() throws {
    let harness = try accepted(last: "2027-05-17")
    try place(Facts.contract(), "contracts/notes/c.json", harness)
    try place("x", "contracts/2009-01-01", harness)
    try place(Facts.contract(), "elsewhere/c.json", harness)
    try FileManager.default.createSymbolicLink(
      atPath: harness.place.path("spool/accepted/contracts/2010-01-01"),
      withDestinationPath: harness.place.path("spool/accepted/elsewhere"))
    #expect(try clear(harness, on: "2027-05-17") == 1)
    #expect(harness.place.files("spool/accepted/elsewhere") == ["c.json"])
  }

  @Test func `the service looks and takes away nothing that is young`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    try place.run()
    #expect(place.accepted().count == 1)
  }
}
