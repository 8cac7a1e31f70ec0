import Domain
import Quantities

/// What is owed for a candidate: decided where every permitted way of filling in what is missing
/// gives the same, else undetermined, naming the facts that matter (docs/domain.md §2).
struct CandidateDecision {
  private(set) var assessments: [Assessment] = []
  /// The reports that these assessments speak of.
  private(set) var covered: Set<Int> = []
  /// The reports that would make up an outage, had its billing a formula, and what says so.
  private(set) var withoutFormula: [Int: Exclusion] = [:]

  private let candidate: OutageCandidate
  /// The facts as they stand.
  private let plain: SupposedFacts
  private let budget: TrialBudget

  private var facts: ContractFacts { plain.facts }

  /// Decides a candidate; what it decides is taken from the ceilings.
  ///
  /// - Parameter plain: the facts as they stand.
  /// - Throws: `QuantityOverflow`, and what the budget's owner throws to end the work.
  init(
    _ candidate: OutageCandidate, _ plain: SupposedFacts, ceilings: inout Ceilings,
    _ budget: TrialBudget
  ) throws {
    self.candidate = candidate
    self.plain = plain
    self.budget = budget
    do {
      try solve(&ceilings)
    } catch is TooManyTrialsError {
      wait(for: candidate.missing.map(\.awaited), citing: [], isBeyondTrials: true)
    }
  }

  private mutating func solve(_ ceilings: inout Ceilings) throws {
    let first = try broadTrials(ceilings)
    let isFine = first.mayHideDifference
    let found = isFine ? try trials(moments.fine(budget), ceilings) ?? first : first
    noteWithoutFormula(found.outages)
    let results = found.results
    if results.count == 1 {
      try settle(found.trials[0], &ceilings)
    } else if found.isEditionAllThatIsMissing, let governing = initialTerms {
      wait(for: [governing.edition(at: candidate.window.start)], citing: [])
    } else if results.allSatisfy({ $0 == results[0] && $0.missing.isEmpty }) {
      try settleWhateverIsMissing(found, &ceilings)
    } else {
      let missing = results.flatMap { $0.missing.keys.filter(isReached) }
      // Another fact may matter only if the service comes back, or was known, at some time in between.
      let areAllNamed =
        Set(found.decisiveFacts).isSuperset(of: candidate.missing.map(\.awaited))
      let finer =
        isFine || areAllNamed ? found : try trials(moments.coarse(budget), ceilings) ?? found
      wait(for: finer.decisiveFacts + missing, citing: found.clauses)
    }
  }

  /// The trials that are made first.
  private func broadTrials(_ ceilings: Ceilings) throws -> ScenarioResults {
    // What is missing by itself is asked first: more moments make no fewer possibilities.
    guard Scenarios(facts: candidate.missing).count != nil else { throw TooManyTrialsError() }
    // An open report that pauses can end under one of the span's governing terms or the next, and so decide to
    // which of them the outage after it belongs: its extremes do not stand for all ends then.
    let isUniform = candidate.serviceSpan.governingTerms.count == 1
    if !isUniform, let coarse = try trials(moments.coarse(budget), ceilings) { return coarse }
    guard let trials = try trials(candidate.missing, ceilings) else { throw TooManyTrialsError() }
    return trials
  }

  private var moments: DecisiveMoments { DecisiveMoments(candidate, facts) }

  private func trials(
    _ missing: [MissingFact], _ ceilings: Ceilings
  ) throws -> ScenarioResults? {
    try ScenarioResults(of: candidate, missing, plain, ceilings, budget)
  }

  /// The governing terms in which the candidate begins.
  private var initialTerms: GoverningTerms? {
    candidate.serviceSpan.governing(at: candidate.window.start)
  }

  private mutating func noteWithoutFormula(_ outages: [OutageFinding]) {
    for outage in outages {
      guard case .noFormula = outage.result,
        let exclusion = outage.governing.rule?.exclusions.first(where: { $0.reason == .noFormula })
      else { continue }
      for member in outage.members { withoutFormula[member] = exclusion }
    }
  }

  /// Whether a missing fee arises no later than the last moment that any report speaks of: what
  /// an open incident may reach later is waited for by its end alone.
  private func isReached(_ awaited: Awaited) -> Bool {
    guard case .charge(let month) = awaited else { return true }
    let reached = candidate.members.map { facts.hits[$0].lastKnown }
    guard let last = reached.max(), let governing = initialTerms else { return true }
    let fees = FeeMonth(
      year: month.year, month: month.month, startDay: governing.version.feeMonthStartDay)
    return fees.firstDay <= UTCOffset.japan.date(of: last)
  }

