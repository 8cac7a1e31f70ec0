import Domain
import Quantities

/// The moments at which a missing `known_at` or `restored_at` can decide between two amounts.
///
/// Units begin at whole multiples of 24 h after a clock's start and belong to the month in which they
/// begin, so what is owed changes where such a multiple meets an end, a report or a month's first
/// moment. Between two of these moments it stays the same, but for exact time.
struct DecisiveMoments {
  private let candidate: OutageCandidate
  private let facts: ContractFacts

  init(_ candidate: OutageCandidate, _ facts: ContractFacts) {
    self.candidate = candidate
    self.facts = facts
  }

  /// The missing facts with a few more moments to try: ends of open reports at which a unit becomes
  /// whole, and knowledge some parts of a day after something happened, where exact time and units differ.
  ///
  /// - Throws: ``TooManyTrialsError`` when finding them takes more than the budget holds.
  func coarse(_ budget: TrialBudget) throws(TooManyTrialsError) -> [MissingFact] {
    let instants = facts.hits.reduce(0) { $0 + $1.instants.count }
    try budget.spend(candidate.missing.count, each: instants)
    return extended { hit in
      let began = hit.times.began
      let possible = began...max(began, hit.times.restored ?? candidate.window.end)
      let dayBefore = candidate.window.end + .day * -1
      let between = ([began] + marks).flatMap { Self.parts(of: $0) }
      return Set((between + [dayBefore]).filter(possible.contains)).sorted()
    } ends: { hit in
      ends(after: hit.lastKnown)
    }
  }

  /// The missing facts with every moment to try at which an amount can change, as far as a month of
  /// units reaches.
  ///
  /// - Throws: ``TooManyTrialsError`` when finding them takes more than the budget holds.
  func fine(_ budget: TrialBudget) throws(TooManyTrialsError) -> [MissingFact] {
    let (marks, pauses) = (marks, possiblePauses)
    let days = Int(candidate.window.length.wholeDays) / 8 + 1
    try budget.spend(
      candidate.missing.count * marks.count,
      each: days * pauses.reduce(0) { $0 + 1 + $1.intervals.count })
    return extended { hit in
      meetings(of: hit, from: hit.times.began, marks, pauses)
    } ends: { hit in
      meetings(of: hit, from: hit.lastKnown, marks, pauses)
    }
  }

  /// Two moments in the day after another, at no likely multiple of hours from anything.
  private static func parts(of day: Moment) -> [Moment] { [day + .hours(7), day + .hours(19)] }

  private func extended(
    knowledge: (ContractIncident) -> [Moment], ends: (ContractIncident) -> [Moment]
  ) -> [MissingFact] {
    candidate.missing.map { fact in
      switch fact {
      case .known(let number, let tried):
        return .known(
          of: number, tried + knowledge(facts.hits[number]).map { .stated($0) })
      case .restored(let number, let tried):
        let latest = tried.max() ?? candidate.window.end
        return .restored(of: number, tried + ends(facts.hits[number]).filter { $0 <= latest })
      case .confirmation(let number, let incident, let tried):
        guard facts.hits[number].times.restored == nil,
          let latest = tried.compactMap({ $0 }).max()
        else { return fact }
        return .confirmation(
          of: number, incident, tried + ends(facts.hits[number]).filter { $0 <= latest })
      case .cause, .charge, .taken:
        return fact
      }
    }
  }

  /// Where, from a moment of a report on, a multiple of 24 h counted from some mark, or up to it, meets,
  /// and the milliseconds beside it.
  private func meetings(
    of hit: ContractIncident, from first: Moment, _ marks: [Moment], _ possiblePauses: [IntervalSet]
  ) -> [Moment] {
    let last = hit.times.restored ?? min(candidate.window.end, first + .day * 63)
    let range = Interval(first, last)
    var found: Set<Moment> = [range.start, range.end]
    for mark in marks + firstMoments(within: range.start...range.end) {
      for pauses in possiblePauses {
        let after = IntervalSet([Interval(mark, range.end)]).subtracting(pauses)
        let before = IntervalSet([Interval(range.start, mark)]).subtracting(pauses)
        for days in 0...max(after.length.wholeDays, before.length.wholeDays) {
          for meeting in [after.moment(after: .day * days), before.moment(before: .day * days)] {
            guard let meeting else { continue }
            for beside in [-1, 0, 1] as [Int64] {
              found.insert(meeting + Elapsed(milliseconds: beside))
            }
          }
        }
      }
    }
    return found.filter { range.start <= $0 && $0 <= range.end }.sorted()
  }

