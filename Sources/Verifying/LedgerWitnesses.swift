import Bookkeeping
import Foundation
import Glibc
import Ingesting
import Spooling

/// What lies in the state directory and among the accepted files and tells of a ledger: where that is more
/// than the ledger holds, it is another one, or an older one, and would give numbers twice.
public struct LedgerWitnesses {
  let state: String
  let spool: Spool

  /// What lies in a state directory and a spool.
  public init(state: String, spool: Spool) { (self.state, self.spool) = (state, spool) }

  /// The first witness against a ledger. The highest number, the last anchor and the last receipt speak for
  /// all: of what was written, no more is looked at before the service is ready.
  ///
  /// - Returns: what it says; `nil` where there is none.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func firstFault(of ledger: Ledger) throws -> String? {
    if let note = try lastNote() {
      let held = try ledger.read { try $0.lastOrdinal(in: note.year) }
      guard note.ordinal <= held else {
        return "\(note.path) lies there, and the last note of \(note.year) in it has number \(held)"
      }
    }
    if let (path, anchor) = try AnchorFile.last(state: state),
      let fault = try ledger.read({ try $0.fault(against: anchor) })
    {
      return "\(path): \(fault)"
    }
    return try ledger.read { transaction in
      for item in try AcceptedArchive(spool: spool).latest(Self.repeats) {
        if let fault = try item.fault(in: transaction) { return fault }
        guard try item.isRepeated(in: transaction) else { break }
      }
      return nil
    }
  }

  /// How many receipts are looked at where the last ones are of files that repeat others.
  private static let repeats = 1_000

  /// What they tell where there is no ledger at all.
  ///
  /// - Throws: ``FileFailure``.
  public func all() throws -> [String] {
    [
      try lastNote()?.path, try AnchorFile.last(state: state)?.path,
      try AcceptedArchive(spool: spool).last()?.path,
    ].compactMap { $0 }
  }

  private func lastNote() throws -> (path: String, year: Int, ordinal: Int64)? {
    let root = "\(state)/credit-notes"
    for year in try names(in: root).compactMap(Int.init).sorted(by: >) {
      for month in try names(in: "\(root)/\(year)").sorted(by: >) {
        // Those of a thousand numbers each; a longer name is of higher ones.
        let thousands = try names(in: "\(root)/\(year)/\(month)")
        for thousand in thousands.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
          let directory = "\(root)/\(year)/\(month)/\(thousand)"
          let last = try names(in: directory).compactMap { name in
            NoteNumber(name).flatMap { $0.year == year ? (name: name, ordinal: $0.ordinal) : nil }
          }.max { $0.ordinal < $1.ordinal }
          if let last { return ("\(directory)/\(last.name)", year, last.ordinal) }
        }
      }
    }
    return nil
  }

  private func names(in directory: String) throws -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: directory) } catch {
      var status = stat()
      guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [] }
      throw FileFailure("list", directory)
    }
  }
}
