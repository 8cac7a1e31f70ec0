import Domain
import Quantities

/// Applies the damages clauses of a contract's terms to its claims (docs/domain.md §5).
struct DamagesAssessor {
  private var timeline: Timeline
  private let sameOwner: Policy.SameOwner
  private let progress: () throws -> Void
  private var pools: [Identifier: Pool] = [:]

  init(
    _ catalogue: TermsCatalogue, _ sameOwner: Policy.SameOwner,
    _ progress: @escaping () throws -> Void
  ) {
    timeline = Timeline(catalogue)
    self.sameOwner = sameOwner
    self.progress = progress
  }

  /// One assessment for each claim under a contract, in order of receipt.
  ///
  /// - Throws: `QuantityOverflow`, and what the source and the progress throw.
  mutating func assess(
    _ contract: Identifier, from source: inout some FactSource
  ) throws -> [Assessment] {
    let claims = try source.claims(under: contract).sorted(by: Claim.isEarlier)
    guard !claims.isEmpty else { return [] }
    guard let facts = try source.facts(of: contract) else {
      return try claims.map { claim in
        switch try source.reach(of: claim.incident, to: contract) {
        case .withdrawn: Assessment(claim, nil, withdrawn: claim.incident)
        case .others: Assessment(claim, nil, nothing: .notAffected)
        case .unreported, .possible: Assessment(claim, awaiting: [.contract(contract)])
        }
      }
    }
    var found: [Identifier: Assessment] = [:]
    for claim in claims where !facts.isHit(by: claim.incident) {
      let latest = facts.contract.latest
      found[claim.id] =
        switch try source.reach(of: claim.incident, to: contract) {
        case .unreported: Assessment(claim, awaiting: [.incident(claim.incident)])
        case .withdrawn: Assessment(claim, latest, withdrawn: claim.incident)
        case .others, .possible: Assessment(claim, latest, nothing: .notAffected)
        }
    }
    for finding in try findings(facts, claims, from: &source) {
      found[finding.claim.id] = try assessment(of: finding, facts, from: &source)
    }
    return claims.compactMap { found[$0.id] }
  }

  /// What is found of a contract's claims on reports that hit it, before pools are shared.
  private mutating func findings(
    _ facts: ContractFacts, _ claims: [Claim], from source: inout some FactSource
  ) throws -> [ClaimFinding] {
    let placed = claims.compactMap { claim in
      facts.hits.firstIndex { $0.incident.id == claim.incident }.map { (claim: claim, hit: $0) }
    }
    // A cap grows with every day: by then the smallest fee's cap exceeds any claim.
    let horizon = facts.horizon + .day * 10_000_000_000
    let serviceSpans = timeline.serviceSpans(of: facts.contract, until: horizon)
    let decisions = try decisions(on: claims, facts, from: &source)
    var waiting: [WaitingClaim] = []
    for claim in claims where !facts.isHit(by: claim.incident) {
      let reach = try source.reach(of: claim.incident, to: claim.contract)
      guard reach == .unreported else { continue }
      waiting.append(WaitingClaim(claim: claim, awaited: [.incident(claim.incident)]))
    }
    // Its own, so that a contract comes out the same by itself and in another one's pool.
    let budget = TrialBudget(progress)
    return try ClaimGroup.dividing(
      placed, facts: facts, serviceSpans: serviceSpans, horizon: horizon
    )
    .flatMap {
      try $0.findings(
        facts: facts, serviceSpans: serviceSpans, horizon: horizon, decisions: decisions,
        beside: waiting, budget)
    }
  }

  /// What people decided on a contract's claims; who reported is looked up only where somebody did.
  private func decisions(
    on claims: [Claim], _ facts: ContractFacts, from source: inout some FactSource
  ) throws -> ClaimDecisions {
    var filed: [Identifier: ClaimDecisions.Filed] = [:]
    for claim in claims {
      let approvals = try source.approvals(of: claim)
      guard !approvals.isEmpty else { continue }
      filed[claim.id] = ClaimDecisions.Filed(
        approvals: approvals, claimOwner: try source.owner(ofClaim: claim.id))
    }
    guard !filed.isEmpty else { return .none }
    var reporters: [Int: Reporters] = [:]
    for (number, hit) in facts.hits.enumerated() {
      reporters[number] = try source.reporters(of: hit.incident.id)
    }
    return ClaimDecisions(filed: filed, reporters: reporters, sameOwner: sameOwner)
  }

  // MARK: Pools

