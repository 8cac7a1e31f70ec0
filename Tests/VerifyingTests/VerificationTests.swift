import Bookkeeping
import Domain
import Foundation
import GRDB
import IngestingSupport
import Quantities
import ServingSupport
import TestSupport
import Testing
import Verifying

@Suite(.tags(.slow), .unlessFast) struct VerificationTests {
  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident(more: #""title": "大阪第2","#))
    try place.run()
    try place.drop("incidents/j.json", ServiceHarness.incident(revision: 2, restored: nil))
    try place.drop("incidents/bad.json", "{")
    try place.drop("incidents/w.json", Self.announced)
    try place.drop(
      "charges/c.csv",
      """
      contract_id,fee_month,amount,before_credits,invoice_no
      C-1,2026-04,50000,50000,V-1

      """)
    try place.run()
    try place.drop("incidents/k.json", ServiceHarness.incident(revision: 3))
    try place.run()
    return place
  }

  /// A report with every field that the others lack.
  private static let announced = """
    {"incident_id": "W", "title": "伝送路工事", "customer_title": "工事のお知らせ", "impact": "partial",
     "began_at": "2026-04-20T01:00:00+09:00", "known_at": "2026-04-10T00:00:00+09:00",
     "restored_at": "2026-04-20T03:00:00+09:00",
     "expected_restored_at": "2026-04-20T04:00:00+09:00", "attribution": "carrier",
     "announced_at": "2026-04-10T00:00:00+09:00",
     "window": {"from": "2026-04-20T01:00:00+09:00", "until": "2026-04-20T05:00:00+09:00"},
     "determined_by": "部長", "carrier": "他社", "ticket": "NOC-1",
     "phases": [{"from": "2026-04-20T02:00:00+09:00", "impact": "partial"}],
     "affects": [{"contract_id": "C-3", "impact": "equivalent", "began_at": "2026-04-20T01:01:00+09:00",
                  "known_at": "2026-04-20T01:02:00+09:00",
                  "restored_at": "2026-04-20T02:59:00+09:00"}]}
    """

  private func report(_ place: ServiceHarness) throws -> VerificationReport {
    var verification = try Verification(place.settings)
    return try verification.run()
  }

  @Test func `an untouched ledger is what its inputs give`() throws {
    let place = try filled()
    let report = try report(place)
    #expect(report.isSound, "\(report)")
    #expect(report.notes == Int64(try place.notes().count))
  }

  /// One change in each column of each table that inputs fill, by somebody who drops the triggers.
  @Test func `tampering with any column of any row is found, and its table is named`() throws {
    let tried = try tamperWithAll(try filled())
    #expect(tried >= 90)
  }

  /// The same with every kind of request, decision and batch.
  @Test func `tampering with any request, decision or batch is found as well`() throws {
    let tried = try tamperWithAll(try EveryKind.place())
    #expect(tried > 120)
  }

  /// What is told of a ledger: by its chain or, where that is whole, by deciding everything anew.
  private func faults(_ place: ServiceHarness) throws -> [String] {
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    let chain = try ledger.read { transaction in
      var chain = ChainVerification(transaction)
      try chain.run()
      return chain.faults
    }
    return try chain.isEmpty ? report(place).faults.flatMap(\.differences) : chain
  }

  /// - Returns: how many columns were tried.
  private func tamperWithAll(_ place: ServiceHarness) throws -> Int {
    let before = try report(place)
    #expect(before.isSound, "\(before)")
    let ledger = place.path("state/ledger.sqlite")
    let sound = try Data(contentsOf: URL(fileURLWithPath: ledger))
    var tried = 0
    for table in Bookkeeping.Table.all where table.growth != .working {
      let columns = try DatabaseQueue(path: ledger).read { database in
        try database.columns(in: table.name).map(\.name)
      }
      for column in columns {
        guard try tamper(ledger, table, column) else { continue }
        tried += 1
        let told = try faults(place)
        #expect(
          told.contains { $0.contains(table.name) || $0.hasPrefix("entry, ") },
          "\(table.name).\(column): \(told)")
        try restore(ledger, sound)
      }
    }
    #expect(try report(place).isSound)
    return tried
  }

  /// Changes one value of a table's last row; `false` when there is no row or the change is refused.
  private func tamper(_ path: String, _ table: Bookkeeping.Table, _ column: String) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
      for trigger in ["delete", "update"] {
        try database.execute(
          sql: "DROP TRIGGER IF EXISTS \(table.name)_refuses_\(trigger)")
      }
      let value = try Row.fetchOne(
        database,
        sql: """
          SELECT typeof(\(column)) kind, \(column) FROM \(table.name)
          WHERE \(column) IS NOT NULL ORDER BY \(table.key) LIMIT 1
          """)
      let changed: String
      switch value?["kind"] as String? {
      case "integer": changed = "\(column) + 1000001"
      case "text": changed = "\(column) || 'x'"
      case "blob": changed = "CAST(\(column) || ' ' AS BLOB)"
      default: return false
      }
      try database.execute(
        sql: """
          UPDATE \(table.name) SET \(column) = \(changed) WHERE (\(table.key)) IN (
          SELECT \(table.key) FROM \(table.name) WHERE \(column) IS NOT NULL
          ORDER BY \(table.key) LIMIT 1)
          """)
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return true
    }
  }

  private func restore(_ path: String, _ bytes: Data) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test func `what was taken in is verified under whatever limits are set since`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    try place.set("limits: { file_size: { contracts: 1 }, records: { contracts: 1 } }")
    try place.run()
    var verification = try Verification(place.settings)
    #expect(try verification.run().isSound)
  }
}
