import Assessing
import Bookkeeping
import Crediting
import Delivering
import Documents
import Domain
import Ingesting
import Quantities
import Reading

/// What a person can ask the ledger about: a note, an incident or a contract, found by its name.
public struct Inquiry {
  /// What a name stands for.
  public enum Subject: Hashable, Sendable {
    /// A credit note.
    case note(NoteHeader)
    /// An incident.
    case incident(Identifier, revision: Int64)
    /// A contract.
    case contract(Identifier)
    /// A claim.
    case claim(Claim)
  }

  let ledger: Ledger
  let settings: Settings
  /// Called after each page of a list was handed over, while nothing of the ledger is open.
  public var onPage: () -> Void = {}

  /// An inquiry into the ledger of a state directory, which need not have a running service.
  ///
  /// - Parameter onCorruptRow: told of rows that are not what was written; where there is none, such a
  ///   row ends what reads it.
  /// - Throws: what SQLite reports.
  public init(
    _ settings: Settings, onCorruptRow: ((CorruptRowError) -> Void)? = nil
  ) throws {
    self.settings = settings
    ledger = try Ledger(reading: "\(settings.state)/ledger.sqlite")
    ledger.onCorruptRow = onCorruptRow
  }

  /// The terms and settings on which the ledger rests: what the service last recorded, whatever lies on
  /// the disk by now.
  ///
  /// - Throws: ``InvalidInput`` when they can no longer be read, and what SQLite reports.
  public func grounds() throws -> Grounds {
    try ledger.read { try Grounds(recordedIn: $0) } ?? Grounds(files: [], settings: settings.file)
  }

  /// Everything that goes by a name.
  public func subjects(named name: String) throws -> [Subject] {
    try ledger.read { transaction in
      if let note = try transaction.note(numbered: name) { return [.note(note)] }
      guard let id = Identifier(name) else { return [] }
      var found: [Subject] = []
      if let revision = try transaction.standingRevision(of: id) {
        found.append(.incident(id, revision: revision))
      }
      if try transaction.contract(id) != nil { found.append(.contract(id)) }
      if let claim = try transaction.claim(id) { found.append(.claim(claim)) }
      return found
    }
  }

  /// The standing report of an incident.
  public func incident(_ id: Identifier, revision: Int64) throws -> Incident? {
    try ledger.read { try $0.incident(id, revision: revision) }
  }

  /// Hands over whom a report hit, in the order of its file.
  public func forEachTarget(
    of incident: Identifier, revision: Int64, _ body: (AffectedTarget) throws -> Void
  ) throws {
    try ledger.read { try $0.forEachTarget(of: incident, revision: revision, body) }
  }

  /// A contract through its versions.
  public func contract(_ id: Identifier) throws -> ContractHistory? {
    try ledger.read { try $0.contract(id) }
  }

  /// What finance told of a contract's fees, by month.
  public func charges(of contract: Identifier) throws -> [Charge] {
    try ledger.read { try $0.charges(of: contract) }.values.sorted { $0.feeMonth < $1.feeMonth }
  }

  /// What a contract was given by hand before the ledger began, by day.
  public func priorCredits(of contract: Identifier) throws -> [PriorCredit] {
    try ledger.read { try $0.priorCredits(of: contract) }
  }

  /// Hands over the standing assessments of a subject, as the ledger has them.
  public func forEachAssessment(
    of subject: Subject, _ body: (Assessment) throws -> Void
  ) throws {
    try ledger.read { transaction in
      switch subject {
      case .note: break
      case .incident(let id, _): try transaction.forEachAssessment(of: id, body)
      case .contract(let id): try transaction.assessments(of: id).forEach(body)
      case .claim(let claim):
        try transaction.assessments(of: claim.contract).filter { $0.answers(claim) }.forEach(body)
      }
    }
  }

