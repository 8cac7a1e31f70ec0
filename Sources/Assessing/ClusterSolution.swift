import Domain
import Quantities

/// What is owed for a cluster: decided where every permitted way of filling in what is missing
/// gives the same, else undetermined, naming the facts that matter (DOMAIN §2).
struct ClusterSolution {
  private(set) var assessments: [Assessment] = []
  /// The reports that these assessments speak of.
  private(set) var covered: Set<Int> = []
  /// The reports that would make up an outage, had its billing a formula, and what says so.
  private(set) var withoutFormula: [Int: Exclusion] = [:]

  private let cluster: Cluster
  private let facts: ContractFacts

  /// The outages under one supposition, and the ceilings after them.
  private struct Trial {
    let outages: [OutageFinding]
    let ceilings: Ceilings
    /// What the document leaves to a person under the supposition.
    let rulings: Set<Awaited>
  }

  /// What a supposition comes to. Suppositions that come to the same need not be told apart.
  private struct Result: Equatable {
    var amount: Int128 = 0
    var missing: [Awaited: Fraction] = [:]
    /// What is owed for periods whose fee is known, beside others whose fee is missing.
    var partial: ExactYen = .zero
  }

  /// Solves a cluster; what it decides is taken from the ceilings.
  init(
    _ cluster: Cluster, facts: ContractFacts, ceilings: inout Ceilings
  ) throws(QuantityOverflow) {
    self.cluster = cluster
    self.facts = facts
    // An open report that bars can end in one regime or the next, and so decide which of them the
    // outage after it belongs to: its extremes do not stand for all ends then.
    let isUniform = cluster.segment.regimes.count == 1
    let moments = DecisiveMoments(cluster, facts)
    var isFine = false
    var attempts = try attempts(isUniform ? cluster.missing : moments.coarse, ceilings)
    if attempts == nil, !isUniform { attempts = try self.attempts(cluster.missing, ceilings) }
    if let found = attempts, found.mayHideDifference {
      attempts = try self.attempts(moments.fine, ceilings) ?? found
      isFine = true
    }
    guard let attempts else {
      wait(for: cluster.missing.map(\.awaited), citing: [])
      return
    }
    noteWithoutFormula(attempts.trials)
    let results = attempts.results
    if results.count == 1 {
      try settle(attempts.trials[0], &ceilings)
    } else if let awaited = onlyEdition(attempts.trials) {
      wait(for: [awaited], citing: [])
    } else if results.allSatisfy({ $0 == results[0] && $0.missing.isEmpty }) {
      try settleWhateverIsMissing(attempts.trials, &ceilings)
    } else {
      let missing = results.flatMap { $0.missing.keys.filter(isReached) }
      wait(
        for: try (isFine ? attempts : finer(attempts, ceilings)).mattering + missing,
        citing: Self.clauses(of: attempts.trials))
    }
  }

  /// Every supposition about some missing facts, and what each comes to.
  private struct Attempts {
    let suppositions: Suppositions
    let trials: [Trial]
    let results: [Result]

    /// The facts that could change the amount.
    var mattering: [Awaited] { suppositions.mattering(results).map(\.awaited) }

    /// Whether all come to the same although something counts, so that moments between those tried
    /// might still come to something else.
    var mayHideDifference: Bool {
      guard results.count > 1, results.allSatisfy({ $0 == results[0] }) else { return false }
      return trials.contains { trial in
        trial.outages.contains { outage in
          if case .valued(let valuation) = outage.result {
            !valuation.owed.counted.isEmpty
          } else {
            false
          }
        }
      }
    }
  }

  /// Tries every supposition; `nil` when there are too many.
  private func attempts(
    _ missing: [MissingFact], _ ceilings: Ceilings
  ) throws(QuantityOverflow) -> Attempts? {
    let suppositions = Suppositions(facts: missing)
    guard let count = suppositions.count else { return nil }
    var trials: [Trial] = []
    for number in 0..<count {
      trials.append(try trial(suppositions.choices(number), of: missing, ceilings))
    }
    var results: [Result] = []
    for trial in trials { results.append(try Self.result(of: trial)) }
    return Attempts(suppositions: suppositions, trials: trials, results: results)
  }

  /// The same suppositions and some more: while a report is open, another fact may matter only if the
  /// service comes back at some time in between.
  private func finer(
    _ attempts: Attempts, _ ceilings: Ceilings
  ) throws(QuantityOverflow) -> Attempts {
    try self.attempts(DecisiveMoments(cluster, facts).coarse, ceilings) ?? attempts
  }

