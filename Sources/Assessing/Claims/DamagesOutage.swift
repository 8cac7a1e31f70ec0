import Domain
import Quantities

/// An outage as a damages clause sees it under one scenario: built as for waivers, from other
/// spans, and nothing pauses (docs/domain.md §5, §11 "Damages").
struct DamagesOutage {
  let interval: Interval
  let governing: GoverningTerms
  /// The reports that make it up.
  let members: [Int]
  /// The causes of its parts.
  let causes: CauseSet
  /// From when the provider knew, never before its start; maybe only after its end.
  let knownFrom: Moment

  /// How long it lasted after the provider knew.
  var sinceKnown: Elapsed { Interval(knownFrom, interval.end).length }

  /// The outages that supposed reports make in the service spans of a contract, in order of time.
  static func all(of supposed: SupposedFacts, in serviceSpans: [ServiceSpan]) -> [DamagesOutage] {
    let spans = supposed.spans
    return serviceSpans.flatMap { serviceSpan in
      serviceSpan.outages { governing, reach, taken in
        IntervalSet(counting(spans, under: governing).map { $0.interval.clipped(to: reach) })
          .subtracting(taken)
      }.map { interval, governing in
        let parts = counting(spans, under: governing).filter { $0.interval.overlaps(interval) }
        return DamagesOutage(
          interval: interval, governing: governing, members: Set(parts.map(\.hit)).sorted(),
          causes: CauseSet(parts.map(\.cause)),
          knownFrom: supposed.knowledge(of: interval, made: parts)?.from ?? interval.start)
      }
    }
  }

  private static func counting(_ spans: [PlacedSpan], under governing: GoverningTerms)
    -> [PlacedSpan]
  {
    guard let circumstances = governing.rule?.damages.outageCircumstances else { return [] }
    return spans.filter { circumstances.admits($0.impact, $0.cause) }
  }
}
