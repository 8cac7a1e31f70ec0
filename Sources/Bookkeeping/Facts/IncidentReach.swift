import Domain

/// Whom the standing report of an incident reaches.
public struct IncidentReach: Hashable, Sendable {
  /// How many contracts that the ledger has it hits.
  public let matched: Int64
  /// Of how many of them something is undetermined.
  public let undetermined: Int64
  /// Contracts that it names and the ledger has not, up to ``IncidentReach/listed`` of them.
  public let unknown: [Identifier]
  /// How many of those there are.
  public let unknownCount: Int64
  /// The entries that select by terms, service or labels.
  public let selecting: [SelectingEntry]

  /// An entry that selects contracts, and how many it does.
  public struct SelectingEntry: Hashable, Sendable {
    /// Its place in the report, from 0.
    public let place: Int
    /// What it selects by.
    public let target: AffectedTarget
    /// How many contracts it hits; one that an entry before it hits is not counted.
    public let matched: Int64
  }

  /// How many are named.
  public static let listed = 100
}

extension LedgerTransaction {
  /// Whom the standing report of an incident reaches, once its contracts were assessed.
  public func reach(of incident: Identifier, revision: Int) throws -> IncidentReach {
    let id = incident.text
    let isUnknown = """
      contract_incident hit WHERE incident_id = ?
      AND NOT EXISTS (SELECT 1 FROM contract_now WHERE contract_id = hit.contract_id)
      """
    let unknownCount = try number("SELECT count(*) FROM \(isUnknown)", [id]) ?? 0
    let unknown =
      unknownCount == 0
      ? []
      : try rows(
        "SELECT contract_id FROM \(isUnknown) ORDER BY contract_id LIMIT ?",
        [id, IncidentReach.listed]
      ).map { try $0.identifier("contract_id") }
    // The join in this order, and by contract: all that is undetermined may be very much more.
    let undetermined = try number(
      """
      SELECT count(DISTINCT hit.contract_id) FROM contract_incident hit
      CROSS JOIN assessment_now now ON now.contract_id = hit.contract_id
      WHERE hit.incident_id = ?1 AND +now.outcome = 'undetermined'
        AND (now.incident_id IS NULL OR now.incident_id = ?1)
        AND EXISTS (SELECT 1 FROM contract_now WHERE contract_id = hit.contract_id)
      """, [id])
    return IncidentReach(
      matched: try contractsHit(by: incident) - unknownCount, undetermined: undetermined ?? 0,
      unknown: unknown, unknownCount: unknownCount,
      selecting: try selectingEntries(of: incident, revision: revision))
  }

  /// Hands over the incidents that hit no contract, known or not, in order of name, after one.
  public func forEachUnreaching(
    after place: String, _ body: (Incident) throws -> Void
  ) throws {
    try forEachKey(
      """
      SELECT incident_id FROM incident_now now WHERE incident_id > ? AND NOT EXISTS (
        SELECT 1 FROM contract_incident hit WHERE hit.incident_id = now.incident_id
      ) ORDER BY incident_id LIMIT ?
      """, after: place
    ) { name in
      let found = try unlessCorrupt {
        try Identifier(name).flatMap { id in
          try standingRevision(of: id).flatMap { try incident(id, revision: $0) }
        }
      }
      if let incident = found ?? nil, !incident.withdrawn { try body(incident) }
    }
  }

  private func selectingEntries(
    of incident: Identifier, revision: Int
  ) throws -> [IncidentReach.SelectingEntry] {
    let entries = try selectors(of: incident, revision: Int64(revision))
    guard !entries.isEmpty else { return [] }
    var matched: [Int64: Int64] = [:]
    let counts = try rows(
      """
      SELECT ordinal, count(*) FROM contract_incident hit WHERE incident_id = ? AND EXISTS (
        SELECT 1 FROM affected_target target WHERE target.incident_id = hit.incident_id
        AND target.revision = hit.revision AND target.ordinal = hit.ordinal AND target.contract_id IS NULL
      ) GROUP BY ordinal
      """, [incident.text])
    for row in counts { matched[row.integer("ordinal")] = row.integer("count(*)") }
    return entries.map { ordinal, target in
      IncidentReach.SelectingEntry(
        place: Int(ordinal), target: target, matched: matched[ordinal] ?? 0)
    }
  }
}
