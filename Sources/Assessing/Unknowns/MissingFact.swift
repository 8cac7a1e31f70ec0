import Domain
import Quantities

/// A missing fact, and the values that have to be tried for it; facts about a report bear its
/// number.
enum MissingFact {
  /// By whose act or risk, or only by which fault, the stages of one statement came about: one cause
  /// of each kind that the clauses tell apart.
  case cause(of: Int, stages: [Int], isFaultAlone: Bool, [Cause])
  /// When the provider learned of it.
  case known(of: Int, [SupposedHit.Knowledge])
  /// When the service worked again: amounts mostly grow, or where the report pauses mostly fall, with
  /// it.
  case restored(of: Int, [Moment])
  /// Whether what was announced took place, and until when: `nil` where it did not.
  case confirmation(of: Int, Identifier, [Moment?])
  /// A booked charge.
  case charge(YearMonth, [Yen])
  /// Whether a claim on an incident not reported yet takes all that it may of a cap, or nothing.
  case taken(by: Identifier, on: Identifier)

  /// The name by which it is waited for.
  var awaited: Awaited {
    switch self {
    case .cause(_, _, let isFaultAlone, _): isFaultAlone ? .fault : .attribution
    case .known: .knownAt
    case .restored: .restoredAt
    case .confirmation(_, let incident, _): .confirmation(incident)
    case .charge(let month, _): .charge(month)
    case .taken(_, let incident): .incident(incident)
    }
  }

  /// How many values there are.
  var count: Int {
    switch self {
    case .cause(_, _, _, let causes): causes.count
    case .known(_, let knowledge): knowledge.count
    case .restored(_, let moments): moments.count
    case .confirmation(_, _, let ends): ends.count
    case .charge(_, let amounts): amounts.count
    case .taken: 2
    }
  }

  /// Fills in one of the values.
  func fill(_ choice: Int, into supposed: inout SupposedFacts) {
    switch self {
    case .cause(let hit, let stages, _, let causes):
      for stage in stages { supposed.hits[hit].causes[stage] = causes[choice] }
    case .known(let hit, let knowledge): supposed.hits[hit].knowledge = knowledge[choice]
    case .restored(let hit, let moments): supposed.hits[hit].restored = moments[choice]
    case .confirmation(let hit, _, let ends):
      supposed.hits[hit].tookPlace = ends[choice] != nil
      if let end = ends[choice] { supposed.hits[hit].restored = end }
    case .charge(let month, let amounts): supposed.charges[month] = amounts[choice]
    case .taken(let claim, _): if choice == 1 { supposed.taking.insert(claim) }
    }
  }
}

extension ContractIncident {
  /// One missing fact for each statement of the report whose cause is open, with one cause of each
  /// kind that is treated in a way of its own: those treated alike are interchangeable.
  func missingCauses<Treatment: Hashable>(
    of number: Int, stages concerned: some Sequence<Int>,
    treatment: (Impact, Cause) -> Treatment
  ) -> [MissingFact] {
    let statements = Set(concerned.map { stages[$0].causeStatedIn }).sorted()
    return statements.compactMap { statement in
      guard stages[statement].possibleCauses.causes.count > 1 else { return nil }
      let sharing = stages.indices.filter { stages[$0].causeStatedIn == statement }
      var seen: Set<[Treatment]> = []
      let causes = stages[statement].possibleCauses.causes.filter { cause in
        seen.insert(sharing.map { treatment(stages[$0].impact, cause) }).inserted
      }
      guard causes.count > 1 else { return nil }
      return .cause(
        of: number, stages: sharing,
        isFaultAlone: stages[statement].attribution != .undetermined, causes)
    }
  }
}

/// Every way of filling in a list of missing facts, numbered: the first fact varies fastest.
struct Scenarios {
  let facts: [MissingFact]

  /// How many there are, or `nil` when that is beyond what can be tried.
  var count: Int? {
    var product = 1
    for fact in facts {
      product *= max(1, fact.count)
      // Some ten unsettled reports in one outage. Beyond it, waiting is the honest answer.
      if product > 20_000 { return nil }
    }
    return product
  }

  /// Which value each fact has in the scenario of that number.
  func choices(_ number: Int) -> [Int] {
    var rest = number
    return facts.map { fact in
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: max(1, fact.count))
      rest = quotient
      return remainder
    }
  }

  /// The facts that matter: those for which two scenarios that differ in nothing else give
  /// different results.
  func decisiveFacts<Result: Equatable>(_ results: [Result]) -> [MissingFact] {
    var stride = 1
    var found: [MissingFact] = []
    for fact in facts {
      let span = stride * fact.count
      let matters = results.indices.contains { number in
        let base = number - (number % span) / stride * stride
        return results[number] != results[base]
      }
      if matters { found.append(fact) }
      stride = span
    }
    return found
  }
}
