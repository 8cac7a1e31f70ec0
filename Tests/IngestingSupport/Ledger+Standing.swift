import Bookkeeping
import Crediting
import Domain

extension Ledger {
  /// Hands over the lines that stand on notes.
  package func forEachStandingLine(_ body: (NoteLine) throws -> Void) throws {
    try read { book in
      try book.forEachNote(after: 0, limit: .max) { note in
        guard note.reverses == nil, try book.reversal(of: note.sequence) == nil else { return }
        try book.forEachLine(of: note.sequence, body)
      }
    }
  }

  /// What stands on notes, a line each.
  package func standingLines() throws -> [String] {
    var standing: [String] = []
    try forEachStandingLine { line in
      standing.append(
        "\(line.contract) \(line.remedy) \(line.request?.text ?? "") "
          + "\(String(describing: line.outage?.from)) \(line.exact) \(line.amount)")
    }
    return standing.sorted()
  }
}
