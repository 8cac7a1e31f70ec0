import Crediting
import Domain

/// The notes that were read last in one transaction: contracts that follow one another often stand on the
/// same.
final class NoteHeaders {
  private static let limit = 64
  private var read: [Int64: NoteHeader] = [:]

  func header(_ sequence: Int64, in transaction: LedgerTransaction) throws -> NoteHeader? {
    if let header = read[sequence] { return header }
    if read.count >= Self.limit { read = [:] }
    read[sequence] = try transaction.note(sequence)
    return read[sequence]
  }
}
