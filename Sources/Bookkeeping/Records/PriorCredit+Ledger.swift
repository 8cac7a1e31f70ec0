import Domain
import Quantities

extension PriorCredit: RecordedOnce {
  static let table = Table(
    "prior_credit", key: "prior_credit_id", format: 1, searched: ["prior_credit_id", "contract_id"])
  var searched: [(any SQLConvertible)?] {
    [id.text, contract.text]
  }
}

extension LedgerTransaction {
  /// Takes in what was given by hand before.
  public func record(_ prior: PriorCredit, input: Int64) throws -> RecordingResult {
    try recordOnce(prior, input: input)
  }

  /// What was given by hand under a contract, in order of the day and the name.
  public func priorCredits(of contract: Identifier) throws -> [PriorCredit] {
    try rareRecords(PriorCredit.self, "WHERE contract_id = ?", [contract.text])
      .sorted { ($0.givenOn, $0.id) < ($1.givenOn, $1.id) }
  }
}
