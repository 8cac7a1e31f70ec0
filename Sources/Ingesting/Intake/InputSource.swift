import Bookkeeping
import Domain
import Reading
import Spooling

/// Where an input's bytes come from: a dropped file, or the ledger when it is replayed.
public struct InputSource {
  /// What the file is called.
  public let name: String
  /// The user who owned it.
  public let owner: FileOwner
  /// How many bytes there are to begin with, where that is known before they are read.
  let size: Int64?
  /// Its permissions and links, as problems with them name them.
  let state: String
  /// The bytes in pieces, from the beginning each time that they are asked for.
  public let pieces: () -> () throws -> [UInt8]?
  /// Whether nobody changed it while it was read.
  let isUnchanged: () throws -> Bool

  /// A file on disk.
  public init(_ file: FileReader, name: String) {
    self.name = name
    owner = FileOwner(
      uid: file.owner, name: userName(of: file.owner), doubt: FileOwner.Doubt(file))
    state = file.state
    size = file.size
    pieces = file.pieces
    isUnchanged = { try file.isUnchanged() }
  }

  /// A copy of a file on disk, which will be somebody's.
  public init(copying file: FileReader, name: String, by owner: FileOwner) {
    self.init(name: name, owner: owner, size: file.size, pieces: file.pieces)
  }

  /// Bytes that come in pieces.
  public init(
    name: String, owner: FileOwner, size: Int64? = nil,
    pieces: @escaping () -> () throws -> [UInt8]?
  ) {
    self.name = name
    self.owner = owner
    self.size = size
    self.pieces = pieces
    state = ""
    isUnchanged = { true }
  }

  /// Bytes that somebody owns.
  public init(name: String, owner: FileOwner, bytes: [UInt8]) {
    self.init(name: name, owner: owner, size: Int64(bytes.count)) {
      var rest: [UInt8]? = bytes
      return {
        defer { rest = nil }
        return rest
      }
    }
  }

  /// An input that the ledger keeps.
  public init(_ record: InputRecord, in ledger: Ledger) {
    self.init(name: record.fileName, owner: record.owner, size: record.size) {
      ledger.pieces(of: record)
    }
  }

  /// Its pieces, as long as they are not too many.
  func pieces(within limit: FileLimits.Limit?) -> () throws -> [UInt8]? {
    limit?.limiting(name, size: size, pieces()) ?? pieces()
  }
}
