import Quantities

/// What the NOC reports: when a service failed, how far, by whose act (障害).
///
/// Whom it hit is told apart, as ``Affect`` values, because there may be very many.
public struct Incident: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case id = "incident_id"
    case revision
    case title
    case customerTitle
    case times
    case expectedRestored = "expected_restored_at"
    case announcement
    case stages = "phases"
    case determinedBy
    case carrier
    case ticket
    case withdrawn
    case drops
    case receipt = "received_at"
  }

  /// Its name in the NOC's records.
  public let id: Identifier
  /// A higher revision replaces the lower ones whole.
  public let revision: Int
  /// A line for people in the house.
  public let title: String?
  /// What customers may read.
  public let customerTitle: String?
  /// When the customer lost the service, where an affected contract has no other time; nothing but
  /// the receipt where a report is withdrawn without any.
  public let times: OutageTimes
  /// When the service is hoped to work again: shown, never assessed.
  public let expectedRestored: Moment?
  /// What was announced in advance.
  public let announcement: Announcement?
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
  /// Whether it leaves out contracts on purpose that the report before it hit.
  public let drops: Bool
  /// When it was received.
  public let receipt: Receipt

  /// A report made of its parts.
  ///
  /// - Precondition: `stages` holds at least one, in order of time, the first of them without
  ///   an instant of its own.
  public init(
    id: Identifier, revision: Int, title: String? = nil, customerTitle: String? = nil,
    times: OutageTimes, expectedRestored: Moment? = nil, announcement: Announcement? = nil,
    stages: [Stage], determinedBy: String? = nil, carrier: String? = nil, ticket: String? = nil,
    withdrawn: Bool = false, drops: Bool = false, receipt: Receipt
  ) {
    precondition(stages.first.map { $0.from == nil } == true)
    self.id = id
    self.revision = revision
    self.title = title
    self.customerTitle = customerTitle
    self.times = times
    self.expectedRestored = expectedRestored
    self.announcement = announcement
    self.stages = stages
    self.determinedBy = determinedBy
    self.carrier = carrier
    self.ticket = ticket
    self.withdrawn = withdrawn
    self.drops = drops
    self.receipt = receipt
  }
}

/// What was announced before it began: works, an official restriction, a carrier's notice.
public struct Announcement: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case at = "announced_at"
    case window
  }

  /// When it was announced.
  public let at: Moment?
  /// For which time.
  public let window: Interval?

  /// An announcement made of its parts.
  public init(at: Moment?, window: Interval?) {
    self.at = at
    self.window = window
  }
}

/// The three instants of an outage that a report can state (docs/domain.md §2); one not stated is unknown.
public struct OutageTimes: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case began = "began_at"
    case known = "known_at"
    case restored = "restored_at"
  }

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
public struct Stage: Codable, Hashable, Sendable {
  /// Since when; `nil` from the beginning.
  public let from: Moment?
  /// How far the service could be used.
  public let impact: Impact
  /// Whether it states the impact itself, and does not only go on with that before it.
  public let statesImpact: Bool
  /// By whose act or risk.
  public let attribution: Attribution
  /// How the provider failed, where that is settled.
  public let fault: Fault?
  /// The number of the stage that stated the cause which holds here: stages that share it share
  /// one fact, known or missing.
  public let causeStatedIn: Int

  /// A stage made of its parts.
  public init(
    from: Moment?, impact: Impact, statesImpact: Bool = true, attribution: Attribution,
    fault: Fault?, causeStatedIn: Int
  ) {
    self.from = from
    self.impact = impact
    self.statesImpact = statesImpact
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
public struct Affect: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case selector
    case began = "began_at"
    case known = "known_at"
    case restored = "restored_at"
    case impact
  }

  /// Which contracts an entry selects.
  public enum Selector: Codable, Hashable, Sendable {
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

extension Incident {
  /// What held from one instant on for contracts of which an entry states an impact of its own: it
  /// stands in the place of the incident's until a phase states another.
  public func stages(startingWith own: Impact?) -> [Stage] {
    guard let own else { return stages }
    var goesOn = true
    return stages.enumerated().map { index, stage in
      goesOn = goesOn && (index == 0 || !stage.statesImpact)
      guard goesOn else { return stage }
      return Stage(
        from: stage.from, impact: own, statesImpact: stage.statesImpact,
        attribution: stage.attribution, fault: stage.fault, causeStatedIn: stage.causeStatedIn)
    }
  }
}
