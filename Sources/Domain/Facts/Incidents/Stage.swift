import Notation
import Quantities

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
