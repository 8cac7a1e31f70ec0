import Assessing
import Crediting
import Domain
import Notation
import Quantities

extension LedgerTransaction {
  /// A note's place in the ledger and in its year's series of numbers, which has no gaps.
  struct Place: Sendable {
    let sequence: Int64
    let issuedOn: CivilDate
    let year: Int
    let ordinal: Int64

    var number: String {
      let digits = String(ordinal)
      return "CN-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The place after it, on the same day.
    var next: Place {
      Place(sequence: sequence + 1, issuedOn: issuedOn, year: year, ordinal: ordinal + 1)
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
    issued.hash = Digest.chained(last?.digest("hash") ?? .none, body.digest)
    try run(
      NoteRecord.table.insertion,
      SQLArguments([input, body.text, body.digest, issued.hash] + record.searched))
    try counters.add(1, to: .notes(note.kind))
    try counters.add(note.totals.net.column, to: .net(note.kind))
    try counters.add(note.totals.gross.column, to: .gross(note.kind))
    return issued
  }
}
