import Domain
import Quantities

/// The steps from an outage to its amount: what counts, the clock, the clause, the arithmetic,
/// ceilings and rounding, and which clauses did not apply and why. Steps that did not matter are not
/// told.
struct Explanation {
  let facts: ContractFacts
  let outage: OutageFinding
  let valuation: Valuation

  var steps: [Step] {
    get throws(QuantityOverflow) {
      try excluded + bounds + clock + prices + counted() + displaced + ceilings + rounding
        + refund + termination
    }
  }

  private var general: Waiver { valuation.general }

  /// Stretches of the outage's own reports that do not count, and special clauses that met nothing.
  private var excluded: [Step] {
    guard let rule = outage.regime.rule else { return [] }
    var found: [Step] = []
    for number in outage.members {
      let hit = facts.hits[number]
      for (index, interval) in hit.stages(openUntil: outage.interval.end)
      where !interval.overlaps(outage.interval) {
        let stage = hit.stages[index]
        guard let cause = stage.onlyCause, let exclusion = rule.exclusion(stage.impact, cause)
        else { continue }
        found.append(exclusion.step(cause.attribution))
      }
    }
    return found.distinct
  }

  /// Where the outage lies, and where the service begins or ends in it.
  private var bounds: [Step] {
    let service = facts.contract.service
    var found: [Step] = [
      .outage(
        from: outage.interval.start, to: outage.interval.end,
        incidents: facts.names(outage.members))
    ]
    let hits = outage.members.map { facts.hits[$0] }
    if outage.interval.start == service.start,
      hits.contains(where: { $0.times.began < service.start })
    {
      found.append(.serviceStarts(on: facts.contract.latest.serviceStart))
    }
    if let end = facts.contract.latest.serviceEnd, outage.interval.end == service.end,
      hits.contains(where: { hit in hit.times.restored.map { $0 > outage.interval.end } ?? true })
    {
      found.append(.serviceEnds(on: end))
    }
    return found
  }

  private var clock: [Step] {
    let number = general.clause.number
    let question = valuation.question
    if question.running.isEmpty, outage.pausing == nil {
      return [
        .knownTooLate(
          clause: number, known: question.clockStart, restored: outage.interval.end)
      ]
    }
    let paused = outage.pauses.map { pause in
      Step.paused(
        by: facts.hits[pause.hit].incident.id, pause.cause.attribution,
        from: pause.interval.start, to: pause.interval.end)
    }
    let clock = Step.clock(clause: number, general.clock, from: question.clockStart)
    if outage.isUncounted, let pausing = outage.pausing {
      return [clock] + paused + [pausing.step(outage.pauses.first?.cause.attribution)]
    }
    let isAsked = general.threshold > .zero && !isSpecialAlone
    return [clock] + paused
      + (isAsked
        ? [
          .threshold(
            clause: number, needed: general.threshold, elapsed: question.counted.length)
        ] : [])
  }

  /// Whether the special clause counts all of it, so that what the general one asks does not matter.
  private var isSpecialAlone: Bool {
    !valuation.owed.counted.isEmpty && !valuation.isDivided
      && valuation.lesser != nil
  }

  /// How the price tables make up the fees, each once.
  private var prices: [Step] {
    valuation.owed.shares.compactMap(\.pricing).distinct.flatMap { pricing -> [Step] in
      let number = pricing.clause.number
      let items = pricing.price.items.map { part in
        Step.priceItem(
          clause: number, part.quantities, count: part.count, each: Yen(part.each),
          amount: part.amount)
      }
      return [.priceBase(clause: number, base: Yen(pricing.price.row.base))] + items
        + [.priceTotal(clause: number, fee: pricing.price.fee)]
    }
  }

  private func counted() throws(QuantityOverflow) -> [Step] {
    var steps: [Step] = []
    let shares = Dictionary(
      valuation.owed.shares.map { ($0.period, $0) }, uniquingKeysWith: { first, _ in first })
    for time in valuation.owed.counted {
      guard let share = shares[time.period] else { continue }
      let worth = try share.fee.exact * time.share()
      switch time.waiver.measure {
      case .units(of: let unit):
        steps.append(
          .units(
            clause: time.waiver.clause.number, time.period.told, count: time.units,
            unit: unit, fee: share.fee, days: time.days, worth: worth))
      case .exactTime:
        steps.append(
          .time(
            clause: time.waiver.clause.number, time.period.told, elapsed: time.elapsed,
            fee: share.fee, days: time.days, worth: worth))
      }
    }
    return steps
  }

  private var displaced: [Step] {
    guard let lesser = valuation.lesser, valuation.isDivided else { return [] }
    let owedIsSpecial = valuation.owed.counted.contains { $0.waiver.displaces != nil }
    return [
      .neverLess(
        special: owedIsSpecial ? valuation.owed.granted : lesser.granted,
        general: owedIsSpecial ? lesser.granted : valuation.owed.granted)
    ]
  }

  private var ceilings: [Step] {
    valuation.owed.shares.filter { $0.granted < $0.wanted }.map {
      .ceiling($0.period.told, fee: $0.fee, used: $0.used, wanted: $0.wanted)
    }
  }

  private var rounding: [Step] {
    let exact = valuation.owed.granted
    guard !exact.value.isWhole else { return [] }
    return [.rounded(exact: exact, general.rounding, amount: valuation.amount)]
  }

  /// That a fee which was paid goes back, and how.
  private var refund: [Step] {
    guard valuation.amount > .zero, let clause = outage.regime.rule?.edition.refund,
      valuation.owed.shares.contains(where: { share in
        share.granted > .zero && facts.charges[share.period.name]?.paidOn != nil
      })
    else { return [] }
    return [.refund(clause: clause.number)]
  }

  /// The clauses to look at where service ended in the outage or within a month after.
  private var termination: [Step] {
    outage.regime.rule?.edition.terminationStep(of: facts.contract, after: outage.interval) ?? []
  }
}

extension TermsEdition {
  /// The clauses that a person should look at where a contract's service ends in an outage or within a
  /// month after it (docs/domain.md §11, end); none otherwise.
  func terminationStep(of contract: ContractHistory, after outage: Interval) -> [Step] {
    guard let end = contract.latest.serviceEnd, !termination.isEmpty else { return [] }
    let first = UTCOffset.japan.date(of: outage.start)
    let (year, month, day) = UTCOffset.japan.date(of: outage.end).components
    let next = FeeMonth(year: year, month: month, startDay: day).nextFirstDay
    guard first <= end, end <= next else { return [] }
    return [.termination(serviceEnd: end, clauses: termination.map(\.number))]
  }
}

extension Exclusion {
  /// That it gives nothing, because of an act of somebody.
  func step(_ attribution: Attribution?) -> Step {
    .excluded(
      clause: clause.number, reason: reason,
      reason == .attribution || reason == .feesStayDue ? attribution : nil)
  }
}

extension Stage {
  /// Its cause, where that is settled.
  var onlyCause: Cause? {
    let causes = possibleCauses.causes
    return causes.count == 1 ? causes.first : nil
  }
}
