import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// A place in the list of what waits.
public struct WaitingPlace: Hashable, Sendable {
  let contract: String
  let assessment: Int64

  /// Before the first.
  public init() { self.init(contract: "", assessment: 0) }

  init(contract: String, assessment: Int64) {
    self.contract = contract
    self.assessment = assessment
  }
}

extension LedgerTransaction {
  /// Records the assessments of a contract; one that stands unchanged is not recorded again.
  ///
  /// - Parameter touched: gathers the incidents whose assessments change, for ``markUnwritten(_:)``.
  /// - Returns: the assessments that are new.
  public func record(
    _ outcome: ContractOutcome, input: Int64, touching touched: inout Set<Identifier>
  ) throws -> [Assessment] {
    let contract = outcome.contract.text
    for one in outcome.assessments.new {
      let id = try append(one.assessment, one.body, input: input)
      try run(
        Table.assessmentNow.insertion,
        [contract, id, one.key, one.assessment.outcome.rawValue, one.assessment.onlyIncident])
      touched.formUnion(one.assessment.incidents)
      try count(1, one.assessment.outcome, owing: one.assessment.amount.column)
    }
    for id in outcome.assessments.gone {
      try forEachRow("SELECT * FROM assessment WHERE id = ?", [id]) { row in
        try touched.formUnion(unlessCorrupt { try Self.incidents(of: row) } ?? [])
        _ = try unlessCorrupt {
          try count(-1, row.name("outcome"), owing: row.integer("amount"))
        }
      }
      try run(
        "DELETE FROM assessment_now WHERE contract_id = ? AND assessment = ?", [contract, id])
    }
    return outcome.assessments.new.map(\.assessment)
  }

  private func count(_ change: Int64, _ outcome: Outcome, owing amount: Int64) throws {
    try counters.add(change, to: .standing(outcome))
    if outcome == .credit { try counters.add(change * amount, to: .owed) }
  }

  private static func incidents(of row: any LedgerRow) throws -> [Identifier] {
    try StoredBody.read(row, Assessment.table, withSteps: false) {
      try CanonicalFields($0).object("evidence")["incidents"]
    }
  }

  /// Notes that the documents of some incidents' assessments are to be written again.
  public func markUnwritten(_ incidents: Set<Identifier>) throws {
    for incident in incidents {
      try run(Table.unwritten.insertionIfAbsent, [incident.text])
    }
  }

  /// Told to SQLite in the words of the index of what waits, or it would not use it.
  private static let waits = "now.outcome <> 'credit' AND now.outcome <> 'none'"

  /// How many standing assessments have an outcome that waits for something.
  public func waiting(_ outcome: Outcome) throws -> Int64 {
    try count(.standing(outcome))
  }

  /// What the standing assessments owe, before tax.
  public func owedTotal() throws -> Yen { Yen(try count(.owed)) }

  /// Hands over the contracts of which something may have been settled before this ledger: by prior
  /// credits, or because it began before a day.
  public func forEachContract(
    settledBefore day: CivilDate?, _ body: (Identifier) throws -> Void
  ) throws {
    let start = day.map { UTCOffset.japan.start(of: $0).milliseconds } ?? .min
    let found = try rows(
      """
      SELECT contract_id FROM prior_credit UNION
      SELECT now.contract_id FROM assessment_now now JOIN assessment ON id = now.assessment
      WHERE now.outcome = 'credit' AND (from_ms < ?1 OR (from_ms IS NULL AND ?1 > ?2)) ORDER BY 1
      """, [start, Int64.min])
    for row in found { try body(row.identifier("contract_id")) }
  }

  /// Hands over the standing assessments of an outcome, each with the moment since when it stands.
  public func forEachWaiting(
    _ outcome: Outcome, after place: WaitingPlace = WaitingPlace(),
    _ body: (Assessment, _ since: Moment, _ place: WaitingPlace) throws -> Void
  ) throws {
    try forEachRow(
      """
      SELECT assessment.*, received_ms FROM assessment_now now
      JOIN assessment ON id = now.assessment JOIN input ON sequence = input
      WHERE \(Self.waits) AND now.outcome = ?
        AND (now.contract_id, now.assessment) > (?, ?)
      ORDER BY now.contract_id, now.assessment
      """, [outcome.rawValue, place.contract, place.assessment]
    ) { row in
      let since = row.moment("received_ms")
      let found = try unlessCorrupt { try StoredBody.read(Assessment.self, row) }
      let here = WaitingPlace(
        contract: row.text("contract_id"), assessment: row.integer("id"))
      if let found { try body(found, since, here) }
    }
  }