  /// Hands over the assessments of a subject with every step, computed again from the facts, on the
  /// grounds that the ledger has.
  ///
  /// - Throws: ``QuantityOverflow``, and what SQLite reports.
  public func forEachExplanation(
    of subject: Subject, _ body: (Assessment) throws -> Void
  ) throws {
    let grounds = try grounds()
    var assessor = Assessor(grounds.catalogue, sameOwner: grounds.policy.sameOwner)
    try ledger.read { transaction in
      var facts = FactFinder(transaction)
      switch subject {
      case .note: break
      case .incident(let id, _):
        try transaction.forEachContract(hitBy: id) { contract in
          for assessment in try assessor.assess(contract, from: &facts)
          where assessment.incidents.contains(id) { try body(assessment) }
        }
      case .contract(let id):
        try assessor.assess(id, from: &facts).map { try told($0, transaction) }.forEach(body)
      case .claim(let claim):
        try assessor.assess(claim.contract, from: &facts).filter { $0.answers(claim) }
          .map { try told($0, transaction) }.forEach(body)
      }
    }
  }

  /// An assessment of damages with the customer's other contracts named where the cap is by the fee of
  /// one of them (I-37); any other as it is.
  private func told(_ assessment: Assessment, _ transaction: LedgerTransaction) throws -> Assessment
  {
    let cap = assessment.steps.firstIndex { if case .feeCap = $0 { true } else { false } }
    guard let cap, let version = try transaction.contract(assessment.contract)?.latest else {
      return assessment
    }
    let others = try transaction.contracts(of: version.account, under: version.terms)
      .filter { $0 != assessment.contract }
    guard !others.isEmpty else { return assessment }
    var told = assessment
    told.steps.insert(.otherContracts(others), at: cap + 1)
    return told
  }

  /// What would be issued to an account today if nothing were held.
  ///
  /// - Throws: ``QuantityOverflow``, and what SQLite reports.
  public func preview(
    of account: Identifier, on day: CivilDate
  ) throws -> AccountPreview {
    let grounds = try grounds()
    var assessor = Assessor(grounds.catalogue, sameOwner: grounds.policy.sameOwner)
    return try ledger.read { transaction in
      var facts = FactFinder(transaction)
      return try transaction.preview(of: account, on: day, under: grounds.policy) {
        try assessor.assess($0, from: &facts)
      }
    }
  }

  /// The notes that an input made.
  public func notes(by input: Int64) throws -> InputNotes {
    try ledger.read { try $0.notes(by: input) }
  }

  /// The notes with a line about a contract.
  public func notes(about contract: Identifier) throws -> [NoteHeader] {
    try ledger.read { try $0.notes(about: contract) }
  }

  /// The note that takes a note back, or that it takes back.
  public func counterpart(of note: NoteHeader) throws -> NoteHeader? {
    try ledger.read { transaction in
      try note.reverses.flatMap { try transaction.note($0) }
        ?? transaction.reversal(of: note.sequence)
    }
  }

  /// Hands over the lines of a note, in order.
  public func forEachLine(of note: NoteHeader, _ body: (NoteLine) throws -> Void) throws {
    try ledger.read { transaction in
      try transaction.forEachLine(of: note.sequence, body)
    }
  }

  /// The day on which the note that a reversal takes back had been paid.
  public func paidBefore(_ reversal: NoteHeader) throws -> CivilDate? {
    try ledger.read { try $0.paidBefore(reversal) }
  }

  /// What finance said of a note.
  public func progress(of note: NoteHeader) throws -> NoteProgress {
    try ledger.read { try $0.progress(of: note.number) }
  }

  /// Writes another form of a note, as its document has it.
  ///
  /// - Throws: as ``NoteForms/write(_:of:from:isReissue:progress:to:)``.
  public func write(
    _ form: DocumentSettings.Form, of note: NoteHeader, by forms: NoteForms,
    _ body: ([UInt8]) throws -> Void
  ) throws {
    try forms.write(form, of: note, from: ledger, to: body)
  }

  /// Writes a note as JSON, as its document has it.
  public func writeJSON(of note: NoteHeader, _ body: (String) throws -> Void) throws {
    try Delivery(ledger: ledger, state: "").write(note, body)
  }
}

/// Ends the reading of a page.
struct PageIsFull: Error {}

extension Assessment {
  /// Whether it is the answer to a claim.
  fileprivate func answers(_ claim: Claim) -> Bool {
    self.remedy == .damages && self.request == claim.id
  }
}
