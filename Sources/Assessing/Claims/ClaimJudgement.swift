import Domain
import Quantities

/// Judges the claims of a contract under one scenario about what is missing (docs/domain.md §5).
struct ClaimJudgement {
  private let serviceSpans: [ServiceSpan]
  let supposed: SupposedFacts
  private let outages: [DamagesOutage]
  private let spans: [PlacedSpan]
  let decisions: ClaimDecisions
  /// What earlier claims took of each cap.
  var used: [CapKey: Yen] = [:]
  /// The claims of which it is not known what they take of which cap.
  var waiting: [WaitingClaim] = []
  /// The same of incidents not reported yet: what they take is supposed.
  let unreported: [WaitingClaim]

  init(
    _ supposed: SupposedFacts, _ serviceSpans: [ServiceSpan], _ decisions: ClaimDecisions,
    beside unreported: [WaitingClaim]
  ) {
    self.serviceSpans = serviceSpans
    self.supposed = supposed
    self.decisions = decisions
    self.unreported = unreported
    spans = supposed.spans
    outages = DamagesOutage.all(of: supposed, in: serviceSpans)
      .sorted { $0.interval.start < $1.interval.start }
  }

  private var facts: ContractFacts { supposed.facts }

  /// Judges one claim on a report; claims come in order of receipt.
  ///
  /// - Throws: ``MissingCharge``, and `QuantityOverflow`.
  mutating func verdict(on claim: Claim, hit: Int) throws -> Verdict {
    var verdict = try judged(claim, hit)
    let claimed = try claim.claimed
    verdict.steps.insert(
      .claimed(
        claim: claim.id, receivedOn: claim.receivedOn,
        amounts: claimed.amounts), at: 0)
    if verdict.members.isEmpty { verdict.members = [hit] }
    return try ruled(verdict, claim)
  }

  private mutating func judged(_ claim: Claim, _ hit: Int) throws -> Verdict {
    // What was announced and did not take place hit nobody.
    guard supposed.hits[hit].tookPlace else { return Verdict(.nothing(.notAffected)) }
    let span = Interval(facts.hits[hit].times.began, supposed.hits[hit].restored)
    guard facts.contract.isInService(span) else { return Verdict(.nothing(.outsideService)) }
    let start = max(span.start, facts.contract.service.start)
    guard let governing = serviceSpans.governing(at: start) else {
      return Verdict(.nothing(.outsideService))
    }
    if let rule = governing.rule, rule.damages.outageCircumstances != nil {
      let own = outages.filter { $0.members.contains(hit) }
      if !own.isEmpty {
        guard let outage = own.meant(by: claim) else { return unplaced(claim, among: own) }
        guard let terms = outage.governing.rule else { return try verdict(on: claim, outage) }
        var verdict = try judge(claim, under: terms, .outage(outage.interval.start)) {
          try $0.verdict(on: claim, outage)
        }
        if let day = claim.damageOn, own.count(where: { $0.overlaps(day) }) > 1 {
          verdict.steps.insert(
            .damageWithin(on: day, from: outage.interval.start, to: outage.interval.end), at: 0)
        }
        return verdict
      }
    }
    let parts = spans.filter { $0.hit == hit && facts.contract.isInService($0.interval) }
    let lasting = parts.filter { facts.contract.hasService(during: $0.interval) }
    if let precluded = precluded(lasting.isEmpty ? parts : lasting, governing) { return precluded }
    if let other = try elsewhere(claim, governing, at: start) {
      if case .awaits(let awaited) = other.outcome {
        waiting.append(WaitingClaim(claim: claim, awaited: awaited))
      }
      return other
    }
    guard let rule = governing.rule else { return Verdict(.nothing(.outsideService)) }
    if let referral = rule.damages.referral(for: parts, lasting) {
      var verdict = try referred(claim, by: referral, governing, rule, from: start, hit)
      verdict.outage = window(of: parts, from: start)
      return verdict
    }
    guard rule.damages.outageCircumstances == nil else { return nothing(parts, rule, governing) }
    return try judge(claim, under: rule, .month(month(of: claim, governing, rule, from: start))) {
      try $0.verdict(on: claim, parts, lasting, governing, rule, from: start)
    }
  }