  /// How many contracts the standing report of an incident hits.
  public func contractsHit(by incident: Identifier) throws -> Int64 {
    try number("SELECT count(*) FROM contract_incident WHERE incident_id = ?", [incident.text]) ?? 0
  }

  /// The incidents whose assessments changed after their document was last written, at most so many.
  public func unwritten(limit: Int64) throws -> [Identifier] {
    try rows("SELECT incident_id FROM unwritten ORDER BY incident_id LIMIT ?", [limit])
      .map { try $0.identifier("incident_id") }
  }

  /// Notes that the document of an incident's assessments is written, which is of the revision that
  /// stands; those of earlier revisions stay as they are, and nobody can make them again.
  public func written(_ incident: Identifier, as document: DeliveredDocument?) throws {
    try run("DELETE FROM unwritten WHERE incident_id = ?", [incident.text])
    guard let document else { return }
    try delivered(document)
    try run(
      "DELETE FROM document WHERE form = 'assessments' AND subject = ? AND path <> ?",
      [incident.text, document.path])
  }

  /// The standing revision of an incident; `nil` when it is not known.
  public func standingRevision(of incident: Identifier) throws -> Int64? {
    try number("SELECT revision FROM incident_now WHERE incident_id = ?", [incident.text])
  }

  /// The standing revision of an incident, and when it was received; `nil` when it is not known.
  public func standingReport(
    of incident: Identifier
  ) throws -> (revision: Int64, received: Moment)? {
    try row(
      """
      SELECT revision, received_ms FROM incident_now JOIN incident USING (incident_id, revision)
      JOIN input ON sequence = incident.input WHERE incident_id = ?
      """, [incident.text]
    ).map { ($0.integer("revision"), $0.moment("received_ms")) }
  }

  /// Hands over the standing assessments that an incident is part of, in order of contract.
  public func forEachAssessment(
    of incident: Identifier, _ body: (Assessment) throws -> Void
  ) throws {
    try forEachKeptAssessment(of: incident) { kept in
      guard let assessment = try unlessCorrupt({ try kept.read() }) else { return }
      if assessment.incidents.contains(incident) { try body(assessment) }
    }
  }

  /// The same for any thread, among them some that the incident may not be part of.
  public func forEachKeptAssessment(
    of incident: Identifier, _ body: (KeptAssessment) throws -> Void
  ) throws {
    try forEachKeptRow(
      """
      SELECT assessment.* FROM contract_incident hit JOIN assessment_now now USING (contract_id)
      JOIN assessment ON assessment.id = now.assessment
      WHERE hit.incident_id = ?1 AND (now.incident_id IS NULL OR now.incident_id = ?1)
      ORDER BY hit.contract_id, assessment.id
      """, [incident.text]
    ) { try body(KeptAssessment(row: $0)) }
  }

  /// The standing assessments of a contract, in order of time.
  public func assessments(of contract: Identifier) throws -> [Assessment] {
    try records(
      Assessment.self,
      """
      JOIN assessment_now now ON id = now.assessment WHERE now.contract_id = ? ORDER BY from_ms, id
      """, [contract.text])
  }
}

extension LedgerTransaction {
  /// What makes an assessment another one than one that stands.
  public func key(of assessment: Assessment) throws -> Digest { try assessment.key }

  /// The standing assessments of a contract by what tells them apart: those of very many contracts are
  /// kept without their steps, and do not tell it themselves.
  public func keyedAssessments(of contract: Identifier) throws -> [Digest: Assessment] {
    let found = try fetch(
      """
      SELECT assessment.*, now.key key FROM assessment_now now JOIN assessment ON id = now.assessment
      WHERE now.contract_id = ?
      """, [contract.text]
    ) { ($0.digest("key"), try StoredBody.read(Assessment.self, $0)) }
    return Dictionary(found) { first, _ in first }
  }
}

extension Assessment {
  /// What makes an assessment another one: everything but the steps, of which only people's decisions
  /// count, as also one that changes nothing has to be told.
  var materialOutcome: Assessment {
    var materialOutcome = self
    materialOutcome.evidence.steps = self.steps.filter { step in
      switch step {
      case .decided, .approvalDisregarded: true
      default: false
      }
    }
    return materialOutcome
  }

  /// What tells it from another one, in whichever form they are kept.
  var key: Digest {
    get throws { try StoredBody.digestWithoutFormat(materialOutcome) }
  }
}

extension Assessment {
  /// The incident that it is of, where it is of one.
  var onlyIncident: String? {
    let incidents = self.incidents
    return incidents.count == 1 ? incidents[0].text : nil
  }
}
