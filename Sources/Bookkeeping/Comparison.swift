import Foundation
import GRDB

extension Ledger {
  /// The tables that verification compares, each with the columns that tell its rows apart.
  private static let compared: [(table: String, key: String)] = [
    ("input", "sequence"), ("input_chunk", "input, number"), ("contract_version", "id"),
    ("contract_now", "contract_id, valid_from"), ("charge", "id"),
    ("charge_now", "contract_id, fee_month"), ("incident", "incident_id, revision"),
    ("incident_stage", "incident_id, revision, number"),
    ("affect", "incident_id, revision, ordinal"), ("claim", "claim_id"),
    ("claim_item", "claim_id, ordinal"), ("recovery", "recovery_id"), ("relief", "relief_id"),
    ("relief_affect", "relief_id, ordinal"), ("relief_now", "contract_id, relief_id"),
    ("batch", "batch_id"), ("batch_member", "batch_id, contract_id"),
    ("held_now", "contract_id"), ("approval", "approval_id"),
    ("approval_item", "approval_id, kind"), ("prior_credit", "prior_credit_id"),
    ("incident_now", "incident_id"),
    ("hit", "contract_id, incident_id"), ("assessment", "id"),
    ("assessment_now", "contract_id, assessment"), ("credit_note", "sequence"),
    ("note_line", "note, ordinal"), ("note_incident", "note, incident_id"),
    ("acknowledgement", "id"), ("account_merger", "id"), ("closing", "month"),
    ("books_closing", "id"),
    ("pending_now", "contract_id, input"), ("batch_source", "batch_id, input"),
  ]

  /// The first row in which two ledgers differ, named by table and key; `nil` when they are alike.
  ///
  /// - Throws: what SQLite reports.
  public func firstDifference(from other: Ledger) throws -> String? {
    try read { mine in
      if let damage = try String.fetchOne(mine.database, sql: "PRAGMA integrity_check"),
        damage != "ok"
      {
        return "the database file is damaged: \(damage)"
      }
      return try other.read { its in
        for (table, key) in Ledger.compared {
          if let difference = try Ledger.firstDifference(in: table, by: key, mine, its) {
            return difference
          }
        }
        return nil
      }
    }
  }

  private static func firstDifference(
    in table: String, by key: String, _ mine: Book, _ its: Book
  ) throws -> String? {
    let sql = "SELECT * FROM \(table) ORDER BY \(key)"
    let (own, others) = (
      try Row.fetchCursor(mine.database, sql: sql), try Row.fetchCursor(its.database, sql: sql)
    )
    let columns = key.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    func name(_ row: Row) -> String {
      columns.map { "\($0) \(row[$0] as DatabaseValue? ?? .null)" }.joined(separator: ", ")
    }
    while true {
      switch (try own.next(), try others.next()) {
      case (nil, nil): return nil
      case (let row?, nil): return "\(table), \(name(row)): follows from no input"
      case (nil, let row?): return "\(table), \(name(row)): is missing"
      case (let row?, let wanted?):
        guard row != wanted else { continue }
        let column = row.columnNames.first { name in
          (row[name] as DatabaseValue?) != (wanted[name] as DatabaseValue?)
        }
        return "\(table), \(name(row)): column \(column ?? "?") is not what the inputs give"
      }
    }
  }
}
