import Domain
import Quantities

/// What became of a record that is received once and stands as it is.
public enum RecordingResult: Hashable, Sendable {
  /// It is new.
  case new
  /// The ledger has it already.
  case known
  /// The ledger has another one of the same name.
  case differs
}

extension LedgerTransaction {
  /// Takes in a record, unless there is one of its name.
  func record<Record: LedgerRecord & Equatable>(
    _ record: Record, unlessKnown known: Record?, input: Int64
  ) throws -> RecordingResult {
    if let known { return known == record ? .known : .differs }
    try append(record, input: input)
    return .new
  }

  /// Takes in a claim.
  public func record(_ claim: Claim, input: Int64) throws -> RecordingResult {
    try record(claim, unlessKnown: self.claim(claim.id), input: input)
  }

  /// Takes in a recovery.
  public func record(_ recovery: Recovery, input: Int64) throws -> RecordingResult {
    try record(
      recovery,
      unlessKnown: record(Recovery.self, "WHERE recovery_id = ?", [recovery.id.text]),
      input: input)
  }

  /// Takes in what was given by hand before.
  public func record(_ prior: PriorCredit, input: Int64) throws -> RecordingResult {
    try record(
      prior,
      unlessKnown: record(PriorCredit.self, "WHERE prior_credit_id = ?", [prior.id.text]),
      input: input)
  }

  /// A claim; `nil` when it is not known.
  public func claim(_ id: Identifier) throws -> Claim? {
    try record(Claim.self, "WHERE claim_id = ?", [id.text])
  }

  /// The user who owned the file of a claim; `nil` when it is not known.
  func owner(ofClaim id: Identifier) throws -> FileOwner? {
    guard let input = try number("SELECT input FROM claim WHERE claim_id = ?", [id.text]) else {
      return nil
    }
    return try self.input(input)?.owner
  }

  /// The claims under a contract.
  public func claims(under contract: Identifier) throws -> [Claim] {
    try rareRecords(Claim.self, "WHERE contract_id = ?", [contract.text])
  }

  /// The claims for an incident.
  public func claims(for incident: Identifier) throws -> [Claim] {
    try records(Claim.self, "WHERE incident_id = ?", [incident.text])
  }

  /// What carriers paid for an incident.
  public func recoveries(for incident: Identifier) throws -> [Recovery] {
    try records(Recovery.self, "WHERE incident_id = ?", [incident.text])
  }

  /// What was given by hand under a contract, in order of the day and the name.
  public func priorCredits(of contract: Identifier) throws -> [PriorCredit] {
    try rareRecords(PriorCredit.self, "WHERE contract_id = ?", [contract.text])
      .sorted { ($0.givenOn, $0.id) < ($1.givenOn, $1.id) }
  }
}
