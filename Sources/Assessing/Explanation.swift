import Domain
import Quantities

/// The steps from an outage to its amount: what counts, the clock, the clause, the arithmetic,
/// ceilings and rounding, and which clauses did not apply and why.
struct Explanation {
  let facts: ContractFacts
  let outage: OutageFinding
  let valuation: Valuation

  var steps: [Step] {
    get throws(QuantityOverflow) {
      try excluded + barred + counted() + displaced + ceilings + [
        .rounded(
          exact: valuation.owed.granted, valuation.general.rounding, amount: valuation.amount)
      ]
    }
  }

  /// Stretches of the outage's own reports that do not count, and special clauses that met nothing.
  private var excluded: [Step] {
    guard let rule = outage.regime.rule else { return [] }
    var found: [Step] = []
    for number in outage.members {
      let incident = facts.hits[number].incident
      for stage in incident.stages {
        let causes = stage.possibleCauses.causes
        guard causes.count == 1, let cause = causes.first,
          let exclusion = rule.exclusion(stage.impact, cause)
        else { continue }
        found.append(.excluded(clause: exclusion.clause.number, reason: exclusion.reason))
      }
    }
    for special in rule.specials
    where !valuation.owed.counted.contains(where: { $0.waiver == special }) {
      found.append(.excluded(clause: special.clause.number, reason: .attribution))
    }
    return found.distinct
  }

  /// Time of other reports that does not count (I-19).
  var barred: [Step] {
    let spans = outage.members.map { facts.hits[$0].times }
    let from = spans.map(\.began).min() ?? outage.interval.start
    let to = spans.compactMap(\.restored).max() ?? outage.interval.end
    return facts.hits.flatMap { hit in
      hit.stages(openUntil: to).compactMap { index, interval -> Step? in
        let stage = hit.incident.stages[index]
        guard interval.overlaps(Interval(from, to)),
          stage.possibleCauses.causes.allSatisfy({
            valuation.general.bars.admits(stage.impact, $0)
          })
        else { return nil }
        return .barred(by: hit.incident.id, from: interval.start, to: interval.end)
      }
    }
  }

  private func counted() throws(QuantityOverflow) -> [Step] {
    let general = valuation.general
    var steps: [Step] = [
      .outage(
        from: outage.interval.start, to: outage.interval.end,
        incidents: facts.names(outage.members)),
      .clock(clause: general.clause.number, general.clock, from: valuation.clockStart),
      .threshold(
        clause: general.clause.number, needed: general.threshold,
        elapsed: outage.interval.end - valuation.clockStart),
    ]
    let shares = Dictionary(
      valuation.owed.shares.map { ($0.period, $0) }, uniquingKeysWith: { first, _ in first })
    for time in valuation.owed.counted {
      guard let share = shares[time.period] else { continue }
      let worth = try share.fee.exact * time.share()
      switch time.waiver.measure {
      case .units(of: let unit):
        steps.append(
          .units(
            clause: time.waiver.clause.number, period: time.period.label, count: time.units,
            unit: unit, fee: share.fee, days: time.days, worth: worth))
      case .exactTime:
        steps.append(
          .time(
            clause: time.waiver.clause.number, period: time.period.label, elapsed: time.elapsed,
            fee: share.fee, days: time.days, worth: worth))
      }
    }
    return steps
  }

  private var displaced: [Step] {
    guard let lesser = valuation.lesser else { return [] }
    let owedIsSpecial = valuation.owed.counted.contains { $0.waiver.displaces != nil }
    return [
      .neverLess(
        special: owedIsSpecial ? valuation.owed.granted : lesser.granted,
        general: owedIsSpecial ? lesser.granted : valuation.owed.granted)
    ]
  }

  private var ceilings: [Step] {
    valuation.owed.shares.filter { $0.granted < $0.wanted }.map {
      .ceiling(period: $0.period.label, fee: $0.fee, used: $0.used, wanted: $0.wanted)
    }
  }
}

/// Which of the readings that a clause rests on an assessment relied on: one that settles a
/// question which did not arise is left out.
struct ReliedReadings {
  let facts: ContractFacts
  let outage: OutageFinding
  let valuation: Valuation

  var numbers: [String] {
    let tables = valuation.owed.shares.compactMap(\.pricedBy)
    let candidates = (valuation.clauses + tables).flatMap(\.readings)
    let relied = Set(candidates).filter(arises)
    let forced = outage.spansEditions ? ["I-16"] : []
    return relied.union(forced).sorted { number($0) < number($1) }
  }

  private func number(_ reading: String) -> Int { Int(reading.drop { !$0.isNumber }) ?? 0 }

  private func arises(_ reading: String) -> Bool {
    switch reading {
    case "I-2": return isInterrupted
    case "I-3": return valuation.units > 0
    case "I-5": return valuation.owed.shares.contains { $0.granted < $0.wanted }
    case "I-6":
      return happened([.plannedMaintenance, .emergencyMaintenance, .legalRestriction])
    case "I-8": return happened([.forceMajeure, .thirdParty])
    case "I-7": return false
    case "I-9": return valuation.lesser != nil
    case "I-15": return valuation.owed.counted.contains { $0.waiver.measure == .exactTime }
    case "I-16": return outage.spansEditions
    case "I-19": return isBarredInPart
    case "I-20": return outage.members.count > 1 && valuation.general.clock == .known
    case "I-21": return datesAreMissingFromMonths
    case "I-28": return happened([.customer])
    default: return true
    }
  }

  /// Whether another report of the contract makes up an outage of its own.
  private var isInterrupted: Bool {
    facts.hits.indices.contains { number in
      !outage.members.contains(number)
        && facts.hits[number].incident.stages.contains { stage in
          stage.possibleCauses.causes.allSatisfy {
            valuation.general.qualifies.admits(stage.impact, $0)
          }
        }
    }
  }

  private func happened(_ attributions: Set<Attribution>) -> Bool {
    outage.members.contains { number in
      facts.hits[number].incident.stages.contains { attributions.contains($0.attribution) }
    }
  }

  private var isBarredInPart: Bool {
    !Explanation(facts: facts, outage: outage, valuation: valuation).barred.isEmpty
  }

  private var datesAreMissingFromMonths: Bool {
    let version = outage.regime.version
    let (_, month, day) = facts.contract.latest.serviceStart.components
    return version.billing == .fixedAnnual
      ? month == 2 && day == 29 : version.feeMonthStartDay > 28
  }
}
