import Domain
import Quantities

/// All that could be one outage: a window of a service span, the reports that could count or pause in it,
/// and what is missing about them. It is assessed as one and waits whole (docs/domain.md §11).
struct OutageCandidate {
  let serviceSpan: ServiceSpan
  let window: Interval
  /// The reports that could make it up.
  let members: [Int]
  /// The reports of which any stretch can lie in it.
  let concerned: [Int]
  /// What one trial of it takes, in stretches looked at.
  let work: Int
  /// Whether its end depends on when an open report ends.
  let isOpen: Bool
  /// The missing facts that could change it.
  let missing: [MissingFact]
}

/// Finds the candidates of a contract and what is missing about them.
struct CandidateFinder {
  let facts: ContractFacts
  /// A moment so late that an incident open until then would have shown every effect it can have.
  let horizon: Moment

  /// A stretch of a report, and what it could be under the clauses of a service span; always in the order of the
  /// reports' numbers.
  private struct Possible {
    let hit: Int
    let index: Int
    let interval: Interval
    /// Whether it could make an outage, and not only be part of one that it touches.
    let makes: Bool
    /// Whether it could make an outage or be part of one.
    let counts: Bool
    /// Whether it could do either, or pause one.
    let treated: Bool
    /// Whether it could count under a clause that asks when the provider knew.
    let countsByKnowledge: Bool
  }

  /// The candidates of a service span, in order of time.
  ///
  /// - Throws: what the budget's owner throws to end the work.
  func candidates(in serviceSpan: ServiceSpan, _ budget: TrialBudget) throws -> [OutageCandidate] {
    let waivers = serviceSpan.outageWaivers
    guard !waivers.isEmpty else { return [] }
    let possible = try possible(under: waivers, budget)
    let grace = waivers.map(\.grace).max() ?? .zero
    let windows = IntervalSet(
      possible.filter(\.counts).map { $0.interval.clipped(to: serviceSpan.interval) }
    ).joined(acrossAtMost: grace)
    var lying: [[Possible]] = windows.intervals.map { _ in [] }
    for stretch in possible {
      for window in windows.indices(overlapping: stretch.interval) { lying[window].append(stretch) }
    }
    return try zip(windows.intervals, lying).compactMap { window, concerned in
      try budget.goOn()
      let inside = concerned.filter(\.counts)
      // What is only announced affects nobody by itself.
      guard inside.contains(where: \.makes),
        inside.contains(where: { !facts.hits[$0.hit].isScheduled })
      else { return nil }
      return OutageCandidate(
        serviceSpan: serviceSpan, window: window, members: inside.map(\.hit).distinct,
        concerned: concerned.map(\.hit).distinct, work: work(on: concerned),
        isOpen: !inside.contains { part in
          min(part.interval.end, facts.hits[part.hit].lastKnown) >= window.end
        },
        missing: missing(concerned.filter(\.treated), serviceSpan))
    }
  }

  /// What one trial takes: every report is copied, every stretch of those concerned is placed, and those
  /// that lie in the window are compared with one another.
  private func work(on stretches: [Possible]) -> Int {
    let placed = stretches.map(\.hit).distinct.reduce(0) { $0 + facts.hits[$1].stages.count }
    return 8 + facts.hits.count / 32 + placed / 2 + stretches.count * (1 + stretches.count / 16)
  }

  private func possible(
    under waivers: [Waiver], _ budget: TrialBudget
  ) throws -> [Possible] {
    var found: [Possible] = []
    for (number, hit) in facts.hits.enumerated() {
      try budget.goOn()
      for (index, interval) in hit.stages(openUntil: horizon) where !interval.isEmpty {
        let (impact, causes) = (hit.stages[index].impact, hit.stages[index].possibleCauses.causes)
        func isAny(_ meets: (Waiver, Cause) -> Bool) -> Bool {
          waivers.contains { waiver in causes.contains { meets(waiver, $0) } }
        }
        found.append(
          Possible(
            hit: number, index: index, interval: interval,
            makes: isAny { $0.qualifies.admits(impact, $1) },
            counts: isAny { $0.counts(impact, $1) }, treated: isAny { $0.treats(impact, $1) },
            countsByKnowledge: isAny { $0.clock == .known && $0.counts(impact, $1) }))
      }
    }
    return found
  }

  /// What is missing about the stretches of a window.
  private func missing(_ stretches: [Possible], _ serviceSpan: ServiceSpan) -> [MissingFact] {
    var found: [MissingFact] = []
    var rest = stretches[...]
    while let number = rest.first?.hit {
      let hit = facts.hits[number]
      let concerned = rest.prefix { $0.hit == number }
      rest = rest.dropFirst(concerned.count)
      found += missingCauses(of: number, stages: concerned.map(\.index), serviceSpan)
      // When we knew of what only pauses says nothing of when we knew of the outage.
      if hit.times.known == nil, concerned.contains(where: \.countsByKnowledge) {
        found.append(.known(of: number, [.earliest, .latest]))
      }
      if hit.isScheduled {
        found.append(
          .confirmation(of: number, hit.incident.id, [nil] + hit.possibleEnds(upTo: horizon)))
      } else if hit.times.restored == nil {
        found.append(.restored(of: number, hit.possibleEnds(upTo: horizon)))
      }
    }
    return found
  }

  /// The causes of a report that are missing, as far as some clause of the service span tells them apart.
  func missingCauses(
    of number: Int, stages concerned: some Sequence<Int>, _ serviceSpan: ServiceSpan
  ) -> [MissingFact] {
    facts.hits[number].missingCauses(of: number, stages: concerned) { impact, cause in
      serviceSpan.governingTerms.map { Treatment(of: impact, cause, by: $0) }
    }
  }

  /// How the clauses of governing terms treat an impact by a cause.
  private struct Treatment: Hashable {
    let meets: [Bool]
    let ruling: Int?
    let reason: Reason?

    init(of impact: Impact, _ cause: Cause, by governing: GoverningTerms) {
      let rule = governing.rule
      let waivers = [governing.outage].compactMap { $0 } + (rule?.specials ?? [])
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

extension ContractIncident {
  /// The latest and the earliest end that it can have.
  func possibleEnds(upTo horizon: Moment) -> [Moment] {
    [latestEnd(openUntil: horizon), lastKnown].distinct
  }
}

extension IntervalSet {
  /// The intervals, those made one that lie no further apart than `gap`.
  fileprivate func joined(acrossAtMost gap: Elapsed) -> IntervalSet {
    var joined: [Interval] = []
    for interval in intervals {
      if let last = joined.last, interval.start - last.end <= gap {
        joined[joined.count - 1] = Interval(last.start, interval.end)
      } else {
        joined.append(interval)
      }
    }
    return IntervalSet(joined)
  }
}
