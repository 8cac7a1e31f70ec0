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
  private var hash = Digester()
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
  var digest: Digest { hash.digest }

  mutating func add(_ line: NoteLine) throws {
    try line.credit.refuseContradiction()
    let kept = try KeptLine(line)
    try add(
      kept.body(note: note, ordinal: count + 1), NoteSummary.Line(kept.text),
      contract: line.contract.text, request: line.request?.text)
  }

  /// Adds a line whose body is made already.
  mutating func add(
    _ body: StoredBody, _ line: NoteSummary.Line, contract: String, request: String?
  ) throws {
    count += 1
    try summary.add(line)
    hash.add(body.digest)
    try transaction.run(
      LineRecord.table.insertion,
      SQLArguments([input] + body.columns(in: LineRecord.table) + [note, count, contract, request]))
  }
}
