import Notation
import Quantities

/// What the NOC reports: when a service failed, how far, by whose act (障害).
///
/// Whom it hit is told apart, as ``AffectedTarget`` values, because there may be very many.
@dynamicMemberLookup
public struct Incident: Hashable, Sendable {
  /// Its name in the NOC's records.
  public let id: Identifier
  /// A higher revision replaces the lower ones whole.
  public let revision: Int
  /// What it says of itself as a whole.
  public let particulars: Particulars
  /// When the customer lost the service, where an affected contract has no other time; nothing but
  /// the receipt where a report is withdrawn without any.
  public private(set) var times: OutageTimes
  /// From the beginning on, and from each later instant on: impact, attribution, fault.
  public let stages: [Stage]
  /// When it was received.
  public private(set) var receipt: Receipt

  /// What a report says of itself as a whole, and each row of it in the same words.
  public struct Particulars: Hashable, Sendable {
    /// A line for people in the house.
    public var title: String?
    /// What customers may read.
    public var customerTitle: String?
    /// When the service is hoped to work again: shown, never assessed.
    public var expectedRestored: Moment?
    /// What was announced in advance.
    public var announcement: Announcement?
    /// Who judged the attribution.
    public var determinedBy: String?
    /// The carrier whose failure it was.
    public var carrier: String?
    /// A reference into another system.
    public var ticket: String?
    /// Whether the report is taken back.
    public var withdrawn = false
    /// Whether it leaves out contracts on purpose that the report before it hit.
    public var drops = false

    /// A report that says nothing of itself.
    public init() {}
  }

  /// A report made of its parts.
  ///
  /// - Precondition: `stages` holds at least one, in order of time, the first of them without
  ///   an instant of its own.
  public init(
    id: Identifier, revision: Int, _ particulars: Particulars = Particulars(), times: OutageTimes,
    stages: [Stage], receipt: Receipt
  ) {
    precondition(stages.first.map { $0.from == nil } == true)
    self.id = id
    self.revision = revision
    self.particulars = particulars
    self.times = times
    self.stages = stages
    self.receipt = receipt
  }

  /// What it says of itself as a whole.
  public subscript<Value>(dynamicMember path: KeyPath<Particulars, Value>) -> Value {
    particulars[keyPath: path]
  }

  /// The same report, received at another time. One that is withdrawn need not say when it began: then
  /// that is the time of receipt.
  public func received(_ other: Receipt) -> Incident {
    var again = self
    if self.withdrawn && times.began == receipt.moment {
      again.times = OutageTimes(
        began: other.moment, known: times.known, restored: times.restored)
    }
    again.receipt = other
    return again
  }
}

/// Its particulars stand among its other fields.
extension Incident: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    let stages: [Stage] = try fields["phases"]
    guard stages.first.map({ $0.from == nil }) == true else {
      throw CanonicalError("no phase from the beginning")
    }
    try self.init(
      id: fields["incident_id"], revision: fields["revision"], Particulars(from: fields),
      times: fields["times"], stages: stages, receipt: fields["received_at"])
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "announcement", self.announcement, "carrier", self.carrier, "customer_title",
      self.customerTitle, "determined_by", self.determinedBy, "drops", self.drops)
    try object.add(
      "expected_restored_at", self.expectedRestored, "incident_id", id, "phases", stages,
      "received_at", receipt, "revision", revision)
    try object.add(
      "ticket", self.ticket, "times", times, "title", self.title, "withdrawn", self.withdrawn)
  }
}

extension Incident.Particulars {
  fileprivate init(from fields: CanonicalFields) throws {
    title = try fields["title"]
    customerTitle = try fields["customer_title"]
    expectedRestored = try fields["expected_restored_at"]
    announcement = try fields["announcement"]
    determinedBy = try fields["determined_by"]
    carrier = try fields["carrier"]
    ticket = try fields["ticket"]
    withdrawn = try fields["withdrawn"]
    drops = try fields["drops"]
  }
}

/// What was announced before it began: works, an official restriction, a carrier's notice.
public struct Announcement: Hashable, Sendable {
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

extension Announcement: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    at = try fields["announced_at"]
    window = try fields["window"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("announced_at", at, "window", window)
  }
}

/// The three instants of an outage that a report can state (docs/domain.md §2); one not stated is unknown.
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

extension OutageTimes: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    began = try fields["began_at"]
    known = try fields["known_at"]
    restored = try fields["restored_at"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("began_at", began, "known_at", known, "restored_at", restored)
  }
}

/// What held from one instant of an incident on.
public struct Stage: Hashable, Sendable {
  /// Since when; `nil` from the beginning.
  public let from: Moment?
  /// How far the service could be used.
  public internal(set) var impact: Impact
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

extension Stage: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    from = try fields["from"]
    impact = try fields["impact"]
    statesImpact = try fields["states_impact"]
    attribution = try fields["attribution"]
    fault = try fields["fault"]
    causeStatedIn = try fields["cause_stated_in"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("attribution", attribution, "cause_stated_in", causeStatedIn, "fault", fault)
    try object.add("from", from, "impact", impact, "states_impact", statesImpact)
  }
}

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

extension Incident {
  /// What held from one instant on for contracts of which an entry states an impact of its own: it
  /// stands in the place of the incident's until a phase states another.
  public func stages(startingWith own: Impact?) -> [Stage] {
    guard let own else { return stages }
    var goesOn = true
    return stages.enumerated().map { index, stage in
      goesOn = goesOn && (index == 0 || !stage.statesImpact)
      guard goesOn else { return stage }
      var started = stage
      started.impact = own
      return started
    }
  }
}
