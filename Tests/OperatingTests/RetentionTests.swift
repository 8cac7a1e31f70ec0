import Bookkeeping
import Domain
import Foundation
import Quantities
import Spooling
import Testing

@testable import Operating

/// What stays in the spool, and for how long.
@Suite struct RetentionTests {
  /// A contracts file that was accepted on 12 April 2026, and another input of a later day.
  private func accepted(last day: String) throws -> Desk {
    let desk = try Desk()
    try desk.setClock(to: "2026-04-12")
    try desk.put(.contracts, Facts.contract())
    try place(Facts.contract(), "contracts/2026-04-12/c.json", desk)
    try desk.setClock(to: day)
    try desk.put(.contracts, Facts.contract("D"))
    return desk
  }

  private func place(_ text: String, _ name: String, _ desk: Desk) throws {
    try desk.place.drop("accepted/\(name)", text)
  }

  private func clear(_ desk: Desk, on day: String, years: Int = 10) throws -> Int {
    let spool = Spool(root: desk.place.settings.spool, kinds: ["contracts"])
    let ledger = try Ledger(reading: "\(desk.place.settings.state)/ledger.sqlite")
    let (count, failures) = try Retention(spool: spool, ledger: ledger, years: years)
      .clear(on: #require(CivilDate(day)))
    #expect(failures == [])
    return count
  }

  private func files(_ desk: Desk) -> [String] { desk.place.files("spool/accepted/contracts") }

  @Test func `an accepted file stays for ten years to the day`() throws {
    let desk = try accepted(last: "2036-04-12")
    #expect(try clear(desk, on: "2036-04-11") == 0)
    #expect(files(desk) == ["2026-04-12/c.json"])
    #expect(try clear(desk, on: "2036-04-12") == 1)
    #expect(files(desk) == [])
    #expect(
      !FileManager.default.fileExists(
        atPath: desk.place.path("spool/accepted/contracts/2026-04-12")))
  }

  @Test func `for as many years as settings say, which are seven at least`() throws {
    let desk = try accepted(last: "2036-04-12")
    #expect(try clear(desk, on: "2033-04-11", years: 7) == 0)
    #expect(try clear(desk, on: "2033-04-12", years: 7) == 1)
    #expect(try Workplace(more: "retention_years: 7").settings.retentionYears == 7)
    #expect(try Workplace().settings.retentionYears == 10)
    #expect(throws: (any Error).self) { try Workplace(more: "retention_years: 6") }
  }

  @Test func `a clock that is ahead of all that was received takes nothing away`() throws {
    let desk = try accepted(last: "2036-04-11")
    #expect(try clear(desk, on: "2046-01-01") == 0)
  }

  @Test func `what the ledger has not from then, byte for byte, stays`() throws {
    let desk = try accepted(last: "2036-04-12")
    try place("other", "contracts/2026-04-12/d.json", desk)
    try place(Facts.contract("D"), "contracts/2026-04-12/e.json", desk)
    #expect(try clear(desk, on: "2036-04-12") == 1)
    #expect(files(desk) == ["2026-04-12/d.json", "2026-04-12/e.json"])
  }

  @Test func `what is odd is left alone, and links are not followed`() throws {
    let desk = try accepted(last: "2036-04-12")
    try place(Facts.contract(), "contracts/notes/c.json", desk)
    try place("x", "contracts/2009-01-01", desk)
    try place(Facts.contract(), "elsewhere/c.json", desk)
    try FileManager.default.createSymbolicLink(
      atPath: desk.place.path("spool/accepted/contracts/2010-01-01"),
      withDestinationPath: desk.place.path("spool/accepted/elsewhere"))
    #expect(try clear(desk, on: "2036-04-12") == 1)
    #expect(desk.place.files("spool/accepted/elsewhere") == ["c.json"])
  }

  @Test func `the service looks and takes away nothing that is young`() throws {
    let place = try Workplace()
    try place.drop("contracts/c.csv", Workplace.contracts)
    try place.run()
    try place.run()
    #expect(place.accepted().count == 1)
  }
}
