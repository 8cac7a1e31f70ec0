import Assessing
import Crediting
import Domain
import Quantities

extension LedgerTransaction {
  /// The lines about a contract that stand: on notes that are no reversals and not reversed.
  ///
  /// `CROSS JOIN` keeps the order of search: left to choose, SQLite looks through every note there is.
  private static let standingLines = """
    note_line CROSS JOIN credit_note ON note = sequence WHERE contract_id = ? AND reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM credit_note reversal WHERE reversal.reverses = note)
    """

  /// The lines about a contract that stand.
  ///
  /// To whom a note went, and whether it was taken back, decides what is due: it is read from the notes'
  /// bodies, not from the columns by which they are found.
  ///
  /// - Parameter headers: the notes that were read before.
  func outstanding(
    _ contract: Identifier, _ headers: NoteHeaders = NoteHeaders()
  ) throws -> [OutstandingLine] {
    let lines = try fetch("SELECT * FROM note_line WHERE contract_id = ?", [contract.text]) { row in
      let line = try Self.outline(row)
      guard line.subject.contract == contract else {
        throw CorruptRowError(row, LineRecord.table, "its contract is not what the body says")
      }
      return (note: row.integer("note"), ordinal: Int(row.integer("ordinal")), debt: line.debt)
    }
    var notes: [Int64: NoteHeader] = [:]
    for line in lines where notes[line.note] == nil {
      notes[line.note] = try headers.header(line.note, in: self)
    }
    let reversed = Set(notes.values.compactMap(\.reverses))
    return lines.compactMap { line in
      guard let note = notes[line.note], note.reverses == nil, !reversed.contains(line.note) else {
        return nil
      }
      return OutstandingLine(
        note: line.note, ordinal: line.ordinal, account: note.account, debt: line.debt)
    }
  }

  /// The same lines whole, with their steps.
  func outstandingLines(_ contract: Identifier) throws -> [NoteLine] {
    try fetch("SELECT note_line.* FROM \(Self.standingLines)", [contract.text]) {
      try StoredBody.read(LineRecord.self, $0).line
    }
  }

  /// A note's place in the ledger and in its year's series of numbers, which has no gaps.
  struct Place {
    let sequence: Int64
    let issuedOn: CivilDate
    let year: Int
    let ordinal: Int64

    var number: String {
      let digits = String(ordinal)
      return "CN-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
  }

  /// The day on which a note is issued. A clock that steps back must not reopen a year whose series went
  /// on.
  func issueDay(on day: CivilDate) throws -> CivilDate {
    let last = try row("SELECT issued_on FROM credit_note ORDER BY sequence DESC LIMIT 1")
    return try max(day, last?.date("issued_on") ?? day)
  }

  func nextPlace(on day: CivilDate) throws -> Place {
    let last = try number("SELECT max(sequence) FROM credit_note") ?? 0
    let year = day.components.year
    return Place(
      sequence: last + 1, issuedOn: day, year: year, ordinal: try lastOrdinal(in: year) + 1)
  }

  /// The last number of a year's series; 0 where there is none.
  public func lastOrdinal(in year: Int) throws -> Int64 {
    try number("SELECT max(ordinal) FROM credit_note WHERE year = ?", [year]) ?? 0
  }

  /// Adds a note whose lines are there already; it is the only door by which notes come in.
  ///
  /// - Returns: the note with its hash.
  /// - Throws: ``ContradictionError`` where it is not what its lines come to, or not the next of its series.
  func insert(
    _ note: NoteHeader, at place: Place, _ incidents: [NoteIncident], _ lines: LinesAdded,
    input: Int64
  ) throws -> NoteHeader {
    let record = NoteRecord(
      note: note, incidents: incidents, lines: lines.count, linesDigest: lines.digest,
      summary: lines.summary.kept, ordinal: place.ordinal)
    try record.refuseContradiction()
    guard try lines.summary.adds(up: note.totals) else {
      throw ContradictionError("\(note.number): its sums are not those of its lines")
    }
    let last = try row("SELECT sequence, hash FROM credit_note ORDER BY sequence DESC LIMIT 1")
    guard note.sequence == (last?.integer("sequence") ?? 0) + 1,
      place.ordinal == (try lastOrdinal(in: place.year)) + 1,
      note.number == place.number
    else { throw ContradictionError("\(note.number): is not the next of its series") }
    let body = try StoredBody(record)
    var issued = note
    issued.previousHash = last?.text("hash") ?? Digest.beginning
    issued.hash = Digest.chained(issued.previousHash, body.digest)
    try run(
      NoteRecord.table.insertion,
      SQLArguments(
        [input, body.text, body.digest, issued.previousHash, issued.hash] + record.searched))
    return issued
  }
}
