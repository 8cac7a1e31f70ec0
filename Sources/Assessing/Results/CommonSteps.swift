import Domain
import Quantities

/// What several scenarios about missing facts tell alike: what is told must be true whichever of
/// them holds.
extension [Step] {
  /// The steps that all others have too. An outage is kept without an end, and with the reports, on
  /// which all agree; a length as a bound, where all come out on the same side of what is needed.
  func common(with others: [[Step]]) -> [Step] {
    // Mostly many of them tell the same.
    let others = others.distinct
    let tellings = others.map(Set.init)
    return compactMap { step in
      if tellings.allSatisfy({ $0.contains(step) }) { return step }
      switch step {
      case .outage(let from, _, _):
        return others.commonOutage(from: from)
      case .threshold(let clause, let needed, _):
        return others.bound(clause: clause, needed: needed)
      default: return nil
      }
    }
  }
}

extension [[Step]] {
  fileprivate func commonOutage(from start: Moment) -> Step? {
    var ends: Set<Moment?> = []
    var incidents: [Identifier]?
    for steps in self {
      let found = steps.lazy.compactMap { step -> (to: Moment?, incidents: [Identifier])? in
        guard case .outage(start, let to, let names) = step else { return nil }
        return (to, names)
      }.first
      guard let found else { return nil }
      ends.insert(found.to)
      incidents = incidents?.filter(found.incidents.contains) ?? found.incidents
    }
    let end = ends.count == 1 ? ends.first.flatMap { $0 } : nil
    return incidents.map { .outage(from: start, to: end, incidents: $0) }
  }

  fileprivate func bound(clause: String, needed: Elapsed) -> Step? {
    var lengths: [Elapsed] = []
    for steps in self {
      let found = steps.lazy.compactMap { step -> Elapsed? in
        switch step {
        case .threshold(clause, needed, let elapsed): elapsed
        case .knownTooLate(clause, _, _), .knownAfterService(clause, _, _): .zero
        default: nil
        }
      }.first
      guard let found else { return nil }
      lengths.append(found)
    }
    guard let least = lengths.min(), let most = lengths.max() else { return nil }
    if least >= needed {
      return .thresholdBound(clause: clause, needed: needed, elapsed: least, isAtLeast: true)
    }
    guard most < needed else { return nil }
    return .thresholdBound(clause: clause, needed: needed, elapsed: most, isAtLeast: false)
  }
}
