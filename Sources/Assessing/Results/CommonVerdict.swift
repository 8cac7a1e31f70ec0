import Domain
import Quantities

extension [Verdict] {
  /// What verdicts that come to the same have in common: of reasons for nothing the one that comes
  /// furthest, of amounts the one that supposes least, told as the least; every clause that could apply;
  /// and no end of the outage and no cap but those on which they agree.
  var common: Verdict? {
    guard var verdict = representative else { return nil }
    let others = filter { !$0.tellsLike(verdict) }
    guard !others.isEmpty else { return verdict }
    verdict.clauses = (verdict.clauses + others.flatMap(\.clauses)).distinct
    if let outage = verdict.outage, others.contains(where: { $0.outage?.to != outage.to }) {
      verdict.outage = TimeWindow(from: outage.from, to: nil)
      verdict.steps = verdict.steps.map { step in
        guard case .outage(let from, _, let incidents) = step else { return step }
        return .outage(from: from, to: nil, incidents: incidents)
      }
    }
    if others.contains(where: { $0.cap != verdict.cap }) { verdict.cap = nil }
    if others.contains(where: { $0.units != verdict.units }) {
      // The one that supposes least tells which cap suffices, whatever the end.
      let suffices = verdict.units > 0 && !verdict.isNothing
      verdict.steps = verdict.steps.compactMap { step in
        step.dependsOnLength ? suffices ? step.asLeast : nil : step
      }
      verdict.units = 0
    }
    verdict.steps.append(.settledWhateverIsMissing)
    return verdict
  }

  private var representative: Verdict? {
    self.max { left, right in
      if case (.nothing(let one), .nothing(let other)) = (left.outcome, right.outcome) {
        if one != other { return one.reach < other.reach }
      } else if left.units != right.units {
        return left.units > right.units
      }
      guard let one = left.outage?.to, let other = right.outage?.to else { return false }
      return one > other
    }
  }
}

extension Verdict {
  /// Whether nothing is owed.
  fileprivate var isNothing: Bool { if case .nothing = outcome { true } else { false } }

  fileprivate func tellsLike(_ other: Verdict) -> Bool {
    (outcome, clauses, outage, cap, units)
      == (other.outcome, other.clauses, other.outage, other.cap, other.units)
  }
}

extension Step {
  /// Whether it tells how long an outage lasted, or what follows from that.
  fileprivate var dependsOnLength: Bool {
    switch self {
    case .threshold, .damagesCap, .capUsed, .bothCauses: true
    default: false
    }
  }

  /// The same of an outage that may last longer, where it is a least.
  fileprivate var asLeast: Step? {
    switch self {
    case .damagesCap(
      let clause, let by, let period, let isOwn, let charges, let days, let part, let cap, _):
      .damagesCap(
        clause: clause, by: by, period: period, isOutagesOwn: isOwn, charges: charges, days: days,
        part: part, cap: cap, isLeast: true)
    case .capUsed: self
    default: nil
    }
  }
}
