import Domain
import Quantities

/// What is said of an incident that is part of no outage of a contract: a reason, a referral, or an
/// edition to wait for (docs/formats.md §4).
struct ReportOutsideOutages {
  let facts: ContractFacts
  let serviceSpans: [ServiceSpan]
  let finder: CandidateFinder
  /// The reports that are part of what would be an outage, had their billing a formula, by service span.
  let withoutFormula: [Int: [Int: Exclusion]]

  /// An answer for one service span.
  enum Answer {
    case nothing(Reason, Clause?, Attribution?)
    case awaits(Awaited)
    case referred([Awaited], Clause?)
  }

  /// Why nothing is owed: the clause that says so and, where the reason lies in it, whose act it was.
  private struct Nothing {
    let reason: Reason
    let clause: Clause?
    let attribution: Attribution?

    var answer: Answer { .nothing(reason, clause, attribution) }
  }

  /// The answers about a report, apart from the service spans in which it is part of an outage.
  func assessments(of number: Int, except covered: Set<Int>) -> [Assessment] {
    let hit = facts.hits[number]
    // What is only announced affects nobody by itself.
    guard !hit.isScheduled else { return [] }
    let ends = hit.possibleEnds(upTo: finder.horizon)
    let inService = ends.map { facts.contract.isInService(Interval(hit.times.began, $0)) }
    guard inService.contains(true) else {
      return covered.isEmpty ? [assessment(hit, .nothing(.outsideService, nil, nil))] : []
    }
    let widest = Interval(hit.times.began, max(hit.times.began, ends[0]))
    var answers: [Answer] = []
    for (index, serviceSpan) in serviceSpans.enumerated() where !covered.contains(index) {
      guard widest.meets(serviceSpan.interval) else { continue }
      answers.append(answer(number, in: serviceSpan, index, ends: ends))
    }
    // What another document decides is said in any case.
    if let referred = answers.first(where: { if case .referred = $0 { true } else { false } }) {
      // Whether the report reaches into the service decides between nothing and a referral.
      let answer: Answer = inService.contains(false) ? .awaits(.restoredAt) : referred
      return [assessment(hit, answer)]
    }
    guard covered.isEmpty, let first = answers.first else { return [] }
    // The edition is looked up by the day on which the report begins (docs/domain.md §11).
    if case .awaits = first { return [assessment(hit, first)] }
    let nothing = answers.compactMap { answer -> Nothing? in
      if case .nothing(let reason, let clause, let attribution) = answer {
        Nothing(reason: reason, clause: clause, attribution: attribution)
      } else {
        nil
      }
    }
    return nothing.min { $0.reason < $1.reason }.map { [assessment(hit, $0.answer)] } ?? []
  }

  private func answer(
    _ number: Int, in serviceSpan: ServiceSpan, _ index: Int, ends: [Moment]
  ) -> Answer {
    let hit = facts.hits[number]
    let start = max(hit.times.began, serviceSpan.interval.start)
    guard let governing = serviceSpan.governing(at: start) else {
      return .nothing(.outsideService, nil, nil)
    }
    guard governing.isHeld, let rule = governing.rule else {
      return .awaits(governing.edition(at: start))
    }
    if let awaited = governing.referral {
      guard let referral = rule.referral, awaited == .terms(referral.terms) else {
        return .referred([awaited], nil)
      }
      return .referred(
        [awaited] + rulings(referral.rulings, hit, in: serviceSpan, ends), referral.clause)
    }
    let asked = rulings(rule.rulings, hit, in: serviceSpan, ends)
    if !asked.isEmpty { return .referred(asked, rule.via) }
    if let exclusion = withoutFormula[index]?[number] {
      return .nothing(exclusion.reason, exclusion.clause, nil)
    }
    if let exclusion = rule.exclusions.first(where: { $0.ruling != nil }) {
      let asked = rule.exclusions.compactMap(\.ruling).distinct
      let ruled = ends.map { rulings(asked, hit, in: serviceSpan, $0, lasting: true) }
      if !ruled[0].isEmpty {
        // Whether it lasted at all decides between nothing and a person's ruling.
        return ruled.contains([]) ? .awaits(.restoredAt) : .referred(ruled[0], exclusion.clause)
      }
    }
    return nothing(number, in: serviceSpan, ends: ends)
  }