  /// The edition that is missing, where no supposition comes to anything else.
  private func onlyEdition(_ trials: [Trial]) -> Awaited? {
    let outages = trials.flatMap(\.outages)
    let isMissing = outages.contains { outage in
      if case .editionMissing = outage.result { true } else { false }
    }
    let isValued = outages.contains { outage in
      if case .valued = outage.result { true } else { false }
    }
    guard isMissing, !isValued else { return nil }
    return cluster.segment.regime(at: cluster.window.start)?.edition(at: cluster.window.start)
  }

  private mutating func noteWithoutFormula(_ trials: [Trial]) {
    for outage in trials.flatMap(\.outages) {
      guard case .noFormula = outage.result,
        let exclusion = outage.regime.rule?.exclusions.first(where: { $0.reason == .noFormula })
      else { continue }
      for member in outage.members { withoutFormula[member] = exclusion }
    }
  }

  /// Whether a missing fee arises no later than the last moment that any report speaks of: what
  /// an open incident may reach later is waited for by its end alone.
  private func isReached(_ awaited: Awaited) -> Bool {
    guard case .charge(let month) = awaited else { return true }
    let reached = cluster.members.map { facts.hits[$0].times.restored ?? facts.hits[$0].lastKnown }
    guard let last = reached.max(),
      let regime = cluster.segment.regime(at: cluster.window.start)
    else { return true }
    let fees = FeeMonth(
      year: month.year, month: month.month, startDay: regime.version.feeMonthStartDay)
    return fees.firstDay <= UTCOffset.japan.date(of: last)
  }

  private func trial(
    _ choices: [Int], of missing: [MissingFact], _ ceilings: Ceilings
  ) throws(QuantityOverflow) -> Trial {
    var supposed = facts.hits.map { $0.supposed(until: $0.times.restored ?? $0.lastKnown) }
    for (fact, choice) in zip(missing, choices) {
      fact.fill(choice, into: &supposed[fact.hit])
    }
    let spans = facts.hits.indices.flatMap { facts.hits[$0].spans(supposed[$0], hit: $0) }
    var after = ceilings
    let finder = OutageFinder(facts: facts, segment: cluster.segment, window: cluster.window)
    let outages = try finder.outages(
      spans, knowing: { supposed[$0].known(facts.hits[$0].times) }, ceilings: &after)
    let asked = cluster.segment.regimes.compactMap(\.rule).flatMap(\.rulings).filter { ruling in
      spans.contains { $0.interval.overlaps(cluster.window) && ruling.causes.contains($0.cause) }
    }
    return Trial(
      outages: outages, ceilings: after, rulings: Set(asked.map { .ruling($0.clause) }))
  }

  private static func result(of trial: Trial) throws(QuantityOverflow) -> Result {
    var result = Result()
    for ruling in trial.rulings { result.missing[ruling] = .one }
    for outage in trial.outages {
      switch outage.result {
      case .valued(let valuation):
        if valuation.missing.isEmpty {
          result.amount += valuation.amount.amount
        } else {
          result.missing.merge(valuation.missing) { first, _ in first }
          result.partial = try result.partial + valuation.owed.granted
        }
      case .editionMissing(let awaited): result.missing[awaited] = .one
      case .noFormula: break
      }
    }
    return result
  }

  private static func clauses(of trials: [Trial]) -> [Clause] {
    var found: [Clause] = []
    for case .valued(let valuation) in trials.flatMap(\.outages).map(\.result) {
      for clause in valuation.clauses where !found.contains(clause) { found.append(clause) }
    }
    return found
  }

  /// Nothing is missing but, perhaps, a charge or an edition: each outage speaks for itself.
  private mutating func settle(
    _ trial: Trial, _ ceilings: inout Ceilings
  ) throws(QuantityOverflow) {
    for outage in trial.outages {
      switch outage.result {
      case .valued(let valuation):
        covered.formUnion(outage.members)
        assessments.append(
          valuation.missing.isEmpty
            ? try decided(outage, valuation)
            : undetermined(outage, valuation.missing.keys.sorted(), valuation.clauses))
      case .editionMissing(let awaited):
        covered.formUnion(outage.members)
        assessments.append(undetermined(outage, [awaited], []))
      case .noFormula:
        break
      }
    }
    ceilings = trial.ceilings
  }

