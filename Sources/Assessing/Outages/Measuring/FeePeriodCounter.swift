import Domain
import Quantities

/// Counts time by a clause, split into the fee periods of a contract version. What is counted may
/// have pauses in it: then the count stops, and goes on after them (I-19, I-31).
struct FeePeriodCounter {
  let version: ContractVersion
  let serviceStart: CivilDate
  let offset: UTCOffset
  /// The accounts of the contract, in order of time.
  let accounts: [AccountDays]

  /// The account of a moment's day.
  private func accountDays(at moment: Moment) -> AccountDays {
    let day = UTCOffset.japan.date(of: moment)
    return accounts.last { $0.from <= day } ?? accounts[0]
  }

  /// Where a period ends, or the account changes within it.
  private func edge(of period: FeePeriod, _ days: AccountDays) -> Moment {
    let end = offset.start(of: period.nextFirstDay)
    return days.to.map { min(end, UTCOffset.japan.start(of: $0 + 1)) } ?? end
  }

  private func period(at moment: Moment) -> FeePeriod {
    FeePeriod(containing: offset.date(of: moment), of: version, serviceStart: serviceStart)
  }

  /// What a clause counts of a stretch of time without its pauses; nothing below its threshold.
  func count(_ time: IntervalSet, by waiver: Waiver) -> [CountedTime] {
    guard !time.isEmpty, time.length >= waiver.threshold else { return [] }
    switch waiver.measure {
    case .units(of: let unit): return units(of: unit, in: time, by: waiver)
    case .exactTime: return exactTime(of: time, by: waiver)
    }
  }

  /// A unit belongs to the civil day of its first counted instant, and so to the period of that day
  /// (I-3).
  private func units(of unit: Elapsed, in time: IntervalSet, by waiver: Waiver) -> [CountedTime] {
    let whole = time.length.milliseconds / unit.milliseconds
    var counted: [CountedTime] = []
    var done: Int64 = 0
    while done < whole {
      guard let start = time.moment(after: unit * done) else { break }
      let (period, days) = (period(at: start), accountDays(at: start))
      let room = time.clipped(to: Interval(start, edge(of: period, days))).length
      let beginning = (room.milliseconds + unit.milliseconds - 1) / unit.milliseconds
      let units = min(whole - done, max(1, beginning))
      counted.append(
        CountedTime(
          waiver: waiver, period: period, accountDays: days, units: units, elapsed: unit * units))
      done += units
    }
    return counted
  }

  private func exactTime(of time: IntervalSet, by waiver: Waiver) -> [CountedTime] {
    var counted: [CountedTime] = []
    for interval in time.intervals {
      var start = interval.start
      while start < interval.end {
        let (period, days) = (period(at: start), accountDays(at: start))
        let end = min(interval.end, edge(of: period, days))
        var elapsed = end - start
        if let last = counted.last, last.period == period, last.accountDays == days {
          elapsed = elapsed + last.elapsed
          counted.removeLast()
        }
        counted.append(
          CountedTime(
            waiver: waiver, period: period, accountDays: days, units: 0, elapsed: elapsed))
        start = end
      }
    }
    return counted
  }
}
