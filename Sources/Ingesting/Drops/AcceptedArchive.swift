import Bookkeeping
import Domain
import Foundation
import Quantities
import Reading
import Spooling

/// What was accepted, as it lies in the spool with its receipts: enough to take it in again, into a ledger
/// that lacks it.
public struct AcceptedArchive {
  /// The directory of settings, terms and agreements.
  private static let grounds = "grounds"

  /// Where it lies.
  public let spool: Spool

  /// The archive of a spool.
  public init(spool: Spool) { self.spool = spool }

  /// Where an input is kept, below `accepted/`, and by which name.
  public static func place(of input: InputRecord) -> (directory: String, name: String) {
    let day = UTCOffset.japan.date(of: input.received).description
    guard RecordKind(named: input.kind) == nil else {
      return ("\(input.kind)/\(day)", input.fileName)
    }
    let name = "\(input.kind)-\(input.fileName.replacing("/", with: "-"))"
    return ("\(grounds)/\(day)", name)
  }

  /// A file and its receipt.
  public struct Item {
    /// Where the file lies.
    public let path: String
    /// Its receipt.
    public let receipt: InputReceipt
  }

  /// The file that was received last.
  ///
  /// - Throws: ``FileFailure``.
  public func last() throws -> Item? { try latest(1).first }

  /// Those that were received last, the last first, by the times of their receipts' files: of all that lies
  /// there no more is looked at than the names of each kind's last day.
  ///
  /// - Throws: ``FileFailure``.
  public func latest(_ limit: Int) throws -> [Item] {
    var found: [(path: String, time: Int64)] = []
    for directory in try kinds().compactMap({ try days(of: $0).last }) {
      for path in try receipts(in: directory) {
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        found.append(
          (path, Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)))
      }
    }
    return try found.sorted { $0.time > $1.time }.prefix(limit).compactMap { try item($0.path) }
  }

  /// The directories in which files lie, a kind and day each, in order.
  ///
  /// - Throws: ``FileFailure``.
  public func directories() throws -> [String] { try kinds().flatMap { try days(of: $0) } }

  /// The files of a directory with their receipts, and those that have none.
  ///
  /// - Throws: ``FileFailure``.
  public func contents(of directory: String) throws -> (items: [Item], strays: [String]) {
    let items = try receipts(in: directory).compactMap { try item($0) }
    let known = Set(items.map(\.path))
    let strays = try spool.files(in: directory).filter { path in
      let name = URL(filePath: path).lastPathComponent
      return !path.hasSuffix(Spool.receiptSuffix) && !known.contains(path)
        && !Spool.isTemporary(name)
    }
    return (items, strays)
  }

  /// What of a directory a ledger does not know, or knows as something else.
  ///
  /// - Parameter readsAll: whether the files' bytes are read, too.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func faults(
    of directory: String, in transaction: LedgerTransaction, readsAll: Bool = false
  )
    throws
    -> [String]
  {
    let (items, strays) = try contents(of: directory)
    let kind = URL(filePath: directory).deletingLastPathComponent().lastPathComponent
    return try items.compactMap { item in
      if let fault = try item.fault(in: transaction) { return fault }
      // One that is gone was removed when its time of keeping was over.
      guard readsAll, let digest = try FileReader.digest(of: item.path),
        digest != item.receipt.sha256
      else { return nil }
      return "\(item.path): is not what was received"
    }
      + strays.filter { path in
        guard let digest = try FileReader.digest(of: path) else { return false }
        return try !transaction.hasInput(kind: kind, sha256: digest)
      }.map { "\($0): is not what was received" }
  }

  private func kinds() throws -> [String] {
    try spool.directories(in: "\(spool.root)/accepted")
  }

  private func days(of kind: String) throws -> [String] {
    try spool.directories(in: kind).filter {
      CivilDate(URL(filePath: $0).lastPathComponent) != nil
    }
  }

  private func receipts(in directory: String) throws -> [String] {
    try spool.files(in: directory).filter {
      $0.endsToTheByte(with: Spool.receiptSuffix)
        && !URL(filePath: $0).lastPathComponent.beginsToTheByte(with: ".")
    }
  }

  private func item(_ path: String) throws -> Item? {
    let file = try FileReader(path, followingLinks: false)
    guard let receipt = InputReceipt(text: String(decoding: try file.rest(), as: UTF8.self)) else {
      return nil
    }
    return Item(path: String(path.dropLast(Spool.receiptSuffix.count)), receipt: receipt)
  }
}

extension AcceptedArchive.Item {
  /// Whether it repeats what a ledger had before: that tells nothing of what came last.
  public func isRepeated(in transaction: LedgerTransaction) throws -> Bool {
    try transaction.identity(ofInput: receipt.sequence).map { $0.received != receipt.received }
      ?? false
  }

  /// Why a ledger is not the one that took it in; `nil` where it may be.
  public func fault(in transaction: LedgerTransaction) throws -> String? {
    let place = receipt.sequence
    guard let input = try transaction.identity(ofInput: place) else {
      return "input \(place) is missing in it, and \(path) was taken in as that"
    }
    guard (input.kind, input.sha256) == (receipt.kind, receipt.sha256) else {
      return "input \(place) is another in it than \(receipt.file), of which \(path) is the copy"
    }
    return nil
  }
}
