import Bookkeeping
import Domain
import Foundation
import GRDB
import IngestingSupport
import ServingSupport
import TestSupport
import Testing
import Verifying

/// One row that is not what was written keeps nothing else from being served, and nothing is issued that
/// rests on it.
@Suite(.tags(.slow), .unlessFast) struct CorruptRowTests {
  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  /// Changes one figure in a body, and nothing else.
  private func corrupt(_ place: ServiceHarness, _ table: String, _ condition: String) throws {
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    try queue.write { database in
      try database.execute(
        sql: """
          DROP TRIGGER \(table)_refuses_update;
          UPDATE \(table) SET body = replace(body, '0', '1') WHERE \(condition)
          """)
      #expect(database.changesCount > 0)
    }
  }

  @Test
  func
    `a file that needs a damaged row waits, keeps no other waiting, and is taken when it is whole`()
    throws
  {
    let place = try filled()
    let ledger = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let body = try ledger.read { try String.fetchOne($0, sql: "SELECT body FROM incident") }
    try corrupt(place, "incident", "true")
    // The same report with other white space has to be compared with the one that was received.
    try place.drop("incidents/again.json", ServiceHarness.incident() + "\n\n")
    try place.drop(
      "incidents/other.json",
      ServiceHarness.incident("INC-9", affects: #"{"contract_id": "C-1"}"#))
    #expect(try place.run().waiting.map(\.file) == ["incidents/again.json"])
    #expect(place.files("spool/rejected").isEmpty)
    #expect(place.accepted("incidents").contains { $0.hasSuffix("other.json") })
    try ledger.write {
      try $0.execute(
        sql: "UPDATE incident SET body = ? WHERE incident_id = 'INC-1'", arguments: [body])
    }
    #expect(try place.run().waiting.isEmpty)
    #expect(place.accepted("incidents").contains { $0.hasSuffix("again.json") })
  }

  @Test func `a contract whose fee was changed behind the ledger's back gets nothing`() throws {
    let place = try filled()
    let before = try place.notes()
    try corrupt(place, "contract_version", "contract_id = 'C-1'")
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-2").replacing("2026-04", with: "2026-05"))
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
    let before = place.accepted().count
    try place.drop("contracts/d.csv", Self.other)
    try place.drop("incidents/j.json", Facts.incident("INC-9", affects: #"{"contract_id": "D-9"}"#))
    try place.run()
    #expect(place.accepted().count == before + 2)
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

  /// The contracts with a line on a note after some.
  private func credited(_ place: ServiceHarness, after note: Int) throws -> Set<String> {
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    return try queue.read {
      Set(
        try String.fetchAll($0, sql: "SELECT contract_id FROM note_line WHERE note > \(note)"))
    }
  }

  /// The report revised, so that every credit is another one, and for some contracts two.
  private static let revised = ServiceHarness.incident(
    revision: 2, restored: "2026-04-16T20:00:00+09:00",
    more: """
      "phases": [{"from": "2026-04-13T12:00:00+09:00", "impact": "partial"},
                 {"from": "2026-04-13T18:00:00+09:00", "impact": "total"}],
      """)

  @Test(arguments: [#""incidents":[1]"#, #""incidents":[null]"#, #""incidents":1"#])
  func `a standing assessment that names no incident any more is replaced all the same`(
    _ named: String
  ) throws {
    let place = try filled()
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER assessment_refuses_update")
      try database.execute(
        sql: """
          UPDATE assessment SET body = replace(body, '"incidents":["INC-1"]', '\(named)')
          """)
      #expect(database.changesCount > 0)
    }
    try place.drop("incidents/j.json", Self.revised)
    try place.run()
    #expect(place.accepted().count == 3)
    #expect(try credited(place, after: 2) == ["C-1", "C-2", "C-3"])
  }

  @Test(arguments: ["C-1", "C-2"])
  func `of a note with a damaged line nothing is corrected, not even in part`(_ contract: String)
    throws
  {
    let place = try filled()
    try corrupt(place, "note_line", "contract_id = '\(contract)'")
    try place.drop("incidents/j.json", Self.revised)
    try place.run()
    #expect(try credited(place, after: 2) == ["C-3"])
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let reversals = try queue.read {
      try Int.fetchAll($0, sql: "SELECT reverses FROM credit_note WHERE reverses IS NOT NULL")
    }
    #expect(reversals == [2])
  }

  @Test(arguments: ["account_id = 'A-2'", "reverses = 2, kind = 'reversal'", "body = '{}'"])
  func `a note whose columns were changed is not paid again`(_ change: String) throws {
    let place = try filled()
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER credit_note_refuses_update")
      try database.execute(sql: "UPDATE credit_note SET \(change) WHERE sequence = 1")
    }
    try place.drop("incidents/j.json", Self.revised)
    try place.run()
    #expect(try credited(place, after: 2).isDisjoint(with: ["C-1", "C-2"]))
  }

  @Test(arguments: ["credit_note", "note_line"])
  func `a damaged note whose documents are gone keeps the service from nothing`(_ table: String)
    throws
  {
    let place = try filled()
    try corrupt(place, table, table == "credit_note" ? "sequence = 1" : "note = 1")
    for file in place.files("state/credit-notes") {
      try FileManager.default.removeItem(atPath: place.path("state/credit-notes/\(file)"))
    }
    try place.drop("contracts/d.csv", Self.other)
    try place.drop("incidents/j.json", Facts.incident("INC-9", affects: #"{"contract_id": "D-9"}"#))
    try place.run()
    #expect(try credited(place, after: 2) == ["D-9"])
    // The other note's documents were made again.
    #expect(place.files("state/credit-notes").contains { $0.contains("000002") })
  }

  @Test(arguments: ["contract_version", "charge"])
  func `a damaged contract or charge is replaced by what is exported again`(_ table: String) throws
  {
    let place = try filled()
    let charges = "contract_id,fee_month,amount\nC-1,2026-05,50000\n"
    try place.drop("charges/c.csv", charges)
    try place.run()
    try corrupt(place, table, "contract_id = 'C-1'")
    try place.drop(
      "contracts/again.csv",
      ServiceHarness.contracts + "C-4,A-4,丙,network-service,vpn,fixed-monthly,1000,2025-01-01\n")
    try place.drop("charges/again.csv", charges + "C-4,2026-05,1000\n")
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-2").replacing("2026-04", with: "2026-05"))
    #expect(try !place.run().hasRejected)
    #expect(try credited(place, after: 2).contains("C-1"))
  }
}
