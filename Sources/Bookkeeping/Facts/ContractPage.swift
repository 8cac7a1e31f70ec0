import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// What the ledger knows of some contracts, by one query a table, so that any thread can decide on them: rows are
/// read as what they are where they are asked for.
public struct ContractPage: Sendable {
  /// The contracts, in order of name.
  public let contracts: [Identifier]
  private let claimed: Set<String>
  private let versions: [String: [KeptRow]]
  private let charges: [String: [KeptRow]]
  private let targets: [String: [KeptRow]]
  private let reliefs: [String: [KeptRow]]
  private let priors: [String: [KeptRow]]
  private let lines: [String: [KeptRow]]
  private let standing: [String: [KeptRow]]
  private let incidents: [IncidentKey: Result<Incident, CorruptRowError>]
  private let notes: [Int64: Result<NoteHeader, CorruptRowError>]

  /// A revision of an incident.
  struct IncidentKey: Hashable, Sendable {
    let id: Identifier
    let revision: Int
  }

  /// What the ledger knows of contracts.
  ///
  /// - Parameter cache: what was read for pages before this one.
  init(
    _ contracts: [Identifier], in transaction: LedgerTransaction, _ cache: inout PageCache
  ) throws {
    self.contracts = contracts
    let keys = contracts.map(\.text)
    func rows(_ sql: String) throws -> [String: [KeptRow]] {
      try transaction.rows(
        "SELECT key.value page_key, \(sql)", of: keys, by: "page_key")
    }
    claimed = Set(
      try rows(
        "1 FROM json_each(?1) key WHERE EXISTS (SELECT 1 FROM claim WHERE contract_id = key.value)"
      )
      .keys)
    versions = try rows(
      """
      version.* FROM json_each(?1) key CROSS JOIN contract_now now ON now.contract_id = key.value
      CROSS JOIN contract_version version ON version.id = now.version
      """)
    charges = try rows(
      """
      charge.* FROM json_each(?1) key CROSS JOIN charge_now now ON now.contract_id = key.value
      CROSS JOIN charge ON charge.id = now.charge
      """)
    targets = try rows(
      """
      target.* FROM json_each(?1) key CROSS JOIN contract_incident hit ON hit.contract_id = key.value
      CROSS JOIN affected_target target USING (incident_id, revision, ordinal)
      ORDER BY key.value, hit.incident_id
      """)
    reliefs = try rows(
      """
      relief.* FROM json_each(?1) key CROSS JOIN relief_now now ON now.contract_id = key.value
      CROSS JOIN relief USING (relief_id)
      """)
    priors = try rows(
      """
      prior.* FROM json_each(?1) key CROSS JOIN prior_credit prior ON prior.contract_id = key.value
      """)
    standing = try rows(
      """
      now.assessment, now.key FROM json_each(?1) key
      CROSS JOIN assessment_now now ON now.contract_id = key.value
      """)
    lines = try rows(
      """
      line.* FROM json_each(?1) key CROSS JOIN note_line line ON line.contract_id = key.value
      ORDER BY key.value, line.note, line.ordinal
      """)
    incidents = try cache.incidents(
      targets.values.joined().map { row in
        (id: row.text("incident_id"), revision: row.integer("revision"))
      }, in: transaction)
    notes = try cache.notes(lines.values.joined().map { $0.integer("note") }, in: transaction)
  }

  /// Whether a contract has claims: what these come to depends on other contracts, so they are assessed one after
  /// another (``FactFinder``).
  public func isClaimed(_ contract: Identifier) -> Bool { claimed.contains(contract.text) }

  /// What was given by hand under a contract, in order of the day and the name.
  func priorCredits(of contract: Identifier) throws -> [PriorCredit] {
    try read(PriorCredit.self, priors, contract).sorted {
      ($0.givenOn, $0.id) < ($1.givenOn, $1.id)
    }
  }

  /// The standing charges of a contract.
  func charges(of contract: Identifier) throws -> [YearMonth: Charge] {
    let found = try read(Charge.self, charges, contract)
    return Dictionary(found.map { ($0.feeMonth, $0) }) { first, _ in first }
  }

  /// The lines about a contract that stand.
  ///
  /// To whom a note went, and whether it was taken back, decides what is due: it is read from the notes' bodies, not
  /// from the columns by which they are found.
  func outstanding(_ contract: Identifier) throws -> [OutstandingLine] {
    try standingLines(contract).map { row, outline, header in
      OutstandingLine(
        note: header.sequence, ordinal: Int(row.integer("ordinal")), account: header.account,
        debt: outline.debt)
    }
  }

  /// The same lines whole, with their steps.
  func outstandingLines(_ contract: Identifier) throws -> [NoteLine] {
    try standingLines(contract).map { row, _, _ in try StoredBody.read(LineRecord.self, row).line }
  }

  private func standingLines(
    _ contract: Identifier
  ) throws -> [(row: KeptRow, outline: NoteSummary.Line, header: NoteHeader)] {
    let own = try (lines[contract.text] ?? []).map { row in
      let outline = try LedgerTransaction.outline(row)
      guard outline.subject.contract == contract else {
        throw CorruptRowError(row, LineRecord.table, "its contract is not what the body says")
      }
      guard let header = try notes[row.integer("note")]?.get() else {
        throw CorruptRowError("note_line.note", row.integer("note"))
      }
      return (row: row, outline: outline, header: header)
    }
    let reversed = Set(own.compactMap(\.header.reverses))
    return own.filter { $0.header.reverses == nil && !reversed.contains($0.header.sequence) }
  }

  /// The assessments that stand, by what tells them apart.
  func standing(_ contract: Identifier) -> [Digest: Int64] {
    Dictionary(
      (standing[contract.text] ?? []).map { ($0.digest("key"), $0.integer("assessment")) },
      uniquingKeysWith: { first, _ in first })
  }

  private func read<Record: LedgerRecord>(
    _ type: Record.Type, _ rows: [String: [KeptRow]], _ contract: Identifier
  ) throws -> [Record] {
    try (rows[contract.text] ?? []).map { try StoredBody.read(type, $0) }
  }
}

extension ContractPage: ContractFactSource {
  /// All facts about a contract; `nil` while the contract is not known.
  public func facts(of contract: Identifier) throws -> ContractFacts? {
    guard let history = ContractHistory(try read(ContractVersion.self, versions, contract)) else {
      return nil
    }
    return ContractFacts(
      contract: history, hits: try hits(of: contract), charges: try charges(of: contract))
  }

  private func hits(of contract: Identifier) throws -> [ContractIncident] {
    try read(TargetRecord.self, targets, contract).map { target in
      let key = IncidentKey(id: target.incidentId, revision: target.revision)
      guard let incident = try incidents[key]?.get() else {
        throw CorruptRowError("contract_incident.incident_id", target.incidentId)
      }
      return ContractIncident(incident, by: target.target)
    }
  }

  /// The standing incidents that name or select a contract, in order of name.
  public func incidents(naming contract: Identifier) throws -> [Identifier] {
    try hits(of: contract).map(\.incident.id)
  }

  /// The reliefs granted to a contract, known or only named.
  public func reliefs(for contract: Identifier) throws -> [Relief] {
    try read(Relief.self, reliefs, contract)
  }
}
