import Crediting
import Quantities

/// Looks whether lines are those that a note was issued with, while they are read.
struct LineCheck {
  private let record: NoteRecord
  private var hash = Digester()
  private var count: Int64 = 0
  private var byRate: [Int: Yen] = [:]
  private var isTaxIncluded = false

  init(_ record: NoteRecord) { self.record = record }

  /// The next line.
  ///
  /// - Throws: ``CorruptRowError``.
  mutating func line(_ row: any LedgerRow, withSteps: Bool) throws -> NoteLine {
    let line = try StoredBody.read(LineRecord.self, row, withSteps: withSteps).line
    hash.add(row.digest("digest"))
    count += 1
    byRate[line.taxRate] = try (byRate[line.taxRate] ?? .zero) + line.amount
    isTaxIncluded = line.isTaxIncluded
    return line
  }

  /// - Throws: ``CorruptRowError`` where the lines are not all that the note has, or do not come to its sums.
  func finish() throws {
    let name = record.note.number
    guard count == record.lines, hash.digest == record.linesDigest else {
      throw CorruptRowError("note_line", "\(name): not the lines it was issued with")
    }
    guard record.note.totals.add(up: byRate, isTaxIncluded: isTaxIncluded) else {
      throw CorruptRowError("note_line", "\(name): its sums are not those of its lines")
    }
  }
}
