import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// A note with what tells that its lines are whole.
struct NoteRecord: LedgerRecord {
  let note: NoteHeader
  let incidents: [NoteIncident]
  /// How many lines there are.
  let lines: Int64
  /// SHA-256 over the lines' digests, in their order.
  let linesDigest: Digest
  /// What of them hangs together, where that is short.
  let summary: NoteSummary?
  /// Its place in its year's series.
  let ordinal: Int64

  var withoutDigests: NoteRecord {
    NoteRecord(
      note: note, incidents: incidents, lines: lines, linesDigest: .none, summary: summary,
      ordinal: ordinal)
  }

  static let table = Table(
    "credit_note", key: "sequence", format: 1,
    isChained: true,
    searched: [
      "sequence", "number", "year", "ordinal", "kind", "issued_on", "account_id", "account_name",
      "net", "gross", "reverses", "replaces",
    ])
  /// All of them, with the hash before each.
  static let chained = "SELECT *, \(table.previousHash) FROM credit_note"

  var searched: [(any SQLConvertible)?] {
    [
      note.sequence, note.number, note.issuedOn.components.year, ordinal, note.kind.rawValue,
      note.issuedOn.description, note.account.text, note.accountName,
      Int64(clamping: note.totals.net.value), Int64(clamping: note.totals.gross.value),
      note.reverses, note.replaces,
    ]
  }
}

extension NoteRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    note = try fields["note"]
    incidents = try fields["incidents"]
    lines = try fields["lines"]
    linesDigest = try fields["lines_digest"]
    summary = try fields["summary"]
    ordinal = try fields["ordinal"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("incidents", incidents, "lines", lines, "lines_digest", linesDigest)
    try object.add("note", note, "ordinal", ordinal, "summary", summary)
  }
}

/// A line of a note in its place.
struct LineRecord: LedgerRecord {
  let note: Int64
  let ordinal: Int64
  let line: NoteLine

  static let table = Table(
    "note_line", key: "note, ordinal", format: 1, keepsSteps: true,
    searched: ["note", "ordinal", "contract_id", "request_id"])
  var searched: [(any SQLConvertible)?] {
    [note, ordinal, line.contract.text, line.request?.text]
  }
}

extension LineRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    note = try fields["note"]
    ordinal = try fields["ordinal"]
    line = try fields["line"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("line", line, "note", note, "ordinal", ordinal)
  }
}
