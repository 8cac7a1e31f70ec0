import Quantities

/// A contract through all its versions.
public struct ContractHistory: Hashable, Sendable {
  /// The versions in order of the day from which they hold; at least one.
  public let versions: [ContractVersion]

  /// The history made of versions of one contract, in any order; `nil` when there are none.
  public init?(_ versions: [ContractVersion]) {
    guard !versions.isEmpty else { return nil }
    self.versions = versions.sorted { $0.validFrom < $1.validFrom }
  }

  /// The contract's name.
  public var id: Identifier { versions[0].contract }

  /// The version that holds last: the service's dates are its.
  public var latest: ContractVersion { versions[versions.count - 1] }

  /// The version in force on a day; days before the first belong to the first (docs/domain.md §11).
  public func version(on day: CivilDate) -> ContractVersion {
    versions.last { $0.validFrom <= day } ?? versions[0]
  }

  /// The service period, whole days at +09:00; without end while the service runs.
  public var service: (start: Moment, end: Moment?) {
    (
      UTCOffset.japan.start(of: latest.serviceStart),
      latest.serviceEnd.map { UTCOffset.japan.start(of: $0 + 1) }
    )
  }

  /// Whether some time of a stretch lies inside the service period.
  public func hasService(during time: Interval) -> Bool {
    let (start, end) = service
    return time.overlaps(Interval(start, end ?? Moment(milliseconds: .max)))
  }

  /// Whether a stretch of time lies at least partly inside the service period; one of no length
  /// counts as the moment at which it stands.
  public func isInService(_ time: Interval) -> Bool {
    let (start, end) = service
    return time.meets(Interval(start, end ?? Moment(milliseconds: .max)))
  }
}
