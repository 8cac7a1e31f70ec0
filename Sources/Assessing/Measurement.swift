import Domain
import Quantities

/// Time that one clause counts in one fee period.
struct CountedTime: Hashable {
  let waiver: Waiver
  let period: FeePeriod
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

/// Counts time by a clause, split into the fee periods of a contract version.
struct Stopwatch {
  let version: ContractVersion
  let serviceStart: CivilDate
  let offset: UTCOffset

  private func period(at moment: Moment) -> FeePeriod {
    FeePeriod(containing: offset.date(of: moment), of: version, serviceStart: serviceStart)
  }

  /// What a clause counts of an interval; nothing below its threshold.
  func count(_ interval: Interval, by waiver: Waiver) -> [CountedTime] {
    guard !interval.isEmpty, interval.length >= waiver.threshold else { return [] }
    switch waiver.measure {
    case .units(of: let unit): return units(of: unit, in: interval, by: waiver)
    case .exactTime: return exactTime(of: interval, by: waiver)
    }
  }

  /// A unit belongs to the civil day on which it begins, and so to the period of that day (I-3).
  private func units(of unit: Elapsed, in interval: Interval, by waiver: Waiver) -> [CountedTime] {
    let whole = interval.length.milliseconds / unit.milliseconds
    var counted: [CountedTime] = []
    var done: Int64 = 0
    while done < whole {
      let start = interval.start + unit * done
      let period = period(at: start)
      let room = (offset.start(of: period.nextFirstDay) - start).milliseconds
      let beginning = (room + unit.milliseconds - 1) / unit.milliseconds
      let units = min(whole - done, beginning)
      counted.append(
        CountedTime(waiver: waiver, period: period, units: units, elapsed: unit * units))
      done += units
    }
    return counted
  }

  private func exactTime(of interval: Interval, by waiver: Waiver) -> [CountedTime] {
    var counted: [CountedTime] = []
    var start = interval.start
    while start < interval.end {
      let period = period(at: start)
      let end = min(interval.end, offset.start(of: period.nextFirstDay))
      counted.append(CountedTime(waiver: waiver, period: period, units: 0, elapsed: end - start))
      start = end
    }
    return counted
  }
}
