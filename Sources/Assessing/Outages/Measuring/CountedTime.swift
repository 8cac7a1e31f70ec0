import Domain
import Quantities

/// Time that one clause counts in one fee period.
struct CountedTime: Hashable {
  let waiver: Waiver
  let period: FeePeriod
  /// The account to which it goes, and the days that do.
  let accountDays: AccountDays
  /// Whole units; 0 where the clause counts exact time.
  let units: Int64
  let elapsed: Elapsed

  /// The number of days by which the period's fee is divided.
  var days: Int64 {
    switch waiver.dayShare {
    case .onePart(in: let count): count
    case .calendarDays: period.days
    }
  }

  /// The share of the period's fee that it is worth.
  func share() throws(QuantityOverflow) -> Fraction {
    let day = Fraction(whole: Elapsed.day.milliseconds)
    return try Fraction(whole: elapsed.milliseconds) / (day * Fraction(whole: days))
  }
}
