import Notation
import Quantities

/// One entry of an incident's list of whom it hit, with times of its own where they differ.
public struct AffectedTarget: Hashable, Sendable {
  /// Which contracts an entry selects.
  public enum Selector: Hashable, Sendable {
    /// One contract, by name.
    case contract(Identifier)
    /// Every contract that matches all that is given.
    case matching(terms: Identifier?, service: Identifier?, labels: [String: String])
  }

  /// Which contracts it selects.
  public let selector: Selector
  /// When these contracts lost the service, if not with the incident.
  public let began: Moment?
  /// When the provider learned of it, if not with the incident.
  public let known: Moment?
  /// When it worked again, if not with the incident.
  public let restored: Moment?
  /// How far these contracts could be used at the start, if not as the incident says.
  public let impact: Impact?

  /// An entry made of its parts.
  public init(
    _ selector: Selector, began: Moment? = nil, known: Moment? = nil, restored: Moment? = nil,
    impact: Impact? = nil
  ) {
    self.impact = impact
    self.selector = selector
    self.began = began
    self.known = known
    self.restored = restored
  }

  /// The incident's times with this entry's own in their place.
  public func times(within incident: OutageTimes) -> OutageTimes {
    OutageTimes(
      began: began ?? incident.began, known: known ?? incident.known,
      restored: restored ?? incident.restored)
  }

  /// Whether it selects a contract, judged by one version of it.
  public func selects(_ version: ContractVersion) -> Bool { selector.selects(version) }
}

extension AffectedTarget: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    selector = try fields["selector"]
    began = try fields["began_at"]
    known = try fields["known_at"]
    restored = try fields["restored_at"]
    impact = try fields["impact"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "began_at", began, "impact", impact, "known_at", known, "restored_at", restored, "selector",
      selector)
  }
}

extension AffectedTarget.Selector: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "contract": self = try .contract(its.whole())
    case "matching":
      self = try .matching(terms: its["terms"], service: its["service"], labels: its["labels"])
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .contract(let value): try object.add("contract", value)
    case .matching(let terms, let service, let labels):
      try object.add(case: "matching") {
        try $0.add("labels", labels, "service", service, "terms", terms)
      }
    }
  }
}

extension AffectedTarget.Selector {
  /// Whether it selects a contract, judged by one version of it.
  public func selects(_ version: ContractVersion) -> Bool {
    switch self {
    case .contract(let id):
      return id == version.contract
    case .matching(let terms, let service, let labels):
      return (terms.map { $0 == version.terms } ?? true)
        && (service.map { $0 == version.service } ?? true)
        && labels.allSatisfy { version.labels[$0.key] == $0.value }
    }
  }
}
