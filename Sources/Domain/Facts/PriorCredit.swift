import Notation
import Quantities

/// What was given for an incident before this ledger began, by hand.
public struct PriorCredit: Hashable, Sendable {
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

extension PriorCredit: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["prior_credit_id"]
    contract = try fields["contract_id"]
    incident = try fields["incident_id"]
    amount = try fields["amount"]
    givenOn = try fields["given_on"]
    document = try fields["document"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("amount", amount, "contract_id", contract, "document", document)
    try object.add("given_on", givenOn, "incident_id", incident, "prior_credit_id", id)
  }
}
