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
  private static let retry: Int32 = 2_000
  /// How long registers are left alone after they were written.
  private static let registerPause = Duration.seconds(60)

  private let settings: Settings
  private let lock: ProcessLock
  private let ledger: Ledger
  private let spool: Spool
  private let intake: Intake
  private let delivery: Delivery
  private let journal: Journal
  private let lifeline: Lifeline
  private var lastIncident: String?
  private var registersDelivered: ContinuousClock.Instant?
  /// The day on which forms that wait for something were last tried again.
  private var formsRetriedOn: CivilDate?
  /// The day on which the spool was last looked through for what may go.
  private var clearedOn: CivilDate?
  /// The day of the last anchor.
  private var anchoredOn: CivilDate?
  /// What lies in drop directories and is no file: said once.
  private var leftAlone: Set<String> = []
  /// Whether a missing font or image keeps the forms from being written.
  private var isWithoutForms = false
  /// Whether anything was refused.
  public private(set) var hasRejected = false

  /// Opens everything that the service works on.
  ///
  /// - Throws: ``InvalidInput`` for terms that cannot be used, ``LostLedgerError``,
  ///   ``ProcessLock/Taken``, ``FileFailure``, and what SQLite reports.
  public init(
    _ settings: Settings, terms: [Grounds.TermsFile], agreements: [Grounds.AgreementFile] = [],
    logger: Logger,
    lifeline: Lifeline = Lifeline()
  ) throws {
    self.settings = settings
    self.lifeline = lifeline
    // Opening the ledger may bring it up to date, which takes its time.
    lifeline.progress()
    (lock, ledger) = try Self.open(settings.state)
    spool = Spool(root: settings.spool, kinds: InputKind.allCases.map(\.rawValue))
    try spool.prepare()
    let grounds = Grounds(
      files: terms, agreements: agreements, settings: settings.file, images: settings.images)
    intake = Intake(ledger: ledger, grounds: grounds, progress: lifeline.progress)
    delivery = Delivery(
      ledger: ledger, state: settings.state, forms: RecordedForms(ledger),
      progress: lifeline.progress)
    let journal = Journal(logger, settings.language)
    self.journal = journal
    anchoredOn = AnchorFile.lastDay(state: settings.state)
    // Said once, however often it is met.
    var told: Set<String> = []
    ledger.onCorruptRow = { error in
      if told.insert("\(error)").inserted { journal.corrupt(error) }
    }
  }

  /// - Throws: ``LostLedgerError`` where the ledger is gone, or older than what lies beside it.
  private static func open(_ state: String) throws -> (ProcessLock, Ledger) {
    let path = "\(state)/ledger.sqlite"
    let witnesses = LedgerWitnesses(state: state)
    let lock: ProcessLock
    do {
      lock = try ProcessLock("\(state)/slacreditd.lock")
    } catch let failure as FileFailure where failure.code == ENOENT {
      throw LostLedgerError(Ledger.MissingError(path), [])
    }
    do {
      let ledger = try Ledger(writing: path)
      if let witness = try witnesses.firstFault(of: ledger) {
        throw LostLedgerError(path, olderThan: witness)
      }
      return (lock, ledger)
    } catch let missing as Ledger.MissingError {
      throw LostLedgerError(missing, try witnesses.all())
    }
  }

  /// Finishes what an earlier run was interrupted in, and looks at every document.
  ///
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func recover() throws {
    try finishInterrupted()
    try repair()
  }

  private func finishInterrupted() throws {
    for input in try ledger.read({ try $0.unmoved() }) {
      let path = spool.claimedPath(input.fileName, kind: input.kind)
      if try FileBytes.digest(of: path) == input.sha256 { try move(input) }
      try anchor(closingOf: input)
      try ledger.write { try $0.moved(input.sequence) }
    }
    if let report = try intake.rest(at: now) { journal.accepted(report, file: settings.terms) }
    try deliver()
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

  private var now: Moment {
    Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
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
    let drops = try spool.list()
    for (number, drop) in drops.enumerated() {
      if isAsked() { return }
      lifeline.progress()
      try tellStatus(backlog: drops.count - number)
      try take(drop)
    }
    try deliver()
    try deliverRegisters(atOnce: isAtOnce)
    try tellStatus(backlog: 0)
    try deliverForms(unless: isAsked)
    try clear()
    try anchor(isAsked: false)
  }

  private func anchor(closingOf input: InputRecord) throws {
    if try ledger.read({ try $0.isClosing(input.sequence) }) { try anchor(isAsked: true) }
  }

  /// Once a day, and at each closing, says what the ledger comes to, for whoever keeps it elsewhere.
  private func anchor(isAsked: Bool) throws {
    let today = UTCOffset.japan.date(of: now)
    guard isAsked || anchoredOn != today, let anchor = try ledger.read({ try $0.anchor(at: now) })
    else { return }
    journal.anchored(anchor, path: try AnchorFile.write(anchor, state: settings.state))
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
    let today = UTCOffset.japan.date(of: now)
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
      if try spool.list().contains(where: { $0.oddity == nil }) { return }
    }
  }

  /// At start and once a day, tries again what waited for an address or a font.
  private func retryForms(unless isAsked: () -> Bool) throws {
    let today = UTCOffset.japan.date(of: now)
    guard !isWithoutForms, formsRetriedOn != today else { return }
    do {
      if try delivery.retryForms(unless: isAsked) { formsRetriedOn = today }
    } catch let failure as TypesettingFailure {
      isWithoutForms = true
      journal.cannotPrint(failure)
    }
  }

  private func tellStatus(backlog: Int) throws {
    let (held, undetermined) = try ledger.read { book in
      (try book.waiting(.held) + book.heldContracts(), try book.waiting(.undetermined))
    }
    let last = lastIncident ?? Words(ja: "なし", en: "none")[settings.language]
    lifeline.status(
      Words(
        ja: "未処理 \(backlog)、最後の障害 \(last)、承認待ち \(held)、未確定 \(undetermined)",
        en: "backlog \(backlog), last incident \(last), held \(held), "
          + "undetermined \(undetermined)")[settings.language])
  }

  /// Takes in and delivers, woken by the directories and now and then, until asked to end.
  ///
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func run(until signals: SignalWatch) throws {
    // Watched before the first look, so that nothing falls between the two.
    var watch = try DirectoryWatch(spool.directories)
    // Ready once the backlog is known; working it off may take its time.
    _ = try spool.list()
    lifeline.ready()
    journal.started()
    let pause = min(Service.interval, (lifeline.interval ?? .max) / 3)
    var isPaused = false
    repeat {
      lifeline.progress()
      watch.drain()
      do {
        if !spool.isComplete {
          try spool.prepare()
          watch = try DirectoryWatch(spool.directories)
        }
        // What failed may have left a file that was taken in unmoved, or a document unwritten.
        if isPaused { try finishInterrupted() }
        try takeAll(registersAtOnce: false, unless: { signals.wasAsked })
        if isPaused { journal.resumed() }
        isPaused = false
      } catch {
        guard let trouble = StorageTrouble(error) else { throw error }
        if !isPaused { journal.paused(trouble) }
        isPaused = true
        lifeline.status(
          Words(ja: "受付を中断中: ", en: "intake is paused: ")[settings.language]
            + trouble.description)
      }
    } while !signals.wait(
      orUntilReadable: isPaused ? [] : [watch.descriptor],
      atMost: isPaused ? min(pause, Service.retry) : pause)
    lifeline.stopping()
    if !isPaused { try deliverRegisters(atOnce: true) }
    journal.stopping()
  }

  // MARK: One file

  private func take(_ drop: Spool.Drop) throws {
    guard drop.oddity == nil, let kind = InputKind(rawValue: drop.kind) else {
      if leftAlone.insert(drop.path).inserted { journal.leftAlone(drop) }
      return
    }
    let now = now
    let day = UTCOffset.japan.date(of: now).description
    guard let claimed = try spool.claim(drop) else { return }
    let file: FileBytes
    do {
      file = try FileBytes(claimed, followingLinks: false)
    } catch {
      switch error.code {
      // Become something else since the directory was listed.
      case ELOOP, EISDIR, ENXIO, EACCES, EPERM:
        return try reject(drop, InvalidInput(unreadable: drop.name, error), day)
      default: throw error
      }
    }
    let result: IntakeResult
    do {
      result = try intake.take(InputSource(file, name: drop.name), kind: kind, at: now)
    } catch {
      // What fails again and again on one file must not keep the others waiting. But no file is
      // refused because our disk failed, or our ledger is damaged.
      guard StorageTrouble(error) == nil, LedgerFailure(error)?.isDamage != true else {
        throw error
      }
      result = .rejected(InvalidInput(unforeseen: drop.name, error))
    }
    switch result {
    case .accepted(let report):
      lastIncident = report.incidents.last?.id.text ?? lastIncident
      journal.accepted(report, file: drop.path)
      try move(report.input)
      try anchor(closingOf: report.input)
      try ledger.write { try $0.moved(report.input.sequence) }
      try deliver()
    case .duplicate(let earlier):
      try spool.accept(drop.name, kind: drop.kind, day: day)
      journal.duplicate(drop, of: earlier)
    case .rejected(let invalid):
      try reject(drop, invalid, day)
    }
  }

  private func move(_ input: InputRecord) throws {
    let day = UTCOffset.japan.date(of: input.received).description
    try spool.accept(input.fileName, kind: input.kind, day: day)
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
