import Assessing
import Crediting
import Domain
import Notation
import Quantities

extension LedgerTransaction {
  /// A note by its place; `nil` when there is none.
  public func note(_ sequence: Int64) throws -> NoteHeader? {
    try noteRecord(sequence)?.note
  }

  /// A note as it is kept; `nil` when there is none.
  func noteRecord(_ sequence: Int64) throws -> NoteRecord? {
    try fetch("\(NoteRecord.chained) WHERE sequence = ?", [sequence], Self.noteRecord).first
  }

  /// A note by its number; `nil` when there is none.
  public func note(numbered number: String) throws -> NoteHeader? {
    try notes("WHERE number = ?", [number]).first
  }

  /// The input that brought a note about.
  public func input(of note: NoteHeader) throws -> Int64 {
    try number("SELECT input FROM credit_note WHERE sequence = ?", [note.sequence]) ?? 0
  }

  /// How many notes there are.
  public func noteCount() throws -> Int64 {
    try NoteKind.allCases.reduce(0) { try $0 + count(.notes($1)) }
  }

  /// What stands credited: the net sum of all notes, reversals taken off.
  public func netCredited() throws -> Yen {
    Yen(try NoteKind.allCases.reduce(0) { try $0 + count(.net($1)) })
  }

  /// The note that takes a note back; `nil` while it stands.
  public func reversal(of note: Int64) throws -> NoteHeader? {
    try notes("WHERE reverses = ?", [note]).first
  }

  /// Hands over the notes after a place, in order, up to a limit.
  public func forEachNote(
    after place: Int64, limit: Int64, _ body: (NoteHeader) throws -> Void
  ) throws {
    try forEachNote("WHERE sequence > ? ORDER BY sequence LIMIT ?", [place, limit], body)
  }

  /// Hands over the notes that are looked for, in the order that is asked for.
  func forEachNote(
    _ rest: String, _ arguments: SQLArguments, _ body: (NoteHeader) throws -> Void
  ) throws {
    try forEachRow("\(NoteRecord.chained) \(rest)", arguments) { row in
      if let note = try unlessCorrupt({ try Self.noteRecord(row).note }) { try body(note) }
    }
  }

  private func notes(_ rest: String, _ arguments: SQLArguments) throws -> [NoteHeader] {
    try fetch("\(NoteRecord.chained) \(rest)", arguments) { try Self.noteRecord($0).note }
  }

  /// The notes with a line about a contract, in order.
  public func notes(about contract: Identifier) throws -> [NoteHeader] {
    try notes(
      "WHERE sequence IN (SELECT note FROM note_line WHERE contract_id = ?) ORDER BY sequence",
      [contract.text])
  }

  /// Whether what a note says went, or goes, to another account by the same input.
  public func isReaddressed(_ note: NoteHeader) throws -> Bool {
    let input = try input(of: note)
    // Where nothing is taken back nothing moves: mostly that is all to be asked.
    let isMoving = try number(
      """
      SELECT 1 FROM credit_note INDEXED BY credit_note_reversing
      WHERE input = ? AND reverses IS NOT NULL LIMIT 1
      """, [input])
    guard isMoving != nil else { return false }
    let remedy = "'$.line.subject.remedy'"
    return try number(
      """
      SELECT 1 FROM note_line own CROSS JOIN note_line moved USING (contract_id)
      CROSS JOIN credit_note other ON other.sequence = moved.note
      WHERE own.note = ? AND other.input = ? AND other.account_id <> ?
      AND (other.reverses IS NULL) <> ? AND own.body ->> \(remedy) = moved.body ->> \(remedy) LIMIT 1
      """, [note.sequence, input, note.account.text, note.reverses == nil]) != nil
  }

  /// The notes that correct a note.
  public func replacements(of note: Int64) throws -> [NoteHeader] {
    try notes("WHERE replaces = ? ORDER BY sequence", [note])
  }

  /// What the notes that correct a note come to, less what that came to, with tax.
  public func difference(after note: NoteHeader) throws -> Yen {
    Yen(
      try replacements(of: note.sequence).reduce(-note.totals.gross.value) {
        $0 + $1.totals.gross.value
      })
  }

  /// Hands over the lines of a note, in order; making the steps takes longer than all the rest.
  ///
  /// - Throws: ``CorruptRowError``, at the end where the lines are not all that the note has, or do not
  ///   come to its sums.
  public func forEachLine(
    of note: Int64, withSteps: Bool = true, _ body: (NoteLine) throws -> Void
  ) throws {
    guard let record = try noteRecord(note) else { throw CorruptRowError("note_line.note", note) }
    var check = LineCheck(record)
    try forEachRow(of: note) { try body(check.line($0, withSteps: withSteps)) }
    try check.finish()
  }

  /// The incidents that a note names, in order of name, and what of its lines hangs together.
  public func contents(
    of note: Int64
  ) throws -> (incidents: [NoteIncident], summary: NoteSummary) {
    guard let record = try noteRecord(note) else { return ([], NoteSummary()) }
    if let summary = record.summary { return (record.incidents, summary) }
    var summary = NoteSummary()
    try forEachRow(of: note) { try summary.add(Self.outline($0)) }
    return (record.incidents, summary)
  }

  /// The incidents that a note names.
  func incidents(of note: NoteHeader) throws -> [Identifier] {
    try noteRecord(note.sequence)?.incidents.map(\.id) ?? []
  }

  func forEachRow(of note: Int64, _ body: (any LedgerRow) throws -> Void) throws {
    try forEachRow("SELECT * FROM note_line WHERE note = ? ORDER BY ordinal", [note], body)
  }

  static func noteRecord(_ row: any LedgerRow) throws -> NoteRecord {
    let record = try StoredBody.read(NoteRecord.self, row)
    var note = record.note
    note.hash = try row.chainedHash(in: NoteRecord.table)
    return NoteRecord(
      note: note, incidents: record.incidents, lines: record.lines,
      linesDigest: record.linesDigest, summary: record.summary, ordinal: record.ordinal)
  }
}
