import Quantities

/// What a customer claims as damages for an incident (損害賠償の請求).
public struct Claim: Hashable, Sendable {
  /// A part of the claimed loss.
  public struct Item: Hashable, Sendable {
    /// What kind of loss it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
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
    /// What was lost, in the customer's words.
    public let description: String?

    /// An item made of its parts.
    public init(kind: Kind, amount: Yen, description: String? = nil) {
      self.kind = kind
      self.amount = amount
      self.description = description
    }
  }

  /// How paying it stands to consumption tax (DOMAIN §8).
  public enum TaxClass: String, CaseIterable, Hashable, Sendable {
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
  /// How it is taxed, where somebody has said so.
  public let taxClass: TaxClass?
  /// What is claimed.
  public let items: [Item]

  /// A claim made of its parts.
  public init(
    id: Identifier, incident: Identifier, contract: Identifier, receivedOn: CivilDate,
    damageOn: CivilDate? = nil, taxClass: TaxClass? = nil, items: [Item]
  ) {
    self.id = id
    self.incident = incident
    self.contract = contract
    self.receivedOn = receivedOn
    self.damageOn = damageOn
    self.taxClass = taxClass
    self.items = items
  }

  /// What is claimed of some kinds of loss.
  ///
  /// - Throws: ``QuantityOverflow`` when the sum does not fit 128 bits.
  public func total(of kinds: Set<Item.Kind>) throws(QuantityOverflow) -> Yen {
    var sum = Yen.zero
    for item in items where kinds.contains(item.kind) { sum = try sum + item.amount }
    return sum
  }

  /// In order of receipt, then name: the order in which claims use up what they share.
  public static func isEarlier(_ left: Claim, _ right: Claim) -> Bool {
    (left.receivedOn, left.id) < (right.receivedOn, right.id)
  }
}
