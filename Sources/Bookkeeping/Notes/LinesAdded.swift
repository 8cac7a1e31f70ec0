import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// Lines on their way to a note.
struct LinesAdded {
  private let note: Int64
  private let input: Int64
  private let transaction: LedgerTransaction
  private var hash = Digest()
  /// How many there are.
  private(set) var count: Int64 = 0
  /// What of them hangs together.
  private(set) var summary = NoteSummary()

  init(to note: Int64, by input: Int64, in transaction: LedgerTransaction) {
    self.note = note
    self.input = input
    self.transaction = transaction
  }

  /// Over the digests of their bodies.
  var digest: String { hash.hexadecimal }

  mutating func add(_ line: NoteLine) throws {
    try line.credit.refuseContradiction()
    try add(
      CanonicalJSON.encode(line), contract: line.contract.text, request: line.request?.text)
  }

  /// Adds a line that is due.
  mutating func add(_ row: any LedgerRow) throws {
    try add(
      row.text("line"), contract: row.text("contract_id"), request: row.optionalText("request_id"))
  }

  private mutating func add(_ line: String, contract: String, request: String?) throws {
    count += 1
    // By its text itself, and not by what it was gathered by.
    try summary.add(NoteSummary.Line(line))
    let body = StoredBody(line: line, note: note, ordinal: count)
    hash.add([body.digest])
    try transaction.run(
      LineRecord.table.insertion, [input, body.text, body.digest, note, count, contract, request])
  }
}

extension StoredBody {
  /// The body of a ``LineRecord`` whose line is written already.
  init(line: String, note: Int64, ordinal: Int64) {
    let format = LineRecord.table.format ?? 0
    self.init(
      text: #"{"format":\#(format),"line":\#(line),"note":\#(note),"ordinal":\#(ordinal)}"#)
  }
}
