import Bookkeeping
import Domain
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
  /// The next bytes; `nil` at the end.
  public let next: () throws -> [UInt8]?
  /// Whether nobody changed it while it was read.
  let isUnchanged: () throws -> Bool

  /// A file on disk.
  public init(_ file: FileBytes, name: String) {
    self.name = name
    owner = FileOwner(
      uid: file.owner, name: userName(of: file.owner), doubt: FileOwner.Doubt(file))
    state = file.state
    size = file.size
    next = { try file.next() }
    isUnchanged = { try file.isUnchanged() }
  }

  /// Bytes that come in pieces.
  init(name: String, owner: FileOwner, next: @escaping () throws -> [UInt8]?) {
    self.name = name
    self.owner = owner
    size = nil
    state = ""
    self.next = next
    isUnchanged = { true }
  }

  /// Bytes that somebody owns.
  init(name: String, owner: FileOwner, bytes: [UInt8]) {
    self.name = name
    self.owner = owner
    size = Int64(bytes.count)
    state = ""
    var rest: [UInt8]? = bytes
    next = {
      defer { rest = nil }
      return rest
    }
    isUnchanged = { true }
  }

  /// An input that the ledger keeps.
  init(_ record: InputRecord, in ledger: Ledger) {
    var chunk: Int64 = 0
    name = record.fileName
    owner = record.owner
    size = record.size
    state = ""
    next = {
      defer { chunk += 1 }
      return try ledger.read { try $0.bytes(of: record.sequence, number: chunk) }
    }
    isUnchanged = { true }
  }
}
