import Domain
import Quantities

/// Judges the claims of a contract under one supposition about what is missing (DOMAIN §5).
struct ClaimJudgement {
  let facts: ContractFacts
  let segments: [Segment]
  /// The reports, filled in.
  let supposed: [SupposedHit]
  /// Charges that are supposed.
  let charges: [FeeMonthName: Yen]
  private let outages: [DamagesOutage]
  private let spans: [PlacedSpan]
  /// What earlier claims took of each cap.
  private var used: [CapKey: Yen] = [:]

  /// One cap for each outage, or for each fee month.
  private enum CapKey: Hashable {
    case outage(Moment)
    case month(FeeMonth)
  }

  init(
    facts: ContractFacts, segments: [Segment], supposed: [SupposedHit],
    charges: [FeeMonthName: Yen]
  ) {
    self.facts = facts
    self.segments = segments
    self.supposed = supposed
    self.charges = charges
    spans = facts.hits.indices.flatMap { facts.hits[$0].spans(supposed[$0], hit: $0) }
    outages = DamagesOutage.all(of: spans, in: segments) {
      supposed[$0].known(facts.hits[$0].times)
    }.sorted { $0.interval.start < $1.interval.start }
  }

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
    let service = facts.contract.service
    let span = Interval(facts.hits[hit].times.began, supposed[hit].restored)
    let touches =
      span.isEmpty
      ? service.start <= span.start && (service.end.map { span.start < $0 } ?? true)
      : span.end > service.start && (service.end.map { span.start < $0 } ?? true)
    guard touches else { return Verdict(.none(.outsideService)) }
    let start = max(span.start, service.start)
    guard let regime = segments.regime(at: start) else { return Verdict(.none(.outsideService)) }
    if let rule = regime.rule, rule.damages.outageCircumstances != nil,
      let outage = outages.first(where: { $0.members.contains(hit) })
    {
      return try verdict(on: claim, outage)
    }
    if let other = try elsewhere(claim, regime, at: start) { return other }
    guard let rule = regime.rule else { return Verdict(.none(.outsideService)) }
    let parts = spans.filter { $0.hit == hit && isInService($0.interval) }
    guard rule.damages.outageCircumstances == nil else {
      return nothing(parts, rule, regime)
    }
    return try verdict(on: claim, parts, regime, rule, from: start)
  }

  private func isInService(_ interval: Interval) -> Bool {
    let (start, end) = facts.contract.service
    return interval.isEmpty
      || (interval.end > start && (end.map { interval.start < $0 } ?? true))
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
    let offset = terms.edition.offset
    let beginning = offset.date(of: outage.interval.start)
    let schedule = ChargeSchedule(
      facts: facts, version: outage.regime.version, edition: terms.edition, supposed: charges)
    var verdict = Verdict(.none(.tooShort))
    verdict.clauses = [rule.clause]
    verdict.outage = Assessment.Window(from: outage.interval.start, to: outage.interval.end)
    verdict.members = outage.members
    verdict.version = outage.regime.version
    verdict.supply = FeeMonth(
      containing: beginning, startDay: outage.regime.version.feeMonthStartDay)
    verdict.steps = [
      .outage(
        from: outage.interval.start, to: outage.interval.end,
        incidents: outage.members.map { facts.hits[$0].incident.id }.sorted())
    ]
    let elapsed = outage.interval.end - outage.knownFrom
    if let needed = rule.threshold {
      verdict.steps += [
        .clock(clause: rule.clause.number, .known, from: outage.knownFrom),
        .threshold(clause: rule.clause.number, needed: needed, elapsed: elapsed),
      ]
      if elapsed < needed { return verdict }
    }
    let days = elapsed.milliseconds / Elapsed.day.milliseconds
    try decide(claim, rule, schedule, days, beginning, .outage(outage.interval.start), &verdict)
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
    let schedule = ChargeSchedule(
      facts: facts, version: regime.version, edition: terms.edition, supposed: charges)
    var verdict = Verdict(.none(.nothingRecoverable))
    verdict.clauses = [rule.clause]
    verdict.version = regime.version
    let month = month(of: claim, regime, terms, from: start)
    verdict.supply = month
    verdict.outage = window(of: parts, from: start)
    let first = terms.edition.offset.date(of: start)
    try decide(claim, rule, schedule, 0, first, .month(month), &verdict)
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
    verdict.cap = try paidCap(
      of: referral, terms.edition.offset.date(of: start), regime.version, &verdict)
    return verdict
  }

  /// What was paid for the fee months before the one in which the outage began, where that is the
  /// most that there is.
  private func paidCap(
    of referral: DamagesReferral?, _ beginning: CivilDate, _ version: ContractVersion,
    _ verdict: inout Verdict
  ) throws -> Yen? {
    guard let referral, let months = referral.paidMonths else { return nil }
    let begun = FeeMonth(containing: beginning, startDay: version.feeMonthStartDay)
    var cap = Yen.zero
    for back in 1...months {
      let charge = facts.charges[begun.advanced(by: -Int(back)).name]
      if let charge, charge.paidOn != nil { cap = try cap + charge.amount }
    }
    verdict.steps.append(.paidCap(clause: referral.clause.number, months: months, cap: cap))
    return cap
  }

  /// The cap, what of the claim is compensated, and what earlier claims left of the cap.
  private mutating func decide(
    _ claim: Claim, _ rule: DamagesRule, _ schedule: ChargeSchedule, _ days: Int64,
    _ beginning: CivilDate, _ key: CapKey, _ verdict: inout Verdict
  ) throws {
    if rule.needsDetails {
      let lacking: [Awaited] =
        (claim.damageOn == nil ? [.damageOn] : []) + (claim.taxClass == nil ? [.taxClass] : [])
      if !lacking.isEmpty {
        verdict.outcome = .awaits(lacking)
        return
      }
    }
    let number = rule.clause.number
    let paid = try paidCap(
      of: segments.regime(at: UTCOffset.japan.start(of: beginning))?.rule?.damagesVia, beginning,
      schedule.version, &verdict)
    let claimed = try claim.total(of: rule.recoverable)
    let recoverable = paid.map { min($0, claimed) } ?? claimed
    guard let cap = try cap(of: rule, schedule, days, beginning, claim, &verdict) else {
      verdict.steps += [.noCap(clause: number), .recoverable(clause: number, amount: recoverable)]
      verdict.outcome = recoverable == .zero ? .none(.nothingRecoverable) : .held(recoverable)
      verdict.approvable = try claim.total(of: rule.recoverable.union(rule.atApproval))
      return
    }
    let ownCap = try cap.rounded(Rounding(.down, basis: number))
    let whole = paid.map { min($0, ownCap) } ?? ownCap
    verdict.cap = whole
    guard whole > .zero else {
      verdict.outcome = .none(cap == .zero ? .noFee : .belowOneYen)
      return
    }
    if let within = rule.claimedWithin, let damageOn = claim.damageOn {
      // The day after the damage is the first of the days (民法第140条).
      let last = damageOn + within
      verdict.steps.append(
        .claimDeadline(
          clause: number, damageOn: damageOn, lastDay: last, receivedOn: claim.receivedOn))
      guard claim.receivedOn <= last else {
        verdict.outcome = .none(.lateClaim)
        return
      }
    }
    verdict.steps.append(.recoverable(clause: number, amount: recoverable))
    guard recoverable > .zero else {
      verdict.outcome = .none(.nothingRecoverable)
      return
    }
    let taken = used[key] ?? .zero
    let left = Yen(max(0, whole.amount - taken.amount))
    if taken > .zero { verdict.steps.append(.capUsed(used: taken, left: left)) }
    guard left > .zero else {
      verdict.outcome = .none(.capUsed)
      return
    }
    let amount = min(recoverable, left)
    used[key] = try taken + amount
    verdict.settledAfterMonths = rule.settledAfterMonths
    verdict.outcome = rule.isPooled ? .pooled(amount) : .credit(amount)
  }

  /// The cap before its floor; `nil` where there is none.
  private func cap(
    of rule: DamagesRule, _ schedule: ChargeSchedule, _ days: Int64, _ beginning: CivilDate,
    _ claim: Claim, _ verdict: inout Verdict
  ) throws -> ExactYen? {
    switch rule.cap {
    case .unlimited:
      return nil
    case .daysOfPreviousMonth(let part):
      let (month, charges, divisor) = try schedule.worthOfDay(part: part, beginning: beginning)
      let cap = try charges * Fraction(Int128(days), over: Int128(divisor))
      verdict.units = days
      verdict.steps.append(
        .damagesCap(
          clause: rule.clause.number, month: month.name, charges: charges, days: days,
          part: divisor, cap: cap))
      return cap
    case .feeOfMonth:
      guard let month = verdict.supply else { return nil }
      let cap = try schedule.fee(of: month)
      verdict.steps.append(.feeCap(clause: rule.clause.number, month: month.name, cap: cap))
      return cap
    }
  }
}

extension [Segment] {
  /// The regime in force at a moment; the nearest one outside.
  func regime(at moment: Moment) -> Regime? {
    (first { $0.interval.contains(moment) } ?? last)?.regime(at: moment)
  }
}
