import Crediting

/// A note with its lines, which any thread may read.
public struct KeptNote: Sendable {
  /// The note.
  public var note: NoteHeader { record.note }
  /// The incidents that it names, in order of name, and what of its lines hangs together; `nil` where that has to
  /// be read from the lines.
  public var contents: (incidents: [NoteIncident], summary: NoteSummary)? {
    record.summary.map { (record.incidents, $0) }
  }
  private let record: NoteRecord
  private let rows: [KeptRow]

  /// Hands over the lines, in order.
  ///
  /// - Throws: ``CorruptRowError``, at the end where the lines are not all that the note has, or do not
  ///   come to its sums.
  public func forEachLine(_ body: (NoteLine) throws -> Void) throws {
    var check = LineCheck(record)
    for row in rows { try body(check.line(row, withSteps: true)) }
    try check.finish()
  }

  fileprivate init(_ record: NoteRecord, _ rows: [KeptRow]) {
    self.record = record
    self.rows = rows
  }
}

/// Some notes that follow one another.
public struct NotePage: Sendable {
  /// Each with its lines; one that is not what was written is not among them.
  public let notes: [KeptNote]
  /// Those that have too many lines to hold them all at once.
  public let long: [NoteHeader]
  /// The place of the last note that could be read.
  public let last: Int64
}

extension LedgerTransaction {
  /// The notes after a place with their lines, by one query for all; `nil` where there are none.
  ///
  /// - Parameter lines: about how many lines are held at once.
  public func notePage(after place: Int64, lines limit: Int64 = 4_000) throws -> NotePage? {
    var (kept, long, last): ([NoteRecord], [NoteHeader], Int64) = ([], [], place)
    var count: Int64 = 0
    try forEachRow(
      "\(NoteRecord.chained) WHERE sequence > ? ORDER BY sequence LIMIT 400", [place]
    ) { row in
      guard count < limit else { return }
      guard let record = try unlessCorrupt({ try Self.noteRecord(row) }) else { return }
      // Those that cannot be read are passed over only once one after them can.
      last = record.note.sequence
      count += min(record.lines, limit)
      if record.lines < limit { kept.append(record) } else { long.append(record.note) }
    }
    guard last > place else { return nil }
    let rows = try rows(
      """
      SELECT key.value page_key, line.* FROM json_each(?1) key
      CROSS JOIN note_line line ON line.note = CAST(key.value AS INTEGER)
      ORDER BY line.note, line.ordinal
      """, of: kept.map { String($0.note.sequence) }, by: "page_key")
    return NotePage(
      notes: kept.map { KeptNote($0, rows[String($0.note.sequence)] ?? []) }, long: long, last: last
    )
  }
}
