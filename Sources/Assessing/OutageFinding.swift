import Domain
import Quantities

/// An outage as the rules see it under one supposition.
struct OutageFinding {
  let interval: Interval
  /// The reports that make it up, by their numbers.
  let members: [Int]
  /// The version, edition and rule in force when it begins.
  let regime: Regime
  /// Whether another edition came into force before it ended (I-16).
  let spansEditions: Bool
  let result: Result

  indirect enum Result {
    case valued(Valuation)
    /// The billing has no formula: the reports are answered one by one.
    case noFormula
    /// The edition in force is not held.
    case editionMissing(Awaited)
  }

  /// What it is worth, where that can be told.
  var valuation: Valuation? {
    if case .valued(let valuation) = result { valuation } else { nil }
  }
}

/// Finds the outages of a contract inside a window of one segment (DOMAIN §3).
struct OutageFinder {
  let facts: ContractFacts
  let segment: Segment
  let window: Interval

  /// The outages that the spans make, in order of time, each valued after what earlier ones took.
  func outages(
    _ spans: [PlacedSpan], knowing known: (Int) -> Moment, ceilings: inout Ceilings
  ) throws(QuantityOverflow) -> [OutageFinding] {
    let intervals = segment.outages { regime, reach, taken in
      guard let waiver = regime.outage, regime.interval.overlaps(window) else { return .empty }
      return united(spans, by: waiver, within: reach.clipped(to: window), except: taken)
    }
    var found: [OutageFinding] = []
    for (interval, regime) in intervals {
      guard let waiver = regime.outage else { continue }
      found.append(
        try finding(interval, spans, waiver, regime, knowing: known, ceilings: &ceilings))
    }
    return found
  }

  /// Counting instants, united; an interruption no longer than the clause's grace is bridged.
  private func united(
    _ spans: [PlacedSpan], by waiver: Waiver, within reach: Interval, except taken: IntervalSet
  ) -> IntervalSet {
    let barred = IntervalSet(
      spans.filter { waiver.bars.admits($0.impact, $0.cause) }.map(\.interval))
    let counting = IntervalSet(
      spans.filter { waiver.qualifies.admits($0.impact, $0.cause) }
        .map { $0.interval.clipped(to: reach) }
    ).subtracting(barred).subtracting(taken)
    return counting.bridged(waiver.grace, except: barred.union(taken))
  }

  private func finding(
    _ interval: Interval, _ spans: [PlacedSpan], _ waiver: Waiver, _ regime: Regime,
    knowing known: (Int) -> Moment, ceilings: inout Ceilings
  ) throws(QuantityOverflow) -> OutageFinding {
    let making = spans.filter {
      waiver.qualifies.admits($0.impact, $0.cause) && $0.interval.overlaps(interval)
    }
    let members = Set(making.map(\.hit)).sorted()
    let result: OutageFinding.Result
    if let rule = regime.rule, let general = rule.general, regime.isHeld {
      let earliest = members.map(known).min() ?? interval.start
      let clockStart = general.clock == .began ? interval.start : max(interval.start, earliest)
      let valuation = try Valuation(
        interval, clockStart: min(clockStart, interval.end), general: general,
        special: rule.specials.map { special in
          let time = making.filter { special.qualifies.admits($0.impact, $0.cause) }
          return (special, IntervalSet(time.map { $0.interval.clipped(to: interval) }))
        },
        stopwatch: Stopwatch(
          version: regime.version, serviceStart: facts.contract.latest.serviceStart,
          offset: rule.edition.offset),
        fees: FeeSchedule(facts: facts, version: regime.version, edition: rule.edition),
        ceilings: ceilings)
      if valuation.missing.isEmpty { try ceilings.take(valuation.owed.shares) }
      result = .valued(valuation)
    } else if regime.rule?.general != nil {
      result = .editionMissing(regime.edition(at: interval.start))
    } else {
      result = .noFormula
    }
    let atEnd = segment.regime(at: interval.end)?.rule?.edition.heldFrom
    return OutageFinding(
      interval: interval, members: members, regime: regime,
      spansEditions: atEnd != regime.rule?.edition.heldFrom, result: result)
  }
}

extension IntervalSet {
  /// The set with gaps no longer than `grace` filled, where nothing of `except` lies in them.
  fileprivate func bridged(_ grace: Elapsed, except: IntervalSet) -> IntervalSet {
    guard grace > .zero else { return self }
    let gaps = zip(intervals, intervals.dropFirst()).map { Interval($0.end, $1.start) }
    return union(IntervalSet(gaps.filter { $0.length <= grace && !except.overlaps($0) }))
  }
}
