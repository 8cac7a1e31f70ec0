import Domain
import Quantities

/// The steps from an outage to its amount: what counts, the clock, the fees, the clauses, the
/// arithmetic, ceilings and rounding. Steps that did not matter are not told.
struct Explanation {
  let facts: ContractFacts
  let outage: OutageFinding
  let valuation: Valuation

  var steps: [Step] {
    get throws(QuantityOverflow) {
      let frame = OutageFrame(facts: facts, outage: outage)
      return try frame.steps + clock + fees + counted() + ceilings + rounding + refund
        + frame.termination
    }
  }

  private var general: Waiver { valuation.general }
  private var question: Valuation.Question { valuation.question }

  // MARK: From when

  private var clock: [Step] {
    if question.running.isEmpty, outage.pausing == nil { return [tooLate] }
    let pauses = outage.pauses.compactMap(told)
    if outage.isUncounted, let pausing = outage.pausing, let pause = outage.pauses.first {
      let all = Step.allPaused(clause: pausing.clause.number, by: pause.cause.attribution)
      return [start] + pauses + [all]
    }
    return [start] + pauses + notPaused
  }

  private var start: Step {
    let number = valuation.governing.clause.number
    guard let knowledge = outage.knowledge, facts.hits[knowledge.hit].times.known != nil else {
      return .clock(clause: number, clock: general.clock, from: question.clockStart)
    }
    return .knowledge(
      clause: number,
      by: outage.members.count > 1 ? facts.hits[knowledge.hit].incident.id : nil,
      known: knowledge.known, from: knowledge.from)
  }

  private var tooLate: Step {
    let number = valuation.governing.clause.number
    let known = outage.knowledge?.known ?? question.clockStart
    if let end = facts.contract.latest.serviceEnd, outage.interval.end == facts.contract.service.end
    {
      return .knownAfterService(clause: number, known: known, serviceEnd: end)
    }
    return .knownTooLate(clause: number, known: known, restored: outage.interval.end)
  }

  /// A pause as far as it lies over the time that runs.
  private func told(_ pause: OutagePause) -> Step? {
    let time =
      question.running.isEmpty ? pause.interval : pause.interval.clipped(to: question.running)
    guard !time.isEmpty else { return nil }
    let counted = question.counted.intervals
    let isWithin =
      counted.first.map { $0.start < time.start } == true
      && counted.last.map { time.end < $0.end } == true
    return .paused(
      by: facts.hits[pause.hit].incident.id, attribution: pause.cause.attribution, from: time.start,
      to: time.end, isWithin: isWithin)
  }

  /// Works over the outage that were announced into it, under a clause that works would pause (I-32).
  private var notPaused: [Step] {
    facts.hits.compactMap { hit in
      guard !hit.isScheduled, let announced = hit.incident.announcement?.at,
        outage.interval.start <= announced,
        hit.stages(openUntil: outage.interval.end).contains(where: { index, interval in
          let stage = hit.stages[index]
          return stage.onlyCause == .plannedMaintenance
            && general.pauses.admits(stage.impact, .plannedMaintenance)
            && interval.overlaps(question.running)
        })
      else { return nil }
      return .notPaused(by: hit.incident.id, announcedAt: announced)
    }
  }

  // MARK: The fees

  private var fees: [Step] {
    let shares = valuation.owed.shares.filter { $0.fee > .zero }
    let tables = shares.compactMap(\.pricing).distinct
    let priced = tables.flatMap { pricing in
      // Of several fees each is told with its months.
      let months = tables.count > 1 ? shares.filter { $0.pricing == pricing } : []
      return pricing.told + months.map(ofFirstDay)
    }
    let changed = shares.filter { isOfChangedMonth($0) && $0.pricing == nil }
    return priced + shares.compactMap(booked) + changed.map(ofFirstDay)
  }

  private func booked(_ share: PeriodShare) -> Step? {
    guard outage.governing.version.billing == .meteredMonthly,
      let charge = facts.charges[share.period.name]
    else { return nil }
    return .charge(period: share.period.told, amount: share.fee, isEstimated: charge.estimated)
  }

  private func isOfChangedMonth(_ share: PeriodShare) -> Bool {
    outage.governing.version.billing.isFixed
      && facts.contract.versions.contains {
        firstDay(of: share) < $0.validFrom && $0.validFrom < share.period.nextFirstDay
      }
  }

