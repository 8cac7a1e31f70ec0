import Domain
import Quantities

/// A candidate under every scenario about some missing facts, and what each comes to.
struct ScenarioResults {
  private let scenarios: Scenarios
  let trials: [Trial]
  let results: [Result]

  /// The outages under one scenario, and the ceilings after them.
  struct Trial {
    let outages: [OutageFinding]
    let ceilings: Ceilings
    /// What the document leaves to a person under the scenario.
    let rulings: Set<Awaited>
  }

  /// What a scenario comes to. Scenarios that come to the same need not be told apart.
  struct Result: Equatable {
    /// Whole yen of each outage that gives any, in order of time: one outage or two of the same sum is
    /// a change.
    var amounts: [Yen] = []
    var missing: [Awaited: Fraction] = [:]
    /// What is owed for periods whose fee is known, beside others whose fee is missing.
    var partial: ExactYen = .zero
  }

  /// Tries every scenario; `nil` when there are too many at once.
  ///
  /// - Throws: ``TooManyTrialsError`` when they are more than the budget holds, `QuantityOverflow`, and
  ///   what the budget's owner throws to end the work.
  init?(
    of candidate: OutageCandidate, _ missing: [MissingFact], _ plain: SupposedFacts,
    _ ceilings: Ceilings,
    _ budget: TrialBudget
  ) throws {
    scenarios = Scenarios(facts: missing)
    guard let count = scenarios.count else { return nil }
    try budget.spend(count, each: candidate.work)
    var trials: [Trial] = []
    var results: [Result] = []
    for number in 0..<count {
      try budget.goOn()
      let supposed = plain.filling(missing, by: scenarios.choices(number))
      let trial = try Trial(candidate, supposed, ceilings)
      trials.append(trial)
      results.append(try trial.result)
    }
    self.trials = trials
    self.results = results
  }

  /// The missing facts that could change the amount.
  var decisiveFacts: [Awaited] { scenarios.decisiveFacts(results).map(\.awaited) }

  /// Whether all come to the same although something counts, so that moments between those tried
  /// might still come to something else.
  var mayHideDifference: Bool {
    results.count > 1 && results.allSatisfy { $0 == results[0] }
      && valuations.contains { !$0.owed.counted.isEmpty }
  }

  /// Whether an edition is missing, and no scenario comes to anything else.
  var isEditionAllThatIsMissing: Bool {
    valuations.isEmpty
      && outages.contains { outage in
        if case .editionMissing = outage.result { true } else { false }
      }
  }

  /// The clauses that could decide.
  var clauses: [Clause] { valuations.flatMap(\.clauses).distinct }

  /// The outages of every scenario.
  var outages: [OutageFinding] { trials.flatMap(\.outages) }

  private var valuations: [Valuation] { outages.compactMap(\.valuation) }
}

extension ScenarioResults.Trial {
  fileprivate init(
    _ candidate: OutageCandidate, _ supposed: SupposedFacts, _ ceilings: Ceilings
  ) throws(QuantityOverflow) {
    let spans = candidate.concerned.flatMap { supposed.spans(of: $0) }
      .filter { $0.interval.overlaps(candidate.window) }
    var after = ceilings
    let finder = OutageFinder(
      supposed: supposed, spans: spans, serviceSpan: candidate.serviceSpan, window: candidate.window
    )
    outages = try finder.outages(ceilings: &after)
    self.ceilings = after
    var rulings: Set<Awaited> = []
    for governing in candidate.serviceSpan.governingTerms {
      for ruling in governing.rule?.rulings ?? []
      where spans.contains(where: { ruling.circumstances.admits($0.impact, $0.cause) }) {
        rulings.insert(.ruling(ruling.clause))
      }
    }
    self.rulings = rulings
  }

  fileprivate var result: ScenarioResults.Result {
    get throws(QuantityOverflow) {
      var result = ScenarioResults.Result()
      for ruling in rulings { result.missing[ruling] = .one }
      for outage in outages {
        switch outage.result {
        case .valued(let valuation):
          if valuation.missing.isEmpty {
            if valuation.amount > .zero { result.amounts.append(valuation.amount) }
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
  }

  /// What its outages take of the fees, before rounding.
  var granted: ExactYen {
    get throws(QuantityOverflow) {
      var sum = ExactYen.zero
      for outage in outages { sum = try sum + (outage.valuation?.owed.granted ?? .zero) }
      return sum
    }
  }

  /// How far in the order of reasons its best outage comes.
  var progress: Int {
    outages.map { outage in
      guard outage.valuation != nil else { return 0 }
      return outage.reason?.reach ?? .max
    }.max() ?? -1
  }
}
