import Assessing
import Domain
import Quantities
import Reading

/// Takes in the reports of one input.
///
/// Whom a report hit is staged as it is read, and joins the ledger with the report.
public struct IncidentRecorder: IncidentReceiver {
  /// Entries on their way.
  static let staged = GatheringTable(
    "staged",
    [
      "incident_id": "TEXT", "revision": "INTEGER", "ordinal": "INTEGER", "contract_id": "TEXT",
      "body": "TEXT", "digest": "BLOB",
    ], "UNIQUE (incident_id, revision, contract_id)")

  private let transaction: LedgerTransaction
  private let input: Int64
  private let problems: Problems
  private var staged: [String: (digest: Digester, count: Int64)] = [:]
  /// What became of each report that was read.
  public private(set) var reports: [ReceivedReport] = []
  /// The reports that came to stand, in the order in which they did, each with its place in the file.
  public private(set) var succession: [Succession] = []

  /// A report and what became of it.
  public struct ReceivedReport: Sendable {
    /// The incident.
    public let id: Identifier
    /// The revision.
    public let revision: Int
    /// Whether it was not known before.
    public let isNew: Bool
    /// Whether it stands: no higher revision is known.
    public let isStanding: Bool
  }

  /// A report that came to stand in the place of an earlier revision, if there was one.
  public struct Succession: Sendable {
    /// The incident.
    public let id: Identifier
    /// The revision that stands.
    public let revision: Int
    /// The revision that stood before it; `nil` where it is the first.
    public let earlier: Int?
    /// Where the report stands in its file.
    public let position: Position
  }

  /// A receiver for the reports of an input.
  public init(_ transaction: LedgerTransaction, input: Int64, problems: Problems) throws {
    self.transaction = transaction
    self.input = input
    self.problems = problems
    try Self.staged.empty(in: transaction)
  }

  /// Stages an entry.
  public mutating func take(
    _ target: AffectedTarget, of incident: Identifier, revision: Int
  ) throws -> Bool {
    let name = "\(incident)#\(revision)"
    var (digest, count) = staged[name] ?? (Digester(), 0)
    let record = TargetRecord(
      incidentId: incident, revision: revision, ordinal: count, target: target)
    let body = try StoredBody(record)
    let isNew = try transaction.runTellingChange(
      Self.staged.insertionIfAbsent, SQLArguments(record.searched + [body.text, body.digest]))
    guard isNew else { return false }
    digest.add(body.digest)
    staged[name] = (digest, count + 1)
    return true
  }

  /// Joins a report to the ledger with its entries.
  public mutating func take(_ incident: Incident, at position: Position) throws -> Bool {
    let name = "\(incident.id)#\(incident.revision)"
    let (digest, targets) = staged[name] ?? (Digester(), 0)
    staged[name] = nil
    let record = IncidentRecord(
      report: incident, targets: targets, targetsDigest: digest.digest)
    let known = try transaction.row(
      "SELECT input FROM incident WHERE incident_id = ? AND revision = ?",
      [incident.id.text, incident.revision])
    if let known {
      guard known.integer("input") != input else { return false }
      let before = try transaction.incidentRecord(incident.id, revision: Int64(incident.revision))
      if before.map({ !$0.saysTheSame(as: record) }) ?? true {
        try rejectChanged(incident, at: position)
      }
      note(incident, isNew: false, isStanding: false)
      return true
    }
    try insert(record)
    let standing = try transaction.standingRevision(of: incident.id)
    let isStanding = incident.revision > standing ?? 0
    refuseLeap(incident, from: standing ?? 0, at: position)
    note(incident, isNew: true, isStanding: isStanding)
    if isStanding {
      try transaction.run(
        """
        \(Table.incidentNow.insertion) ON CONFLICT DO UPDATE SET revision = excluded.revision
        """, [incident.id.text, incident.revision])
      succession.append(
        Succession(
          id: incident.id, revision: incident.revision, earlier: standing.map { Int($0) },
          position: position))
    }
    return true
  }

  private mutating func note(_ report: Incident, isNew: Bool, isStanding: Bool) {
    reports.append(
      ReceivedReport(
        id: report.id, revision: report.revision, isNew: isNew, isStanding: isStanding))
  }

