import Assessing
import Bookkeeping
import Crediting
import Domain
import Foundation
import Glibc
import Logging
import Quantities
import Reading
import Spooling
import Typesetting
import Wording

/// The service: takes in what is dropped, delivers what is due, and says what it did.
public final class Service {
  /// How often directories are looked at even when nothing woke the service.
  private static let interval: Int32 = 30_000
  /// How soon a disk that failed is tried again, in milliseconds.
  static let retry: Int32 = 2_000
  /// How long registers are left alone after they were written.
  private static let registerPause = Duration.seconds(60)

  private let settings: Settings
  private let clock: () -> Moment
  private let locks: [ProcessLock]
  private let ledger: Ledger
  private let spool: Spool
  private let intake: Intake
  private let delivery: Delivery
  private let journal: Journal
  private let lifeline: Lifeline
  private let fatal: FatalFiles
  private var postponed = PostponedFiles()
  private var lastIncident: String?
  private var registersDelivered: ContinuousClock.Instant?
  /// The day on which forms that wait for something were last tried again.
  private var formsRetriedOn: CivilDate?
  /// The day on which the spool was last looked through for what may go.
  private var clearedOn: CivilDate?
  /// The day of the last anchor.
  private var anchoredOn: CivilDate?
  /// How far it was looked for what the ledger does not know; `nil` before it began.
  private var survey: LedgerSurvey?
  /// What lies in drop directories and is no file: said once.
  private var leftAlone: Set<String> = []
  /// Whether a missing font or image keeps the forms from being written.
  private var isWithoutForms = false
  /// Whether the directories cannot be watched.
  private var isPolling = false
  /// Whether what an earlier run left was finished.
  private var isRecovered = false
  /// Whether anything was refused.
  public private(set) var hasRejected = false
  /// The files that wait for room on the disk, by path.
  public var waiting: [String] { postponed.paths }

  /// Opens everything that the service works on.
  ///
  /// - Parameters:
  ///   - isCatchingUp: whether the ledger may be older than what lies beside it, for
  ///     ``catchUp()``.
  ///   - clock: what time it is.
  ///   - isAsked: whether the service was asked to end; what it is at is then given up.
  /// - Throws: ``InvalidInput`` for terms that cannot be used, ``LostLedgerError``,
  ///   ``ProcessLock/Taken``, ``FileFailure``, and what SQLite reports.
  public init(
    _ settings: Settings, terms: [Grounds.TermsFile], agreements: [Grounds.AgreementFile] = [],
    logger: Logger, lifeline: Lifeline = Lifeline(), isCatchingUp: Bool = false,
    clock: @escaping () -> Moment = Service.systemClock,
    unless isAsked: @escaping () -> Bool = { false }
  ) throws {
    self.settings = settings
    self.clock = clock
    self.lifeline = lifeline
    // Opening the ledger may bring it up to date, which takes its time.
    lifeline.progress()
    spool = Spool(root: settings.spool, kinds: InputKind.allCases.map(\.rawValue))
    let witnesses = LedgerWitnesses(state: settings.state, spool: spool)
    let lock: ProcessLock
    (lock, ledger) = try Self.open(settings.state, witnesses, isOlder: isCatchingUp)
    try spool.prepare()
    try spool.refuseMounts()
    locks = [lock, try spool.lock()]
    fatal = try FatalFiles(state: settings.state)
    let grounds = Grounds(
      files: terms, agreements: agreements, settings: settings.file, images: settings.images)
    let journal = Journal(logger, settings.language)
    self.journal = journal
    intake = Intake(ledger: ledger, grounds: grounds) {
      lifeline.progress()
      if isAsked() { throw GivenUpError() }
    }
    delivery = Delivery(
      ledger: ledger, state: settings.state, forms: RecordedForms(ledger),
      progress: lifeline.progress, onSetAside: journal.setAside)
    anchoredOn = AnchorFile.lastDay(state: settings.state)
    // Said once, however often it is met.
    var told: Set<String> = []
    ledger.onCorruptRow = { error in
      if told.insert("\(error)").inserted { journal.corrupt(error) }
    }
  }

