import Domain
import Quantities

/// Applies the damages clauses of a contract's terms to its claims (DOMAIN §5).
struct DamagesAssessor {
  private var timeline: Timeline
  private let sameOwner: Policy.SameOwner
  private var pools: [Identifier: Pool] = [:]

  init(_ catalogue: TermsCatalogue, _ sameOwner: Policy.SameOwner) {
    timeline = Timeline(catalogue)
    self.sameOwner = sameOwner
  }

  /// One assessment for each claim under a contract, in order of receipt.
  ///
  /// - Throws: ``QuantityOverflow``, and what the source throws.
  mutating func assess(
    _ contract: Identifier, from source: inout some FactSource
  ) throws -> [Assessment] {
    let claims = try source.claims(under: contract).sorted(by: Claim.isEarlier)
    guard !claims.isEmpty else { return [] }
    guard let facts = try source.facts(of: contract) else {
      return claims.map { Assessment($0, awaiting: [.contract(contract)]) }
    }
    var found: [Identifier: Assessment] = [:]
    for claim in claims where !facts.hits.contains(where: { $0.incident.id == claim.incident }) {
      found[claim.id] =
        try source.isKnown(incident: claim.incident)
        ? Assessment(claim, facts.contract.latest, nothing: .notAffected)
        : Assessment(claim, awaiting: [.incident(claim.incident)])
    }
    for finding in try findings(facts, claims) {
      let assessment = try assessment(of: finding, facts, from: &source)
      found[finding.claim.id] = try ruled(assessment, on: finding.claim, facts, from: &source)
    }
    return claims.compactMap { found[$0.id] }
  }

  /// What is found of a contract's claims on reports that hit it, before pools are shared.
  private mutating func findings(
    _ facts: ContractFacts, _ claims: [Claim]
  ) throws -> [ClaimFinding] {
    let placed = claims.compactMap { claim in
      facts.hits.firstIndex { $0.incident.id == claim.incident }.map { (claim: claim, hit: $0) }
    }
    // A cap grows with every day: by then the smallest fee's cap exceeds any claim.
    let horizon = facts.horizon + .day * 10_000_000_000
    let segments = timeline.segments(of: facts.contract, until: horizon)
    return try ClaimGroup.dividing(placed, facts: facts, segments: segments, horizon: horizon)
      .flatMap { try $0.findings(facts: facts, segments: segments, horizon: horizon) }
  }

  /// The assessment of a claim after people's decisions.
  private func ruled(
    _ assessment: Assessment, on claim: Claim, _ facts: ContractFacts,
    from source: inout some FactSource
  ) throws -> Assessment {
    guard assessment.outcome == .held || assessment.outcome == .referred else {
      return assessment
    }
    let filed = try source.approvals(of: claim)
    guard !filed.isEmpty else { return assessment }
    let incidents = facts.hits.map(\.incident.id).filter(assessment.incidents.contains)
    let reporters = try incidents.map { try source.reporters(of: $0) }
    return Ruling(
      filed: filed,
      reporters: Reporters(
        owners: reporters.reduce(into: []) { $0.formUnion($1.owners) },
        determinedBy: reporters.reduce(into: []) { $0.formUnion($1.determinedBy) }),
      sameOwner: sameOwner, receivedOn: claim.receivedOn
    ).applied(to: assessment)
  }

  // MARK: Pools

  private mutating func pool(
    of incident: Identifier, from source: inout some FactSource
  ) throws -> Pool {
    if let known = pools[incident] { return known }
    let claims = try source.claims(for: incident)
    var entries: [Pool.Entry] = []
    for contract in Set(claims.map(\.contract)).sorted() {
      let own = claims.filter { $0.contract == contract }
      guard let facts = try source.facts(of: contract) else {
        entries += try own.map { try Pool.Entry($0, unknownUntil: [.contract(contract)]) }
        continue
      }
      let all = try source.claims(under: contract).sorted(by: Claim.isEarlier)
      for finding in try findings(facts, all) where finding.claim.incident == incident {
        if let entry = try Pool.Entry(finding, mayBePooled: timeline.mayPool(facts.contract)) {
          entries.append(entry)
        }
      }
    }
    let pool = try Pool(
      incident, source.recoveries(for: incident), among: entries)
    pools[incident] = pool
    return pool
  }

