import Notation
import Quantities

/// A reduction that the provider grants of its own accord (臨時減免, 004 別表3第7項).
public struct Relief: Hashable, Sendable {
  /// How much is granted to each contract.
  public enum Grant: Hashable, Sendable {
    /// A share of the month's fee.
    case share(Fraction)
    /// Whole yen.
    case amount(Yen)
  }

  /// Its name.
  public let id: Identifier
  /// The incident because of which it is granted, if there is one.
  public let incident: Identifier?
  /// The contracts to which it is granted.
  public let selectors: [AffectedTarget.Selector]
  /// The fee month that is lowered.
  public let feeMonth: YearMonth
  /// How much.
  public let grant: Grant
  /// On whose authority.
  public let authority: String
  /// Why.
  public let reason: String
  /// When it was decided.
  public let decidedOn: CivilDate

  /// A relief made of its parts.
  public init(
    id: Identifier, incident: Identifier? = nil, selectors: [AffectedTarget.Selector],
    feeMonth: YearMonth, grant: Grant, authority: String, reason: String, decidedOn: CivilDate
  ) {
    self.id = id
    self.incident = incident
    self.selectors = selectors
    self.feeMonth = feeMonth
    self.grant = grant
    self.authority = authority
    self.reason = reason
    self.decidedOn = decidedOn
  }

  /// Whether it is granted to a contract, judged by the version on the first day of the month.
  public func concerns(_ contract: ContractHistory) -> Bool {
    let month = FeeMonth(year: feeMonth.year, month: feeMonth.month, startDay: 1)
    let version = contract.version(on: month.firstDay)
    return selectors.contains { $0.selects(version) }
  }

  /// In order of decision, then name: the order in which reliefs use up a fee.
  public static func isEarlier(_ left: Relief, _ right: Relief) -> Bool {
    (left.decidedOn, left.id) < (right.decidedOn, right.id)
  }
}

extension Relief: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["relief_id"]
    incident = try fields["incident_id"]
    selectors = try fields["affects"]
    feeMonth = try fields["fee_month"]
    grant = try fields["grant"]
    authority = try fields["authority"]
    reason = try fields["reason"]
    decidedOn = try fields["decided_on"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "affects", selectors, "authority", authority, "decided_on", decidedOn, "fee_month", feeMonth)
    try object.add("grant", grant, "incident_id", incident, "reason", reason, "relief_id", id)
  }
}

extension Relief.Grant: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "share": self = try .share(its.whole())
    case "amount": self = try .amount(its.whole())
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .share(let value): try object.add("share", value)
    case .amount(let value): try object.add("amount", value)
    }
  }
}

extension Relief {
  private static let disasters = [
    "災害", "地震", "津波", "台風", "豪雨", "洪水", "噴火", "落雷", "暴風", "豪雪", "大雪", "火災", "disaster",
    "earthquake", "tsunami", "typhoon", "flood", "eruption",
  ]

  /// Whether its reason names a disaster in so many words.
  public var namesDisaster: Bool {
    let reason = reason.lowercased()
    return Relief.disasters.contains { reason.contains($0) }
  }
}
