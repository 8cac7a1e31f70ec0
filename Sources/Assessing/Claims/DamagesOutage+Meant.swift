import Domain
import Quantities

extension [DamagesOutage] {
  /// The outage for which a claim is made: the only one or, of several, that which contains an instant
  /// of the day on which the damage arose; `nil` where that does not tell.
  func meant(by claim: Claim) -> DamagesOutage? {
    guard count > 1 else { return first }
    guard let day = claim.damageOn else { return nil }
    return first { $0.overlaps(day) }
  }
}

extension DamagesOutage {
  /// Whether an instant of a civil day lies in it.
  func overlaps(_ day: CivilDate) -> Bool {
    interval.overlaps(
      Interval(UTCOffset.japan.start(of: day), UTCOffset.japan.start(of: day + 1)))
  }
}
