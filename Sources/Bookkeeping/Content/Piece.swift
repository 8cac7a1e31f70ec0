import Notation

/// A piece of what is kept once, by its digest: bytes, or a list of the digests of pieces that follow one another. So
/// two files that differ in one place share all pieces but those there, and the lists above them.
struct Piece {
  /// 0 for bytes, else one more than that of the pieces that it lists.
  let level: Int
  let bytes: [UInt8]

  /// SHA-256 over its level as one byte and its bytes: no list is taken for bytes (as in RFC 6962 §2.1).
  var digest: Digest {
    var digester = Digester()
    digester.add([UInt8(level)])
    digester.add(bytes)
    return digester.digest
  }

  init(level: Int, bytes: [UInt8]) {
    self.level = level
    self.bytes = bytes
  }

  init(level: Int, listing digests: [Digest]) {
    self.init(level: level, bytes: digests.flatMap(\.bytes))
  }

  /// What it lists, in order.
  var listed: [Digest] {
    stride(from: 0, to: bytes.count, by: 32).compactMap {
      Digest(bytes: bytes[$0..<min($0 + 32, bytes.count)])
    }
  }
}

extension Piece {
  /// In bytes.
  private static let most = max(ContentCutter.most, ListCutter.most * 32)

  static let table = Table(
    "piece", key: "digest", .content, columns: ["input", "digest", "level", "bytes"])

  /// A piece as it is kept.
  ///
  /// - Throws: ``CorruptRowError`` where it is not that of its digest.
  init(_ row: any LedgerRow) throws {
    let digest = row.digest("digest")
    let bytes = Compression.plain.expand(row.bytes("bytes"), limit: Self.most)
    guard let level = UInt8(exactly: row.integer("level")), let bytes else {
      throw CorruptRowError(Self.table, digest, "its bytes are not what was written")
    }
    self.init(level: Int(level), bytes: bytes)
    guard self.digest == digest else {
      throw CorruptRowError(Self.table, digest, "its bytes are not those of its digest")
    }
  }
}

/// Where a list of pieces ends: by what it lists, so that two lists that differ in one place are cut the same elsewhere.
enum ListCutter {
  static let most = 1_024

  /// Whether a list that has come to these digests ends: one in 128 does.
  static func ends(_ digests: [Digest]) -> Bool {
    guard let last = digests.last, digests.count > 1 else { return false }
    return last.firstByte < 2 || digests.count == most
  }
}
