import Notation

/// Keeps bytes that come one after another as pieces, each of them once.
public struct PieceWriter {
  private let transaction: LedgerTransaction
  private let input: Int64
  private var cutter = ContentCutter()
  /// Of each level, from that of bytes up, the pieces that no list has yet.
  private var unlisted: [[Digest]] = [[]]

  /// Nothing yet.
  ///
  /// - Parameter input: the input that brings what was not there before.
  public init(_ transaction: LedgerTransaction, input: Int64) {
    self.transaction = transaction
    self.input = input
  }

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) throws {
    var pieces: [[UInt8]] = []
    cutter.add(bytes) { pieces.append($0) }
    for piece in pieces { try add(Piece(level: 0, bytes: piece)) }
  }

  /// Keeps what is left.
  ///
  /// - Returns: the digest of the piece from which all others are found.
  public mutating func finish() throws -> Digest {
    let rest = cutter.finish()
    if !rest.isEmpty || unlisted == [[]] { try add(Piece(level: 0, bytes: rest)) }
    var level = 0
    while level + 1 < unlisted.count || unlisted[level].count > 1 {
      if !unlisted[level].isEmpty { try list(level) }
      level += 1
    }
    return unlisted[level][0]
  }

  private mutating func add(_ piece: Piece) throws {
    let digest = piece.digest
    if try transaction.number("SELECT 1 FROM piece WHERE digest = ?", [digest]) == nil {
      try transaction.run(
        Piece.table.insertion,
        [input, digest, piece.level, Compression.plain.compress(piece.bytes)])
    }
    if unlisted.count == piece.level { unlisted.append([]) }
    unlisted[piece.level].append(digest)
    if ListCutter.ends(unlisted[piece.level]) { try list(piece.level) }
  }

  /// Makes a list of the pieces of a level that have none.
  private mutating func list(_ level: Int) throws {
    let piece = Piece(level: level + 1, listing: unlisted[level])
    unlisted[level] = []
    try add(piece)
  }
}