  private func ofFirstDay(_ share: PeriodShare) -> Step {
    // A month whose first day is under other terms takes the fee of the outage's own version.
    let priced = FeeSchedule(
      facts: facts, version: outage.governing.version, edition: outage.governing.rule?.edition
    ).pricedVersion(of: share.period)
    return .feeOfFirstDay(
      period: share.period.told, on: max(firstDay(of: share), priced.validFrom), fee: share.fee)
  }

  private func firstDay(of share: PeriodShare) -> CivilDate {
    max(share.period.firstDay, facts.contract.latest.serviceStart)
  }

  // MARK: What the time is worth

  private func counted() throws(QuantityOverflow) -> [Step] {
    guard !outage.isUncounted else { return [] }
    guard let runnerUp = valuation.runnerUp, valuation.isDivided else {
      let isAsked = valuation.governing.threshold > .zero
      return try (isAsked ? [threshold] : []) + told(valuation.owed)
    }
    let owedIsDivided = valuation.owed.counted.contains { $0.waiver.displaces != nil }
    let divided = owedIsDivided ? valuation.owed : runnerUp
    let whole = owedIsDivided ? runnerUp : valuation.owed
    let parts = valuation.parts.compactMap(threshold)
    let separately = try parts + told(divided)
    // That the general clause gives nothing on the whole is no alternative.
    guard whole.granted > .zero else { return separately }
    return try separately + [threshold] + told(whole)
      + [.neverLess(special: divided.granted, general: whole.granted)]
  }

  private var threshold: Step {
    .threshold(
      clause: general.clause.number, needed: general.threshold, elapsed: question.counted.length)
  }

  private func threshold(ofPart part: Interval) -> Step? {
    let elapsed = IntervalSet([part]).subtracting(question.pauses).length
    guard general.threshold > .zero, elapsed > .zero else { return nil }
    return .partThreshold(
      clause: general.clause.number, from: part.start, to: part.end, needed: general.threshold,
      elapsed: elapsed)
  }

  private func told(_ alternative: Computation) throws(QuantityOverflow) -> [Step] {
    var steps: [Step] = []
    let fees = Dictionary(
      alternative.shares.map { ($0.period, $0.fee) }, uniquingKeysWith: { first, _ in first })
    for time in alternative.counted {
      guard let fee = fees[time.period] else { continue }
      let worth = try fee.exact * time.share()
      let number = time.waiver.clause.number
      let period = time.accountDays.clipped(time.period.told)
      switch time.waiver.measure {
      case .units(of: let unit):
        steps.append(
          .units(
            clause: number, period: period, count: time.units, unit: unit, fee: fee,
            days: time.days,
            worth: worth))
      case .exactTime:
        steps.append(
          .time(
            clause: number, period: period, elapsed: time.elapsed, fee: fee, days: time.days,
            worth: worth))
      }
    }
    return steps
  }

  private var ceilings: [Step] {
    valuation.owed.shares.filter { $0.granted < $0.wanted }.map {
      .ceiling(period: $0.period.told, fee: $0.fee, used: $0.used, wanted: $0.wanted)
    }
  }

  private var rounding: [Step] {
    let exact = valuation.owed.granted
    guard !exact.value.isWhole else { return [] }
    return [.rounded(exact: exact, rounding: general.rounding, amount: valuation.amount)]
  }

  /// That a fee which was paid goes back, and how.
  private var refund: [Step] {
    guard valuation.amount > .zero, let clause = outage.governing.rule?.edition.refund else {
      return []
    }
    let paid = valuation.owed.shares.filter { share in
      share.granted > .zero && facts.charges[share.period.name]?.paidOn != nil
    }
    return paid.isEmpty ? [] : [.refund(clause: clause.number, periods: paid.map(\.period.told))]
  }
}

extension Pricing {
  /// How the table makes up the fee; a fee of one part is that part.
  var told: [Step] {
    let (number, condition) = (clause.number, price.row.condition)
    let base = Step.priceBase(
      clause: number, plan: condition.plan, from: condition.appliedFrom, to: condition.appliedTo,
      base: Yen(price.row.base))
    let items = price.items.map { part in
      Step.priceItem(
        clause: number, quantities: part.quantities, low: part.low, high: part.high,
        count: part.count,
        each: Yen(part.each), amount: part.amount)
    }
    return [base] + items + (items.isEmpty ? [] : [.priceTotal(clause: number, fee: price.fee)])
  }
}
