import Assessing
import Bookkeeping
import Crediting
import Delivering
import Domain
import Foundation
import Glibc
import Ingesting
import Logging
import Quantities
import Reading
import Spooling
import Threads
import Typesetting
import Verifying
import Wording

/// The service: takes in what is dropped, delivers what is due, and says what it did.
public final class Service {
  /// How often directories are looked at even when nothing woke the service.
  static let interval: Int32 = 30_000
  /// How soon a disk that failed is tried again, in milliseconds.
  static let retry: Int32 = 2_000
  /// How long registers are left alone after they were written.
  static let registerPause = Duration.seconds(60)

  let settings: Settings
  let clock: () -> Moment
  let locks: [ProcessLock]
  let ledger: Ledger
  let spool: Spool
  let intake: Intake
  let delivery: Delivery
  let journal: Journal
  let manager: ServiceManager
  let fatal: FatalFiles
  /// What the service was said to be at last.
  let work: WorkInHand
  var postponed = PostponedFiles()
  var waits = WaitingDrops()
  var still: StillFiles
  var directories: DropDirectories
  /// The directories that cannot be listed: said once.
  var unlistable: Set<String> = []
  /// How many files of a directory are looked at together.
  static let round = 1_000
  var lastIncident: String?
  var registersDelivered: ContinuousClock.Instant?
  /// The day on which forms that wait for something were last tried again.
  var formsRetriedOn: CivilDate?
  /// The day on which the spool was last looked through for what may go.
  var clearedOn: CivilDate?
  /// The day of the last anchor.
  var anchoredOn: CivilDate?
  /// How far it was looked for what the ledger does not know; `nil` before it began.
  var survey: LedgerSurvey?
  /// What lies in drop directories and is not taken: said once.
  var skipped: Set<String> = []
  /// Whether a missing font or image keeps the forms from being written.
  var isWithoutForms = false
  /// Whether the directories cannot be watched.
  var isPolling = false
  /// Whether what an earlier run left was finished.
  var isRecovered = false
  /// Whether files are taken one by one that belong together: their documents are then written after the last.
  var deliversLater = false
  /// How far documents were looked at; `nil` when all were.
  var repairing: Delivery.RepairPlace?
  /// Whether anything was refused.
  public internal(set) var hasRejected = false
  /// Whether the last look at the spool found anything to take.
  var hasTaken = false
  /// Whether more lies there than was looked at.
  var isCut = false
  /// How often in a row it was woken at once, for nothing.
  var idleWakes = 0
  /// The files that wait, as `KIND/NAME`, each with what for.
  public var waiting: [(file: String, because: LocalizedText)] {
    let room = LocalizedText(ja: "ディスクの空きを待っています", en: "waits for room on the disk")
    return postponed.paths.map { ($0, room) } + waits.told
  }