  /// The facts that are missing change nothing: the supposition that comes furthest speaks for all.
  private mutating func settleWhateverIsMissing(
    _ trials: [Trial], _ ceilings: inout Ceilings
  ) throws(QuantityOverflow) {
    func progress(_ trial: Trial) -> Int {
      trial.outages.map { outage in
        guard case .valued(let valuation) = outage.result else { return 0 }
        return valuation.reason.flatMap { Reason.allCases.firstIndex(of: $0) }
          ?? Reason.allCases.count
      }.max() ?? -1
    }
    let furthest = trials.indices.max { progress(trials[$0]) < progress(trials[$1]) }
    guard let furthest else { return }
    let valued = trials[furthest].outages.compactMap { outage -> (OutageFinding, Valuation)? in
      if case .valued(let valuation) = outage.result { (outage, valuation) } else { nil }
    }
    guard let first = valued.first else { return }
    covered.formUnion(cluster.members)
    var assessment = try decided(first.0, first.1)
    for (outage, valuation) in valued.dropFirst() {
      try assessment.add(decided(outage, valuation))
    }
    assessment.cite(Self.clauses(of: trials), by: first.0.regime.rule)
    assessment.incidents = names(cluster.members)
    assessment.outage = Assessment.Window(from: window.from, to: window.to)
    assessment.steps.append(.settledWhateverIsMissing)
    assessments = [assessment]
    ceilings = trials[furthest].ceilings
  }

  private mutating func wait(for awaited: [Awaited], citing clauses: [Clause]) {
    covered.formUnion(cluster.members)
    var assessment = blank(cluster.members, regime: cluster.segment.regime(at: window.from))
    assessment.outcome = .undetermined
    assessment.outage = window
    assessment.waitsFor = Set(awaited).sorted()
    assessment.cite(clauses, by: cluster.segment.regime(at: window.from)?.rule)
    assessment.steps += assessment.waitsFor.map { .awaits($0) }
    assessments = [assessment]
  }

  /// The time that could be one outage; without end where that depends on an open report.
  private var window: Assessment.Window {
    Assessment.Window(
      from: cluster.window.start, to: cluster.isOpen ? nil : cluster.window.end)
  }

  private func names(_ members: [Int]) -> [Identifier] {
    members.map { facts.hits[$0].incident.id }.sorted()
  }

  private func blank(_ members: [Int], regime: Regime?) -> Assessment {
    var assessment = Assessment(
      contract: facts.contract.id, account: regime?.version.account, outcome: .none,
      incidents: names(members), steps: members.flatMap { facts.hits[$0].facts })
    assessment.taxRate = regime?.version.taxRate
    return assessment
  }

  private func undetermined(
    _ outage: OutageFinding, _ awaited: [Awaited], _ clauses: [Clause]
  ) -> Assessment {
    var assessment = blank(outage.members, regime: outage.regime)
    assessment.outcome = .undetermined
    assessment.outage = Assessment.Window(from: outage.interval.start, to: outage.interval.end)
    assessment.waitsFor = awaited
    assessment.cite(clauses, by: outage.regime.rule)
    assessment.steps += awaited.map { .awaits($0) }
    return assessment
  }

  private func decided(
    _ outage: OutageFinding, _ valuation: Valuation
  ) throws(QuantityOverflow) -> Assessment {
    var assessment = blank(outage.members, regime: outage.regime)
    assessment.outage = Assessment.Window(from: outage.interval.start, to: outage.interval.end)
    assessment.reason = valuation.reason
    assessment.outcome = valuation.reason == nil ? .credit : .none
    assessment.amount = valuation.amount
    assessment.exact = valuation.owed.granted
    assessment.units = valuation.units
    assessment.cite(valuation.clauses, by: outage.regime.rule)
    let readings = ReliedReadings(facts: facts, outage: outage, valuation: valuation)
    assessment.readings = readings.numbers
    assessment.steps +=
      try Explanation(facts: facts, outage: outage, valuation: valuation).steps
    assessment.supply = valuation.supply
    return assessment
  }
}

extension Valuation {
  /// The periods whose fees are lowered, from the first day to the last.
  fileprivate var supply: Assessment.Supply? {
    guard let first = owed.shares.first?.period, let last = owed.shares.last?.period else {
      return nil
    }
    return Assessment.Supply(
      from: first.firstDay, to: last.nextFirstDay + -1,
      feeMonths: owed.shares.map(\.period.name))
  }
}

extension Assessment {
  /// Takes in what is owed for another outage of the same cluster.
  fileprivate mutating func add(_ other: Assessment) throws(QuantityOverflow) {
    amount = try amount + other.amount
    exact = try exact + other.exact
    units += other.units
    readings += other.readings.filter { !readings.contains($0) }
    steps += other.steps
    if let from = supply?.from, let mine = supply, let its = other.supply {
      supply = Supply(from: from, to: its.to, feeMonths: mine.feeMonths + its.feeMonths)
    }
    supply = supply ?? other.supply
    if other.outcome == .credit { (outcome, reason) = (.credit, nil) }
  }
}