  /// Nothing is missing but, perhaps, a charge or an edition: each outage speaks for itself.
  private mutating func settle(
    _ trial: ScenarioResults.Trial, _ ceilings: inout Ceilings
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

  /// The facts that are missing change nothing: the scenario that comes furthest speaks for all, of
  /// several that which takes the least of the fees.
  private mutating func settleWhateverIsMissing(
    _ found: ScenarioResults, _ ceilings: inout Ceilings
  ) throws {
    let ranked = try found.trials.map { trial throws(QuantityOverflow) in
      (trial: trial, progress: trial.progress, granted: try trial.granted)
    }
    let best = ranked.max { left, right in
      left.progress != right.progress
        ? left.progress < right.progress : right.granted < left.granted
    }
    guard let furthest = best?.trial else { return }
    let valued = furthest.outages.compactMap { outage in
      outage.valuation.map { (outage, $0) }
    }
    guard let first = valued.first else { return }
    covered.formUnion(candidate.members)
    var assessment = try decided(first.0, first.1)
    for (outage, valuation) in valued.dropFirst() {
      try assessment.add(decided(outage, valuation))
    }
    try budget.spend(found.trials.count, each: candidate.work)
    // Of what would have been told, only that is true which every scenario tells.
    var tellings: [[Step]] = []
    for trial in found.trials {
      try budget.goOn()
      if let told = try telling(trial) { tellings.append(told) }
    }
    let own = try telling(furthest) ?? []
    assessment.steps = facts.reported(candidate.members) + own.common(with: tellings)
    assessment.cite(found.clauses, by: first.0.governing.rule)
    assessment.incidents = facts.names(happened)
    assessment.outage = window
    assessment.steps.append(
      .settledWhatever(missing: Set(candidate.missing.map(\.awaited)).sorted()))
    assessments = [assessment]
    ceilings = furthest.ceilings
  }

  /// What a scenario tells of its outages; `nil` where it has none.
  private func telling(_ trial: ScenarioResults.Trial) throws(QuantityOverflow) -> [Step]? {
    var steps: [Step] = []
    for outage in trial.outages {
      guard let valuation = outage.valuation else { continue }
      steps += try Explanation(facts: facts, outage: outage, valuation: valuation).steps
    }
    return steps.isEmpty ? nil : steps
  }

  /// - Parameter isBeyondTrials: whether there are too many possibilities to try.
  private mutating func wait(
    for awaited: [Awaited], citing clauses: [Clause], isBeyondTrials: Bool = false
  ) {
    covered.formUnion(candidate.members)
    var assessment = blank(candidate.members, governing: initialTerms)
    assessment.outage = window
    assessment.cite(clauses, by: initialTerms?.rule)
    if isBeyondTrials { assessment.steps.append(.tooManyPossibilities) }
    assessment.wait(
      for: Set(awaited).sorted(), startDay: initialTerms?.version.feeMonthStartDay ?? 1)
    assessments = [assessment]
  }

  /// The members that are not only announced.
  private var happened: [Int] { candidate.members.filter { !facts.hits[$0].isScheduled } }

  /// The time that could be one outage; without end where that depends on an open report.
  private var window: TimeWindow {
    TimeWindow(
      from: candidate.window.start, to: candidate.isOpen ? nil : candidate.window.end)
  }

  private func blank(_ members: [Int], governing: GoverningTerms?) -> Assessment {
    Assessment(
      Subject(contract: facts.contract.id), account: governing?.version.account,
      Evidence(incidents: facts.names(members), steps: facts.reported(members)),
      .undetermined(waitsFor: []))
  }

  private func undetermined(
    _ outage: OutageFinding, _ awaited: [Awaited], _ clauses: [Clause]
  ) -> Assessment {
    var assessment = blank(outage.members, governing: outage.governing)
    assessment.outage = TimeWindow(outage.interval)
    assessment.cite(clauses, by: outage.governing.rule)
    assessment.wait(for: awaited, startDay: outage.governing.version.feeMonthStartDay)
    return assessment
  }

  private func decided(
    _ outage: OutageFinding, _ valuation: Valuation
  ) throws(QuantityOverflow) -> Assessment {
    var assessment = blank(outage.members, governing: outage.governing)
    assessment.outage = TimeWindow(outage.interval)
    let shares = try valuation.told
    let version = outage.governing.version
    let account = shares.first?.account ?? version.account
    assessment.account = account
    if let reason = outage.reason {
      assessment.decision = .nothing(
        reason: reason,
        counted: .init(units: valuation.units, exact: valuation.owed.granted))
    } else if let supply = valuation.supply {
      assessment.decision = .credit(
        Credit(
          account: account, supply: supply, units: valuation.units,
          exact: valuation.owed.granted, amount: valuation.amount,
          taxRate: shares.first?.taxRate ?? version.taxRate, shares: shares))
    }
    let pausing = outage.isUncounted ? outage.pausing?.clause : nil
    assessment.cite(pausing.map { [$0] } ?? valuation.clauses, by: outage.governing.rule)
    let readings = ReliedReadings(facts: facts, outage: outage, valuation: valuation)
    assessment.readings = readings.numbers
    assessment.steps +=
      try Explanation(facts: facts, outage: outage, valuation: valuation).steps
    return assessment
  }
}
