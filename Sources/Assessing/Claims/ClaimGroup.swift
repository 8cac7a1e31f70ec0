import Domain
import Quantities

/// Claims of one contract that have to be judged together, because they may share an outage, a cap
/// or a missing fact.
struct ClaimGroup {
  let claims: [(claim: Claim, hit: Int)]
  /// The reports whose missing facts may matter to them.
  let hits: [Int]
}

/// What is found about a claim before any pool is shared.
struct ClaimFinding {
  let claim: Claim
  /// What it comes to; `nil` while that depends on what is missing.
  let verdict: Verdict?
  /// The verdicts that are possible.
  let possible: [Verdict]
  /// The missing facts that matter to it.
  let awaited: [Awaited]
  /// Whether there are too many possibilities to try.
  var isBeyondTrials = false
}

extension ClaimGroup {
  /// What claims of one group have in common, directly or by way of others.
  private enum Key: Hashable {
    case outage(Int)
    case report(Int)
    case month(from: CivilDate)
    case anyMonth
  }

  /// Divides claims, in order of receipt, into groups.
  static func dividing(
    _ claims: [(claim: Claim, hit: Int)], facts: ContractFacts, serviceSpans: [ServiceSpan],
    horizon: Moment
  ) -> [ClaimGroup] {
    let windows = Windows(facts: facts, serviceSpans: serviceSpans, horizon: horizon)
    // A claim that does not say when its damage arose may use up the cap of any month.
    let isAnyMonth =
      claims.contains { $0.claim.damageOn == nil }
      && serviceSpans.flatMap(\.governingTerms).contains {
        $0.rule?.damages.rules.contains(where: \.needsDetails) ?? false
      }
    var groups: [(keys: Set<Key>, claims: [(claim: Claim, hit: Int)])] = []
    for entry in claims {
      var keys = Set(windows.touching(entry.hit).map { Key.outage($0) })
      keys.insert(.report(entry.hit))
      if isAnyMonth { keys.insert(.anyMonth) }
      if let day = entry.claim.damageOn {
        let version = facts.contract.version(on: day)
        let month = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
        keys.insert(.month(from: month.firstDay))
      }
      var joined = [entry]
      for index in groups.indices.reversed() where !groups[index].keys.isDisjoint(with: keys) {
        keys.formUnion(groups[index].keys)
        joined = groups.remove(at: index).claims + joined
      }
      groups.append((keys, joined))
    }
    return groups.map { group in
      let own = Set(group.claims.map(\.hit))
      let shared = facts.hits.indices.filter { hit in
        windows.touching(hit).contains { group.keys.contains(.outage($0)) }
      }
      return ClaimGroup(
        claims: group.claims.sorted { Claim.isEarlier($0.claim, $1.claim) },
        hits: own.union(shared).sorted())
    }
  }

  /// The times that could belong to one outage, whatever is missing.
  private struct Windows {
    /// The numbers of the windows that a report can touch.
    private var touched: [Int: Set<Int>] = [:]

    init(facts: ContractFacts, serviceSpans: [ServiceSpan], horizon: Moment) {
      let circumstances = serviceSpans.flatMap(\.governingTerms).compactMap {
        $0.rule?.damages.outageCircumstances
      }
      var possible: [Int: [Interval]] = [:]
      for (number, hit) in facts.hits.enumerated() {
        for (index, interval) in hit.stages(openUntil: horizon) {
          let stage = hit.stages[index]
          let mayCount = circumstances.contains { circumstance in
            stage.possibleCauses.causes.contains { circumstance.admits(stage.impact, $0) }
          }
          if mayCount { possible[number, default: []].append(interval) }
        }
      }
      // Each of them lies in one window.
      let windows = IntervalSet(Array(possible.values.joined()))
      for (hit, own) in possible {
        touched[hit] = Set(own.compactMap { windows.firstIndex(overlapping: $0) })
      }
    }

    func touching(_ hit: Int) -> Set<Int> { touched[hit] ?? [] }
  }

  /// Judges the claims under every scenario about what is missing.
  ///
  /// - Parameter unreported: claims of the contract that are in no group, since nothing was reported of
  ///   their incidents yet.
  /// - Throws: `QuantityOverflow`, and what the budget's owner throws to end the work.
  func findings(
    facts: ContractFacts, serviceSpans: [ServiceSpan], horizon: Moment, decisions: ClaimDecisions,
    beside unreported: [WaitingClaim], _ budget: TrialBudget
  ) throws -> [ClaimFinding] {
    let earlier = unreported.filter { entry in
      claims.contains { Claim.isEarlier(entry.claim, $0.claim) }
    }
    let missing =
      missing(facts, serviceSpans, horizon)
      + earlier.map { .taken(by: $0.claim.id, on: $0.claim.incident) }
    let plain = SupposedFacts(facts)
    var charges: [YearMonth] = []
    while true {
      let all = missing + charges.map { .charge($0, Self.extremeCharges) }
      let scenarios = Scenarios(facts: all)
      do {
        guard let count = scenarios.count else { throw TooManyTrialsError() }
        try budget.spend(count, each: work(on: facts))
        let trials = try (0..<count).map { number in
          let supposed = plain.filling(all, by: scenarios.choices(number))
          var judgement = ClaimJudgement(supposed, serviceSpans, decisions, beside: earlier)
          return try claims.map {
            try budget.goOn()
            return try judgement.verdict(on: $0.claim, hit: $0.hit)
          }
        }
        return conclusions(trials, scenarios)
      } catch let missing as MissingCharge {
        charges.append(missing.month)
      } catch is TooManyTrialsError {
        let awaited = Set(all.map(\.awaited)).sorted()
        return claims.map {
          ClaimFinding(
            claim: $0.claim, verdict: nil, possible: [], awaited: awaited, isBeyondTrials: true)
        }
      }
    }
  }

