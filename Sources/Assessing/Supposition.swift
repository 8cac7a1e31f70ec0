import Domain
import Quantities

/// A report with every missing fact filled in, in one of the permitted ways (DOMAIN §2).
struct SupposedHit {
  enum Knowledge {
    case stated(Moment)
    /// As early as it can have been: when the outage began.
    case earliest
    /// As late as it can have been: when the service worked again.
    case latest
  }

  var restored: Moment
  var knowledge: Knowledge
  /// The cause that holds in each stage.
  var causes: [Cause]

  func known(_ times: OutageTimes) -> Moment {
    switch knowledge {
    case .stated(let moment): moment
    case .earliest: times.began
    case .latest: restored
    }
  }
}

/// A stretch of a report with its impact and cause, known or supposed.
struct PlacedSpan {
  let hit: Int
  let interval: Interval
  let impact: Impact
  let cause: Cause
}

extension Hit {
  /// When each stage begins and ends, for a contract that got its service back at `restored`.
  /// A stage of no length is left out, unless the whole report has none.
  func stages(until restored: Moment) -> [(index: Int, interval: Interval)] {
    let stages = incident.stages
    var placed: [(index: Int, interval: Interval)] = []
    for index in stages.indices {
      let from = max(times.began, stages[index].from ?? times.began)
      let to = index + 1 < stages.count ? stages[index + 1].from ?? restored : restored
      let interval = Interval(from, min(to, restored))
      if !interval.isEmpty { placed.append((index, interval)) }
    }
    if placed.isEmpty {
      let last = stages.lastIndex { ($0.from ?? times.began) <= times.began } ?? 0
      placed.append((last, Interval(times.began, times.began)))
    }
    return placed
  }

  /// The stretches of the report under a supposition.
  func spans(_ supposed: SupposedHit, hit: Int) -> [PlacedSpan] {
    stages(until: supposed.restored).map { index, interval in
      PlacedSpan(
        hit: hit, interval: interval, impact: incident.stages[index].impact,
        cause: supposed.causes[index])
    }
  }
}

/// A missing fact, and the values that have to be tried for it.
struct MissingFact {
  enum Values {
    /// One cause of each kind that the clauses tell apart, for the stages of one statement.
    case causes([Cause], stages: [Int])
    /// `known_at`: when the outage began, when it ended, and moments between.
    case known([Moment])
    /// `restored_at`: amounts mostly grow, or where the report bars mostly fall, with it.
    case restored([Moment])
    /// A booked charge.
    case charge([Yen])
  }

  let hit: Int
  let awaited: Awaited
  let values: Values

  var count: Int {
    switch values {
    case .causes(let causes, _): causes.count
    case .known(let moments): 2 + moments.count
    case .restored(let moments): moments.count
    case .charge(let amounts): amounts.count
    }
  }

  /// The same fact with more ends to try, where it is an end that is missing.
  func refined(by ends: (Moment) -> [Moment]) -> MissingFact {
    guard case .restored(let moments) = values, let earliest = moments.min() else { return self }
    return MissingFact(hit: hit, awaited: awaited, values: .restored(moments + ends(earliest)))
  }

  /// The same fact with more moments to try, where it is a moment that is missing.
  ///
  /// - Parameter range: the moments that are possible.
  func refined(by moments: [Moment], within range: ClosedRange<Moment>) -> MissingFact {
    let possible = moments.filter { range.contains($0) }
    switch values {
    case .known(let tried):
      return MissingFact(
        hit: hit, awaited: awaited, values: .known(Set(tried + possible).sorted()))
    case .restored(let tried):
      return MissingFact(
        hit: hit, awaited: awaited, values: .restored(tried + Set(possible).sorted()))
    case .causes, .charge:
      return self
    }
  }

  /// Fills in one of the values.
  func fill(_ choice: Int, into supposed: inout SupposedHit) {
    switch values {
    case .causes(let causes, let stages):
      for stage in stages { supposed.causes[stage] = causes[choice] }
    case .known(let moments):
      supposed.knowledge =
        choice < 2 ? (choice == 0 ? .earliest : .latest) : .stated(moments[choice - 2])
    case .restored(let moments):
      supposed.restored = moments[choice]
    case .charge:
      break
    }
  }
}

/// Every way of filling in a list of missing facts, numbered: the first fact varies fastest.
struct Suppositions {
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

  /// Which value each fact has in the supposition of that number.
  func choices(_ number: Int) -> [Int] {
    var rest = number
    return facts.map { fact in
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: max(1, fact.count))
      rest = quotient
      return remainder
    }
  }

  /// The facts that matter: those for which two suppositions that differ in nothing else give
  /// different results.
  func mattering<Result: Equatable>(_ results: [Result]) -> [MissingFact] {
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
