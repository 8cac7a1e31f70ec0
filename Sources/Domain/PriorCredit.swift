import Quantities

/// What was given for an incident before this ledger began, by hand.
public struct PriorCredit: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case id = "prior_credit_id"
    case contract = "contract_id"
    case incident = "incident_id"
    case amount
    case givenOn
    case document
  }

  /// Its name.
  public let id: Identifier
  /// The contract.
  public let contract: Identifier
  /// The incident for which it was given.
  public let incident: Identifier
  /// Whole yen before tax.
  public let amount: Yen
  /// When it was given.
  public let givenOn: CivilDate
  /// The document by which it was given.
  public let document: String?

  /// A prior credit made of its parts.
  public init(
    id: Identifier, contract: Identifier, incident: Identifier, amount: Yen, givenOn: CivilDate,
    document: String? = nil
  ) {
    self.id = id
    self.contract = contract
    self.incident = incident
    self.amount = amount
    self.givenOn = givenOn
    self.document = document
  }
}
