import Bookkeeping
import Domain
import Glibc
import Ingesting
import Quantities
import Reading
import Spooling

/// One file: claimed, taken in, and put where it belongs.
extension Service {
  /// A file at which the service died comes last, as does one for which there was no room.
  func inOrder(_ drops: [Spool.Drop]) -> [Spool.Drop] {
    func isLast(_ drop: Spool.Drop) -> Bool { fatal.isSuspect(drop) || postponed.contains(drop) }
    return drops.filter { !isLast($0) } + drops.filter(isLast)
  }

  /// Says what is skipped: once, and of very many things only how many they are.
  func tellSkipped(_ listed: [Spool.Drop]) {
    let odd = listed.filter { $0.irregularity != nil }
    let fresh = odd.filter { !skipped.contains($0.path) }
    for drop in fresh.prefix(10) { journal.skipped(drop) }
    if fresh.count > 10 { journal.skipped(more: fresh.count - 10) }
    if !skipped.isEmpty || !odd.isEmpty { skipped = Set(odd.map(\.path)) }
  }

  /// Says which directories cannot be listed, once.
  func tellUnlistable(_ failures: [FileFailure]) {
    for failure in failures where !unlistable.contains(failure.path) { journal.unlistable(failure) }
    unlistable = Set(failures.map(\.path))
  }

  /// A file for which the disk has no room steps behind the others; where there is none for the next
  /// either, all wait.
  ///
  /// - Returns: whether it was taken.
  func takeIfRoom(_ drop: Spool.Drop) throws -> Bool {
    let free = try DiskReserve(of: settings.state).free
    guard postponed.isWorthATry(drop, free: free) else { return false }
    let isFirst = postponed.paths.isEmpty
    do {
      guard free > 0 else {
        throw NoRoomError(drop, FileFailure("write", settings.state, code: ENOSPC))
      }
      var isTaken: Bool
      do { isTaken = try take(drop) } catch is NoRoomError {
        // What was short for a moment changes no order.
        isTaken = try take(spool.again(drop))
      }
      postponed.remove(drop)
      return isTaken
    } catch let error as NoRoomError {
      if postponed.add(drop, free: free, error) { journal.postponed(drop, error) }
      guard isFirst else { throw error }
      return false
    }
  }

  /// - Parameter believed: the time, where a request says that it is right.
  /// - Returns: whether it was decided on; a file that waits, or is none, was not.
  @discardableResult
  func take(_ drop: Spool.Drop, at believed: Moment? = nil) throws -> Bool {
    guard let kind = RecordKind(named: drop.kind) else { return false }
    guard let file = try claim(drop) else { return false }
    let now = try believed ?? receiptTime()
    let day = UTCOffset.japan.date(of: now).description
    if let death = fatal.death(at: drop) {
      guard death.count < FatalFiles.limit else {
        try reject(drop, InvalidInput(fatal: drop.name, death), day)
        try fatal.finish(drop)
        return true
      }
      journal.died(at: drop, death)
    }
    journal.taking(drop)
    try fatal.take(drop)
    let result: IntakeResult
    let source = InputSource(file, name: drop.name)
    do {
      result = try intake.ingest(source, kind: kind, at: now, within: settings.fileLimits)
    } catch is ChangedFileError {
      wait(drop, .writer)
      try fatal.layDown()
      return false
    } catch {
      if StorageError(error)?.isOfRoom == true {
        try fatal.layDown()
        throw NoRoomError(drop, error)
      }
      if let corrupt = error as? CorruptRowError {
        // What a person has to repair keeps no other file waiting.
        ledger.onCorruptRow?(corrupt)
        wait(drop, .ledger)
        try fatal.layDown()
        return false
      }
      // What fails again and again on one file must not keep the others waiting. But no file is
      // refused because our disk failed, or our ledger is damaged.
      guard !(error is GivenUpError), StorageError(error) == nil,
        LedgerFailure(error)?.isDamage != true
      else {
        throw error
      }
      result = .rejected(InvalidInput(unforeseen: drop.name, error))
    }
    try settle(drop, result, owner: source.owner, at: now)
    if case .accepted = result {
      try keepAccepted()
      if !deliversLater { try deliver() }
    }
    return true
  }

  /// Answers what was decided on; what was accepted is still to be put among the accepted files.
  func settle(
    _ drop: Spool.Drop, _ result: IntakeResult, owner: FileOwner, at now: Moment
  ) throws {
    switch result {
    case .accepted(let report):
      lastIncident = report.incidents.last?.id.text ?? lastIncident
      journal.accepted(report, file: drop.path)
    case .duplicate(let earlier):
      try keep(drop, repeating: earlier, owner: owner, at: now)
      journal.duplicate(drop, of: earlier)
    case .rejected(let invalid):
      try reject(drop, invalid, UTCOffset.japan.date(of: now).description)
    }
    try fatal.finish(drop)
  }

  /// - Returns: the file, out of its sender's hands; `nil` where it has to wait, or is gone.
  func claim(_ drop: Spool.Drop) throws -> FileReader? {
    let isProven = settings.provenKinds.contains(drop.kind)
    switch try spool.claim(drop, &still, isProven: isProven) {
    case .taken(let file):
      waits.remove(drop)
      return file
    case .gone: waits.remove(drop)
    case .waits(let wait): self.wait(drop, wait)
    }
    return nil
  }

  func wait(_ drop: Spool.Drop, _ wait: Spool.Wait) {
    if waits.add(drop, wait) { journal.waits(drop, wait) }
  }

  /// Keeps a file that says what an input said before, with a receipt that says so.
  func keep(
    _ drop: Spool.Drop, repeating earlier: InputRecord, owner: FileOwner, at now: Moment
  ) throws {
    let receipt = InputReceipt(of: drop.name, repeating: earlier, owner: owner, at: now)
    let kept = try spool.keep(
      drop.name, in: "\(drop.kind)/\(receipt.day)", sequence: earlier.sequence,
      receipt: receipt.text,
      isSame: { InputReceipt(text: $0)?.isSameBut(received: receipt) ?? false }
    ) { write in
      try ledger.forEachPiece(of: earlier, write)
    }
    try synchronizeDirectory(kept)
    try synchronizeDirectory(spool.release(drop.name, kind: drop.kind))
  }

  func reject(_ drop: Spool.Drop, _ invalid: InvalidInput, _ day: String) throws {
    hasRejected = true
    let place = try spool.reject(
      drop.name, kind: drop.kind, day: day,
      reasons: [
        ("reason.json", RejectionForm(drop.name, invalid).json),
        ("reason.txt", invalid.message(in: settings.language) + "\n"),
      ])
    journal.rejected(drop, invalid, place: place)
  }
}
