import Domain
import Quantities

/// Judges the claims of a contract under one supposition about what is missing (DOMAIN §5).
struct ClaimJudgement {
  private let segments: [Segment]
  private let supposed: SupposedFacts
  private let outages: [DamagesOutage]
  private let spans: [PlacedSpan]
  /// What earlier claims took of each cap: there is one for each outage, or for each fee month.
  private var usedByOutage: [Moment: Yen] = [:]
  private var usedByMonth: [FeeMonth: Yen] = [:]

  init(_ supposed: SupposedFacts, _ segments: [Segment]) {
    self.segments = segments
    self.supposed = supposed
    spans = supposed.spans
    outages = DamagesOutage.all(of: spans, in: segments, knowing: supposed.known)
      .sorted { $0.interval.start < $1.interval.start }
  }

  private var facts: ContractFacts { supposed.facts }

  /// Judges one claim on a report; claims come in order of receipt.
  ///
  /// - Throws: ``MissingCharge``, and ``QuantityOverflow``.
  mutating func verdict(on claim: Claim, hit: Int) throws -> Verdict {
    var verdict = try judged(claim, hit)
    let sums = try Claim.Item.Kind.allCases.map { try claim.total(of: [$0]) }
    verdict.steps.insert(.claimed(claim.id, receivedOn: claim.receivedOn, amounts: sums), at: 0)
    if verdict.members.isEmpty { verdict.members = [hit] }
    return verdict
  }

  private mutating func judged(_ claim: Claim, _ hit: Int) throws -> Verdict {
    let span = Interval(facts.hits[hit].times.began, supposed.hits[hit].restored)
    guard facts.contract.isInService(span) else { return Verdict(.none(.outsideService)) }
    let start = max(span.start, facts.contract.service.start)
    guard let regime = segments.regime(at: start) else { return Verdict(.none(.outsideService)) }
    if let rule = regime.rule, rule.damages.outageCircumstances != nil,
      let outage = outages.first(where: { $0.members.contains(hit) })
    {
      return try verdict(on: claim, outage)
    }
    if let other = try elsewhere(claim, regime, at: start) { return other }
    guard let rule = regime.rule else { return Verdict(.none(.outsideService)) }
    let parts = spans.filter { $0.hit == hit && facts.contract.isInService($0.interval) }
    guard rule.damages.outageCircumstances == nil else {
      return nothing(parts, rule, regime)
    }
    return try verdict(on: claim, parts, regime, rule, from: start)
  }

  /// What decides instead of the contract's terms, or what has to be supplied first.
  private func elsewhere(
    _ claim: Claim, _ regime: Regime, at moment: Moment
  ) throws(QuantityOverflow) -> Verdict? {
    var verdict: Verdict
    if !regime.isHeld || regime.rule == nil {
      verdict = Verdict(.awaits([regime.edition(at: moment)]))
    } else if let agreement = regime.version.agreement, regime.referral == .terms(agreement) {
      verdict = Verdict(.referred([.terms(agreement)]))
    } else if let rule = regime.rule, rule.damages.isSilent {
      verdict = Verdict(.referred([.ruling(rule.edition.id.text)]))
      verdict.approvable = try claim.total(of: Set(Claim.Item.Kind.allCases))
      verdict.supply = month(of: claim, regime, rule, from: moment)
    } else {
      return nil
    }
    verdict.version = regime.version
    return verdict
  }

  private func nothing(_ parts: [PlacedSpan], _ rule: ServiceRule, _ regime: Regime) -> Verdict {
    let exclusions = parts.compactMap { rule.damages.exclusion($0.impact, $0.cause) }
    var verdict = Verdict(.none(.tooShort))
    if let first = exclusions.min(by: { $0.reason < $1.reason }) {
      verdict = Verdict(.none(first.reason))
      verdict.clauses = [first.clause]
      verdict.steps.append(.excluded(clause: first.clause.number, reason: first.reason))
    }
    verdict.version = regime.version
    return verdict
  }

