import Bookkeeping
import Crediting
import Domain

extension Ledger {
  /// Hands over the lines that stand on notes.
  package func forEachOutstandingLine(_ body: (NoteLine) throws -> Void) throws {
    try read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) { note in
        guard note.reverses == nil, try transaction.reversal(of: note.sequence) == nil else {
          return
        }
        try transaction.forEachLine(of: note.sequence, body)
      }
    }
  }

  /// What stands on notes, a line each.
  package func standingLines() throws -> [String] {
    var standing: [String] = []
    try forEachOutstandingLine { line in
      standing.append(
        "\(line.contract) \(line.remedy) \(line.request?.text ?? "") "
          + "\(String(describing: line.outage?.from)) \(line.exact) \(line.amount)")
    }
    return standing.sorted()
  }
}
