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
    /// The notes that would be issued and taken back.
    public let notes: InputNotes
    /// What would wait for an approval.
    public let held: HeldBatch?
  }

  /// How many reports are told one by one.
  public static let listed = 20
  /// Contracts are compared by name up to so many.
  private static let compared: Int64 = 100_000
  /// For how long all of it is worth waiting, and the ledger's log is kept.
  private static let patience = Duration.seconds(30)

  private struct OutOfTimeError: Error {}

  private let scratch: ScratchLedger
  private let grounds: Grounds
  private let limits: FileLimits
  private let end = ContinuousClock.now + patience

  /// A rehearsal on the ledger of a state directory as it stands.
  ///
  /// - Parameter onCorruptRow: told of rows that are not what was written; where there is none, such a row
  ///   ends the rehearsal.
  /// - Throws: what SQLite reports, and ``InvalidInput`` where what the ledger rests on can no longer
  ///   be read.
  public init(
    _ settings: Settings, onCorruptRow: ((CorruptRowError) -> Void)? = nil
  ) throws {
    scratch = try ScratchLedger(of: "\(settings.state)/ledger.sqlite")
    scratch.ledger.onCorruptRow = onCorruptRow
    limits = settings.fileLimits
    if let recorded = try scratch.original.read({ try Grounds(recordedIn: $0) }) {
      grounds = recorded
    } else {
      // The service will, when it first starts.
      grounds = try Grounds(adopting: settings)
      _ = try Intake(ledger: scratch.ledger, grounds: grounds).rest(at: Service.systemClock())
    }
  }

  /// What would come of a file that is taken in now, after those before it.
  ///
  /// - Throws: ``FileFailure`` when it cannot be read, and what SQLite reports.
  public func take(_ source: InputSource, kind: InputKind, at now: Moment) throws -> Outcome {
    let end = end
    let intake = Intake(ledger: scratch.ledger, grounds: grounds) {
      if ContinuousClock.now > end { throw OutOfTimeError() }
    }
    do {
      switch try intake.take(source, kind: kind, at: now, within: limits) {
      case .accepted(let report): return .accepted(try effects(of: report))
      case .duplicate(let earlier): return .duplicate(of: earlier)
      case .rejected(let invalid): return .rejected(invalid)
      }
    } catch is OutOfTimeError {
      return .givenUp
    }
  }

  private func effects(of report: IntakeReport) throws -> Effects {
    try scratch.ledger.read { book in
      var held: HeldBatch?
      if let batch = report.held {
        try book.forEachBatch(grounds.policy.sameOwner) { if $0.id == batch { held = $0 } }
      }
      return Effects(
        report: report,
        incidents: try report.incidents.prefix(Self.listed).compactMap {
          try rehearsed($0.id, revision: $0.revision, book)
        }, notes: try book.notes(by: report.input.sequence), held: held)
    }
  }

  private func rehearsed(
    _ id: Identifier, revision: Int, _ book: Book
  ) throws -> RehearsedReport? {
    guard let incident = try book.incident(id, revision: Int64(revision)) else { return nil }
    let before = try scratch.original.read { try contracts(hitBy: id, $0) }
    let after = try contracts(hitBy: id, book)
    return RehearsedReport(
      incident: incident,
      earlier: try scratch.original.read { original in
        try original.standingRevision(of: id).flatMap { try original.incident(id, revision: $0) }
      },
      reach: try book.reach(of: id, revision: revision),
      added: before.flatMap { before in after.flatMap { NamedContracts($0.subtracting(before)) } },
      left: before.flatMap { before in after.flatMap { NamedContracts(before.subtracting($0)) } })
  }

  /// The contracts that a standing report hits; `nil` for very many.
  private func contracts(
    hitBy incident: Identifier, _ book: Book
  ) throws -> Set<Identifier>? {
    guard try book.contractsHit(by: incident) <= Self.compared else { return nil }
    var found: Set<Identifier> = []
    try book.forEachContract(hitBy: incident) { found.insert($0) }
    return found
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

/// A report that would come to stand, beside the one that stands.
public struct RehearsedReport: Hashable, Sendable {
  /// The report.
  public let incident: Incident
  /// The one that stands; `nil` where it is the first.
  public let earlier: Incident?
  /// Whom it would reach.
  public let reach: IncidentReach
  /// Contracts that it would hit and the earlier one does not; `nil` where there are none, or very many.
  public let added: NamedContracts?
  /// Contracts that it would no longer hit.
  public let left: NamedContracts?
}