  private mutating func assessment(
    of finding: ClaimFinding, _ facts: ContractFacts, from source: inout some FactSource
  ) throws -> Assessment {
    let claim = finding.claim
    guard finding.possible.contains(where: \.isPooled) else {
      guard let verdict = finding.verdict else {
        return Assessment(claim, finding, facts, awaiting: finding.awaited)
      }
      return Assessment(claim, verdict, facts)
    }
    let pool = try pool(of: claim.incident, from: &source)
    // Where the payment covers all or nothing, what is missing may not matter any more.
    let shared = finding.possible.map { pool.settled($0) }
    if let verdict = shared.settledVerdict {
      return Assessment(claim, verdict, facts)
    }
    switch pool.share(of: claim.id) {
    case .undetermined(let awaited):
      return Assessment(
        claim, finding, facts, awaiting: Set(awaited + finding.awaited).sorted())
    case .exhausted, .amount:
      guard finding.possible.allSatisfy({ $0.isPooled || $0.isNothing }),
        let verdict = finding.verdict ?? finding.possible.filter(\.isPooled).common
      else { return Assessment(claim, finding, facts, awaiting: finding.awaited) }
      return Assessment(claim, pool.shared(verdict, pool.share(of: claim.id)), facts)
    }
  }
}

extension Verdict {
  fileprivate var isPooled: Bool { if case .pooled = outcome { true } else { false } }
  fileprivate var isNothing: Bool { if case .none = outcome { true } else { false } }
}

extension Pool {
  /// A verdict after a payment that covers everything or nothing; any other as it is.
  fileprivate func settled(_ verdict: Verdict) -> Verdict {
    guard case .pooled(let amount) = verdict.outcome else { return verdict }
    switch reach {
    case .everything: return shared(verdict, .amount(amount, exact: amount.exact))
    case .nothing: return shared(verdict, .exhausted)
    case .open, .part: return verdict
    }
  }

  /// A verdict with its share.
  fileprivate func shared(_ verdict: Verdict, _ share: Share) -> Verdict {
    var result = verdict
    var exact = ExactYen.zero
    switch share {
    case .amount(let amount, let part) where part > .zero:
      result.outcome = amount > .zero ? .credit(amount) : .none(.belowOneYen)
      exact = part
    default:
      result.outcome = .none(.poolExhausted)
    }
    result.exact = exact
    result.steps.append(
      .pool(
        clause: verdict.clauses.first?.number ?? "", received: received, wanted: wanted,
        share: exact))
    return result
  }
}

extension [Verdict] {
  /// The verdict for all, where all come to the same and none is still to be shared.
  fileprivate var settledVerdict: Verdict? {
    guard let first, !contains(where: \.isPooled),
      allSatisfy({ $0.outcome.essence == first.outcome.essence })
    else { return nil }
    return common
  }
}

extension Pool.Entry {
  /// A claim of which nothing can be said yet: it may get all or nothing of its ordinary loss.
  fileprivate init(_ claim: Claim, unknownUntil awaited: [Awaited]) throws {
    self.init(
      claim: claim, least: .zero, most: try claim.total(of: [.ordinary]), awaited: awaited)
  }

  /// The part that a claim has or may have in a pool; `nil` when it has none.
  fileprivate init?(_ finding: ClaimFinding, mayBePooled: Bool) throws {
    if case .awaits(let awaited)? = finding.verdict?.outcome, mayBePooled,
      awaited.contains(where: { if case .edition = $0 { true } else { false } })
    {
      try self.init(finding.claim, unknownUntil: awaited)
      return
    }
    guard !finding.possible.isEmpty else {
      try self.init(finding.claim, unknownUntil: finding.awaited)
      return
    }
    let amounts = finding.possible.map { verdict -> Yen in
      if case .pooled(let amount) = verdict.outcome { amount } else { .zero }
    }
    guard finding.possible.contains(where: \.isPooled), let least = amounts.min(),
      let most = amounts.max()
    else { return nil }
    self.init(claim: finding.claim, least: least, most: most, awaited: finding.awaited)
  }
}
