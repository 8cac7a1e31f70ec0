import Domain
import Quantities

/// The period for which a fee is charged: a fee month, or a contract year.
enum FeePeriod: Hashable, Comparable {
  case month(FeeMonth)
  case year(ContractYear)

  /// The period of a contract version that contains a day.
  init(containing day: CivilDate, of version: ContractVersion, serviceStart: CivilDate) {
    self =
      version.billing == .fixedAnnual
      ? .year(ContractYear(containing: day, serviceStart: serviceStart))
      : .month(FeeMonth(containing: day, startDay: version.feeMonthStartDay))
  }

  var firstDay: CivilDate {
    switch self {
    case .month(let month): month.firstDay
    case .year(let year): year.firstDay
    }
  }

  var nextFirstDay: CivilDate {
    switch self {
    case .month(let month): month.nextFirstDay
    case .year(let year): year.nextFirstDay
    }
  }

  var days: Int64 { nextFirstDay - firstDay }

  /// The name of the fee month, or of the fee month in which the contract year begins.
  var name: YearMonth {
    switch self {
    case .month(let month):
      return month.name
    case .year(let year):
      let (number, month, _) = year.firstDay.components
      return YearMonth(year: number, month: month)
    }
  }

  /// How a sentence names it.
  var told: Step.Period {
    switch self {
    case .month(let month): Step.Period(month)
    case .year(let year): Step.Period(from: year.firstDay, to: year.lastDay, month: nil)
    }
  }

  static func < (left: FeePeriod, right: FeePeriod) -> Bool { left.firstDay < right.firstDay }
}

extension Step.Period {
  /// A fee month.
  init(_ month: FeeMonth) {
    self.init(from: month.firstDay, to: month.lastDay, month: month.name)
  }
}
