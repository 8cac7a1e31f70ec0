import Domain
import Quantities

/// All that could be one outage: a window of a segment, the reports that could count or bar in it,
/// and what is missing about them. It is assessed as one and waits whole (DOMAIN §11).
struct Cluster {
  let segment: Segment
  let window: Interval
  /// The reports that could make it up.
  let members: [Int]
  /// Whether its end depends on when an open report ends.
  let isOpen: Bool
  /// The missing facts that could change it.
  let missing: [MissingFact]
}

/// Finds the clusters of a contract and what is missing about them.
struct ClusterFinder {
  let facts: ContractFacts
  /// A moment so late that an incident open until then would have shown every effect it can have.
  let horizon: Moment

  /// The clusters of a segment, in order of time.
  func clusters(in segment: Segment) -> [Cluster] {
    let waivers = segment.outageWaivers
    guard !waivers.isEmpty else { return [] }
    var possible: [(hit: Int, interval: Interval)] = []
    var reported: [Interval] = []
    var certainlyBarred: [Interval] = []
    for (number, hit) in facts.hits.enumerated() {
      let stages = hit.incident.stages
      for (index, interval) in hit.stages(openUntil: horizon) {
        let causes = stages[index].possibleCauses.causes
        let impact = stages[index].impact
        if waivers.contains(where: { waiver in
          causes.contains { waiver.qualifies.admits(impact, $0) }
        }) {
          possible.append((number, interval))
          reported.append(Interval(interval.start, min(interval.end, hit.lastKnown)))
        }
      }
      for (index, interval) in hit.stages(until: hit.lastKnown) {
        let causes = stages[index].possibleCauses.causes
        let impact = stages[index].impact
        if waivers.allSatisfy({ waiver in
          causes.allSatisfy { waiver.bars.admits(impact, $0) }
        }) {
          certainlyBarred.append(interval)
        }
      }
    }
    let grace = waivers.map(\.grace).max() ?? .zero
    let windows = IntervalSet(possible.map { $0.interval.clipped(to: segment.interval) })
      .subtracting(IntervalSet(certainlyBarred)).joined(acrossAtMost: grace)
    return windows.map { window in
      Cluster(
        segment: segment, window: window,
        members: Set(possible.filter { $0.interval.overlaps(window) }.map(\.hit)).sorted(),
        isOpen: !reported.contains { $0.overlaps(window) && $0.end >= window.end },
        missing: missing(in: window, waivers, segment))
    }
  }

  private func missing(
    in window: Interval, _ waivers: [Waiver], _ segment: Segment
  ) -> [MissingFact] {
    facts.hits.enumerated().flatMap { number, hit -> [MissingFact] in
      let concerned = hit.stages(openUntil: horizon).filter { index, interval in
        let stage = hit.incident.stages[index]
        return interval.overlaps(window)
          && waivers.contains { waiver in
            stage.possibleCauses.causes.contains {
              waiver.qualifies.admits(stage.impact, $0) || waiver.bars.admits(stage.impact, $0)
            }
          }
      }
      guard !concerned.isEmpty else { return [] }
      var found = missingCauses(of: number, stages: concerned.map(\.index), segment)
      if hit.times.known == nil, waivers.contains(where: { $0.clock == .known }) {
        found.append(.known(of: number, [.earliest, .latest]))
      }
      if hit.times.restored == nil {
        found.append(.restored(of: number, [horizon, hit.lastKnown]))
      }
      return found
    }
  }

  /// The causes of a report that are missing, as far as some clause of the segment tells them apart.
  func missingCauses(
    of number: Int, stages concerned: some Sequence<Int>, _ segment: Segment
  ) -> [MissingFact] {
    facts.hits[number].missingCauses(of: number, stages: concerned) { impact, cause in
      segment.regimes.map { Treatment(of: impact, cause, by: $0) }
    }
  }

  /// How a regime's clauses treat an impact by a cause.
  private struct Treatment: Hashable {
    let meets: [Bool]
    let ruling: Int?
    let reason: Reason?

    init(of impact: Impact, _ cause: Cause, by regime: Regime) {
      let rule = regime.rule
      let waivers = [regime.outage].compactMap { $0 } + (rule?.specials ?? [])
      meets = waivers.flatMap { waiver in
        [waiver.qualifies.admits(impact, cause), waiver.bars.admits(impact, cause)]
      }
      ruling = rule?.rulings.firstIndex { $0.causes.contains(cause) }
      reason = rule?.exclusion(impact, cause)?.reason
    }
  }
}

extension IntervalSet {
  /// The intervals, those made one that lie no further apart than `gap`.
  fileprivate func joined(acrossAtMost gap: Elapsed) -> [Interval] {
    var joined: [Interval] = []
    for interval in intervals {
      if let last = joined.last, interval.start - last.end <= gap {
        joined[joined.count - 1] = Interval(last.start, interval.end)
      } else {
        joined.append(interval)
      }
    }
    return joined
  }
}
