import Bookkeeping
import Domain
import Quantities
import Reading

/// Tells what would come of files by having them taken in, one after the other, into a scratch ledger: the
/// very intake decides, and nothing of it lasts.
public final class Rehearsal {
  /// What would come of a file.
  public enum Outcome {
    /// It would be taken in.
    case accepted(Effects)
    /// The same content was taken in before; nothing would change.
    case duplicate(of: InputRecord)
    /// It would be refused, for these reasons.
    case rejected(InvalidInput)
    /// Nobody waited long enough to know.
    case givenUp
  }

  /// What taking in a file would bring about.
  public struct Effects {
    /// What became of it.
    public let report: IntakeReport
    /// The reports of incidents that would come to stand, at most ``Rehearsal/listed`` of them.
    public let incidents: [RehearsedReport]
    /// What comes of it in money; `nil` where it is not asked for.
    public let money: Money?
  }

  /// The notes that a file would make.
  public struct Money {
    /// Those that would be issued and taken back.
    public let notes: InputNotes
    /// The numbers of those taken back that were issued; of what came of files before this one nobody has
    /// the numbers.
    public let numbers: [String]
    /// What would wait for an approval.
    public let held: HeldBatch?
  }

  /// How many reports are told one by one.
  private static let listed = 20
  /// Contracts are compared by name up to so many.
  private static let compared: Int64 = 100_000
  /// For how long all of it is worth waiting, and the ledger's log is kept.
  private static let patience = Duration.seconds(30)

  private struct OutOfTimeError: Error {}

  private let scratch: ScratchLedger
  private let grounds: Grounds
  private let limits: FileLimits
  private let tellsMoney: Bool
  private let end = ContinuousClock.now + patience
  /// What stands of incidents by the files before.
  private var standing: [Identifier: Standing] = [:]

  /// A report that stands, and the contracts that it hits; `nil` for very many.
  private struct Standing {
    let incident: Incident
    /// The entries of whom it hit, hashed.
    let entries: Int
    let contracts: Set<Identifier>?
  }

  /// A rehearsal on the ledger of a state directory as it stands.
  ///
  /// - Parameters:
  ///   - tellsMoney: whether it is told what comes of files in money.
  ///   - onCorruptRow: told of rows that are not what was written; where there is none, such a row ends
  ///     the rehearsal.
  /// - Throws: what SQLite reports, and ``InvalidInput`` where what the ledger rests on can no longer
  ///   be read.
  public init(
    _ settings: Settings, tellsMoney: Bool = true,
    onCorruptRow: ((CorruptRowError) -> Void)? = nil
  ) throws {
    self.tellsMoney = tellsMoney
    scratch = try ScratchLedger(of: "\(settings.state)/ledger.sqlite")
    scratch.ledger.onCorruptRow = onCorruptRow
    limits = settings.fileLimits
    if let recorded = try scratch.original.read({ try Grounds(recordedIn: $0) }) {
      grounds = recorded
    } else {
      // The service will, when it first starts.
      grounds = try Grounds(adopting: settings)
      _ = try Intake(ledger: scratch.ledger, grounds: grounds).adoptGrounds(at: .now)
    }
  }

  /// What would come of a file that is taken in now, after those before it.
  ///
  /// - Throws: ``FileFailure`` when it cannot be read, and what SQLite reports.
  public func take(_ source: InputSource, kind: RecordKind, at now: Moment) throws -> Outcome {
    let end = end
    let intake = Intake(ledger: scratch.ledger, grounds: grounds) {
      if ContinuousClock.now > end { throw OutOfTimeError() }
    }
    do {
      switch try intake.ingest(source, kind: kind, at: now, within: limits) {
      case .accepted(let report): return .accepted(try effects(of: report))
      case .duplicate(let earlier): return .duplicate(of: earlier)
      case .rejected(let invalid): return .rejected(invalid)
      }
    } catch is OutOfTimeError {
      return .givenUp
    }
  }

  private func effects(of report: IntakeReport) throws -> Effects {
    try scratch.ledger.read { transaction in
      Effects(
        report: report,
        incidents: try report.incidents.prefix(Self.listed).compactMap {
          try rehearsed($0.id, revision: $0.revision, transaction)
        }, money: tellsMoney ? try money(of: report, transaction) : nil)
    }
  }

  private func money(of report: IntakeReport, _ transaction: LedgerTransaction) throws -> Money {
    let notes = try transaction.notes(by: report.input.sequence)
    let numbers = try scratch.original.read { original in
      try notes.reversed.first.map(\.number).filter { try original.note(numbered: $0) != nil }
    }
    var held: HeldBatch?
    if let batch = report.held {
      try transaction.forEachBatch(grounds.policy.sameOwner) { if $0.id == batch { held = $0 } }
    }
    return Money(notes: notes, numbers: numbers, held: held)
  }

  private func rehearsed(
    _ id: Identifier, revision: Int, _ transaction: LedgerTransaction
  ) throws -> RehearsedReport? {
    guard let after = try standing(id, transaction) else { return nil }
    let before = try standing[id] ?? scratch.original.read { try standing(id, $0) }
    standing[id] = after
    return RehearsedReport(
      incident: after.incident, reach: try transaction.reach(of: id, revision: revision),
      earlier: before.map { before in
        RehearsedReport.Earlier(
          incident: before.incident, namesTheSame: before.entries == after.entries,
          contracts: after.contracts.flatMap { after in
            before.contracts.map { before in
              (NamedContracts(after.subtracting(before)), NamedContracts(before.subtracting(after)))
            }
          })
      })
  }

  private func standing(_ id: Identifier, _ transaction: LedgerTransaction) throws -> Standing? {
    guard let revision = try transaction.standingRevision(of: id),
      let incident = try transaction.incident(id, revision: revision)
    else { return nil }
    var contracts: Set<Identifier>?
    var entries = Hasher()
    if try transaction.contractsHit(by: id) <= Self.compared {
      var found: Set<Identifier> = []
      try transaction.forEachContract(hitBy: id) { found.insert($0) }
      contracts = found
      try transaction.forEachTarget(of: id, revision: revision) { entries.combine($0) }
    }
    return Standing(
      incident: incident, entries: entries.finalize(), contracts: contracts)
  }
}

extension Grounds {
  /// What the service adopts when it starts.
  fileprivate init(adopting settings: Settings) throws {
    let terms = try TermsDirectory(settings.terms).loadFiles()
    let agreements = try AgreementDirectory(besides: settings.terms)
      .loadFiles(amending: TermsCatalogue(terms.map(\.edition)))
    self.init(
      files: terms, agreements: agreements, settings: settings.file, images: settings.images)
  }
}
