import Domain
import Quantities

/// Which of the readings that a clause rests on an assessment relied on: one that settles a
/// question which did not arise is left out.
struct ReliedReadings {
  let facts: ContractFacts
  let outage: OutageFinding
  let valuation: Valuation

  var numbers: [String] {
    var relied: [String] = []
    func rely(on readings: [String]) {
      for reading in readings where !relied.contains(reading) && arises(reading) {
        relied.append(reading)
      }
    }
    for clause in valuation.clauses { rely(on: clause.readings) }
    for share in valuation.owed.shares { rely(on: share.pricing?.clause.readings ?? []) }
    rely(on: ["I-16"])
    return relied.sorted { number($0) < number($1) }
  }

  private func number(_ reading: String) -> Int { Int(reading.dropFirst(2)) ?? 0 }

  private func arises(_ reading: String) -> Bool {
    switch reading {
    case "I-2": return isInterrupted
    case "I-3": return valuation.units > 0
    case "I-5": return valuation.owed.shares.contains { $0.granted < $0.wanted }
    case "I-6":
      return happened([.plannedMaintenance, .emergencyMaintenance, .legalRestriction])
    case "I-8": return happened([.forceMajeure, .thirdParty]) || isPaused
    case "I-7": return false
    case "I-9": return valuation.isDivided
    case "I-15": return valuation.owed.counted.contains { $0.waiver.measure == .exactTime }
    case "I-16": return outage.spansEditions
    case "I-19": return isPaused || isBesideTheCustomers
    case "I-20": return outage.members.count > 1 && valuation.general.clock == .known
    case "I-21": return datesAreMissingFromMonths
    case "I-28": return happened([.customer])
    case "I-30": return isOfChangedMonth
    case "I-31": return isPaused
    case "I-32": return outage.joined || isBesideWorks
    case "I-38": return startsWithTheService
    default: return true
    }
  }

  /// Whether something makes up an outage of its own, before or after this one.
  private var isInterrupted: Bool {
    let qualifies = valuation.general.qualifies
    return facts.hits.contains { hit in
      !hit.isScheduled
        && hit.stages(openUntil: outage.interval.end).contains { index, interval in
          let stage = hit.stages[index]
          return !interval.overlaps(outage.interval) && interval != outage.interval
            && qualifies.impacts.contains(stage.impact)
            && stage.possibleCauses.isSubset(of: qualifies.causes)
        }
    }
  }

  private func happened(_ attributions: Set<Attribution>) -> Bool {
    outage.members.contains { number in
      facts.hits[number].stages.contains { attributions.contains($0.attribution) }
    }
  }

  private var isPaused: Bool {
    outage.pauses.contains { $0.interval.overlaps(valuation.question.running) }
  }

  /// Whether the customer's own doing lies over the outage, and takes nothing away.
  private var isBesideTheCustomers: Bool { isBeside([.customer]) }

  /// Whether works lie over an outage that something else makes up as well.
  private var isBesideWorks: Bool {
    outage.members.contains { number in
      facts.hits[number].stages.contains { $0.attribution != .plannedMaintenance }
    } && isBeside([.plannedMaintenance])
  }

  private func isBeside(_ attributions: Set<Attribution>) -> Bool {
    facts.hits.contains { hit in
      !hit.isScheduled
        && hit.stages(openUntil: outage.interval.end).contains { index, interval in
          attributions.contains(hit.stages[index].attribution)
            && interval.overlaps(outage.interval)
        }
    }
  }

  /// Whether the contract changed within a month whose fee is lowered.
  private var isOfChangedMonth: Bool {
    valuation.owed.shares.contains { share in
      facts.contract.versions.contains {
        share.period.firstDay < $0.validFrom && $0.validFrom < share.period.nextFirstDay
      }
    }
  }

  private var startsWithTheService: Bool {
    outage.interval.start == facts.contract.service.start
      && outage.members.contains { facts.hits[$0].times.began < outage.interval.start }
  }

  private var datesAreMissingFromMonths: Bool {
    guard !valuation.owed.shares.isEmpty else { return false }
    let version = outage.governing.version
    let (_, month, day) = facts.contract.latest.serviceStart.components
    return version.billing == .fixedAnnual
      ? month == 2 && day == 29 : version.feeMonthStartDay > 28
  }
}
