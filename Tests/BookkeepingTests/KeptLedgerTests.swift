import Assessing
import Domain
import Foundation
import GRDB
import IngestingSupport
import Notation
import ServingSupport
import Testing
import Verifying

@testable import Bookkeeping

/// A ledger of each form that was released, kept as bytes: every later build opens it, verifies it and
/// goes on with it.
@Suite struct KeptLedgerTests {
  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "ledgers")

  /// The ledgers that are kept; `RECORD_LEDGER=1` begins the last anew, as long as it is not released.
  private static var kept: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: directory.path)
        .filter { $0.hasSuffix(".sqlite") }.sorted()
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_LEDGER"] != nil))
  func `the ledger of today's form is recorded, which fails so that nobody does it unseen`() throws
  {
    let place = try EveryKind.place()
    try place.copyTerms()
    try place.run()
    let target = Self.directory.appending(path: "form-1.sqlite").path
    try? FileManager.default.removeItem(atPath: target)
    try FileManager.default.createDirectory(
      at: Self.directory, withIntermediateDirectories: true)
    try DatabaseQueue(path: place.path("state/ledger.sqlite")).vacuum(into: target)
    Issue.record("recorded \(target)")
  }

  private func opened(_ name: String) throws -> ServiceHarness {
    let place = try ServiceHarness(isFounded: false)
    try place.stopClock()
    try FileManager.default.createDirectory(
      atPath: place.settings.state, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.directory.appending(path: name).path,
      toPath: place.path("state/ledger.sqlite"))
    return place
  }

  private func report(_ place: ServiceHarness) throws -> VerificationReport {
    var verification = try Verification(place.settings)
    return try verification.run()
  }

  @Test(arguments: try KeptLedgerTests.kept)
  func `a ledger of before is opened, verified and carried on`(_ name: String) throws {
    let place = try opened(name)
    let before = try report(place)
    #expect(before.chain.isEmpty && before.faults.isEmpty, "\(before)")
    let notes = try place.notes()
    #expect(!notes.isEmpty)
    try place.drop("contracts/d.csv", Self.contract)
    try place.drop("incidents/n.json", Facts.incident("LATER", affects: #"{"contract_id": "L"}"#))
    try place.run()
    let after = try place.notes()
    #expect(Array(after.prefix(notes.count)) == notes)
    let later = try report(place)
    #expect(
      later.chain.isEmpty && later.faults.isEmpty && later.documents.isEmpty, "\(later)")
  }

  private static let contract = """
    contract_id,account_id,account_name,terms,service,billing,fee,service_start
    L,A-L,己,network-service,vpn,fixed-monthly,50000,2025-01-01

    """

  /// A body that this version would write otherwise needs a new number, and the decoder of the old one.
  @Test(arguments: try KeptLedgerTests.kept)
  func `every body is written today as it was then, or has another number`(_ name: String) throws {
    let place = try opened(name)
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    let tables = try ledger.read { transaction in
      try Bookkeeping.Table.records.map { try written($0, transaction) }
    }
    // Every form has an example.
    #expect(tables.allSatisfy { $0 > 0 }, "\(tables)")
  }

  private func written<Record: LedgerRecord>(_ type: Record.Type, _ transaction: LedgerTransaction)
    throws
    -> Int
  {
    let rows = try transaction.rows("SELECT * FROM \(Record.table.name)")
    for row in rows {
      let kept = try StoredBody(row, Record.table)
      guard case .integer(let format)? = try CanonicalJSON.parse(kept.text)["format"],
        Int(format) == Record.table.format
      else { continue }
      let anew = try StoredBody(StoredBody.read(type, row))
      #expect(anew.text == kept.text && anew.steps?.digest == kept.steps?.digest)
    }
    return rows.count
  }

  @Test func `what may not change, what is chained, what is compared: all follow from one list`()
    throws
  {
    let place = try opened(try #require(Self.kept.last))
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let (tables, triggers) = try queue.read { database in
      (
        try String.fetchAll(
          database,
          sql: """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            AND name <> 'grdb_migrations'
            """),
        try String.fetchAll(
          database, sql: "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
      )
    }
    #expect(Set(tables) == Set(Bookkeeping.Table.all.map(\.name)))
    let appended = Bookkeeping.Table.all.filter { [.appendOnly, .content].contains($0.growth) }
    #expect(Set(triggers) == Set(appended.map(\.name)))
  }
}
