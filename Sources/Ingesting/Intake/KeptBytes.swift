import Assessing
import Bookkeeping
import Crediting
import Domain
import Quantities
import Reading
import Spooling

/// A file's bytes on their way to the reader, each piece kept in the ledger as it passes.
final class KeptBytes {
  private let fetch: () throws -> [UInt8]?
  private let transaction: LedgerTransaction
  private let input: Int64
  private var hash = Digest()
  private var chunks: Int64 = 0
  private(set) var size: Int64 = 0

  init(
    _ source: InputSource, within limit: FileLimits.Limit?, in transaction: LedgerTransaction,
    input: Int64
  ) {
    fetch = source.pieces(within: limit)
    self.transaction = transaction
    self.input = input
  }

  func next() throws -> [UInt8]? {
    guard let bytes = try fetch() else { return nil }
    hash.add(bytes)
    try transaction.keep(bytes, of: input, number: chunks)
    chunks += 1
    size += Int64(bytes.count)
    return bytes
  }

  var digest: String { hash.hexadecimal }
}
