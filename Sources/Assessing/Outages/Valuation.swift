import Domain
import Quantities

/// What one way of counting an outage is worth.
struct Computation {
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
      case .known(let fee, let pricing):
        let wantedHere = try fee.exact * share
        let grantedHere = try min(wantedHere, ceilings.left(of: fee, period))
        shares.append(
          PeriodShare(
            period: period, fee: fee, pricing: pricing,
            taxRate: fees.pricedVersion(of: period).taxRate, used: ceilings.used(of: period),
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
  /// What is asked.
  struct Question {
    let outage: Interval
    /// From when the clauses count; not before the outage, but maybe after it.
    let clockStart: Moment
    let general: Waiver
    /// The clauses that displace the general one, each with the time that meets it.
    let specials: [(waiver: Waiver, time: IntervalSet)]
    /// Where the count stops.
    let pauses: IntervalSet
    /// The time from the clock's start to the end, whatever pauses in it.
    let running: Interval
    /// The time that is counted.
    let counted: IntervalSet

    init(
      outage: Interval, clockStart: Moment, general: Waiver,
      specials: [(waiver: Waiver, time: IntervalSet)], pauses: IntervalSet
    ) {
      (self.outage, self.clockStart, self.general) = (outage, clockStart, general)
      (self.specials, self.pauses) = (specials, pauses)
      running = Interval(clockStart, outage.end)
      counted = IntervalSet([running]).subtracting(pauses)
    }
  }

  let question: Question
  /// The way of counting that is owed.
  let owed: Computation
  /// The way that gives less, where a special clause met a part of the time that the general one
  /// counts.
  let runnerUp: Computation?
  let amount: Yen

  var general: Waiver { question.general }

  /// Values an outage by the general clause, and what lies in `specials` by the clauses that
  /// displace it; the customer never gets less than the general clause alone gives (I-9).
  init(
    _ question: Question, counter: FeePeriodCounter, fees: FeeSchedule, ceilings: Ceilings
  ) throws(QuantityOverflow) {
    let (general, running) = (question.general, question.running)
    let whole = try Computation(
      counter.count(question.counted, by: general), fees: fees, ceilings: ceilings)
    var displaced = IntervalSet.empty
    var counted: [CountedTime] = []
    for (waiver, time) in question.specials {
      let own = time.clipped(to: running).subtracting(displaced)
      for interval in own.intervals {
        counted += counter.count(
          IntervalSet([interval]).subtracting(question.pauses), by: waiver)
      }
      displaced = displaced.union(own)
    }
    var owed = whole
    var runnerUp: Computation?
    if !counted.isEmpty {
      let rest = IntervalSet([running]).subtracting(displaced)
      for interval in rest.intervals {
        counted += counter.count(
          IntervalSet([interval]).subtracting(question.pauses), by: general)
      }
      let divided = try Computation(counted, fees: fees, ceilings: ceilings)
      let dividedIsMore = divided.granted >= whole.granted
      owed = dividedIsMore ? divided : whole
      runnerUp = dividedIsMore ? whole : divided
    }
    self.question = question
    self.owed = owed
    self.runnerUp = runnerUp
    self.amount = try owed.granted.rounded(general.rounding)
  }

  /// Whether the general clause had a part in what is owed beside the special ones, or instead.
  var isDivided: Bool {
    guard runnerUp != nil else { return false }
    return !parts.isEmpty || !owed.counted.contains { $0.waiver.displaces != nil }
  }

  /// What the special clauses leave of the time.
  var parts: [Interval] {
    let special = question.specials.reduce(IntervalSet.empty) { $0.union($1.time) }
    return IntervalSet([question.running]).subtracting(special).intervals
  }

  /// What fees are missing for either way of counting.
  var missing: [Awaited: Fraction] {
    owed.missing.merging(runnerUp?.missing ?? [:]) { first, _ in first }
  }

  /// Why nothing is owed, when nothing is; `nil` also where the reason is that of what pauses.
  var reason: Reason? {
    guard amount == .zero else { return nil }
    if owed.counted.isEmpty {
      return question.running.isEmpty ? .knownTooLate : .tooShort
    }
    if owed.wanted == .zero { return .noFee }
    if owed.granted == .zero { return .ceilingUsed }
    return .belowOneYen
  }

  /// The clause that governs all of the outage: the special one where all of it meets that, else the
  /// general one.
  var governing: Waiver {
    let whole = question.running.isEmpty ? question.outage : question.running
    let special = question.specials.first { IntervalSet([whole]).subtracting($0.time).isEmpty }
    return special?.waiver ?? general
  }

  /// The clauses that decided, in the order in which they counted.
  var clauses: [Clause] {
    let found = owed.counted.map(\.waiver.clause).distinct
    return found.isEmpty ? [governing.clause] : found
  }

  var units: Int64 { owed.counted.reduce(0) { $0 + $1.units } }
}
