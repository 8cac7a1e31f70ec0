import Domain
import Notation

/// What was appended to a register at one time.
public struct RegisterPart: Hashable, Sendable {
  /// How long the file was after it, in bytes.
  public let end: Int64
  /// The last note that is in the file.
  public let lastNote: Int64
  /// SHA-256 of its bytes.
  public let digest: Digest
  /// How the file is encoded: rows in another encoding need another file.
  public let encoding: EntryAccounts.Encoding

  /// A part.
  public init(
    end: Int64, lastNote: Int64, digest: Digest, encoding: EntryAccounts.Encoding
  ) {
    (self.end, self.lastNote, self.digest, self.encoding) = (end, lastNote, digest, encoding)
  }
}
