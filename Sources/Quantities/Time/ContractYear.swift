/// A year of a contract, from the service's start or one of its anniversaries to the day before the
/// next anniversary. An anniversary of 29 February falls on 1 March in other years (I-21).
public struct ContractYear: Hashable, Comparable, Sendable {
  /// The day the service started, on whose anniversaries years begin.
  public let serviceStart: CivilDate
  /// How many anniversaries have passed when it begins; 0 for the first year.
  public let index: Int

  /// The contract year with that many anniversaries behind it.
  public init(serviceStart: CivilDate, index: Int) {
    self.serviceStart = serviceStart
    self.index = index
  }

  /// The contract year that contains a day.
  public init(containing date: CivilDate, serviceStart: CivilDate) {
    let guess = date.components.year - serviceStart.components.year
    let candidate = ContractYear(serviceStart: serviceStart, index: guess)
    self =
      candidate.firstDay <= date
      ? candidate : ContractYear(serviceStart: serviceStart, index: guess - 1)
  }

  /// Its first day.
  public var firstDay: CivilDate {
    let (year, month, day) = serviceStart.components
    return CivilDate(year: year + index, month: month, dayOrNextFirst: day)
  }

  /// The first day of the next one.
  public var nextFirstDay: CivilDate {
    ContractYear(serviceStart: serviceStart, index: index + 1).firstDay
  }

  /// Its last day.
  public var lastDay: CivilDate { nextFirstDay + -1 }

  /// How many days it has: 365 or 366.
  public var days: Int64 { nextFirstDay - firstDay }

  /// Orders by time.
  public static func < (left: ContractYear, right: ContractYear) -> Bool {
    left.firstDay < right.firstDay
  }
}
