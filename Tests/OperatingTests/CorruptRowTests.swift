import Bookkeeping
import Domain
import Foundation
import GRDB
import Operating
import Testing

/// One row that is not what was written keeps nothing else from being served, and nothing is issued that
/// rests on it.
@Suite struct CorruptRowTests {
  private func filled() throws -> Workplace {
    let place = try Workplace()
    try place.drop("contracts/c.csv", Workplace.contracts)
    try place.drop("incidents/i.json", Workplace.incident())
    try place.run()
    return place
  }

  /// Changes one figure in a body, and nothing else.
  private func corrupt(_ place: Workplace, _ table: String, _ condition: String) throws {
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    try queue.write { database in
      try database.execute(
        sql: """
          DROP TRIGGER \(table)_refuses_rewriting;
          UPDATE \(table) SET body = replace(body, '0', '1') WHERE \(condition)
          """)
      #expect(database.changesCount > 0)
    }
  }

  @Test func `a contract whose fee was changed behind the ledger's back gets nothing`() throws {
    let place = try filled()
    let before = try place.notes()
    try corrupt(place, "contract_version", "contract_id = 'C-1'")
    try place.drop(
      "incidents/j.json", Workplace.incident("INC-2").replacing("2026-04", with: "2026-05"))
    try place.run()
    // The others are served: C-1's account gets no note for the second incident.
    let after = try place.notes()
    #expect(after.count > before.count)
    #expect(Array(after.prefix(before.count)) == before)
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let credited = try queue.read {
      try String.fetchAll($0, sql: "SELECT contract_id FROM note_line WHERE note > \(before.count)")
    }
    #expect(!credited.isEmpty && !credited.contains("C-1"), "\(credited)")
    var verification = try Verification(place.settings)
    let report = try verification.run()
    #expect(report.chain.count == 1 && report.chain[0].contains("contract_version"), "\(report)")
  }

  @Test(arguments: ["credit_note", "note_line", "assessment", "incident", "input", "entry"])
  func `the service starts and goes on with any one row damaged`(_ table: String) throws {
    let place = try filled()
    let key = try #require(Bookkeeping.Table.all.first { $0.name == table }).key
    try corrupt(
      place, table, "(\(key)) = (SELECT \(key) FROM \(table) ORDER BY \(key) LIMIT 1)")
    let before = place.files("spool/accepted").count
    try place.drop("contracts/d.csv", Self.other)
    try place.drop("incidents/j.json", Facts.incident("INC-9", affects: #"{"contract_id": "D-9"}"#))
    try place.run()
    #expect(place.files("spool/accepted").count == before + 2)
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let credited = try queue.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM note_line WHERE contract_id = 'D-9'")
    }
    #expect(credited ?? 0 > 0)
    var verification = try Verification(place.settings)
    #expect(try verification.run().chain.contains { $0.contains(table) })
  }

  private static let other = """
    contract_id,account_id,account_name,terms,service,billing,fee,service_start
    D-9,A-9,丁,network-service,vpn,fixed-monthly,50000,2025-01-01

    """
}