  /// A claim for one of several outages, of which its day of damage does not tell which.
  private mutating func unplaced(_ claim: Claim, among own: [DamagesOutage]) -> Verdict {
    waiting.append(
      WaitingClaim(
        claim: claim, awaited: [.damageOn],
        caps: Set(own.map { .outage($0.interval.start) })))
    var verdict = Verdict(.awaits([.damageOn]))
    if let day = claim.damageOn { verdict.steps.append(.damageOutside(on: day)) }
    return verdict
  }

  /// What gives nothing before any incorporated clause, where every part of the report meets it.
  private func precluded(_ parts: [PlacedSpan], _ governing: GoverningTerms) -> Verdict? {
    guard let rule = governing.rule, governing.lacking != governing.version.terms, !parts.isEmpty
    else {
      return nil
    }
    let preclusion = rule.damages.preclusions.first { preclusion in
      parts.allSatisfy { preclusion.circumstances.admits($0.impact, $0.cause) }
    }
    guard let preclusion else { return nil }
    var verdict = Verdict(.nothing(preclusion.reason))
    verdict.clauses = [preclusion.clause]
    verdict.version = governing.version
    verdict.steps.append(preclusion.step(parts[0].cause.attribution))
    return verdict
  }

  /// What decides instead of the contract's terms, or what has to be supplied first.
  private func elsewhere(
    _ claim: Claim, _ governing: GoverningTerms, at moment: Moment
  ) throws -> Verdict? {
    var verdict: Verdict
    if !governing.isHeld || governing.rule == nil {
      verdict = Verdict(.awaits([governing.edition(at: moment)]))
    } else if let agreement = governing.version.agreement, governing.referral == .terms(agreement) {
      verdict = Verdict(.referred([.terms(agreement)]))
      verdict.steps = [.liabilityReferred(clause: "", limitedBy: nil, terms: agreement)]
    } else if let rule = governing.rule, rule.damages.isSilent {
      let ruling = Awaited.ruling(rule.edition.id.text)
      verdict = Verdict(.referred([ruling]))
      verdict.steps = [.referred(clause: "", to: ruling)]
      verdict.approvable = try claim.claimed.total()
      verdict.supply = month(of: claim, governing, rule, from: moment)
    } else {
      return nil
    }
    verdict.version = governing.version
    return verdict
  }

  private func nothing(_ parts: [PlacedSpan], _ rule: ServiceRule, _ governing: GoverningTerms)
    -> Verdict
  {
    let exclusions = parts.compactMap { part in
      rule.damages.exclusion(part.impact, part.cause).map { ($0, part.cause.attribution) }
    }
    let byOutage = rule.damages.outageCircumstances != nil
    var verdict = Verdict(.nothing(byOutage ? .tooShort : .attribution))
    if let (first, attribution) = exclusions.min(by: { $0.0.reason < $1.0.reason }) {
      verdict = Verdict(.nothing(first.reason))
      verdict.clauses = [first.clause]
      verdict.steps.append(
        first.reason == .noGuarantee
          ? .notLiable(clause: first.clause.number) : first.step(attribution))
    }
    verdict.version = governing.version
    return verdict
  }

  /// A claim for an outage.
  private mutating func verdict(on claim: Claim, _ outage: DamagesOutage) throws -> Verdict {
    if let other = try elsewhere(claim, outage.governing, at: outage.interval.start) {
      return other
    }
    guard let terms = outage.governing.rule, let rule = terms.damages.rule(for: outage.causes)
    else {
      return Verdict(.nothing(.attribution))
    }
    let beginning = terms.edition.offset.date(of: outage.interval.start)
    var verdict = Verdict(.nothing(.tooShort))
    verdict.clauses = [rule.clause]
    verdict.outage = TimeWindow(outage.interval)
    verdict.members = outage.members
    verdict.version = outage.governing.version
    verdict.supply = FeeMonth(
      containing: beginning, startDay: outage.governing.version.feeMonthStartDay)
    verdict.steps = [
      .outage(
        from: outage.interval.start, to: outage.interval.end,
        incidents: facts.names(outage.members))
    ]
    let elapsed = outage.sinceKnown
    if let needed = rule.threshold {
      let number = rule.clause.number
      if outage.knownFrom >= outage.interval.end {
        verdict.outcome = .nothing(.knownTooLate)
        verdict.steps.append(
          .knownTooLate(
            clause: number, known: outage.knownFrom, restored: outage.interval.end))
        return verdict
      }
      verdict.steps += [
        .clock(clause: number, clock: .known, from: outage.knownFrom),
        .threshold(clause: number, needed: needed, elapsed: elapsed),
      ]
      if elapsed < needed { return verdict }
    }
    let compensation = Compensation(
      claim: claim, rule: rule, displaced: terms.damages.displaced(by: rule),
      schedule: schedule(outage.governing, terms),
      incorporating: terms.damagesVia, beginning: beginning, days: elapsed.wholeDays,
      causes: outage.causes,
      other: terms.damages.rules.first {
        $0.isPooled && !$0.causes.isDisjoint(with: rule.heldIfAlso)
      }?.clause,
      decisions: decisions)
    try compensation.decide(&verdict, used: &used[.outage(outage.interval.start), default: .zero])
    verdict.rule = terms
    return verdict
  }

