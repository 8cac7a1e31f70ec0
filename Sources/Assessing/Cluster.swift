import Domain
import Quantities

/// All that could be one outage: a window of a segment, the reports that could count or pause in it,
/// and what is missing about them. It is assessed as one and waits whole (docs/domain.md §11).
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

  /// A stretch of a report that could be part of an outage.
  private struct Possible {
    let hit: Int
    let interval: Interval
    /// Whether it could make an outage, and not only be part of one that it touches.
    let makes: Bool
  }

  /// The clusters of a segment, in order of time.
  func clusters(in segment: Segment) -> [Cluster] {
    let waivers = segment.outageWaivers
    guard !waivers.isEmpty else { return [] }
    let possible = possible(under: waivers)
    let grace = waivers.map(\.grace).max() ?? .zero
    let windows = IntervalSet(possible.map { $0.interval.clipped(to: segment.interval) })
      .joined(acrossAtMost: grace)
    return windows.compactMap { window in
      let inside = possible.filter { $0.interval.overlaps(window) }
      // What is only announced affects nobody by itself.
      guard inside.contains(where: \.makes),
        inside.contains(where: { !facts.hits[$0.hit].isScheduled })
      else { return nil }
      return Cluster(
        segment: segment, window: window, members: Set(inside.map(\.hit)).sorted(),
        isOpen: !inside.contains { part in
          min(part.interval.end, facts.hits[part.hit].lastKnown) >= window.end
        },
        missing: missing(in: window, waivers, segment))
    }
  }

  private func possible(under waivers: [Waiver]) -> [Possible] {
    var found: [Possible] = []
    for (number, hit) in facts.hits.enumerated() {
      for (index, interval) in hit.stages(openUntil: horizon) where !interval.isEmpty {
        let (impact, causes) = (hit.stages[index].impact, hit.stages[index].possibleCauses.causes)
        func admitted(by part: (Waiver) -> Circumstances) -> Bool {
          waivers.contains { waiver in causes.contains { part(waiver).admits(impact, $0) } }
        }
        let makes = admitted { $0.qualifies }
        if makes || admitted(by: { $0.joins }) {
          found.append(Possible(hit: number, interval: interval, makes: makes))
        }
      }
    }
    return found
  }

  private func missing(
    in window: Interval, _ waivers: [Waiver], _ segment: Segment
  ) -> [MissingFact] {
    facts.hits.enumerated().flatMap { number, hit -> [MissingFact] in
      let concerned = hit.stages(openUntil: horizon).filter { index, interval in
        let stage = hit.stages[index]
        return interval.overlaps(window)
          && waivers.contains { waiver in
            stage.possibleCauses.causes.contains { waiver.treats(stage.impact, $0) }
          }
      }
      guard !concerned.isEmpty else { return [] }
      var found = missingCauses(of: number, stages: concerned.map(\.index), segment)
      // When we knew of what only pauses says nothing of when we knew of the outage.
      let mayCount = concerned.contains { index, _ in
        let stage = hit.stages[index]
        return waivers.contains { waiver in
          waiver.clock == .known
            && stage.possibleCauses.causes.contains { waiver.counts(stage.impact, $0) }
        }
      }
      if hit.times.known == nil, mayCount {
        found.append(.known(of: number, [.earliest, .latest]))
      }
      if hit.isScheduled {
        found.append(
          .confirmation(of: number, hit.incident.id, [nil] + hit.possibleEnds(upTo: horizon)))
      } else if hit.times.restored == nil {
        found.append(.restored(of: number, hit.possibleEnds(upTo: horizon)))
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
        [waiver.qualifies, waiver.joins, waiver.pauses].map { $0.admits(impact, cause) }
      }
      ruling = rule?.rulings.firstIndex { $0.circumstances.admits(impact, cause) }
      reason = rule?.exclusion(impact, cause)?.reason
    }
  }
}

extension Waiver {
  /// Whether an impact by a cause makes an outage, is part of one or pauses one.
  func treats(_ impact: Impact, _ cause: Cause) -> Bool {
    counts(impact, cause) || pauses.admits(impact, cause)
  }

  /// Whether an impact by a cause makes an outage or is part of one.
  func counts(_ impact: Impact, _ cause: Cause) -> Bool {
    qualifies.admits(impact, cause) || joins.admits(impact, cause)
  }
}

extension Hit {
  /// The latest and the earliest end that it can have.
  func possibleEnds(upTo horizon: Moment) -> [Moment] {
    [latestEnd(openUntil: horizon), lastKnown].distinct
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
