import Notation
import Quantities

/// What a carrier paid for an incident (受領損害賠償額, 002 第19条第3項).
public struct Recovery: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The incident for which it was paid.
  public let incident: Identifier
  /// Who paid.
  public let carrier: String
  /// Whole yen.
  public let amount: Yen
  /// When it was received.
  public let receivedOn: CivilDate
  /// Whether nothing more is expected, so that it is shared.
  public let isFinal: Bool

  /// A recovery made of its parts.
  public init(
    id: Identifier, incident: Identifier, carrier: String, amount: Yen, receivedOn: CivilDate,
    isFinal: Bool
  ) {
    self.id = id
    self.incident = incident
    self.carrier = carrier
    self.amount = amount
    self.receivedOn = receivedOn
    self.isFinal = isFinal
  }
}

extension Recovery: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["recovery_id"]
    incident = try fields["incident_id"]
    carrier = try fields["carrier"]
    amount = try fields["amount"]
    receivedOn = try fields["received_on"]
    isFinal = try fields["final"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("amount", amount, "carrier", carrier, "final", isFinal)
    try object.add("incident_id", incident, "received_on", receivedOn, "recovery_id", id)
  }
}
