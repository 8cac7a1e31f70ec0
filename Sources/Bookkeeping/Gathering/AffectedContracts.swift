import Assessing
import Domain
import Notation
import Quantities

/// The contracts that one input affects, gathered while it is taken in: those are assessed again, once all of
/// them are known (``AffectedList``).
public final class AffectedContracts {
  private static let affected = GatheringTable("affected", ["contract_id": "TEXT PRIMARY KEY"])
  /// Those that an incident hit before a revision came to stand.
  private static let hitBefore = GatheringTable("hit_before", ["contract_id": "TEXT PRIMARY KEY"])
  static let tables = [affected, hitBefore]

  private let transaction: LedgerTransaction
  private let progress: () throws -> Void
  /// The standing incidents that select contracts, looked up once.
  private var selecting: [SelectingIncident]?
  /// The reliefs that select contracts, looked up once.
  private var reliefs: [Relief]?

  /// A standing incident with its entries that select by terms, service or labels.
  private struct SelectingIncident {
    let id: Identifier
    let revision: Int64
    let day: CivilDate
    let selectors: [(ordinal: Int64, target: AffectedTarget)]
  }

  /// An empty list, kept in the database: it may hold every contract there is.
  ///
  /// - Parameter progress: called again and again while work goes on; what it throws ends the work.
  public init(_ transaction: LedgerTransaction, progress: @escaping () throws -> Void = {}) throws {
    self.transaction = transaction
    self.progress = progress
    try Self.affected.empty(in: transaction)
  }

  /// Adds the contracts whose facts changed that any incident hits or did.
  public func add(_ contracts: [Identifier]) throws {
    guard !contracts.isEmpty else { return }
    try transaction.run(
      """
      INSERT OR IGNORE INTO \(Self.affected.into) SELECT key.value FROM json_each(?1) key
      WHERE EXISTS (SELECT 1 FROM contract_incident WHERE contract_id = key.value)
      OR EXISTS (SELECT 1 FROM assessment_now WHERE contract_id = key.value)
      OR EXISTS (SELECT 1 FROM relief_now WHERE contract_id = key.value)
      """, [CanonicalJSON.encode(contracts.map(\.text))])
  }

  /// Adds the contracts that an incident hits, or hit before this revision came to stand, and notes
  /// anew which these are.
  ///
  /// - Returns: the contracts that the revision leaves out without saying so.
  public func add(incident id: Identifier, revision: Int) throws -> NamedContracts? {
    try add(hitBy: id)
    try Self.hitBefore.empty(in: transaction)
    try transaction.run(
      """
      INSERT INTO \(Self.hitBefore.into) SELECT contract_id FROM contract_incident
      WHERE incident_id = ?
      """, [id.text])
    try transaction.run("DELETE FROM contract_incident WHERE incident_id = ?", [id.text])
    try add(claimedFor: id)
    guard let incident = try transaction.incident(id, revision: Int64(revision)),
      !incident.withdrawn
    else { return nil }
    try transaction.run(
      """
      INSERT INTO \(Table.contractIncident.into)
      SELECT contract_id, incident_id, revision, ordinal FROM affected_target
      WHERE incident_id = ? AND revision = ? AND contract_id IS NOT NULL
      """, [id.text, revision])
    try addSelected(by: incident)
    try add(hitBy: id)
    return incident.drops ? nil : try dropped(by: id)
  }

  private func dropped(by incident: Identifier) throws -> NamedContracts? {
    let missing = """
      \(Self.hitBefore.name) WHERE contract_id NOT IN (
      SELECT contract_id FROM contract_incident WHERE incident_id = ?)
      """
    guard let count = try transaction.number("SELECT count(*) FROM \(missing)", [incident.text]),
      count > 0
    else { return nil }
    let first = try transaction.rows(
      "SELECT contract_id FROM \(missing) ORDER BY contract_id LIMIT ?",
      [incident.text, NamedContracts.listed]
    ).map { try $0.identifier("contract_id") }
    return NamedContracts(count: Int(count), first: first)
  }

