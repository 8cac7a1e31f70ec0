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
    segments.flatMap { segment in
      segment.outages { regime, reach, taken in
        IntervalSet(counting(spans, under: regime).map { $0.interval.clipped(to: reach) })
          .subtracting(taken)
      }.map { interval, regime in
        let parts = counting(spans, under: regime).filter { $0.interval.overlaps(interval) }
        let members = Set(parts.map(\.hit)).sorted()
        let earliest = members.map(known).min() ?? interval.start
        return DamagesOutage(
          interval: interval, regime: regime, members: members,
          causes: CauseSet(parts.map(\.cause)),
          knownFrom: min(max(interval.start, earliest), interval.end))
      }
    }
  }

  private static func counting(_ spans: [PlacedSpan], under regime: Regime) -> [PlacedSpan] {
    guard let circumstances = regime.rule?.damages.outageCircumstances else { return [] }
    return spans.filter { circumstances.admits($0.impact, $0.cause) }
  }
}
