import Domain
import Quantities

/// What is said of an incident that is part of no outage of a contract: a reason, a referral, or an
/// edition to wait for (FORMATS §4).
struct SingleReport {
  let facts: ContractFacts
  let segments: [Segment]
  let finder: ClusterFinder
  /// The reports that are part of what would be an outage, had their billing a formula, by segment.
  let withoutFormula: [Int: [Int: Exclusion]]

  /// An answer for one segment.
  enum Answer {
    case none(Reason, Clause?)
    case awaits(Awaited)
    case referred([Awaited], Clause?)
  }

  /// The answers about a report, apart from the segments in which it is part of an outage.
  func assessments(of number: Int, except covered: Set<Int>) -> [Assessment] {
    let hit = facts.hits[number]
    let ends = hit.times.restored.map { [$0] } ?? [finder.horizon, hit.lastKnown]
    let inService = ends.map { facts.contract.isInService(Interval(hit.times.began, $0)) }
    guard inService.contains(true) else {
      return covered.isEmpty ? [assessment(hit, .none(.outsideService, nil))] : []
    }
    let widest = Interval(hit.times.began, max(hit.times.began, ends[0]))
    var answers: [Answer] = []
    for (index, segment) in segments.enumerated() where !covered.contains(index) {
      guard widest.meets(segment.interval) else { continue }
      answers.append(answer(number, in: segment, index, ends: ends))
    }
    // What another document decides is said in any case.
    if let referred = answers.first(where: { if case .referred = $0 { true } else { false } }) {
      // Whether the report reaches into the service decides between nothing and a referral.
      let answer: Answer = inService.contains(false) ? .awaits(.restoredAt) : referred
      return [assessment(hit, answer)]
    }
    guard covered.isEmpty, let first = answers.first else { return [] }
    // The edition is looked up by the day on which the report begins (DOMAIN §11).
    if case .awaits = first { return [assessment(hit, first)] }
    let nothing = answers.compactMap { answer -> (Reason, Clause?)? in
      if case .none(let reason, let clause) = answer { (reason, clause) } else { nil }
    }
    return nothing.min { $0.0 < $1.0 }.map { [assessment(hit, .none($0.0, $0.1))] } ?? []
  }

  private func answer(
    _ number: Int, in segment: Segment, _ index: Int, ends: [Moment]
  ) -> Answer {
    let hit = facts.hits[number]
    let start = max(hit.times.began, segment.interval.start)
    guard let regime = segment.regime(at: start) else { return .none(.outsideService, nil) }
    guard regime.isHeld, let rule = regime.rule else {
      return .awaits(regime.edition(at: start))
    }
    if let awaited = regime.referral {
      guard let referral = rule.referral, awaited == .terms(referral.terms) else {
        return .referred([awaited], nil)
      }
      return .referred(
        [awaited] + rulings(referral.rulings, hit, in: segment, ends[0]), referral.clause)
    }
    let rulings = rulings(rule.rulings, hit, in: segment, ends[0])
    if !rulings.isEmpty { return .referred(rulings, rule.via) }
    if let exclusion = withoutFormula[index]?[number] {
      return .none(exclusion.reason, exclusion.clause)
    }
    return nothing(number, in: segment, ends: ends)
  }

  /// The rulings that every possible cause of some stretch of the report asks for.
  private func rulings(
    _ rulings: [Referral.Ruling], _ hit: Hit, in segment: Segment, _ end: Moment
  ) -> [Awaited] {
    let stages = hit.stages(until: max(end, hit.times.began))
      .filter { $0.interval.meets(segment.interval) }.map { hit.incident.stages[$0.index] }
    let asked = rulings.filter { ruling in
      stages.contains { stage in
        stage.possibleCauses.causes.allSatisfy { ruling.causes.contains($0) }
      }
    }
    return asked.map { .ruling($0.clause) }
  }

  private func assessment(_ hit: Hit, _ answer: Answer) -> Assessment {
    let version = facts.contract.version(on: UTCOffset.japan.date(of: hit.times.began))
    var assessment = Assessment(
      contract: facts.contract.id, account: version.account, outcome: .none,
      incidents: [hit.incident.id], steps: hit.reported)
    assessment.taxRate = version.taxRate
    let start = max(hit.times.began, facts.contract.service.start)
    let rule = segments.regime(at: start)?.rule
    switch answer {
    case .none(let reason, let clause):
      assessment.reason = reason
      assessment.cite([clause].compactMap { $0 }, by: rule)
      assessment.steps.append(.excluded(clause: clause?.number, reason: reason))
    case .awaits(let awaited):
      assessment.wait(for: [awaited])
    case .referred(let awaited, let clause):
      assessment.outcome = .referred
      assessment.waitsFor = awaited
      assessment.cite([clause].compactMap { $0 })
      assessment.steps += awaited.map { .referred(clause: clause?.number ?? "", to: $0) }
    }
    return assessment
  }
}

extension SingleReport {
  /// Why a report counts for nothing in a segment. Of several suppositions about what is missing,
  /// that which comes furthest decides: its reason holds whatever the others are.
  private func nothing(_ number: Int, in segment: Segment, ends: [Moment]) -> Answer {
    let hit = facts.hits[number]
    let missing = finder.missingCauses(of: number, stages: hit.incident.stages.indices, segment)
    let suppositions = Suppositions(facts: missing)
    var furthest: (Reason, Clause?)?
    for choice in 0..<(suppositions.count ?? 1) {
      for end in ends {
        var supposed = SupposedFacts(facts, filling: missing, by: suppositions.choices(choice))
        supposed.hits[number].restored = max(end, hit.times.began)
        guard let found = reason(supposed.spans(of: number), in: segment) else { continue }
        if furthest.map({ $0.0 < found.0 }) ?? true { furthest = found }
      }
    }
    return .none(furthest?.0 ?? .tooShort, furthest?.1)
  }

  /// The first reason in order of precedence that holds for any stretch of a report in a segment.
  private func reason(_ spans: [PlacedSpan], in segment: Segment) -> (Reason, Clause?)? {
    var found: [(Reason, Clause?)] = []
    for span in spans where span.interval.meets(segment.interval) {
      let start = max(span.interval.start, segment.interval.start)
      guard let rule = segment.regime(at: start)?.rule else { continue }
      if let exclusion = rule.exclusion(span.impact, span.cause) {
        found.append((exclusion.reason, exclusion.clause))
      } else if let barring = barring(span, rule) {
        found.append((barring.reason, barring.clause))
      } else {
        found.append((.tooShort, rule.general?.clause))
      }
    }
    return found.min { $0.0 < $1.0 }
  }

  /// What keeps a stretch that would count from counting: another report that bars its clause.
  private func barring(_ span: PlacedSpan, _ rule: ServiceRule) -> Exclusion? {
    guard let waiver = rule.outage else { return nil }
    var found: [Exclusion] = []
    for hit in facts.hits {
      for (index, interval) in hit.stages(openUntil: finder.horizon)
      where interval.overlaps(span.interval) {
        let stage = hit.incident.stages[index]
        for cause in stage.possibleCauses.causes where waiver.bars.admits(stage.impact, cause) {
          if let exclusion = rule.exclusion(stage.impact, cause) { found.append(exclusion) }
        }
      }
    }
    return found.min { $0.reason < $1.reason }
  }
}
