import Domain
import Quantities

/// An outage as the rules see it under one scenario.
struct OutageFinding {
  let interval: Interval
  /// The reports that make it up, by their numbers.
  let members: [Int]
  /// The version, edition and rule in force when it begins.
  let governing: GoverningTerms
  /// When the provider knew, where the clause asks for that.
  let knowledge: SupposedFacts.Knowledge?
  /// Where the count stopped in it.
  let pauses: [OutagePause]
  /// Whether works that could not wait are part of it (I-32).
  let joined: Bool
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

  /// Why nothing is owed for it, when nothing is: where the count never ran because of what pauses,
  /// the reason is that one's.
  var reason: Reason? {
    guard let valuation else { return nil }
    return isUncounted ? pausing?.reason ?? valuation.reason : valuation.reason
  }

  /// Whether no time of it was counted at all.
  var isUncounted: Bool { valuation?.question.counted.isEmpty ?? false }

  /// What says that nothing is owed in the time of a pause; the first reason of several.
  var pausing: Exclusion? {
    pauses.compactMap { governing.rule?.exclusion($0.impact, $0.cause) }
      .min { $0.reason < $1.reason }
  }

  /// What it is worth, where that can be told.
  var valuation: Valuation? {
    if case .valued(let valuation) = result { valuation } else { nil }
  }
}

/// A stretch of an outage in which the count stops (I-19, I-31).
struct OutagePause {
  /// The number of the report that stops it.
  let hit: Int
  let interval: Interval
  let impact: Impact
  let cause: Cause
}

/// Finds the outages of a contract inside a window of one service span (docs/domain.md §3).
struct OutageFinder {
  let supposed: SupposedFacts
  let spans: [PlacedSpan]
  let serviceSpan: ServiceSpan
  let window: Interval

  /// The outages that the spans make, in order of time, each valued after what earlier ones took.
  func outages(ceilings: inout Ceilings) throws(QuantityOverflow) -> [OutageFinding] {
    let intervals = serviceSpan.outages { governing, reach, taken in
      guard let waiver = governing.outage, governing.interval.overlaps(window) else {
        return .empty
      }
      return united(by: waiver, within: reach.clipped(to: window), except: taken)
    }
    var found: [OutageFinding] = []
    for (interval, governing) in intervals {
      guard let waiver = governing.outage else { continue }
      // What was only announced affects nobody by itself (docs/domain.md §2).
      let hasHappened = spans.contains {
        ($0.qualifies(waiver) || $0.joins(waiver)) && $0.interval.overlaps(interval)
          && !supposed.facts.hits[$0.hit].isScheduled
      }
      guard hasHappened else { continue }
      found.append(try finding(interval, waiver, governing, ceilings: &ceilings))
    }
    return found
  }

  /// Qualifying instants, united with what joins where it touches them; an interruption no longer than
  /// the clause's grace is bridged.
  private func united(
    by waiver: Waiver, within reach: Interval, except taken: IntervalSet
  ) -> IntervalSet {
    let making = spans.filter { $0.qualifies(waiver) }.map { $0.interval.clipped(to: reach) }
    let joining = spans.filter { $0.joins(waiver) }.map { $0.interval.clipped(to: reach) }
    let touched = IntervalSet(making + joining).subtracting(taken).bridged(
      waiver.grace, except: taken)
    guard !joining.isEmpty else { return touched }
    return IntervalSet(
      touched.intervals.filter { interval in making.contains { $0.overlaps(interval) } })
  }

  private func finding(
    _ interval: Interval, _ waiver: Waiver, _ governing: GoverningTerms, ceilings: inout Ceilings
  ) throws(QuantityOverflow) -> OutageFinding {
    let making = spans.filter {
      ($0.qualifies(waiver) || $0.joins(waiver)) && $0.interval.overlaps(interval)
    }
    let result: OutageFinding.Result
    var pauses: [OutagePause] = []
    var knowledge: SupposedFacts.Knowledge?
    if let rule = governing.rule, let general = rule.general, governing.isHeld {
      pauses = self.pauses(of: interval, by: general)
      if general.clock == .known { knowledge = supposed.knowledge(of: interval, made: making) }
      let valuation = try Valuation(
        Valuation.Question(
          outage: interval, clockStart: knowledge?.from ?? interval.start, general: general,
          specials: rule.specials.map { special in
            let time = making.filter { $0.qualifies(special) }
            return (special, IntervalSet(time.map { $0.interval.clipped(to: interval) }))
          },
          pauses: IntervalSet(pauses.map(\.interval))),
        counter: FeePeriodCounter(
          version: governing.version, serviceStart: supposed.facts.contract.latest.serviceStart,
          offset: rule.edition.offset, accounts: supposed.facts.contract.accountDays),
        fees: FeeSchedule(
          facts: supposed.facts, version: governing.version, edition: rule.edition),
        ceilings: ceilings)
      if valuation.missing.isEmpty { try ceilings.take(valuation.owed.shares) }
      result = .valued(valuation)
    } else if governing.rule?.general != nil {
      result = .editionMissing(governing.edition(at: interval.start))
    } else {
      result = .noFormula
    }
    let atEnd = serviceSpan.governing(at: interval.end)?.rule?.edition.heldFrom
    return OutageFinding(
      interval: interval, members: Set(making.map(\.hit)).sorted(), governing: governing,
      knowledge: knowledge, pauses: pauses, joined: making.contains { !$0.qualifies(waiver) },
      spansEditions: atEnd != governing.rule?.edition.heldFrom, result: result)
  }

  /// What stops the count in an outage. Works that were announced into a running fault stop nothing
  /// (I-32).
  private func pauses(of outage: Interval, by waiver: Waiver) -> [OutagePause] {
    spans.compactMap { span in
      guard waiver.pauses.admits(span.impact, span.cause), span.interval.overlaps(outage) else {
        return nil
      }
      if span.cause == .plannedMaintenance,
        let announced = supposed.facts.hits[span.hit].incident.announcement?.at,
        outage.start <= announced
      {
        return nil
      }
      return OutagePause(
        hit: span.hit, interval: span.interval.clipped(to: outage), impact: span.impact,
        cause: span.cause)
    }
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