  private func addSelected(by incident: Incident) throws {
    let selectors = try transaction.selectors(of: incident.id, revision: Int64(incident.revision))
    guard !selectors.isEmpty else { return }
    let day = UTCOffset.japan.date(of: incident.times.began)
    try transaction.forEachKey(
      """
      SELECT DISTINCT contract_id FROM contract_now WHERE contract_id > ? ORDER BY contract_id
      LIMIT ?
      """
    ) { name in
      try progress()
      guard let id = Identifier(name),
        let contract = try transaction.unlessCorrupt({ try transaction.contract(id) }) ?? nil
      else { return }
      let version = contract.version(on: day)
      guard let first = selectors.first(where: { $0.target.selects(version) }) else { return }
      try transaction.run(
        Table.contractIncident.insertionIfAbsent,
        [name, incident.id.text, incident.revision, first.ordinal])
    }
  }

  /// Adds the contracts that some incident hits and that a document governs or governed.
  public func add(governedBy terms: Identifier) throws {
    try add(
      contractsIn: "assessment_now JOIN contract_version USING (contract_id) WHERE terms = ?", terms
    )
  }

  /// Adds the contracts that refer or referred to an agreement.
  public func add(agreedBy agreement: Identifier) throws {
    try add(
      contractsIn: "assessment_now JOIN contract_version USING (contract_id) WHERE agreement = ?",
      agreement)
  }

  /// Adds the contracts whose versions changed, and notes anew which standing incidents select them.
  public func add(changed contracts: [Identifier]) throws {
    let (incidents, reliefs) = (try selectingIncidents(), try selectingReliefs())
    if !incidents.isEmpty || !reliefs.isEmpty {
      for id in contracts {
        guard let contract = try transaction.unlessCorrupt({ try transaction.contract(id) }) ?? nil
        else { continue }
        for incident in incidents {
          try progress()
          try select(contract, incident)
        }
        for relief in reliefs { try transaction.note(relief, concerns: contract) }
      }
    }
    try add(contracts)
  }

  private func select(_ contract: ContractHistory, _ incident: SelectingIncident) throws {
    let isNamed = try transaction.number(
      """
      SELECT 1 FROM contract_incident JOIN affected_target USING (incident_id, revision, ordinal)
      WHERE contract_incident.contract_id = ? AND incident_id = ? AND affected_target.contract_id IS NOT NULL
      """, [contract.id.text, incident.id.text])
    if isNamed != nil { return }
    let version = contract.version(on: incident.day)
    try transaction.run(
      "DELETE FROM contract_incident WHERE contract_id = ? AND incident_id = ?",
      [contract.id.text, incident.id.text])
    if let first = incident.selectors.first(where: { $0.target.selects(version) }) {
      try transaction.run(
        Table.contractIncident.insertion,
        [contract.id.text, incident.id.text, incident.revision, first.ordinal])
    }
  }

  private func selectingReliefs() throws -> [Relief] {
    if let reliefs { return reliefs }
    let found = try transaction.selectingReliefs()
    reliefs = found
    return found
  }

  private func selectingIncidents() throws -> [SelectingIncident] {
    if let selecting { return selecting }
    let standing = try transaction.readableRecords(
      IncidentRecord.self,
      """
      JOIN incident_now USING (incident_id, revision) WHERE NOT withdrawn AND EXISTS (
        SELECT 1 FROM affected_target target WHERE target.incident_id = incident.incident_id
        AND target.revision = incident.revision AND target.contract_id IS NULL)
      """
    ).map(\.report)
    let found = try standing.compactMap { report in
      try transaction.unlessCorrupt {
        SelectingIncident(
          id: report.id, revision: Int64(report.revision),
          day: UTCOffset.japan.date(of: report.times.began),
          selectors: try transaction.selectors(of: report.id, revision: Int64(report.revision)))
      }
    }
    selecting = found
    return found
  }

