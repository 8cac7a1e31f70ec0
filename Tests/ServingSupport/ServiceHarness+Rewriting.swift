import Domain
import Foundation
import IngestingSupport
import Notation

@testable import Bookkeeping

extension ServiceHarness {
  /// The anchors are those of another ledger, once it was rewritten.
  package func removeAnchors() throws {
    try FileManager.default.removeItem(atPath: path("state/anchors"))
  }

  /// Rewrites bodies of a table as another version would have written them, and chains everything anew.
  package func rewrite(
    _ tables: [Bookkeeping.Table], entry engine: Int? = nil,
    _ change: (String) -> String
  ) throws {
    let ledger = try Ledger(writing: path("state/ledger.sqlite"))
    try ledger.makeScratch()
    try ledger.write { transaction in
      for table in tables.filter(Self.parts.contains) + tables.filter({ !Self.parts.contains($0) })
      {
        for row in try transaction.rows("SELECT rowid place, * FROM \(table.name)") {
          let own = try StoredBody(row, table)
          let steps = try own.steps.map { String(decoding: try $0.text(), as: UTF8.self) }
          let body = StoredBody(
            text: change(try parts(of: own.text, table, transaction)),
            steps: steps.flatMap { StoredSteps(Array(change($0).utf8)) })
          try transaction.run(
            "UPDATE \(table.name) SET body = ?, digest = ? WHERE rowid = ?",
            [body.text, body.digest, row.integer("place")])
          guard table.keepsSteps else { continue }
          try transaction.run(
            "UPDATE \(table.name) SET steps = ? WHERE rowid = ?",
            [body.steps?.bytes, row.integer("place")])
        }
      }
      try rechain(transaction, engine)
    }
    try removeAnchors()
  }

  private static var parts: [Bookkeeping.Table] { [LineRecord.table, TargetRecord.table] }

  /// The body with the digest of its lines, or of whom it hit, as they are by now.
  private func parts(
    of body: String, _ table: Bookkeeping.Table, _ transaction: LedgerTransaction
  ) throws -> String {
    func digest(_ sql: String, _ arguments: SQLArguments) throws -> Digest {
      var digest = Digester()
      for row in try transaction.rows(sql, arguments) { digest.add(row.digest("digest")) }
      return digest.digest
    }
    switch table {
    case NoteRecord.table:
      let note = try CanonicalJSON.decode(NoteRecord.self, from: body)
      let own = try digest(
        "SELECT digest FROM note_line WHERE note = ? ORDER BY ordinal", [note.note.sequence])
      return body.replacing(note.linesDigest.description, with: own.description)
    case IncidentRecord.table:
      let record = try CanonicalJSON.decode(IncidentRecord.self, from: body)
      let own = try digest(
        "SELECT digest FROM affected_target WHERE incident_id = ? AND revision = ? ORDER BY ordinal",
        [record.report.id.text, record.report.revision])
      return body.replacing(record.targetsDigest.description, with: own.description)
    default: return body
    }
  }

  private func rechain(_ transaction: LedgerTransaction, _ engine: Int?) throws {
    var hash = Digest.none
    for row in try transaction.rows("SELECT sequence, digest FROM credit_note ORDER BY sequence") {
      let next = Digest.chained(hash, row.digest("digest"))
      try transaction.run(
        "UPDATE credit_note SET hash = ? WHERE sequence = ?", [next, row.integer("sequence")])
      hash = next
    }
    let entries = try transaction.rows("SELECT sequence, engine FROM entry ORDER BY sequence")
    try transaction.run("DELETE FROM entry")
    for row in entries {
      try transaction.seal(
        upTo: row.integer("sequence"), engine: engine ?? Int(row.integer("engine")))
    }
  }
}