  /// The rulings that are asked for whenever a report ends.
  private func rulings(
    _ rulings: [Ruling], _ hit: ContractIncident, in serviceSpan: ServiceSpan, _ ends: [Moment]
  ) -> [Awaited] {
    let asked = ends.map { self.rulings(rulings, hit, in: serviceSpan, $0) }
    return asked[0].filter { ruling in asked.allSatisfy { $0.contains(ruling) } }
  }

  /// The rulings that every possible cause of some stretch of the report asks for.
  private func rulings(
    _ rulings: [Ruling], _ hit: ContractIncident, in serviceSpan: ServiceSpan, _ end: Moment,
    lasting: Bool = false
  ) -> [Awaited] {
    let stages = hit.stages(until: max(end, hit.times.began))
      .filter {
        lasting
          ? $0.interval.overlaps(serviceSpan.interval) : $0.interval.meets(serviceSpan.interval)
      }.map { hit.stages[$0.index] }
    let asked = rulings.filter { ruling in
      stages.contains { stage in
        stage.possibleCauses.causes.allSatisfy {
          ruling.circumstances.admits(stage.impact, $0)
        }
      }
    }
    return asked.map { .ruling($0.clause) }
  }

  private func assessment(_ hit: ContractIncident, _ answer: Answer) -> Assessment {
    let version = facts.contract.version(on: UTCOffset.japan.date(of: hit.times.began))
    var assessment = Assessment(
      Subject(contract: facts.contract.id), account: version.account,
      Evidence(incidents: [hit.incident.id], steps: hit.reported), .undetermined(waitsFor: []))
    let start = max(hit.times.began, facts.contract.service.start)
    let rule = serviceSpans.governing(at: start)?.rule
    switch answer {
    case .nothing(let reason, let clause, let attribution):
      assessment.decision = .nothing(reason)
      assessment.cite([clause].compactMap { $0 }, by: rule)
      assessment.readings = (clause?.readings ?? []).filter { arises($0, of: hit) }
      assessment.steps += why(hit, rule, reason, clause, attribution)
    case .awaits(let awaited):
      assessment.wait(for: [awaited])
    case .referred(let awaited, let clause):
      assessment.decision = .referred(waitsFor: awaited, approvable: .zero)
      assessment.cite([clause].compactMap { $0 })
      assessment.readings = clause?.readings ?? []
      assessment.steps += awaited.map { .referred(clause: clause?.number ?? "", to: $0) }
    }
    if hit.stages.contains(where: \.mayBeAnOutage) {
      let time = Interval(hit.times.began, hit.latestEnd(openUntil: finder.horizon))
      assessment.steps += rule?.edition.terminationStep(of: facts.contract, after: time) ?? []
    }
    return assessment
  }

  /// Why nothing is owed for a report, stretch by stretch where the reasons differ.
  private func why(
    _ hit: ContractIncident, _ rule: ServiceRule?, _ reason: Reason, _ clause: Clause?,
    _ attribution: Attribution?
  ) -> [Step] {
    if reason == .outsideService {
      let latest = facts.contract.latest
      return [.outsideService(from: latest.serviceStart, to: latest.serviceEnd)]
    }
    let times =
      rule.map { hit.excludedTimes(by: $0, openUntil: hit.latestEnd(openUntil: finder.horizon)) }
      ?? []
    let isDivided = Set(times.map { [$0.exclusion.clause.number, $0.cause.attribution.rawValue] })
    guard isDivided.count > 1, times.count == hit.stages.count else {
      return [.excluded(clause: clause?.number, reason: reason, by: attribution)]
    }
    return times.map(\.step)
  }

  /// Whether a reading of a clause that gives nothing settles a question which this report raises.
  private func arises(_ reading: String, of hit: ContractIncident) -> Bool {
    switch reading {
    case "I-7": hit.stages.contains { $0.impact == .equivalent }
    case "I-8":
      hit.stages.contains {
        [.plannedMaintenance, .emergencyMaintenance, .legalRestriction].contains($0.attribution)
      }
    // Works that stand alone touch no fault.
    case "I-32": false
    // Gross negligence alone is left to a person.
    case "I-36": false
    default: true
    }
  }
}

