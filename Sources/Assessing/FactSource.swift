import Domain

/// The people who answer for what is reported of an incident, and so do not decide on it.
public struct Reporters: Hashable, Sendable {
  /// The numbers of the users who owned the files.
  public let owners: Set<UInt32>
  /// Who determined the fault.
  public let determinedBy: Set<String>
  /// Whether the standing report's file proves its owner: else nobody is known to have reported what
  /// stands.
  public let isProven: Bool

  /// Reporters by their files and by name.
  public init(owners: Set<UInt32> = [], determinedBy: Set<String> = [], isProven: Bool = true) {
    self.owners = owners
    self.determinedBy = determinedBy
    self.isProven = isProven
  }
}

/// How far the standing report of an incident reaches to a contract that may not be known yet.
public enum ReportReach: Hashable, Sendable {
  /// Nothing was ever reported of the incident.
  case unreported
  /// What was reported is taken back.
  case withdrawn
  /// It names other contracts, all by id.
  case others
  /// It names this one, or selects contracts by what they are.
  case possible
}

/// Where the rules find what is known of a contract, whatever is claimed.
public protocol ContractFactSource {
  /// All facts about a contract; `nil` while the contract is not known.
  mutating func facts(of contract: Identifier) throws -> ContractFacts?
  /// The standing incidents that name a contract which may not be known yet, in order of name.
  mutating func incidents(naming contract: Identifier) throws -> [Identifier]
  /// The reliefs granted to a contract, known or only named.
  mutating func reliefs(for contract: Identifier) throws -> [Relief]
}

/// Where the rules find what is known: a ledger, or facts in memory. The service, `assess` and
/// `verify` ask through it alike.
public protocol FactSource: ContractFactSource {
  /// How far an incident's standing report reaches to a contract.
  mutating func reach(of incident: Identifier, to contract: Identifier) throws -> ReportReach
  /// The claims under a contract.
  mutating func claims(under contract: Identifier) throws -> [Claim]
  /// The claims for an incident, under any contract.
  mutating func claims(for incident: Identifier) throws -> [Claim]
  /// What carriers paid for an incident.
  mutating func recoveries(for incident: Identifier) throws -> [Recovery]
  /// The user who owned the file of a claim; `nil` where none is known.
  mutating func owner(ofClaim id: Identifier) throws -> FileOwner?
  /// The decisions on a claim, or on all that is held for its incident.
  mutating func approvals(of claim: Claim) throws -> [FiledApproval]
  /// Who reported an incident and who determined its fault, by any of its revisions: a later one
  /// must not make somebody's own decision count.
  mutating func reporters(of incident: Identifier) throws -> Reporters
}
