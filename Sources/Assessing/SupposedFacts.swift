import Domain
import Quantities

/// A contract's facts with everything that is missing filled in, in one of the permitted ways
/// (DOMAIN §2).
struct SupposedFacts {
  let facts: ContractFacts
  /// The reports.
  var hits: [SupposedHit]
  /// Charges that are not booked.
  var charges: [FeeMonthName: Yen] = [:]

  /// Fills in each missing fact by one of its values.
  init(_ facts: ContractFacts, filling missing: [MissingFact], by choices: [Int]) {
    self.facts = facts
    hits = facts.hits.map { SupposedHit($0) }
    for (fact, choice) in zip(missing, choices) { fact.fill(choice, into: &self) }
  }

  /// When the provider learned of what a report tells.
  func known(_ number: Int) -> Moment { hits[number].known(facts.hits[number].times) }

  /// The stretches of a report.
  func spans(of number: Int) -> [PlacedSpan] {
    facts.hits[number].spans(hits[number], hit: number)
  }

  /// The stretches of all reports.
  var spans: [PlacedSpan] { hits.indices.flatMap { spans(of: $0) } }
}

/// A report with every missing fact filled in.
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

  /// A report as it stands: an open one ends with the last moment of which it speaks.
  fileprivate init(_ hit: Hit) {
    restored = max(hit.lastKnown, hit.times.began)
    knowledge = hit.times.known.map { .stated($0) } ?? .earliest
    causes = hit.incident.stages.map { $0.possibleCauses.causes.first ?? .negligence }
  }

  fileprivate func known(_ times: OutageTimes) -> Moment {
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

  /// The same; an open report ends at `horizon`.
  func stages(openUntil horizon: Moment) -> [(index: Int, interval: Interval)] {
    stages(until: times.restored ?? horizon)
  }

  fileprivate func spans(_ supposed: SupposedHit, hit: Int) -> [PlacedSpan] {
    stages(until: supposed.restored).map { index, interval in
      PlacedSpan(
        hit: hit, interval: interval, impact: incident.stages[index].impact,
        cause: supposed.causes[index])
    }
  }
}