  /// Opens everything that the service works on.
  ///
  /// - Parameters:
  ///   - isCatchingUp: whether the ledger may be older than what lies beside it, for
  ///     ``catchUp()``.
  ///   - clock: what time it is.
  ///   - shouldStop: whether the service was asked to end; what it is at is then given up.
  /// - Throws: ``InvalidInput`` for terms that cannot be used, ``LostLedgerError``,
  ///   ``LockHeldError``, ``FileFailure``, and what SQLite reports.
  public init(
    _ settings: Settings, terms: [Grounds.TermsFile], agreements: [Grounds.AgreementFile] = [],
    logger: Logger, manager: ServiceManager = ServiceManager(), isCatchingUp: Bool = false,
    clock: @escaping () -> Moment = { .now },
    unless shouldStop: @escaping () -> Bool = { false }
  ) throws {
    self.settings = settings
    still = StillFiles(settle: .seconds(settings.settle))
    self.clock = clock
    self.manager = manager
    // Opening the ledger may bring it up to date, which takes its time.
    manager.progress()
    spool = Spool(settings)
    let witnesses = LedgerWitnesses(state: settings.state, spool: spool)
    let lock: ProcessLock
    (lock, ledger) = try Self.open(settings.state, witnesses, isOlder: isCatchingUp)
    directories = DropDirectories(spool)
    try spool.prepare()
    _ = try directories.restore()
    try spool.refuseMounts()
    locks = [lock, try spool.lock()]
    fatal = try FatalFiles(state: settings.state)
    let grounds = Grounds(
      files: terms, agreements: agreements, settings: settings.file, images: settings.images)
    let journal = Journal(logger, settings.language)
    self.journal = journal
    let meter = WorkMeter()
    let work = WorkInHand(meter, journal, settings.language, manager)
    self.work = work
    intake = Intake(ledger: ledger, grounds: grounds, meter: meter) {
      work.progress()
      if shouldStop() { throw GivenUpError() }
    }
    delivery = Delivery(
      ledger: ledger, state: settings.state, forms: RecordedForms(ledger), meter: meter,
      progress: work.progress, onSetAside: journal.setAside)
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

  /// Takes in everything that lies in the spool, and delivers.
  ///
  /// - Parameters:
  ///   - isAtOnce: whether registers are written even when they were a moment ago.
  ///   - shouldStop: whether the service was asked to end; looked at between files.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func takeAll(
    registersAtOnce isAtOnce: Bool = true, unless shouldStop: () -> Bool = { false }
  ) throws {
    hasTaken = false
    try believeClock()
    let round = try nextRound()
    tellUnlistable(round.failures)
    let listed = round.drops
    isCut = round.isCut
    let mayArrive = spool.urgentKind.map { !round.cut.contains($0) } ?? false
    postponed.keep(listed)
    waits.keep(listed)
    still.keep(listed)
    tellSkipped(listed)
    let drops = inOrder(listed.filter { $0.irregularity == nil })
    guard let taken = try take(drops, besides: mayArrive ? listed : nil, unless: shouldStop) else {
      return
    }
    try deliver()
    try deliverAssessments(unless: shouldStop)
    try deliverRegisters(atOnce: isAtOnce)
    try tellStatus(backlog: postponed.paths.count + waits.count)
    try deliverForms(unless: shouldStop)
    try clear()
    try anchor(isAsked: false)
    try repair { try !shouldStop() && !hasDrops() }
    try survey(unless: shouldStop)
    hasTaken = taken > 0
    if taken == 0, let error = postponed.error { throw error }
  }

  /// What is looked at next. What waits, for its sender or for room, takes no other file's turn.
  func nextRound() throws -> Spool.Round {
    try spool.round(of: Service.round, except: { waits.contains($0) || postponed.contains($0) })
  }

  /// Takes in everything, and waits for files that may still change.
  ///
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func takeAll(until signals: SignalWatch) throws {
    repeat {
      try takeAll(unless: { signals.shouldStop })
      if isCut, hasTaken { continue }
      guard let pause = still.pause() else {
        return try repair { !signals.shouldStop }
      }
      _ = signals.wait(orUntilReadable: [], atMost: max(pause, 10))
    } while !signals.shouldStop
  }

  func tellStatus(backlog: Int, at drop: Spool.Drop? = nil) throws {
    let (held, undetermined) = try ledger.read { transaction in
      (
        try transaction.waiting(.held) + transaction.heldContracts(),
        try transaction.waiting(.undetermined)
      )
    }
    let last = lastIncident ?? LocalizedText(ja: "なし", en: "none")[settings.language]
    let inHand = drop.map { "\($0.kind)/\($0.name)" }
    work.begin(
      inHand,
      rest: LocalizedText(
        ja: "未処理 \(backlog)、最後の障害 \(last)、承認待ち \(held)、未確定 \(undetermined)",
        en: "backlog \(backlog), last incident \(last), held \(held), "
          + "undetermined \(undetermined)"))
  }
}
