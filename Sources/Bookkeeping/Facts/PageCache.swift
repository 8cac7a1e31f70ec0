import Crediting
import Domain
import Notation
import Quantities

/// What pages of contracts share: the incidents that hit many of them, and the notes on which many stand.
struct PageCache {
  /// Enough for any one event; a contract base of years must not pile up here.
  private static let limit = 1_000

  private var incidents: [ContractPage.IncidentKey: Result<Incident, CorruptRowError>] = [:]
  private var notes: [Int64: Result<NoteHeader, CorruptRowError>] = [:]

  /// The reports that are named, each as it is or with what is wrong with it.
  mutating func incidents(
    _ named: [(id: String, revision: Int64)], in transaction: LedgerTransaction
  ) throws -> [ContractPage.IncidentKey: Result<Incident, CorruptRowError>] {
    let wanted = Set(
      named.compactMap { id, revision in
        Identifier(id).map { ContractPage.IncidentKey(id: $0, revision: Int(revision)) }
      })
    if incidents.count > Self.limit { incidents = [:] }
    let missing = wanted.filter { incidents[$0] == nil }
    let rows = try transaction.rows(
      """
      SELECT incident.* FROM json_each(?1) key CROSS JOIN incident
      ON incident_id = key.value ->> 0 AND revision = CAST(key.value ->> 1 AS INTEGER)
      """, of: missing.map { [$0.id.text, String($0.revision)] }, by: "incident_id")
    for row in rows.values.joined() {
      guard let id = Identifier(row.text("incident_id")) else { continue }
      let key = ContractPage.IncidentKey(id: id, revision: Int(row.integer("revision")))
      incidents[key] = try result { try StoredBody.read(IncidentRecord.self, row).report }
    }
    return incidents.filter { wanted.contains($0.key) }
  }

  /// The notes at some places.
  mutating func notes(
    _ places: [Int64], in transaction: LedgerTransaction
  ) throws -> [Int64: Result<NoteHeader, CorruptRowError>] {
    let wanted = Set(places)
    if notes.count > Self.limit { notes = [:] }
    let missing = wanted.filter { notes[$0] == nil }
    let rows = try transaction.rows(
      """
      SELECT key.value page_key, credit_note.*, \(NoteRecord.table.previousHash)
      FROM json_each(?1) key
      CROSS JOIN credit_note ON credit_note.sequence = CAST(key.value AS INTEGER)
      """, of: missing.sorted().map(String.init), by: "page_key")
    for row in rows.values.joined() {
      notes[row.integer("sequence")] = try result { try LedgerTransaction.noteRecord(row).note }
    }
    return notes.filter { wanted.contains($0.key) }
  }

  private func result<Value>(
    _ body: () throws -> Value
  ) throws -> Result<Value, CorruptRowError> {
    do { return .success(try body()) } catch let error as CorruptRowError {
      return .failure(error)
    }
  }
}
