import Domain
import Quantities

/// What one way of counting an outage is worth.
struct Alternative {
  let counted: [CountedTime]
  /// What it takes of each period, in order of time.
  let shares: [PeriodShare]
  /// Before ceilings.
  let wanted: ExactYen
  /// After ceilings.
  let granted: ExactYen
  /// The shares of fees that are not known, by what they wait for.
  let missing: [Awaited: Fraction]

  init(
    _ counted: [CountedTime], fees: FeeSchedule, ceilings: Ceilings
  ) throws(QuantityOverflow) {
    var shares: [PeriodShare] = []
    var missing: [Awaited: Fraction] = [:]
    var wanted = ExactYen.zero
    var granted = ExactYen.zero
    var wantedOf: [FeePeriod: Fraction] = [:]
    for time in counted {
      wantedOf[time.period] = try wantedOf[time.period, default: .zero] + time.share()
    }
    for (period, share) in wantedOf.sorted(by: { $0.key < $1.key }) {
      switch try fees.fee(of: period) {
      case .missing(let awaited):
        missing[awaited] = try missing[awaited, default: .zero] + share
      case .known(let fee, by: let table):
        let wantedHere = try fee.exact * share
        let grantedHere = try min(wantedHere, ceilings.left(of: fee, period))
        shares.append(
          PeriodShare(
            period: period, fee: fee, pricedBy: table, used: ceilings.used(of: period),
            wanted: wantedHere, granted: grantedHere))
        wanted = try wanted + wantedHere
        granted = try granted + grantedHere
      }
    }
    self.counted = counted
    self.shares = shares
    self.missing = missing
    self.wanted = wanted
    self.granted = granted
  }
}

/// What an outage is worth under a contract's clauses.
struct Valuation {
  /// From when the clauses count.
  let clockStart: Moment
  /// The way of counting that is owed.
  let owed: Alternative
  /// The way that gives less, where a special clause met the general one.
  let lesser: Alternative?
  let general: Waiver
  let amount: Yen

  /// Values an outage by the general clause, and what lies in `special` by the clauses that
  /// displace it; the customer never gets less than the general clause alone gives (I-9).
  init(
    _ outage: Interval, clockStart: Moment, general: Waiver,
    special: [(waiver: Waiver, time: IntervalSet)], stopwatch: Stopwatch, fees: FeeSchedule,
    ceilings: Ceilings
  ) throws(QuantityOverflow) {
    let counting = Interval(clockStart, outage.end)
    let whole = try Alternative(
      stopwatch.count(counting, by: general), fees: fees, ceilings: ceilings)
    var displaced = IntervalSet.empty
    var counted: [CountedTime] = []
    for (waiver, time) in special {
      let own = time.clipped(to: counting).subtracting(displaced)
      counted += own.intervals.flatMap { stopwatch.count($0, by: waiver) }
      displaced = displaced.union(own)
    }
    var owed = whole
    var lesser: Alternative?
    if !counted.isEmpty {
      let rest = IntervalSet([counting]).subtracting(displaced)
      counted += rest.intervals.flatMap { stopwatch.count($0, by: general) }
      let divided = try Alternative(counted, fees: fees, ceilings: ceilings)
      let dividedIsMore = divided.granted >= whole.granted
      owed = dividedIsMore ? divided : whole
      lesser = dividedIsMore ? whole : divided
    }
    self.clockStart = clockStart
    self.owed = owed
    self.lesser = lesser
    self.general = general
    self.amount = try owed.granted.rounded(general.rounding)
  }

  /// What fees are missing for either way of counting.
  var missing: [Awaited: Fraction] {
    owed.missing.merging(lesser?.missing ?? [:]) { first, _ in first }
  }

  /// Why nothing is owed, when nothing is.
  var reason: Reason? {
    guard amount == .zero else { return nil }
    if owed.counted.isEmpty { return .tooShort }
    if owed.wanted == .zero { return .noFee }
    if owed.granted == .zero { return .ceilingUsed }
    return .belowOneYen
  }

  /// The clauses that decided, in the order in which they counted.
  var clauses: [Clause] {
    let found = owed.counted.map(\.waiver.clause).distinct
    return found.isEmpty ? [general.clause] : found
  }

  var units: Int64 { owed.counted.reduce(0) { $0 + $1.units } }
}