extension Stage {
  /// Whether the customer may have lost the service, for another reason than the customer's own.
  fileprivate var mayBeAnOutage: Bool {
    impact != .partial && attribution != .customer && attribution != .suspension
  }
}

extension ReportOutsideOutages {
  /// Why a report counts for nothing in a service span. Of several scenarios about what is missing,
  /// that which comes furthest decides: its reason holds whatever the others are.
  private func nothing(_ number: Int, in serviceSpan: ServiceSpan, ends: [Moment]) -> Answer {
    let causes = MissingCauses(
      finder.missingCauses(of: number, stages: facts.hits[number].stages.indices, serviceSpan))
    let found = ends.compactMap { furthest(facts.hits[number], until: $0, in: serviceSpan, causes) }
    // Of those that come as far, the first of all scenarios, counted as `Scenarios` does.
    let first = found.min { left, right in
      left.nothing.reason != right.nothing.reason
        ? left.nothing.reason > right.nothing.reason
        : left.choices.reversed().lexicographicallyPrecedes(right.choices.reversed())
    }
    return first?.nothing.answer ?? .nothing(.tooShort, nil, nil)
  }

  /// The causes that are missing of one report, each found by the stages that share it.
  private struct MissingCauses {
    var causes: [[Cause]] = []
    var ofStage: [Int: Int] = [:]

    init(_ facts: [MissingFact]) {
      for case .cause(_, let stages, _, let causes) in facts {
        for stage in stages { ofStage[stage] = self.causes.count }
        self.causes.append(causes)
      }
    }
  }

  /// The first reason in order of precedence that holds for any stretch of a report in a service span, under
  /// the first scenario by which that comes furthest; `nil` where there is none.
  ///
  /// Every cause that is missing bears on stretches of its own, so each is chosen by itself.
  private func furthest(
    _ hit: ContractIncident, until end: Moment, in serviceSpan: ServiceSpan,
    _ missing: MissingCauses
  ) -> (nothing: Nothing, choices: [Int])? {
    let parts = hit.stages(until: max(end, hit.times.began))
      .filter { $0.interval.meets(serviceSpan.interval) }
    var settled: [Reason] = []
    var possible: [[Reason?]] = missing.causes.map { $0.map { _ in nil } }
    for part in parts {
      let stage = hit.stages[part.index]
      guard let fact = missing.ofStage[part.index] else {
        settled += [nothing(part.interval, stage.impact, stage.supposedCause, serviceSpan)?.reason]
          .compactMap { $0 }
        continue
      }
      for (choice, cause) in missing.causes[fact].enumerated() {
        let found = nothing(part.interval, stage.impact, cause, serviceSpan)?.reason
        possible[fact][choice] = [possible[fact][choice], found].compactMap { $0 }.min()
      }
    }
    let reach =
      (settled + possible.compactMap { $0.contains(nil) ? nil : $0.compactMap { $0 }.max() })
      .min()
    let choices = possible.map { reasons in
      reasons.firstIndex { reason in reason.map { own in reach.map { own >= $0 } ?? true } ?? true }
        ?? 0
    }
    let found = parts.compactMap { part -> Nothing? in
      let stage = hit.stages[part.index]
      let cause =
        missing.ofStage[part.index].map { missing.causes[$0][choices[$0]] } ?? stage.supposedCause
      return nothing(part.interval, stage.impact, cause, serviceSpan)
    }
    return found.min { $0.reason < $1.reason }.map { ($0, choices) }
  }

  /// Why a stretch of a report counts for nothing in a service span.
  private func nothing(
    _ interval: Interval, _ impact: Impact, _ cause: Cause, _ serviceSpan: ServiceSpan
  ) -> Nothing? {
    let start = max(interval.start, serviceSpan.interval.start)
    guard let rule = serviceSpan.governing(at: start)?.rule else { return nil }
    guard let exclusion = rule.exclusion(impact, cause) else {
      return Nothing(reason: .tooShort, clause: rule.general?.clause, attribution: nil)
    }
    return Nothing(
      reason: exclusion.reason, clause: exclusion.clause,
      attribution: exclusion.turnsOnCause ? cause.attribution : nil)
  }
}
