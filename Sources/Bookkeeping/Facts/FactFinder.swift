import Assessing
import Domain
import Quantities

/// The facts of contracts one after another: what claims come to depends on other contracts.
public struct FactFinder: FactSource {
  private let transaction: LedgerTransaction
  private var cache = PageCache()

  /// A finder in one transaction.
  public init(_ transaction: LedgerTransaction) {
    self.transaction = transaction
  }

  /// All facts about a contract; `nil` while the contract is not known.
  public mutating func facts(of contract: Identifier) throws -> ContractFacts? {
    try page(of: contract).facts(of: contract)
  }

  /// The standing incidents that name or select a contract, in order of name.
  public mutating func incidents(naming contract: Identifier) throws -> [Identifier] {
    try page(of: contract).incidents(naming: contract)
  }

  private mutating func page(of contract: Identifier) throws -> ContractPage {
    try ContractPage([contract], in: transaction, &cache)
  }

  /// How far an incident's standing report reaches to a contract.
  public func reach(of incident: Identifier, to contract: Identifier) throws -> ReportReach {
    let found = try transaction.rows(
      """
      SELECT withdrawn, EXISTS (
        SELECT 1 FROM contract_incident WHERE contract_incident.contract_id = ?2 AND contract_incident.incident_id = ?1
      ) OR EXISTS (
        SELECT 1 FROM affected_target WHERE affected_target.incident_id = ?1
        AND affected_target.revision = incident.revision AND affected_target.contract_id IS NULL
      ) AS reaches
      FROM incident_now JOIN incident USING (incident_id, revision) WHERE incident_id = ?1
      """, [incident.text, contract.text])
    guard let row = found.first else { return .unreported }
    if row.integer("withdrawn") != 0 { return .withdrawn }
    return row.integer("reaches") != 0 ? .possible : .others
  }

  /// The claims under a contract.
  public func claims(under contract: Identifier) throws -> [Claim] {
    try transaction.claims(under: contract)
  }

  /// The user who owned the file of a claim; `nil` where none is known.
  public func owner(ofClaim id: Identifier) throws -> FileOwner? {
    try transaction.owner(ofClaim: id)
  }

  /// The claims for an incident, under any contract.
  public func claims(for incident: Identifier) throws -> [Claim] {
    try transaction.claims(for: incident)
  }

  /// What carriers paid for an incident.
  public func recoveries(for incident: Identifier) throws -> [Recovery] {
    try transaction.recoveries(for: incident)
  }

  /// The decisions on a claim, or on all that is held for its incident.
  public func approvals(of claim: Claim) throws -> [FiledApproval] {
    try transaction.approvals(of: claim)
  }

  /// Who reported an incident and who determined its fault, by any of its revisions.
  public func reporters(of incident: Identifier) throws -> Reporters {
    try transaction.reporters(of: incident)
  }

  /// The reliefs granted to a contract.
  public func reliefs(for contract: Identifier) throws -> [Relief] {
    try transaction.reliefs(for: contract)
  }
}
