import Domain
import Quantities

/// Applies the waiver clauses of a contract's terms to the incidents that hit it (docs/domain.md §2–§4).
struct WaiverAssessor {
  private var timeline: Timeline
  private let progress: () throws -> Void

  /// An assessor by the terms of a catalogue.
  init(_ catalogue: TermsCatalogue, _ progress: @escaping () throws -> Void) {
    timeline = Timeline(catalogue)
    self.progress = progress
  }

  /// One assessment for each outage, and one for each incident that is part of none, in order of
  /// time. What they take is taken from the ceilings.
  ///
  /// - Throws: `QuantityOverflow` when an amount does not fit 128 bits, and what the progress throws.
  mutating func assess(
    _ facts: ContractFacts, _ ceilings: inout Ceilings
  ) throws -> [Assessment] {
    guard !facts.hits.isEmpty else { return [] }
    let budget = TrialBudget(progress)
    let horizon = facts.horizon
    let serviceSpans = timeline.serviceSpans(of: facts.contract, until: horizon)
    let plain = SupposedFacts(facts)
    let finder = CandidateFinder(facts: facts, horizon: horizon)
    var found: [(at: Moment, told: Assessment)] = []
    var covered: [Int: Set<Int>] = [:]
    var withoutFormula: [Int: [Int: Exclusion]] = [:]
    for (index, serviceSpan) in serviceSpans.enumerated() {
      for candidate in try finder.candidates(in: serviceSpan, budget) {
        let decision = try CandidateDecision(candidate, plain, ceilings: &ceilings, budget)
        found += decision.assessments.map { ($0.outage?.from ?? candidate.window.start, $0) }
        for number in decision.covered { covered[number, default: []].insert(index) }
        withoutFormula[index, default: [:]].merge(decision.withoutFormula) { first, _ in first }
      }
    }
    let single = ReportOutsideOutages(
      facts: facts, serviceSpans: serviceSpans, finder: finder, withoutFormula: withoutFormula)
    for (number, hit) in facts.hits.enumerated() {
      try budget.goOn()
      found += single.assessments(of: number, except: covered[number] ?? [])
        .map { (hit.times.began, $0) }
    }
    return found.sorted { left, right in
      left.at != right.at
        ? left.at < right.at
        : left.told.incidents.lexicographicallyPrecedes(right.told.incidents)
    }.map(\.told)
  }

  /// A contract's service, cut into service spans.
  mutating func serviceSpans(of facts: ContractFacts) -> [ServiceSpan] {
    timeline.serviceSpans(of: facts.contract, until: facts.horizon)
  }
}

extension ContractFacts {
  /// Three years after all that is known: by then every ceiling of a month or a year has begun
  /// anew, so an incident that stays open shows every effect it can have.
  var horizon: Moment {
    var latest = UTCOffset.japan.start(of: contract.latest.validFrom)
    for hit in hits { latest = max(latest, hit.latestInstant) }
    return latest + .day * 1_100
  }
}