  /// The pauses that there may be: none, all and, of a few, any of them.
  private var possiblePauses: [IntervalSet] {
    let waivers = candidate.serviceSpan.outageWaivers
    let pausing = Set(
      facts.hits.flatMap { hit in
        hit.stages(openUntil: candidate.window.end).compactMap { index, interval -> Interval? in
          let stage = hit.stages[index]
          let mayPause = waivers.contains { waiver in
            stage.possibleCauses.causes.contains { waiver.pauses.admits(stage.impact, $0) }
          }
          return mayPause && interval.overlaps(candidate.window) ? interval : nil
        }
      })
    guard pausing.count <= 3 else { return [.empty, IntervalSet(Array(pausing))] }
    return (0..<(1 << pausing.count)).map { chosen in
      IntervalSet(pausing.enumerated().filter { chosen & (1 << $0.offset) != 0 }.map(\.element))
    }
  }

  /// When the reports say that something happened, and when the window ends.
  private var marks: [Moment] {
    let reported = facts.hits.flatMap(\.instants).filter {
      candidate.window.start <= $0 && $0 <= candidate.window.end
    }
    return Set(reported + [candidate.window.start, candidate.window.end]).sorted()
  }

  /// The first moments of the fee periods that begin a little before, within or after a range.
  private func firstMoments(within range: ClosedRange<Moment>) -> [Moment] {
    guard let version = candidate.serviceSpan.governing(at: candidate.window.start)?.version else {
      return []
    }
    var period = FeePeriod(
      containing: UTCOffset.japan.date(of: range.lowerBound), of: version,
      serviceStart: facts.contract.latest.serviceStart)
    var found: [Moment] = []
    let last = max(range.upperBound, min(candidate.window.end, range.upperBound + .day * 63))
    while found.last.map({ $0 <= last }) ?? true {
      let next = period.nextFirstDay
      found.append(UTCOffset.japan.start(of: next))
      period = FeePeriod(
        containing: next, of: version, serviceStart: facts.contract.latest.serviceStart)
    }
    return found
  }

  /// A month of days after a moment, where a unit is worth so little that one of many makes the next yen.
  private func far(from moment: Moment) -> [Moment] {
    let fees = facts.contract.versions.compactMap(\.fee)
    guard let least = fees.min(), least < Yen(400) else { return [] }
    return (1...33 as ClosedRange<Int64>).flatMap { days -> [Moment] in
      let day = moment + .day * days
      return [day] + Self.parts(of: day)
    }
  }

  /// Ends of an open report at which what is owed can change: soon after a moment, in the fee period
  /// after that, and under any later terms.
  private func ends(after moment: Moment) -> [Moment] {
    let marks = facts.hits.flatMap(\.instants)
    let version = candidate.serviceSpan.governing(at: moment)?.version
    let nextPeriod = version.map { version in
      FeePeriod(
        containing: UTCOffset.japan.date(of: moment), of: version,
        serviceStart: facts.contract.latest.serviceStart
      ).nextFirstDay
    }
    let governingTerms = candidate.serviceSpan.governingTerms.map(\.interval.start).filter {
      $0 > moment
    }
    let origins =
      [moment] + (nextPeriod.map { [UTCOffset.japan.start(of: $0)] } ?? []) + governingTerms
    let units = Set(marks).sorted().flatMap { mark in
      origins.map { origin in
        let days = max(0, (origin - mark).wholeDays) + 1
        return mark + .day * days
      }
    }.flatMap { [$0 + Elapsed(milliseconds: -1), $0] }
    // Where it would just reach another report, and just not.
    let reached = marks.filter { $0 > moment }.flatMap {
      [$0 + Elapsed(milliseconds: -1), $0, $0 + Elapsed(milliseconds: 1)] + Self.parts(of: $0)
    }
    return Set(units + reached + far(from: moment) + origins.map { $0 + .hours(1) }).sorted()
  }
}