  private func insert(_ record: IncidentRecord) throws {
    try transaction.append(record, input: input)
    let key: SQLArguments = [record.report.id.text, record.report.revision]
    try transaction.run(
      """
      INSERT INTO affected_target (incident_id, revision, ordinal, input, contract_id, body, digest)
      SELECT incident_id, revision, ordinal, ?3, contract_id, body, digest FROM temp.staged
      WHERE incident_id = ?1 AND revision = ?2 ORDER BY ordinal
      """, [record.report.id.text, record.report.revision, input])
    try transaction.run("DELETE FROM temp.staged WHERE incident_id = ? AND revision = ?", key)
  }

  /// Beyond the numbers that people and programs count with, a revision may not leap: no report takes the
  /// last number there is, after which nobody could correct it.
  private func refuseLeap(_ incident: Incident, from standing: Int64, at position: Position) {
    let (free, step): (Int64, Int64) = (1_000_000_000, 1_000)
    guard incident.revision > max(free, standing + step) else { return }
    problems.add(
      at: position, "revision",
      expected: LocalizedText(
        ja: "\(max(free, standing + step)) までの改訂番号（いま有効なのは \(standing)）",
        en: "a revision up to \(max(free, standing + step)), as \(standing) stands"),
      found: "\(incident.revision)",
      fix: LocalizedText(ja: "\(standing + 1) にしてください。", en: "write \(standing + 1)"))
  }

  private func rejectChanged(_ incident: Incident, at position: Position) throws {
    let standing = try transaction.standingRevision(of: incident.id) ?? Int64(incident.revision)
    problems.add(
      at: position, "revision",
      expected: LocalizedText(
        ja: "すでに受け取った改訂\(incident.revision)と同じ内容（いま有効なのは改訂\(standing)）",
        en: "the content that revision \(incident.revision) had before "
          + "(revision \(standing) stands)"),
      found: "\(incident.id) r\(incident.revision)",
      fix: LocalizedText(
        ja: "内容を改めるなら revision: \(standing + 1) と書いてください。",
        en: "to change the report, write revision: \(standing + 1)"))
  }
}

extension IncidentRecord {
  /// Whether two reports say the same, whenever they were received.
  fileprivate func saysTheSame(as other: IncidentRecord) -> Bool {
    (targets, targetsDigest) == (other.targets, other.targetsDigest)
      && report.received(other.report.receipt) == other.report
  }
}

extension LedgerTransaction {
  /// A report as it is kept; `nil` when that revision is not known.
  func incidentRecord(_ id: Identifier, revision: Int64) throws -> IncidentRecord? {
    try record(
      IncidentRecord.self, "WHERE incident_id = ? AND revision = ?", [id.text, revision])
  }

  /// A report; `nil` when that revision is not known.
  public func incident(_ id: Identifier, revision: Int64) throws -> Incident? {
    try incidentRecord(id, revision: revision)?.report
  }

  /// Hands over whom a report hit, in the order of its file.
  public func forEachTarget(
    of incident: Identifier, revision: Int64, _ body: (AffectedTarget) throws -> Void
  ) throws {
    try forEachRow(
      "SELECT * FROM affected_target WHERE incident_id = ? AND revision = ? ORDER BY ordinal",
      [incident.text, revision]
    ) { try body(try StoredBody.read(TargetRecord.self, $0).target) }
  }

  /// Hands over every incident by its standing revision, in order of name.
  public func forEachIncident(
    after place: String = "", _ body: (Incident) throws -> Void
  ) throws {
    try forEachKey(
      "SELECT incident_id FROM incident_now WHERE incident_id > ? ORDER BY incident_id LIMIT ?",
      after: place
    ) { name in
      let found = try unlessCorrupt {
        guard let id = Identifier(name), let revision = try standingRevision(of: id),
          let incident = try incident(id, revision: revision)
        else { throw CorruptRowError("incident_id", name) }
        return incident
      }
      if let found { try body(found) }
    }
  }

  /// Hands over the contracts that an incident's standing report hits, in order of name.
  public func forEachContract(
    hitBy incident: Identifier, _ body: (Identifier) throws -> Void
  ) throws {
    try forEachRow(
      "SELECT contract_id FROM contract_incident WHERE incident_id = ? ORDER BY contract_id",
      [incident.text]
    ) { try body($0.identifier("contract_id")) }
  }
}
