extension RefCase {
  /// One assessment for each claim (docs/formats.md §4).
  func damagesAssessments() -> [RefAssessment] {
    guard !claims.isEmpty else { return [] }
    let pairs = contracts.indices.map { self.pairs(contract: $0) }
    let claimed = contracts.indices.filter { index in
      claims.contains { $0.contract == contracts[index].id }
    }
    let open = claimed.flatMap { pairs[$0] }
    var facts = missingFacts(open)
    // What was announced when does not matter here: nothing pauses.
    for index in facts.indices {
      facts[index].options.removeAll { cause in
        cause.attribution == .planned && cause.announced != Moment.min
      }
    }
    var completions = completions(facts, open)
    var evaluations: [ClaimsEvaluation]
    while true {
      evaluations = completions.map { ClaimsEvaluation(self, pairs, facts, $0.values) }
      var asked: [Fact] = []
      for fact in evaluations.flatMap(\.asked)
      where !asked.contains(where: { $0.kind == fact.kind }) {
        asked.append(fact)
      }
      if asked.isEmpty { break }
      // Every way to fill in what was asked for as well.
      for fact in asked {
        let values = candidates([fact], 0, open, [])
        facts.append(fact)
        completions = completions.flatMap { completion in
          values.map { Completion(values: completion.values + [$0]) }
        }
      }
    }
    return claims.indices.map { index in
      decide(index, evaluations.map { $0.results[index] }, facts, completions)
    }
  }

  private func decide(
    _ index: Int, _ results: [ClaimResult], _ facts: [Fact], _ completions: [Completion]
  ) -> RefAssessment {
    let claim = claims[index]
    let one = results[0]
    let numbers = results.reduce(into: Set<Int>()) { $0.formUnion($1.incidents) }
    var assessment = RefAssessment(
      contract: claim.contract, remedy: .damages, claim: claim.id, outcome: one.outcome,
      incidents: numbers.isEmpty ? [claim.incident] : numbers.map { incidents[$0].id }.sorted())
    assessment.factsMissing = results.count > 1
    if results.allSatisfy({ $0.outage?.from == one.outage?.from }) {
      assessment.from = one.outage?.from
    }
    if results.allSatisfy({ $0.outage?.to == one.outage?.to }) { assessment.to = one.outage?.to }
    if results.allSatisfy({ $0.cap == one.cap }) { assessment.cap = one.cap }
    if results.allSatisfy({ $0.units == one.units }) { assessment.units = one.units }

    let pending = results.reduce(into: Set<String>()) { $0.formUnion($1.pending) }
    let signatures = numbered(results.map(\.signature))
    if !pending.isEmpty || Set(signatures).count > 1 {
      assessment.outcome = .undetermined
      let mattering = matteringFacts(facts, completions, signatures).map { number in
        // Another contract's charge, in a pool, is named with it.
        if case .charge(let contract, let month) = facts[number].kind,
          contracts[contract].id != claim.contract
        {
          return "charge:\(contracts[contract].id)@\(month)"
        }
        return facts[number].name
      }
      assessment.waitsFor = pending.union(mattering).sorted()
      return assessment
    }
    assessment.amount = one.amount
    assessment.exact = String(one.amount)
    switch one.outcome {
    case .none: assessment.reason = commonReason(results.map { ($0.first, $0.holds) })
    case .held: assessment.waitsFor = ["approval"]
    case .referred:
      assessment.waitsFor = results.reduce(one.rulings) { $0.intersection($1.rulings) }.sorted()
    case .credit, .undetermined: break
    }
    return assessment
  }
}