  /// All of them, with those that share, or may come to share, a pool with them: what one of them gets out
  /// of a carrier's payment depends on what the others claim.
  public func complete() throws -> AffectedList {
    try transaction.run(
      """
      INSERT OR IGNORE INTO \(Self.affected.into) SELECT other.contract_id FROM temp.affected
      JOIN claim USING (contract_id) JOIN claim other USING (incident_id)
      """)
    return AffectedList(
      transaction: transaction,
      count: try transaction.number("SELECT count(*) FROM temp.affected") ?? 0)
  }

  /// Adds the contracts under which an incident is claimed.
  public func add(claimedFor incident: Identifier) throws {
    try add(contractsIn: "claim WHERE incident_id = ?", incident)
  }

  /// Adds the contracts to which a relief is granted.
  public func add(relief: Identifier) throws {
    try add(contractsIn: "relief_now WHERE relief_id = ?", relief)
  }

  /// Adds the contracts that an incident hits.
  public func add(hitBy incident: Identifier) throws {
    try add(contractsIn: "contract_incident WHERE incident_id = ?", incident)
  }

  /// Adds the contracts that are held in a batch.
  public func add(batch: Identifier) throws {
    try add(contractsIn: "held_now WHERE batch_id = ?", batch)
  }

  /// Adds the contracts of an account, as far as anything was found of them, and those with a note to it.
  public func add(of account: Identifier) throws {
    try add(
      contractsIn: "contract_version JOIN assessment_now USING (contract_id) WHERE account_id = ?",
      account)
    try add(
      contractsIn: "credit_note JOIN note_line ON note = sequence WHERE account_id = ?", account)
  }

  /// Adds the contracts whose notes have waited for the closing of a month.
  ///
  /// - Parameter closedAt: when the closing was received.
  public func add(waitingFor month: YearMonth, closedAt: Moment) throws {
    let closing = ClosingCutoff(month: month, closedAt: closedAt)
    try transaction.run(
      "INSERT OR IGNORE INTO \(Self.affected.into) SELECT contract_id FROM pending_now "
        + "JOIN input ON input = sequence WHERE \(ClosingCutoff.condition)",
      [closing.end.milliseconds, closing.closedAt.milliseconds])
  }

  private func add(contractsIn rows: String, _ id: Identifier) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO \(Self.affected.into) SELECT DISTINCT contract_id FROM \(rows)",
      [id.text])
  }

  /// Adds every contract of which anything was found or issued, or that waits.
  public func addAll() throws {
    try transaction.run(
      "INSERT OR IGNORE INTO \(Self.affected.into) SELECT DISTINCT contract_id FROM assessment_now")
    for table in ["note_line", "pending_now", "held_now"] {
      try transaction.run(
        "INSERT OR IGNORE INTO \(Self.affected.into) SELECT DISTINCT contract_id FROM \(table)")
    }
  }

  /// Adds the contracts of which something that stands was decided by an earlier version of the engine.
  public func add(decidedBefore engine: Int) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO \(Self.affected.into) SELECT contract_id FROM \(LedgerTransaction.decidedBefore)",
      [engine])
  }

  /// Adds a contract whatever is known of it.
  public func add(named contract: Identifier) throws {
    try transaction.run(Self.affected.insertionIfAbsent, [contract.text])
  }
}

extension LedgerTransaction {
  /// The entries of a report that select contracts by their terms, service or labels.
  func selectors(
    of incident: Identifier, revision: Int64
  ) throws -> [(ordinal: Int64, target: AffectedTarget)] {
    try records(
      TargetRecord.self,
      "WHERE incident_id = ? AND revision = ? AND contract_id IS NULL ORDER BY ordinal",
      [incident.text, revision]
    ).map { ($0.ordinal, $0.target) }
  }
}
