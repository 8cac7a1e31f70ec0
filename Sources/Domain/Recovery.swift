import Quantities

/// What a carrier paid for an incident (受領損害賠償額, 002 第19条第3項).
public struct Recovery: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case id = "recovery_id"
    case incident = "incident_id"
    case carrier
    case amount
    case receivedOn
    case isFinal = "final"
  }

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
