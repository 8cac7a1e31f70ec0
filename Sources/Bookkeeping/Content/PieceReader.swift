import Notation

/// Reads what was kept as pieces, one after another; each can be read in a transaction of its own.
struct PieceReader {
  /// What is still to be read, the next last.
  private var rest: [(digest: Digest, level: Int?)]
  /// How many bytes there are yet: lists can name a piece again and again, and none may go on for ever.
  private var left: Int64

  /// - Parameters:
  ///   - content: what ``PieceWriter/finish()`` gave.
  ///   - size: how many bytes were kept.
  init(_ content: Digest, size: Int64) {
    rest = [(content, nil)]
    left = size
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
      guard piece.level > 0 else {
        left -= Int64(piece.bytes.count)
        guard left >= 0, !piece.bytes.isEmpty || (left == 0 && level == nil) else {
          throw CorruptRowError(Piece.table, digest, "is more than was kept")
        }
        return piece.bytes
      }
      rest += piece.listed.reversed().map { ($0, piece.level - 1) }
    }
    return nil
  }
}
