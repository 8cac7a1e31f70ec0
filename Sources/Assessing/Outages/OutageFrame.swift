import Domain
import Quantities

/// Where an outage lies: which of what was reported counts, and what ends it on either side.
struct OutageFrame {
  let facts: ContractFacts
  let outage: OutageFinding

  var steps: [Step] { excluded + bounds }

  /// Stretches of the outage's own reports that do not count.
  private var excluded: [Step] {
    guard let rule = outage.governing.rule else { return [] }
    return outage.members.flatMap { number in
      facts.hits[number].excludedTimes(by: rule, openUntil: outage.interval.end)
        .filter { !$0.interval.overlaps(outage.interval) }.map(\.step)
    }.distinct
  }

  private var bounds: [Step] {
    let service = facts.contract.service
    let hits = outage.members.map { facts.hits[$0] }
    let (start, end) = (outage.interval.start, outage.interval.end)
    let beginsBefore = hits.contains { $0.times.began < start }
    let goesOn = hits.contains { hit in hit.times.restored.map { $0 > end } ?? true }
    var found: [Step] = [
      .outage(from: start, to: end, incidents: facts.names(outage.members))
    ]
    if start == service.start, beginsBefore {
      found.append(.serviceStarts(on: facts.contract.latest.serviceStart))
    }
    found += [(start, beginsBefore), (end, goesOn)].compactMap { moment, isCut in
      isCut ? termsChanged(at: moment) : nil
    }
    if let last = facts.contract.latest.serviceEnd, end == service.end, goesOn {
      found.append(.serviceEnds(on: last))
    }
    return found
  }

  /// Whether the contract came under other terms, or to another service, at a moment.
  private func termsChanged(at moment: Moment) -> Step? {
    let versions = facts.contract.versions
    let isChange = zip(versions, versions.dropFirst()).contains { before, after in
      UTCOffset.japan.start(of: after.validFrom) == moment
        && (before.terms != after.terms || before.service != after.service)
    }
    return isChange ? .termsChanged(on: UTCOffset.japan.date(of: moment)) : nil
  }

  /// The clauses to look at where service ended in the outage or within a month after.
  var termination: [Step] {
    outage.governing.rule?.edition.terminationStep(of: facts.contract, after: outage.interval) ?? []
  }
}

/// A stretch of a report that gives nothing, and why.
struct ExcludedTime {
  let interval: Interval
  let exclusion: Exclusion
  let cause: Cause

  var step: Step {
    .excludedTime(
      from: interval.start, to: interval.end, clause: exclusion.clause.number,
      reason: exclusion.reason, by: exclusion.turnsOnCause ? cause.attribution : nil)
  }
}

extension ContractIncident {
  /// The stretches that give nothing under a rule, as far as their cause is settled.
  func excludedTimes(by rule: ServiceRule, openUntil horizon: Moment) -> [ExcludedTime] {
    stages(openUntil: horizon).compactMap { index, interval in
      let stage = stages[index]
      guard !interval.isEmpty, let cause = stage.onlyCause,
        let exclusion = rule.exclusion(stage.impact, cause)
      else { return nil }
      return ExcludedTime(interval: interval, exclusion: exclusion, cause: cause)
    }
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
    let isWithin = UTCOffset.japan.start(of: end + 1) <= outage.end
    return [
      .termination(serviceEnd: end, isWithin: isWithin, clauses: termination.map(\.number))
    ]
  }
}

extension Exclusion {
  /// Whether its reason lies in whose act it was.
  var turnsOnCause: Bool { reason == .attribution || reason == .feesStayDue }

  /// That it gives nothing, because of an act of somebody.
  func step(_ attribution: Attribution?) -> Step {
    .excluded(clause: clause.number, reason: reason, by: turnsOnCause ? attribution : nil)
  }
}

extension Stage {
  /// Its cause, where that is settled.
  var onlyCause: Cause? {
    let causes = possibleCauses.causes
    return causes.count == 1 ? causes.first : nil
  }
}
