import Assessing
import Bookkeeping
import Crediting
import Domain
import Notation
import Quantities
import Reading
import Spooling
import Threads

/// A file's bytes on their way to the reader, each piece kept in the ledger as it passes.
final class KeptBytes {
  private let fetch: () throws -> [UInt8]?
  private var pieces: PieceWriter
  private var hash = Digester()
  private let meter: WorkMeter
  private(set) var size: Int64 = 0

  init(
    _ source: InputSource, within limit: FileLimits.Limit?, in transaction: LedgerTransaction,
    input: Int64, _ meter: WorkMeter
  ) {
    self.meter = meter
    meter.begin(.reading, of: source.size)
    fetch = source.pieces(within: limit)
    pieces = PieceWriter(transaction, input: input)
  }

  func next() throws -> [UInt8]? {
    guard let bytes = try fetch() else { return nil }
    hash.add(bytes)
    try pieces.add(bytes)
    size += Int64(bytes.count)
    meter.advance(by: Int64(bytes.count))
    return bytes
  }

  /// What they were, when there are no more.
  func finish() throws -> (digest: Digest, content: Digest) { (hash.digest, try pieces.finish()) }
}
