import Assessing
import Bookkeeping
import Ingesting
import Quantities
import Spooling

/// Takes in again what a restored ledger lacks, from the accepted files and their receipts.
public struct LedgerCatchUp {
  let ledger: Ledger
  let archive: AcceptedArchive
  let progress: () -> Void

  /// A catch-up from what was accepted.
  ///
  /// - Parameter progress: called again and again while work goes on.
  public init(ledger: Ledger, archive: AcceptedArchive, progress: @escaping () -> Void) {
    (self.ledger, self.archive, self.progress) = (ledger, archive, progress)
  }

  /// What stands in the way.
  public struct ImpossibleError: Error, CustomStringConvertible {
    /// What it is, and how to fix it.
    public let description: String
  }

  /// Takes in everything that follows the ledger's last input.
  ///
  /// - Returns: how many inputs that was.
  /// - Throws: ``ImpossibleError`` where one of them is not there or comes out otherwise, ``FileFailure``,
  ///   and what SQLite reports.
  public func run(at now: Moment) throws -> Int {
    let (last, grounds) = try ledger.read { transaction in
      (try transaction.nextInput() - 1, try Grounds(recordedIn: transaction))
    }
    // Documents come in another order this time, so that no anchor of before speaks for theirs.
    try ledger.write { try $0.setDocumentsAnew(after: $0.lastIssuedDocument(), at: now) }
    let missing = try items(after: last)
    guard let end = missing.last?.receipt.sequence else { return 0 }
    if let gap = zip(missing, (last + 1)...).first(where: { $0.receipt.sequence != $1 })?.1 {
      throw ImpossibleError(
        description: "input \(gap) is missing among the accepted files, and they go on to \(end): "
          + "\(archive.spool.root)/accepted; put back what was removed there, or restore a newer copy"
      )
    }
    let replay = Replay(
      into: ledger, engine: Engine.version, after: grounds, progress: progress)
    func next(after place: Int64) throws -> Replay.Input? {
      let index = Int(place - last)
      return missing.indices.contains(index) ? try input(missing[index]) : nil
    }
    var place = last
    while let input = try next(after: place) {
      let (problem, reached) = try replay.run(from: input) { try next(after: $0) }
      for item in missing where (input.sequence...reached).contains(item.receipt.sequence) {
        let fault = try problem ?? ledger.read { try item.fault(in: $0) }
        guard let fault else { continue }
        throw ImpossibleError(
          description: "\(item.path) cannot be taken in again as it was: \(fault)")
      }
      place = reached
    }
    return missing.count
  }

  /// The files that follow an input, in their order. Of files of the same content the first was taken in.
  private func items(after last: Int64) throws -> [AcceptedArchive.Item] {
    var found: [Int64: AcceptedArchive.Item] = [:]
    for directory in try archive.directories() {
      progress()
      for item in try archive.contents(of: directory).items where item.receipt.sequence > last {
        let known = found[item.receipt.sequence]
        if known.map({ $0.receipt.received > item.receipt.received }) ?? true {
          found[item.receipt.sequence] = item
        }
      }
    }
    return found.values.sorted { $0.receipt.sequence < $1.receipt.sequence }
  }

  private func input(_ item: AcceptedArchive.Item) throws -> Replay.Input {
    let receipt = item.receipt
    guard try FileReader.digest(of: item.path) == receipt.sha256 else {
      throw ImpossibleError(
        description: "\(item.path): is not what its receipt says was taken in")
    }
    let file = try FileReader(item.path, followingLinks: false)
    return Replay.Input(
      sequence: receipt.sequence, kind: receipt.kind, received: receipt.received,
      source: InputSource(name: receipt.file, owner: receipt.owner, pieces: file.pieces))
  }
}
