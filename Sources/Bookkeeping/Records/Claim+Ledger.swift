import Domain
import Quantities

extension Claim: RecordedOnce {
  static let table = Table(
    "claim", key: "claim_id", format: 1, searched: ["claim_id", "incident_id", "contract_id"])
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text, contract.text]
  }
}

extension LedgerTransaction {
  /// Takes in a claim.
  public func record(_ claim: Claim, input: Int64) throws -> RecordingResult {
    try recordOnce(claim, input: input)
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
}
