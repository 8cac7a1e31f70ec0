import Notation

/// Reads what was kept as pieces, one after another; each can be read in a transaction of its own.
struct PieceReader {
  /// What is still to be read, the next last.
  private var rest: [(digest: Digest, level: Int?)]

  /// - Parameter content: what ``PieceWriter/finish()`` gave.
  init(_ content: Digest) {
    rest = [(content, nil)]
  }

  /// The next bytes; `nil` after the last.
  ///
  /// - Throws: ``CorruptRowError`` where they are not what was kept.
  mutating func next(in transaction: LedgerTransaction) throws -> [UInt8]? {
    while let (digest, level) = rest.popLast() {
      guard let row = try transaction.row("SELECT * FROM piece WHERE digest = ?", [digest]) else {
        throw CorruptRowError(Piece.table, digest, "is missing")
      }
      let piece = try Piece(row)
      guard level == nil || level == piece.level else {
        throw CorruptRowError(Piece.table, digest, "level \(piece.level) is not that of its list")
      }
      guard piece.level > 0 else { return piece.bytes }
      rest += piece.listed.reversed().map { ($0, piece.level - 1) }
    }
    return nil
  }
}
