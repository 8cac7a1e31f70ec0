import Bookkeeping
import Domain
import Foundation
import Quantities
import Spooling
import Testing

@testable import Operating

/// What stays in the spool, and for how long.
@Suite struct RetentionTests {
  private func clear(_ place: Workplace, on day: String) throws -> Int {
    let spool = Spool(root: place.settings.spool, kinds: InputKind.allCases.map(\.rawValue))
    let ledger = try Ledger(writing: "\(place.settings.state)/ledger.sqlite")
    let today = try #require(CivilDate(day))
    return try Retention(spool: spool, ledger: ledger, years: place.settings.retentionYears)
      .clear(on: today)
  }

  /// A contracts file that was accepted on 12 April 2026.
  private func accepted(more: String = "") throws -> Workplace {
    let place = try Workplace(more: more)
    try place.drop("contracts/c.csv", Workplace.contracts)
    try place.run()
    let day = try #require(place.files("spool/accepted/contracts").first?.prefix(10))
    try FileManager.default.moveItem(
      atPath: place.path("spool/accepted/contracts/\(day)"),
      toPath: place.path("spool/accepted/contracts/2026-04-12"))
    return place
  }

  @Test func `an accepted file stays for ten years to the day`() throws {
    let place = try accepted()
    #expect(try clear(place, on: "2036-04-11") == 0)
    #expect(place.files("spool/accepted") == ["contracts/2026-04-12/c.csv"])
    #expect(try clear(place, on: "2036-04-12") == 1)
    #expect(place.files("spool/accepted") == [])
    #expect(
      !FileManager.default.fileExists(atPath: place.path("spool/accepted/contracts/2026-04-12")))
  }

  @Test func `for as many years as settings say`() throws {
    let place = try accepted(more: "retention_years: 7")
    #expect(try clear(place, on: "2033-04-11") == 0)
    #expect(try clear(place, on: "2033-04-12") == 1)
  }

  @Test func `less than seven years are refused`() throws {
    #expect(throws: (any Error).self) { try Workplace(more: "retention_years: 6") }
  }

  @Test func `what the ledger has not byte for byte stays, and so does what is no day's`() throws {
    let place = try accepted()
    try place.write("other", to: "spool/accepted/contracts/2026-04-12/d.csv")
    try place.drop("../spool/accepted/contracts/notes/c.csv", Workplace.contracts)
    #expect(try clear(place, on: "2040-01-01") == 1)
    #expect(
      place.files("spool/accepted") == ["contracts/2026-04-12/d.csv", "contracts/notes/c.csv"])
  }

  @Test func `the service looks at start and takes away nothing that is young`() throws {
    let place = try accepted()
    try place.run()
    #expect(place.files("spool/accepted") == ["contracts/2026-04-12/c.csv"])
  }
}