  private mutating func pool(
    of incident: Identifier, from source: inout some FactSource
  ) throws -> Pool {
    if let known = pools[incident] { return known }
    let claims = try source.claims(for: incident)
    var entries: [Pool.Entry] = []
    let byContract = Dictionary(grouping: claims, by: \.contract).sorted { $0.key < $1.key }
    for (contract, own) in byContract {
      try progress()
      guard let facts = try source.facts(of: contract) else {
        // What the report names by id alone it cannot come to hit.
        guard try source.reach(of: incident, to: contract) == .possible else { continue }
        entries += try own.map { try Pool.Entry($0, unknownUntil: [.contract(contract)]) }
        continue
      }
      let all = try source.claims(under: contract).sorted(by: Claim.isEarlier)
      for finding in try findings(facts, all, from: &source)
      where finding.claim.incident == incident {
        if let entry = try Pool.Entry(finding, mayBePooled: timeline.mayPool(facts.contract)) {
          entries.append(entry)
        }
      }
    }
    let pool = try Pool(
      incident, source.recoveries(for: incident), among: entries, progress: progress)
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
    let shared = finding.possible.map { pool.settled($0, claim) }
    if let verdict = shared.settledVerdict {
      return Assessment(claim, verdict, facts)
    }
    // What nobody has recognised yet does not wait for the payment.
    guard finding.possible.contains(where: \.isShared) else {
      return Assessment(claim, finding, facts, awaiting: finding.awaited)
    }
    switch pool.share(of: claim.id) {
    case .undetermined(let awaited):
      return Assessment(
        claim, finding, facts, awaiting: Set(awaited + finding.awaited).sorted())
    case .exhausted, .amount:
      guard finding.possible.allSatisfy({ $0.isPooled || $0.isNothing }),
        let verdict = finding.verdict ?? finding.possible.filter(\.isPooled).common
      else { return Assessment(claim, finding, facts, awaiting: finding.awaited) }
      return Assessment(claim, pool.shared(verdict, claim, pool.share(of: claim.id)), facts)
    }
  }
}

extension Verdict {
  fileprivate var isPooled: Bool {
    switch outcome {
    case .pooled, .heldInPool: true
    default: false
    }
  }
  fileprivate var isShared: Bool { if case .pooled = outcome { true } else { false } }
  fileprivate var isNothing: Bool { if case .nothing = outcome { true } else { false } }
}

extension Pool {
  /// A verdict after a payment that covers everything or nothing, and one that nobody has recognised
  /// yet; any other as it is.
  fileprivate func settled(_ verdict: Verdict, _ claim: Claim) -> Verdict {
    switch (verdict.outcome, reach) {
    case (.heldInPool, .nothing), (.pooled, .nothing): return shared(verdict, claim, .exhausted)
    case (.heldInPool(let amount), _):
      var held = verdict
      held.outcome = .held(amount)
      return held
    case (.pooled(let amount), .everything):
      return shared(verdict, claim, .amount(amount, exact: amount.exact))
    default: return verdict
    }
  }

  /// A verdict with its share.
  fileprivate func shared(_ verdict: Verdict, _ claim: Claim, _ share: Share) -> Verdict {
    var result = verdict
    var (amount, exact) = (Yen.zero, ExactYen.zero)
    switch share {
    case .amount(let whole, let part) where part > .zero:
      result.outcome = whole > .zero ? .credit(whole) : .nothing(.belowOneYen)
      (amount, exact) = (whole, part)
    default:
      result.outcome = .nothing(.poolExhausted)
    }
    result.exact = exact
    // What is still held is not, once nothing can come of it.
    result.steps.removeAll { if case .poolHeld = $0 { true } else { false } }
    guard let cutOff else { return result }
    let clause = verdict.clauses.first?.number ?? ""
    if let left = left(for: claim) {
      result.steps.append(
        .poolRest(
          clause: clause, received: received, cutOff: cutOff, receivedOn: claim.receivedOn,
          left: left, amount: amount))
    } else {
      result.steps.append(
        .pool(
          clause: clause, received: received, wanted: wanted, cutOff: cutOff, share: exact,
          amount: amount))
    }
    return result
  }
}

extension [Verdict] {
  /// The verdict for all, where all come to the same and none is still to be shared.
  fileprivate var settledVerdict: Verdict? {
    guard let first, !contains(where: \.isPooled),
      allSatisfy({ $0.outcome.materialOutcome == first.outcome.materialOutcome })
    else { return nil }
    return common
  }
}

extension Pool.Entry {
  /// A claim of which nothing can be said yet: it may get all or nothing of its ordinary loss.
  fileprivate init(_ claim: Claim, unknownUntil awaited: [Awaited]) throws {
    self.init(
      claim: claim, least: .zero, most: try claim.claimed[.ordinary], awaited: awaited)
  }

  /// The part that a claim has or may have in a pool; `nil` when it has none.
  fileprivate init?(_ finding: ClaimFinding, mayBePooled: Bool) throws {
    if case .awaits(let awaited)? = finding.verdict?.outcome, mayBePooled {
      try self.init(finding.claim, unknownUntil: awaited)
      return
    }
    guard !finding.possible.isEmpty else {
      try self.init(finding.claim, unknownUntil: finding.awaited)
      return
    }
    guard finding.possible.contains(where: \.isPooled) else { return nil }
    let reach = finding.possible.map { verdict -> (least: Yen, most: Yen) in
      switch verdict.outcome {
      case .pooled(let amount): (amount, amount)
      case .heldInPool(let amount): (.zero, amount)
      default: (.zero, .zero)
      }
    }
    let isHeld = finding.possible.contains {
      if case .heldInPool = $0.outcome { true } else { false }
    }
    self.init(
      claim: finding.claim, least: reach.map(\.least).min() ?? .zero,
      most: reach.map(\.most).max() ?? .zero,
      awaited: finding.awaited + (isHeld ? [.approvalOf(finding.claim.id)] : []))
  }
}
