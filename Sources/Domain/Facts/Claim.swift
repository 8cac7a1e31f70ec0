import Notation
import Quantities

/// What a customer claims as damages for an incident (損害賠償の請求).
public struct Claim: Hashable, Sendable {
  /// A part of the claimed loss.
  public struct Item: Hashable, Sendable {
    /// What kind of loss it is.
    public enum Kind: String, CaseIterable, Canonical, CanonicalKey, Hashable, Sendable {
      /// 通常損害.
      case ordinary
      /// 特別の事情から生じた損害: indirect, incidental, consequential.
      case special
      /// 逸失利益.
      case lostProfit = "lost-profit"
      /// データの滅失.
      case dataLoss = "data-loss"
    }

    /// What kind of loss it is.
    public let kind: Kind
    /// Whole yen.
    public let amount: Yen
    /// What of it is recognised, where that is not all.
    public let recognised: Yen?
    /// What was lost, in the customer's words.
    public let description: String?

    /// An item made of its parts.
    public init(
      kind: Kind, amount: Yen, recognised: Yen? = nil, description: String? = nil
    ) {
      self.kind = kind
      self.amount = amount
      self.recognised = recognised
      self.description = description
    }
  }

  /// That the provider recognises a loss (004 第21条「認めた」).
  public struct Recognition: Hashable, Sendable {
    /// Who recognised it.
    public let by: String
    /// On which day at +09:00.
    public let on: CivilDate

    /// A recognition by a person on a day.
    public init(by: String, on: CivilDate) {
      self.by = by
      self.on = on
    }
  }

  /// How paying it stands to consumption tax (docs/domain.md §8).
  public enum TaxClass: String, CaseIterable, Canonical, Hashable, Sendable {
    /// 不課税: damages by their substance.
    case outOfScope = "out-of-scope"
    /// 対価の返還: it lowers a taxable fee.
    case feeReduction = "fee-reduction"
  }

  /// Its name.
  public let id: Identifier
  /// The incident for which it is made.
  public let incident: Identifier
  /// The contract under which it is made.
  public let contract: Identifier
  /// When the provider received it.
  public let receivedOn: CivilDate
  /// When the damage arose.
  public let damageOn: CivilDate?
  /// Who of ours recognised the loss, and when.
  public let recognition: Recognition?
  /// Who of ours filed the claim.
  public let filedBy: String?
  /// How it is taxed, where somebody has said so.
  public let taxClass: TaxClass?
  /// What is claimed.
  public let items: [Item]

  /// A claim made of its parts.
  public init(
    id: Identifier, incident: Identifier, contract: Identifier, receivedOn: CivilDate,
    damageOn: CivilDate? = nil, recognition: Recognition? = nil, filedBy: String? = nil,
    taxClass: TaxClass? = nil, items: [Item]
  ) {
    self.id = id
    self.incident = incident
    self.contract = contract
    self.receivedOn = receivedOn
    self.damageOn = damageOn
    self.recognition = recognition
    self.filedBy = filedBy
    self.taxClass = taxClass
    self.items = items
  }

  /// What is claimed of each kind of loss.
  ///
  /// - Throws: `QuantityOverflow` when a sum does not fit 128 bits.
  public var claimed: Losses {
    get throws(QuantityOverflow) {
      var losses = Losses()
      for item in items { try losses.add(item.amount, item.kind) }
      return losses
    }
  }

  /// What of each kind of loss the claim's own file recognises; nobody recognises what they filed.
  ///
  /// - Throws: `QuantityOverflow` when a sum does not fit 128 bits.
  public var recognised: Losses? {
    get throws(QuantityOverflow) {
      guard let recognition else { return nil }
      if let filedBy, PersonName(filedBy) == PersonName(recognition.by) { return nil }
      var losses = Losses()
      for item in items {
        try losses.add(min(item.recognised ?? item.amount, item.amount), item.kind)
      }
      return losses
    }
  }

  /// In order of receipt, then name: the order in which claims use up what they share.
  public static func isEarlier(_ left: Claim, _ right: Claim) -> Bool {
    (left.receivedOn, left.id) < (right.receivedOn, right.id)
  }
}

extension Claim: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["claim_id"]
    incident = try fields["incident_id"]
    contract = try fields["contract_id"]
    receivedOn = try fields["received_on"]
    damageOn = try fields["damage_on"]
    recognition = try fields["recognition"]
    filedBy = try fields["filed_by"]
    taxClass = try fields["tax_class"]
    items = try fields["items"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "claim_id", id, "contract_id", contract, "damage_on", damageOn, "filed_by", filedBy,
      "incident_id", incident)
    try object.add(
      "items", items, "received_on", receivedOn, "recognition", recognition, "tax_class", taxClass)
  }
}

extension Claim.Item: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    kind = try fields["kind"]
    amount = try fields["amount"]
    recognised = try fields["recognised"]
    description = try fields["description"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "amount", amount, "description", description, "kind", kind, "recognised", recognised)
  }
}

extension Claim.Recognition: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    by = try fields["by"]
    on = try fields["on"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("by", by, "on", on)
  }
}
