import Bookkeeping
import Delivering
import Ingesting
import Reading
import Spooling
import Verifying

/// What an earlier run left, and what a restored ledger lacks.
extension Service {
  /// Takes in again what a restored ledger lacks, and delivers its documents anew: those that lie there
  /// already stay as they are.
  ///
  /// - Returns: how many inputs it lacked.
  /// - Throws: ``LostLedgerError`` where it still lacks something, ``FileFailure``, and what SQLite reports.
  public func catchUp() throws -> Int {
    let path = "\(settings.state)/ledger.sqlite"
    let archive = AcceptedArchive(spool: spool)
    let count: Int
    do {
      count = try LedgerCatchUp(ledger: ledger, archive: archive, progress: manager.progress)
        .run(at: max(clock(), AnchorFile.last(state: settings.state)?.anchor.anchoredAt ?? clock()))
    } catch let impossible as LedgerCatchUp.ImpossibleError {
      throw LostLedgerError(path, lacking: impossible.description)
    }
    let witnesses = LedgerWitnesses(state: settings.state, spool: spool)
    if let witness = try witnesses.firstFault(of: ledger) {
      throw LostLedgerError(path, lacking: witness)
    }
    try keepAccepted()
    try deliver()
    try delivery.deliverAssessments()
    try delivery.deliverRegisters()
    repairing = Delivery.RepairPlace()
    try repair { true }
    return count
  }

  /// Finishes what an earlier run was interrupted in; every document is then looked at beside the work.
  ///
  /// - Throws: ``GivenUpError`` when the service was asked to end, ``FileFailure``, and what SQLite reports.
  public func recover() throws {
    try believeClock()
    try finishInterrupted()
    repairing = Delivery.RepairPlace()
    isRecovered = true
  }

  func finishInterrupted() throws {
    try fatal.layDown()
    try keepAccepted()
    // Of the ledger as it was, so that what was being written is found to be the same.
    try deliver()
    try delivery.deliverRegisters()
    if let report = try intake.adoptGrounds(at: receiptTime()) {
      journal.accepted(report, file: settings.terms)
      try keepAccepted()
      try deliver()
    }
  }

  /// Puts what was taken in among the accepted files, each with its receipt, and removes it from where it
  /// was claimed.
  func keepAccepted() throws {
    let unmoved = try ledger.read { try $0.unmoved() }
    guard !unmoved.isEmpty else { return }
    var (kept, directories): ([InputRecord], Set<String>) = ([], [])
    for (input, receipt) in unmoved {
      manager.progress()
      let (place, name) = AcceptedArchive.place(of: input)
      let directory = try ledger.unlessCorrupt {
        try spool.keep(
          name, in: place, sequence: input.sequence, receipt: receipt, isSame: { $0 == receipt }
        ) { write in
          try ledger.forEachPiece(of: input, write)
        }
      }
      guard let directory else { continue }
      directories.insert(directory)
      kept.append(input)
    }
    try directories.sorted().forEach(synchronizeDirectory)
    try release(kept)
    for (input, _) in unmoved { try anchor(closingOf: input) }
    try ledger.write { transaction in
      for (input, _) in unmoved { try transaction.moved(input.sequence) }
    }
  }

  private func release(_ inputs: [InputRecord]) throws {
    var directories: Set<String> = []
    for input in inputs where RecordKind(named: input.kind) != nil {
      // Another file may have been claimed under its name since.
      let claimed = spool.claimedPath(input.fileName, kind: input.kind)
      if try FileReader.isSame(claimed, size: input.size, sha256: input.sha256) {
        directories.insert(try spool.release(input.fileName, kind: input.kind))
      }
    }
    try directories.sorted().forEach(synchronizeDirectory)
  }

  /// Makes documents again that are gone or damaged, some at a time.
  ///
  /// - Parameter goesOn: asked after each of these.
  func repair(while goesOn: () throws -> Bool) throws {
    while var place = repairing {
      let repair = try delivery.repair(from: &place)
      if let first = repair.paths.first {
        journal.repaired(repair.paths.count, first: "\(settings.state)/\(first)")
      }
      for reissue in repair.reissued { journal.reissued(reissue) }
      for (path, fault) in repair.failed { journal.notRepaired(path, fault) }
      repairing = place.isDone ? nil : place
      if place.isDone, place.request > 0 {
        try ledger.write { try $0.repaired(request: place.request) }
      }
      guard try goesOn() else { return }
    }
  }
}
