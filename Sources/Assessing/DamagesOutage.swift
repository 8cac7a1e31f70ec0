import Domain
import Quantities

/// An outage as a damages clause sees it under one supposition: built as for waivers, from other
/// spans, and nothing bars (DOMAIN §5, §11 "Damages").
struct DamagesOutage {
  let interval: Interval
  let regime: Regime
  /// The reports that make it up.
  let members: [Int]
  /// The causes of its parts.
  let causes: CauseSet
  /// From when the provider knew, never before its start.
  let knownFrom: Moment

  /// The outages that spans make in the segments of a contract, in order of time.
  static func all(
    of spans: [PlacedSpan], in segments: [Segment], knowing known: (Int) -> Moment
  ) -> [DamagesOutage] {
    var found: [DamagesOutage] = []
    for segment in segments {
      var consumed = IntervalSet.empty
      for regime in segment.regimes {
        guard let circumstances = regime.rule?.damages.outageCircumstances else { continue }
        let qualifying = spans.filter { circumstances.admits($0.impact, $0.cause) }
        let reach = Interval(regime.interval.start, segment.interval.end)
        let united = IntervalSet(qualifying.map { $0.interval.clipped(to: reach) })
          .subtracting(consumed)
        // An outage belongs to the regime in which it begins and may outlast it.
        for interval in united.intervals where interval.start < regime.interval.end {
          consumed = consumed.union(IntervalSet([interval]))
          let parts = qualifying.filter { $0.interval.overlaps(interval) }
          let members = Set(parts.map(\.hit)).sorted()
          let earliest = members.map(known).min() ?? interval.start
          found.append(
            DamagesOutage(
              interval: interval, regime: regime, members: members,
              causes: CauseSet(parts.map(\.cause)),
              knownFrom: min(max(interval.start, earliest), interval.end)))
        }
      }
    }
    return found
  }
}
