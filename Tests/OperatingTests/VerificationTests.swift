import Foundation
import GRDB
import Operating
import Testing

@Suite struct VerificationTests {
  private func filled() throws -> Workplace {
    let place = try Workplace()
    try place.drop("contracts/c.csv", Workplace.contracts)
    try place.drop("incidents/i.json", Workplace.incident(more: #""title": "大阪第2","#))
    try place.run()
    try place.drop("incidents/j.json", Workplace.incident(revision: 2, restored: nil))
    try place.drop("incidents/bad.json", "{")
    try place.drop(
      "charges/c.csv", "contract_id,fee_month,amount,invoice_no\nC-1,2026-04,50000,V-1\n")
    try place.run()
    try place.drop("incidents/k.json", Workplace.incident(revision: 3))
    try place.run()
    return place
  }

  private func verdict(_ place: Workplace) throws -> Verification.Verdict {
    var verification = try Verification(place.settings)
    return try verification.run()
  }

  @Test func `an untouched ledger is what its inputs give`() throws {
    let place = try filled()
    guard case .sound(_, let notes) = try verdict(place) else {
      Issue.record("\(try verdict(place))")
      return
    }
    #expect(notes == Int64(try place.notes().count))
  }

  /// One change in each column of each table that only grows, by somebody who drops the triggers.
  @Test func `tampering with any column of any row is found, and its table is named`() throws {
    let place = try filled()
    let ledger = place.path("state/ledger.sqlite")
    let sound = try Data(contentsOf: URL(fileURLWithPath: ledger))
    let tables = [
      "input", "input_chunk", "contract_version", "charge", "incident", "incident_stage", "affect",
      "assessment", "credit_note", "note_line", "note_incident",
    ]
    var tried = 0
    for table in tables {
      let columns = try DatabaseQueue(path: ledger).read { database in
        try database.columns(in: table).map(\.name)
      }
      for column in columns {
        guard try tamper(ledger, table, column) else { continue }
        tried += 1
        switch try verdict(place) {
        case .sound: Issue.record("\(table).\(column) was changed unnoticed")
        case .differs(let row): #expect(row.contains(","), "\(row)")
        }
        try restore(ledger, sound)
      }
    }
    #expect(tried > 90)
    if case .differs(let row) = try verdict(place) { Issue.record("\(row)") }
  }

  /// Changes one value of a table's last row; `false` when there is no row or the change is refused.
  private func tamper(_ path: String, _ table: String, _ column: String) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = ON;
          DROP TRIGGER IF EXISTS \(table)_refuses_update
          """)
      let value = try Row.fetchOne(
        database, sql: "SELECT typeof(\(column)) kind, \(column) FROM \(table) LIMIT 1")
      let changed: String
      switch value?["kind"] as String? {
      case "integer": changed = "\(column) + 1000001"
      case "text": changed = "\(column) || 'x'"
      case "blob": changed = "CAST(\(column) || ' ' AS BLOB)"
      default: return false
      }
      let key = try database.primaryKey(table).columns.map { "\($0)" }.joined(separator: ", ")
      let order = table == "input_chunk" ? "input" : key
      try database.execute(
        sql: """
          UPDATE \(table) SET \(column) = \(changed) WHERE (\(order)) IN (
          SELECT \(order) FROM \(table) WHERE \(column) IS NOT NULL LIMIT 1)
          """)
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return true
    }
  }

  private func restore(_ path: String, _ bytes: Data) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