  /// What one trial takes, in stretches looked at: those that make up outages are compared with one
  /// another, and each claim with them and with the claims before it.
  private func work(on facts: ContractFacts) -> Int {
    let stretches = facts.hits.reduce(0) { $0 + $1.stages.count }
    return 8 + stretches * (1 + stretches / 16) + claims.count * (8 + stretches + claims.count)
  }

  /// Nothing, which may mean that the month was not used; the least; and more than any claim. What
  /// lies between gives something between.
  private static let extremeCharges = [Yen.zero, Yen(1), beyondAnyClaim]
  static let beyondAnyClaim = Yen(Int64(1_000_000_000_000_000_000))

  private func conclusions(
    _ trials: [[Verdict]], _ scenarios: Scenarios
  ) -> [ClaimFinding] {
    claims.indices.map { index in
      let verdicts = trials.map { $0[index] }
      let outcomes = verdicts.map(\.outcome.materialOutcome)
      let isDecided = outcomes.allSatisfy { $0 == outcomes[0] }
      return ClaimFinding(
        claim: claims[index].claim, verdict: isDecided ? verdicts.common : nil,
        possible: verdicts,
        awaited: isDecided
          ? []
          : Set(
            scenarios.decisiveFacts(outcomes).map(\.awaited)
              + verdicts.flatMap(\.outcome.awaited)
          ).sorted())
    }
  }

  // MARK: What is missing

  private func missing(
    _ facts: ContractFacts, _ serviceSpans: [ServiceSpan], _ horizon: Moment
  ) -> [MissingFact] {
    let terms = serviceSpans.flatMap(\.governingTerms).compactMap { $0.rule?.damages }
    let marks = hits.flatMap { facts.hits[$0].instants }
    let least = hits.flatMap { number in
      missing(about: number, facts, terms) { $0.possibleEnds(upTo: horizon) }
    }
    guard Scenarios(facts: least).count != nil else { return least }
    let full = hits.flatMap { number in
      missing(about: number, facts, terms) { Self.ends(marks, $0, horizon) }
    }
    return Scenarios(facts: full).count != nil ? full : least
  }

  /// Ends of an open report at which what is owed can change: at once, never, and where it would
  /// reach another report or last a day beyond it.
  private static func ends(_ marks: [Moment], _ hit: ContractIncident, _ horizon: Moment)
    -> [Moment]
  {
    let latest = hit.latestEnd(openUntil: horizon)
    let later = Set(marks.filter { $0 > hit.lastKnown }).sorted()
    return hit.possibleEnds(upTo: horizon)
      + (later + [hit.lastKnown]).flatMap {
        [$0, $0 + Elapsed(milliseconds: 1), $0 + .day, $0 + .day * 2]
      }
      .filter { $0 < latest }
  }

  private func missing(
    about number: Int, _ facts: ContractFacts, _ terms: [DamagesRules],
    ends: (ContractIncident) -> [Moment]
  ) -> [MissingFact] {
    let hit = facts.hits[number]
    var found = hit.missingCauses(of: number, stages: hit.stages.indices) { impact, cause in
      terms.map { Treatment(of: impact, cause, by: $0) }
    }
    if hit.times.known == nil {
      found.append(.known(of: number, [.earliest, .latest]))
    }
    if hit.isScheduled {
      let known = hit.times.restored.map { [$0] } ?? ends(hit)
      found.append(.confirmation(of: number, hit.incident.id, [nil] + known))
    } else if hit.times.restored == nil {
      found.append(.restored(of: number, ends(hit)))
    }
    return found
  }

  /// How a document's clauses on claims treat an impact by a cause.
  private struct Treatment: Hashable {
    let counts: Bool
    let exclusion: Clause?
    let rule: Clause?
    let referral: Clause?
    let preclusion: Clause?

    init(of impact: Impact, _ cause: Cause, by rules: DamagesRules) {
      let alone = CauseSet([cause])
      counts = rules.outageCircumstances?.admits(impact, cause) ?? true
      exclusion = rules.exclusion(impact, cause)?.clause
      rule = rules.rule(for: alone)?.clause
      referral = rules.referral(impact, cause)?.clause
      preclusion = rules.preclusions.first { $0.circumstances.admits(impact, cause) }?.clause
    }
  }
}