  /// A claim that the facts of its incident decide alone.
  private mutating func verdict(
    on claim: Claim, _ parts: [PlacedSpan], _ lasting: [PlacedSpan], _ governing: GoverningTerms,
    _ terms: ServiceRule, from start: Moment
  ) throws -> Verdict {
    let causes = CauseSet(lasting.map(\.cause))
    guard let rule = terms.damages.rule(for: causes) else {
      return nothing(parts, terms, governing)
    }
    var verdict = Verdict(.nothing(.nothingRecoverable))
    verdict.clauses = [rule.clause]
    verdict.version = governing.version
    let month = month(of: claim, governing, terms, from: start)
    verdict.supply = month
    verdict.outage = window(of: parts, from: start)
    let beginning = terms.edition.offset.date(of: start)
    let compensation = Compensation(
      claim: claim, rule: rule, displaced: terms.damages.displaced(by: rule),
      schedule: schedule(governing, terms), incorporating: terms.damagesVia, beginning: beginning,
      days: 0, causes: causes, other: nil, decisions: decisions)
    if claim.damageOn == nil, rule.needsDetails {
      waiting.append(WaitingClaim(claim: claim, awaited: [.damageOn]))
    }
    try compensation.decide(&verdict, used: &used[.month(month), default: .zero])
    verdict.rule = terms
    return verdict
  }

  /// The fee month in which the damage arose; where that is not said, in which the incident began.
  private func month(
    of claim: Claim, _ governing: GoverningTerms, _ terms: ServiceRule, from start: Moment
  ) -> FeeMonth {
    FeeMonth(
      containing: claim.damageOn ?? terms.edition.offset.date(of: start),
      startDay: governing.version.feeMonthStartDay)
  }

  private func schedule(_ governing: GoverningTerms, _ terms: ServiceRule) -> ChargeSchedule {
    ChargeSchedule(
      facts: facts, version: governing.version, edition: terms.edition, supposed: supposed.charges)
  }

  private func window(of parts: [PlacedSpan], from start: Moment) -> TimeWindow? {
    guard let first = parts.map(\.interval.start).min(),
      let end = parts.map(\.interval.end).max()
    else { return nil }
    return TimeWindow(from: max(first, start), to: end)
  }

  private func referred(
    _ claim: Claim, by referral: DamagesReferral, _ governing: GoverningTerms, _ terms: ServiceRule,
    from start: Moment, _ hit: Int
  ) throws -> Verdict {
    let awaited =
      [referral.terms.map(Awaited.terms), referral.ruling.map(Awaited.ruling)].compactMap { $0 }
    var verdict = Verdict(.referred(awaited))
    verdict.clauses = [referral.clause]
    verdict.version = governing.version
    verdict.approvable = try claim.claimed.total()
    verdict.supply = month(of: claim, governing, terms, from: start)
    verdict.steps = awaited.map { referral.step(to: $0) }
    verdict.cap = try verdict.paidCap(
      by: referral, schedule(governing, terms), terms.edition.offset.date(of: start))
    // The cap does not tell causes apart, so the facts are asked: what was supposed may not be.
    let causes = facts.hits[hit].stages.map(\.possibleCauses)
    if verdict.cap != nil, causes.contains(where: { !$0.isDisjoint(with: .grave) }) {
      verdict.steps.append(
        .capForPerson(
          clause: referral.clause.number,
          isSettled: causes.contains { $0.isSubset(of: .grave) }))
    }
    return verdict
  }
}
