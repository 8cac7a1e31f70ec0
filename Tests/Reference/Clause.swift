/// What qualifies and what pauses, row by row (§4's table).
enum WaiverClause {
  case network, cloudStorage, managed
  /// 003, 000, 001: nothing qualifies, there are no outages.
  case none

  init(_ terms: RefTerms, _ service: String) {
    switch terms {
    case .network: self = .network
    case .optage: self = service == "managed" ? .managed : .cloudStorage
    case .iot, .backup, .iijID: self = .none
    }
  }

  /// An impact that the clause itself calls unusable (I-7).
  func callsUnusable(_ impact: RefImpact) -> Bool {
    switch self {
    case .network: impact != .partial
    case .cloudStorage, .managed: impact == .total
    case .none: false
    }
  }

  func qualifies(_ attribution: RefAttribution) -> Bool {
    switch self {
    case .network: attribution != .customer && attribution != .suspension
    case .cloudStorage: attribution == .provider
    case .managed:
      ![.customer, .planned, .emergency, .legal, .suspension].contains(attribution)
    case .none: false
    }
  }

  func pauses(_ attribution: RefAttribution) -> Bool {
    switch self {
    case .network: attribution == .suspension
    case .cloudStorage, .managed: [.planned, .legal, .suspension].contains(attribution)
    case .none: false
    }
  }

  func qualifies(_ span: Span) -> Bool {
    callsUnusable(span.impact) && qualifies(span.cause.attribution)
  }
  func pauses(_ span: Span) -> Bool {
    callsUnusable(span.impact) && pauses(span.cause.attribution)
  }
  /// Emergency works that overlap or touch an outage are part of it (I-32).
  func joins(_ span: Span) -> Bool {
    self != .network && callsUnusable(span.impact) && span.cause.attribution == .emergency
  }
  func isGross(_ span: Span) -> Bool {
    self != .network && qualifies(span) && span.cause.attribution == .provider
      && span.cause.fault?.isGross == true
  }

  /// Why a part gives nothing, as far as its own attribution and impact say.
  func reasons(_ span: Span) -> Reasons {
    var reasons = Reasons()
    if !qualifies(span.cause.attribution) {
      let worksOf24 = [RefAttribution.planned, .emergency, .legal, .suspension]
      if self != .network, worksOf24.contains(span.cause.attribution) {
        reasons.insert(.feesStayDue)
      } else {
        reasons.insert(.attribution)
      }
    }
    if !callsUnusable(span.impact) { reasons.insert(.partialImpact) }
    return reasons
  }
}
