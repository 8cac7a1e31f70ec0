import Domain
import Quantities

/// A contract's facts with everything that is missing filled in, in one of the permitted ways
/// (docs/domain.md §2).
struct SupposedFacts {
  let facts: ContractFacts
  /// The reports.
  var hits: [SupposedHit]
  /// Charges that are not booked.
  var charges: [YearMonth: Yen] = [:]
  /// The claims on incidents not reported yet that take all that they may of a cap.
  var taking: Set<Identifier> = []

  /// The facts as they stand, which scenarios begin with.
  init(_ facts: ContractFacts) {
    self.facts = facts
    hits = facts.hits.map { SupposedHit($0) }
  }

  /// The same with each missing fact filled in by one of its values.
  func filling(_ missing: [MissingFact], by choices: [Int]) -> SupposedFacts {
    var supposed = self
    for (fact, choice) in zip(missing, choices) { fact.fill(choice, into: &supposed) }
    return supposed
  }

  /// When the provider learned of the state that reports make up together: what must be known is the
  /// state, not each cause, and a notice of what lies ahead is no knowledge of another cause (§3, I-20).
  ///
  /// - Parameter making: the stretches that make up one outage.
  func knowledge(of outage: Interval, made by: [PlacedSpan]) -> Knowledge? {
    Set(by.map(\.hit)).sorted().map { number in
      let first = by.filter { $0.hit == number }.map(\.interval.start).min() ?? outage.start
      let known = hits[number].known(facts.hits[number].times)
      return Knowledge(hit: number, known: known, from: max(known, max(first, outage.start)))
    }.min { $0.from < $1.from }
  }

  /// What the provider knew of an outage.
  struct Knowledge {
    /// The report that says so.
    let hit: Int
    /// Since when, as it says.
    let known: Moment
    /// From when that counts: not before its own stretches of the outage.
    let from: Moment
  }

  /// The stretches of a report.
  func spans(of number: Int) -> [PlacedSpan] {
    hits[number].tookPlace ? facts.hits[number].spans(hits[number], hit: number) : []
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
  /// Whether it happened at all: what is only scheduled is supposed to have happened, or not.
  var tookPlace: Bool
  /// The cause that holds in each stage.
  var causes: [Cause]

  /// A report as it stands: an open one ends with the last moment of which it speaks.
  fileprivate init(_ hit: ContractIncident) {
    restored = max(hit.lastKnown, hit.times.began)
    knowledge = hit.times.known.map { .stated($0) } ?? .earliest
    tookPlace = !hit.isScheduled
    causes = hit.stages.map(\.supposedCause)
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

  /// Whether a clause calls it unusable and does not leave it out.
  func qualifies(_ waiver: Waiver) -> Bool { waiver.qualifies.admits(impact, cause) }

  /// Whether it is part of an outage that it touches.
  func joins(_ waiver: Waiver) -> Bool { waiver.joins.admits(impact, cause) }
}

extension Stage {
  /// The cause by which it goes where no other is supposed.
  var supposedCause: Cause { possibleCauses.causes.first ?? .negligence }
}

extension ContractIncident {
  /// When each stage begins and ends, for a contract that got its service back at `restored`.
  /// A stage of no length is left out, unless the whole report has none.
  func stages(until restored: Moment) -> [(index: Int, interval: Interval)] {
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

  /// The same; an open report ends at `horizon`, works with their window.
  func stages(openUntil horizon: Moment) -> [(index: Int, interval: Interval)] {
    stages(until: latestEnd(openUntil: horizon))
  }

  fileprivate func spans(_ supposed: SupposedHit, hit: Int) -> [PlacedSpan] {
    stages(until: supposed.restored).map { index, interval in
      PlacedSpan(
        hit: hit, interval: interval, impact: stages[index].impact,
        cause: supposed.causes[index])
    }
  }
}
