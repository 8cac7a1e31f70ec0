import Quantities

/// What the NOC reports: when a service failed, how far, by whose act (障害).
///
/// Whom it hit is told apart, as ``Affect`` values, because there may be very many.
public struct Incident: Hashable, Sendable {
  /// Its name in the NOC's records.
  public let id: Identifier
  /// A higher revision replaces the lower ones whole.
  public let revision: Int
  /// A line for people.
  public let title: String?
  /// When the customer lost the service, where an affected contract has no other time.
  public let times: OutageTimes
  /// From the beginning on, and from each later instant on: impact, attribution, fault.
  public let stages: [Stage]
  /// Who judged the attribution.
  public let determinedBy: String?
  /// The carrier whose failure it was.
  public let carrier: String?
  /// A reference into another system.
  public let ticket: String?
  /// Whether the report is taken back.
  public let withdrawn: Bool

  /// A report made of its parts.
  ///
  /// - Precondition: `stages` holds at least one, in order of time, the first of them without
  ///   an instant of its own.
  public init(
    id: Identifier, revision: Int, title: String? = nil, times: OutageTimes, stages: [Stage],
    determinedBy: String? = nil, carrier: String? = nil, ticket: String? = nil,
    withdrawn: Bool = false
  ) {
    precondition(stages.first.map { $0.from == nil } == true)
    self.id = id
    self.revision = revision
    self.title = title
    self.times = times
    self.stages = stages
    self.determinedBy = determinedBy
    self.carrier = carrier
    self.ticket = ticket
    self.withdrawn = withdrawn
  }
}

/// The three instants of an outage that a report can state (DOMAIN §2); one not stated is unknown.
public struct OutageTimes: Hashable, Sendable {
  /// When the customer lost the service.
  public let began: Moment
  /// When the provider learned of it.
  public let known: Moment?
  /// When it worked again; absent while the incident is open.
  public let restored: Moment?

  /// The instants stated.
  public init(began: Moment, known: Moment?, restored: Moment?) {
    self.began = began
    self.known = known
    self.restored = restored
  }
}

/// What held from one instant of an incident on.
public struct Stage: Hashable, Sendable {
  /// Since when; `nil` from the beginning.
  public let from: Moment?
  /// How far the service could be used.
  public let impact: Impact
  /// By whose act or risk.
  public let attribution: Attribution
  /// How the provider failed, where that is settled.
  public let fault: Fault?
  /// The number of the stage that stated the cause which holds here: stages that share it share
  /// one fact, known or missing.
  public let causeStatedIn: Int

  /// A stage made of its parts.
  public init(
    from: Moment?, impact: Impact, attribution: Attribution, fault: Fault?, causeStatedIn: Int
  ) {
    self.from = from
    self.impact = impact
    self.attribution = attribution
    self.fault = fault
    self.causeStatedIn = causeStatedIn
  }

  /// The causes it leaves possible: one when attribution and fault are settled.
  public var possibleCauses: CauseSet {
    CauseSet(possibleUnder: attribution, fault: fault)
  }
}

/// One entry of an incident's list of whom it hit, with times of its own where they differ.
public struct Affect: Hashable, Sendable {
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

  /// An entry made of its parts.
  public init(
    _ selector: Selector, began: Moment? = nil, known: Moment? = nil, restored: Moment? = nil
  ) {
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

extension Affect.Selector {
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