  /// - Throws: ``LostLedgerError`` where the ledger is gone, or older than what lies beside it.
  private static func open(
    _ state: String, _ witnesses: LedgerWitnesses, isOlder: Bool
  ) throws -> (ProcessLock, Ledger) {
    let path = "\(state)/ledger.sqlite"
    let lock: ProcessLock
    do {
      try LedgerFoundation.refuseAnother(state, command: "slacreditd")
      lock = try ProcessLock("\(state)/slacreditd.lock")
    } catch let failure as FileFailure where failure.code == ENOENT {
      throw LostLedgerError(Ledger.MissingError(path), [])
    }
    do {
      let ledger = try Ledger(writing: path)
      if !isOlder, let witness = try witnesses.firstFault(of: ledger) {
        throw LostLedgerError(path, olderThan: witness)
      }
      return (lock, ledger)
    } catch let missing as Ledger.MissingError {
      throw LostLedgerError(missing, try witnesses.all())
    }
  }

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
      count = try LedgerCatchUp(ledger: ledger, archive: archive, progress: lifeline.progress)
        .run(at: clock())
    } catch let impossible as LedgerCatchUp.ImpossibleError {
      throw LostLedgerError(path, lacking: impossible.description)
    }
    let witnesses = LedgerWitnesses(state: settings.state, spool: spool)
    if let witness = try witnesses.firstFault(of: ledger) {
      throw LostLedgerError(path, lacking: witness)
    }
    try keepAccepted()
    try deliver()
    _ = try delivery.deliverRegisters()
    return count
  }

  /// Finishes what an earlier run was interrupted in, and looks at every document.
  ///
  /// - Throws: ``GivenUpError`` when the service was asked to end, ``FileFailure``, and what SQLite reports.
  public func recover() throws {
    try believeClock()
    try finishInterrupted()
    try repair()
    isRecovered = true
  }

  private func finishInterrupted() throws {
    try fatal.layDown()
    try keepAccepted()
    // Of the ledger as it was, so that what was being written is found to be the same.
    try deliver()
    _ = try delivery.deliverRegisters()
    if let report = try intake.rest(at: receiptTime()) {
      journal.accepted(report, file: settings.terms)
      try keepAccepted()
      try deliver()
    }
  }

  /// Puts what was taken in among the accepted files, each with its receipt, and removes it from where it
  /// was claimed.
  private func keepAccepted() throws {
    for (input, receipt) in try ledger.read({ try $0.unmoved() }) {
      lifeline.progress()
      let (place, name) = AcceptedArchive.place(of: input)
      let isKept: Void? = try ledger.unlessCorrupt {
        try spool.keep(name, in: place, receipt: receipt, isSame: { $0 == receipt }) { write in
          try ledger.forEachPiece(of: input, write)
        }
      }
      // Another file may have been claimed under its name since.
      let claimed = spool.claimedPath(input.fileName, kind: input.kind)
      if InputKind(rawValue: input.kind) != nil, isKept != nil,
        try FileBytes.digest(of: claimed) == input.sha256
      {
        try spool.release(input.fileName, kind: input.kind)
      }
      try anchor(closingOf: input)
      try ledger.write { try $0.moved(input.sequence) }
    }
  }

  /// Makes documents again that are gone or damaged.
  private func repair() throws {
    let repair = try delivery.repair()
    if let first = repair.paths.first {
      journal.repaired(repair.paths.count, first: "\(settings.state)/\(first)")
    }
    for reissue in repair.reissued { journal.reissued(reissue) }
    for (path, fault) in repair.failed { journal.notRepaired(path, fault) }
    try ledger.write { try $0.repaired() }
  }

  /// The clock of the system.
  public static func systemClock() -> Moment {
    Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
  }

  /// What time it is, where the clock can be believed; never before a time that was believed already.
  ///
  /// - Throws: ``ClockError``.
  private func believedTime() throws -> Moment {
    let (now, last) = (clock(), try ledger.read { try $0.lastTime() })
    if let fault = ClockCheck(gap: settings.clockGap).fault(at: now, after: last) { throw fault }
    return max(now, last ?? now)
  }

  /// The time of a receipt: after all that was received, as what was recorded at one time is one whole.
  private func receiptTime() throws -> Moment {
    let now = try believedTime()
    guard let last = try ledger.read({ try $0.lastReceived() }), last >= now,
      last <= now + ClockCheck.tolerance
    else { return now }
    return last + Elapsed(milliseconds: 1)
  }

  /// Takes in everything that lies in the spool, and delivers.
  ///
  /// - Parameters:
  ///   - isAtOnce: whether registers are written even when they were a moment ago.
  ///   - isAsked: whether the service was asked to end; looked at between files.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func takeAll(
    registersAtOnce isAtOnce: Bool = true, unless isAsked: () -> Bool = { false }
  ) throws {
    try believeClock()
    let drops = try inOrder(spool.list())
    var taken = 0
    for (number, drop) in drops.enumerated() {
      if isAsked() { return }
      lifeline.progress()
      try tellStatus(backlog: drops.count - number, at: drop)
      do { if try takeIfRoom(drop) { taken += 1 } } catch is GivenUpError { return }
    }
    try deliver()
    try deliverRegisters(atOnce: isAtOnce)
    try tellStatus(backlog: postponed.paths.count)
    try deliverForms(unless: isAsked)
    try clear()
    try anchor(isAsked: false)
    try survey(unless: isAsked)
    if taken == 0, let error = postponed.error { throw error }
  }

  /// Once after each start, looks at all that lies there for what the ledger does not know, until
  /// something new lies in the spool.
  ///
  /// - Throws: ``LostLedgerError`` where there is such.
  private func survey(unless isAsked: () -> Bool) throws {
    var survey = try survey ?? LedgerSurvey(state: settings.state, spool: spool)
    defer { self.survey = survey }
    while !survey.isDone, !isAsked(), try !hasDrops() {
      lifeline.progress()
      if let fault = try survey.next(ledger) {
        throw LostLedgerError("\(settings.state)/ledger.sqlite", lacking: fault)
      }
    }
  }

  private func hasDrops() throws -> Bool {
    try spool.list().contains { $0.oddity == nil }
  }

  /// Goes on only where the clock can be believed, or somebody who may has put a request into the spool
  /// that says so.
  private func believeClock() throws {
    do { _ = try believedTime() } catch let fault as ClockError {
      let confirmation = ClockConfirmation(fault, spool: spool)
      guard let drop = try confirmation.find() else { throw fault }
      try take(drop, at: fault.now)
      _ = try believedTime()
    }
  }

  /// A file at which the service died comes last, as does one for which there was no room.
  private func inOrder(_ drops: [Spool.Drop]) -> [Spool.Drop] {
    let last = drops.filter { fatal.death(at: $0) != nil || postponed.contains($0) }
    return last.isEmpty ? drops : drops.filter { !last.contains($0) } + last
  }

  /// A file for which the disk has no room steps behind the others; where there is none for the next
  /// either, all wait.
  ///
  /// - Returns: whether it was taken.
  private func takeIfRoom(_ drop: Spool.Drop) throws -> Bool {
    let free = try DiskReserve(of: settings.state).free
    guard postponed.isWorthATry(drop, free: free) else { return false }
    let isFirst = postponed.paths.isEmpty
    do {
      guard free > 0 else {
        throw NoRoomError(drop, FileFailure("write", settings.state, code: ENOSPC))
      }
      do { try take(drop) } catch is NoRoomError {
        // What was short for a moment changes no order.
        try take(spool.again(drop))
      }
      postponed.remove(drop)
      return true
    } catch let error as NoRoomError {
      if postponed.add(drop, free: free, error) { journal.postponed(drop, error) }
      guard isFirst else { throw error }
      return false
    }
  }

  private func anchor(closingOf input: InputRecord) throws {
    if try ledger.read({ try $0.isClosing(input.sequence) }) { try anchor(isAsked: true) }
  }

  /// Once a day, and at each closing, says what the ledger comes to, for whoever keeps it elsewhere.
  private func anchor(isAsked: Bool) throws {
    let now = try believedTime()
    let today = UTCOffset.japan.date(of: now)
    guard isAsked || anchoredOn != today, let anchor = try ledger.read({ try $0.anchor(at: now) })
    else { return }
    journal.anchored(anchor, path: try AnchorFile.write(anchor, state: settings.state))
    try ledger.write { try $0.setLastTime(now) }
    anchoredOn = today
  }

  /// Writes registers, at most once a minute: of a month with very many rows that takes its time.
  private func deliverRegisters(atOnce isAtOnce: Bool) throws {
    let now = ContinuousClock.now
    let isDue = registersDelivered.map { $0 + Service.registerPause <= now } ?? true
    guard isAtOnce || isDue, try delivery.deliverRegisters() else { return }
    registersDelivered = now
  }

  /// Once a day, removes what has been in the spool for long enough.
  private func clear() throws {
    let today = try UTCOffset.japan.date(of: believedTime())
    guard clearedOn != today else { return }
    let retention = Retention(
      spool: spool, ledger: ledger, acceptedDays: settings.acceptedDays,
      rejectedDays: settings.rejectedDays)
    let cleared = try retention.clear(on: today)
    journal.cleared(cleared, settings)
    for failure in cleared.failures { journal.notCleared(failure) }
    clearedOn = today
  }

  /// Writes the other forms of notes, until something new lies in the spool.
  private func deliverForms(unless isAsked: () -> Bool) throws {
    let slice: Int64 = 10
    while !isWithoutForms {
      let delivered: Delivery.FormsDelivered
      do {
        delivered = try delivery.deliverForms(limit: slice)
      } catch let failure as TypesettingFailure {
        // Notes are issued all the same; the next start tries again.
        isWithoutForms = true
        return journal.cannotPrint(failure)
      }
      for (note, form, refusal) in delivered.refused { journal.notFormed(note, form, refusal) }
      for note in delivered.unexplained { journal.unexplained(note) }
      for (note, characters) in delivered.missing { journal.missing(characters, on: note) }
      if isAsked() { return }
      if delivered.notes < slice { return try retryForms(unless: isAsked) }
      if try hasDrops() { return }
    }
  }

  /// At start and once a day, tries again what waited for an address or a font.
  private func retryForms(unless isAsked: () -> Bool) throws {
    let today = try UTCOffset.japan.date(of: believedTime())
    guard !isWithoutForms, formsRetriedOn != today else { return }
    do {
      if try delivery.retryForms(unless: isAsked) { formsRetriedOn = today }
    } catch let failure as TypesettingFailure {
      isWithoutForms = true
      journal.cannotPrint(failure)
    }
  }

  private func tellStatus(backlog: Int, at drop: Spool.Drop? = nil) throws {
    let (held, undetermined) = try ledger.read { book in
      (try book.waiting(.held) + book.heldContracts(), try book.waiting(.undetermined))
    }
    let last = lastIncident ?? Words(ja: "なし", en: "none")[settings.language]
    let inHand = drop.map { "\($0.kind)/\($0.name)" }
    lifeline.status(
      Words(
        ja: (inHand.map { "処理中 \($0)、" } ?? "")
          + "未処理 \(backlog)、最後の障害 \(last)、承認待ち \(held)、未確定 \(undetermined)",
        en: (inHand.map { "at \($0), " } ?? "")
          + "backlog \(backlog), last incident \(last), held \(held), "
          + "undetermined \(undetermined)")[settings.language])
  }

  /// Takes in and delivers, woken by the directories and now and then, until asked to end.
  ///
  /// - Throws: ``LostLedgerError``, ``FileFailure``, and what SQLite reports.
  public func run(until signals: SignalWatch) throws {
    // Watched before the first look, so that nothing falls between the two.
    var watch = try watchDirectories()
    let pages = PageCheck(of: "\(settings.state)/ledger.sqlite")
    let pause = min(Service.interval, (lifeline.interval ?? .max) / 3)
    var (isReady, trouble) = (false, Trouble?.none)
    repeat {
      lifeline.progress()
      watch?.drain()
      do {
        if watch == nil || !spool.isComplete {
          try spool.prepare()
          watch = try watchDirectories()
        }
        // What failed may have left a file that was taken in unmoved, or a document unwritten.
        if !isRecovered { try recover() } else if trouble != nil { try finishInterrupted() }
        if !isReady {
          // Ready once the backlog is known; working it off may take its time.
          _ = try spool.list()
          ready(&isReady)
        }
        try pages.result()
        try takeAll(registersAtOnce: false, unless: { signals.wasAsked })
        if trouble != nil { journal.resumed() }
        trouble = nil
      } catch is GivenUpError {
        continue
      } catch {
        guard let found = Trouble(error) else { throw error }
        if trouble.map({ !$0.isLike(found) }) ?? true { tell(found) }
        trouble = found
        ready(&isReady)
        lifeline.status(found.status[settings.language])
      }
    } while !signals.wait(
      orUntilReadable: trouble == nil ? [watch?.descriptor].compactMap { $0 } : [],
      atMost: trouble == nil && watch != nil ? pause : min(pause, Service.retry))
    lifeline.stopping()
    if trouble == nil { try deliverRegisters(atOnce: true) }
    journal.stopping()
  }

  /// Also with the intake paused: what is wrong is told, and goes over without another start.
  private func ready(_ isReady: inout Bool) {
    guard !isReady else { return }
    isReady = true
    lifeline.ready()
    journal.started()
  }

  private func tell(_ trouble: Trouble) {
    switch trouble {
    case .storage(let storage): journal.paused(storage)
    case .clock(let fault): journal.clock(fault)
    }
  }

  private func watchDirectories() throws -> DirectoryWatch? {
    let watch = try DirectoryWatch(spool.directories)
    if watch == nil, !isPolling { journal.polling() }
    isPolling = watch == nil
    return watch
  }

  // MARK: One file

  /// - Parameter believed: the time, where a request says that it is right.
  private func take(_ drop: Spool.Drop, at believed: Moment? = nil) throws {
    guard drop.oddity == nil, let kind = InputKind(rawValue: drop.kind) else {
      if leftAlone.insert(drop.path).inserted { journal.leftAlone(drop) }
      return
    }
    let now = try believed ?? receiptTime()
    let day = UTCOffset.japan.date(of: now).description
    guard let claimed = try spool.claim(drop) else { return }
    if let death = fatal.death(at: drop) {
      guard death.count < FatalFiles.limit else {
        try reject(drop, InvalidInput(fatal: drop.name, death), day)
        return try fatal.finish(drop)
      }
      journal.died(at: drop, death)
    }
    journal.taking(drop)
    try fatal.take(drop)
    let file: FileBytes
    do {
      file = try FileBytes(claimed, followingLinks: false)
    } catch {
      switch error.code {
      // Become something else since the directory was listed.
      case ELOOP, EISDIR, ENXIO, EACCES, EPERM:
        try reject(drop, InvalidInput(unreadable: drop.name, error), day)
        return try fatal.finish(drop)
      default: throw error
      }
    }
    let result: IntakeResult
    let source = InputSource(file, name: drop.name)
    do {
      result = try intake.take(source, kind: kind, at: now, within: settings.fileLimits)
    } catch  where StorageTrouble(error)?.isOfRoom == true {
      throw NoRoomError(drop, error)
    } catch {
      // What fails again and again on one file must not keep the others waiting. But no file is
      // refused because our disk failed, or our ledger is damaged.
      guard !(error is GivenUpError), StorageTrouble(error) == nil,
        LedgerFailure(error)?.isDamage != true
      else {
        throw error
      }
      result = .rejected(InvalidInput(unforeseen: drop.name, error))
    }
    switch result {
    case .accepted(let report):
      lastIncident = report.incidents.last?.id.text ?? lastIncident
      journal.accepted(report, file: drop.path)
      try keepAccepted()
      try deliver()
    case .duplicate(let earlier):
      try keep(drop, repeating: earlier, owner: source.owner, at: now)
      journal.duplicate(drop, of: earlier)
    case .rejected(let invalid):
      try reject(drop, invalid, day)
    }
    try fatal.finish(drop)
  }

  /// Keeps a file that says what an input said before, with a receipt that says so.
  private func keep(
    _ drop: Spool.Drop, repeating earlier: InputRecord, owner: FileOwner, at now: Moment
  ) throws {
    let receipt = InputReceipt(of: drop.name, repeating: earlier, owner: owner, at: now)
    try spool.keep(
      drop.name, in: "\(drop.kind)/\(receipt.day)", receipt: receipt.text,
      isSame: { InputReceipt(text: $0)?.isSameBut(received: receipt) ?? false }
    ) { write in
      try ledger.forEachPiece(of: earlier, write)
    }
    try spool.release(drop.name, kind: drop.kind)
  }

  private func reject(_ drop: Spool.Drop, _ invalid: InvalidInput, _ day: String) throws {
    hasRejected = true
    let place = try spool.reject(
      drop.name, kind: drop.kind, day: day,
      reasons: [
        ("reason.json", RejectionForm(drop.name, invalid).json),
        ("reason.txt", invalid.message(in: settings.language) + "\n"),
      ])
    journal.rejected(drop, invalid, place: place)
  }

  private func deliver() throws {
    let delivered = try delivery.run()
    if delivered.count > 0 { journal.delivered(delivered.count, first: delivered.paths[0]) }
    if try ledger.read({ try $0.isRepairRequested() }) { try repair() }
  }
}