  /// A claim for an outage.
  private mutating func verdict(on claim: Claim, _ outage: DamagesOutage) throws -> Verdict {
    if let other = try elsewhere(claim, outage.regime, at: outage.interval.start) { return other }
    guard let terms = outage.regime.rule, let rule = terms.damages.rule(for: outage.causes) else {
      return Verdict(.none(.attribution))
    }
    let beginning = terms.edition.offset.date(of: outage.interval.start)
    var verdict = Verdict(.none(.tooShort))
    verdict.clauses = [rule.clause]
    verdict.outage = Assessment.Window(outage.interval)
    verdict.members = outage.members
    verdict.version = outage.regime.version
    verdict.supply = FeeMonth(
      containing: beginning, startDay: outage.regime.version.feeMonthStartDay)
    verdict.steps = [
      .outage(
        from: outage.interval.start, to: outage.interval.end,
        incidents: facts.names(outage.members))
    ]
    let elapsed = outage.interval.end - outage.knownFrom
    if let needed = rule.threshold {
      verdict.steps += [
        .clock(clause: rule.clause.number, .known, from: outage.knownFrom),
        .threshold(clause: rule.clause.number, needed: needed, elapsed: elapsed),
      ]
      if elapsed < needed { return verdict }
    }
    let compensation = Compensation(
      claim: claim, rule: rule, schedule: schedule(outage.regime, terms),
      incorporating: terms.damagesVia, beginning: beginning,
      days: elapsed.wholeDays)
    try compensation.decide(&verdict, used: &usedByOutage[outage.interval.start, default: .zero])
    verdict.rule = terms
    return verdict
  }

  /// A claim that the facts of its incident decide alone.
  private mutating func verdict(
    on claim: Claim, _ parts: [PlacedSpan], _ regime: Regime, _ terms: ServiceRule,
    from start: Moment
  ) throws -> Verdict {
    let causes = CauseSet(parts.map(\.cause))
    if let referral = terms.damages.referral(for: causes) {
      var verdict = try referred(claim, by: referral, regime, terms, from: start)
      verdict.outage = window(of: parts, from: start)
      return verdict
    }
    guard let rule = terms.damages.rule(for: causes) else { return nothing(parts, terms, regime) }
    var verdict = Verdict(.none(.nothingRecoverable))
    verdict.clauses = [rule.clause]
    verdict.version = regime.version
    let month = month(of: claim, regime, terms, from: start)
    verdict.supply = month
    verdict.outage = window(of: parts, from: start)
    let beginning = terms.edition.offset.date(of: start)
    let compensation = Compensation(
      claim: claim, rule: rule, schedule: schedule(regime, terms),
      incorporating: terms.damagesVia, beginning: beginning, days: 0)
    try compensation.decide(&verdict, used: &usedByMonth[month, default: .zero])
    verdict.rule = terms
    return verdict
  }

  /// The fee month in which the damage arose; where that is not said, in which the incident began.
  private func month(
    of claim: Claim, _ regime: Regime, _ terms: ServiceRule, from start: Moment
  ) -> FeeMonth {
    FeeMonth(
      containing: claim.damageOn ?? terms.edition.offset.date(of: start),
      startDay: regime.version.feeMonthStartDay)
  }

  private func schedule(_ regime: Regime, _ terms: ServiceRule) -> ChargeSchedule {
    ChargeSchedule(
      facts: facts, version: regime.version, edition: terms.edition, supposed: supposed.charges)
  }

  private func window(of parts: [PlacedSpan], from start: Moment) -> Assessment.Window? {
    guard let first = parts.map(\.interval.start).min(),
      let end = parts.map(\.interval.end).max()
    else { return nil }
    return Assessment.Window(from: max(first, start), to: end)
  }

  private func referred(
    _ claim: Claim, by referral: DamagesReferral, _ regime: Regime, _ terms: ServiceRule,
    from start: Moment
  ) throws -> Verdict {
    let awaited =
      [referral.terms.map(Awaited.terms), referral.ruling.map(Awaited.ruling)].compactMap { $0 }
    var verdict = Verdict(.referred(awaited))
    verdict.clauses = [referral.clause]
    verdict.version = regime.version
    verdict.approvable = try claim.total(of: Set(Claim.Item.Kind.allCases))
    verdict.supply = month(of: claim, regime, terms, from: start)
    verdict.steps = awaited.map { .referred(clause: referral.clause.number, to: $0) }
    verdict.cap = try verdict.paidCap(
      by: referral, schedule(regime, terms), terms.edition.offset.date(of: start))
    return verdict
  }
}
