import Domain
import Quantities

/// The moments at which a missing `known_at` or `restored_at` can decide between two amounts.
///
/// Units begin at whole multiples of 24 h after a clock's start and belong to the month in which they
/// begin, so what is owed changes where such a multiple meets an end, a report or a month's first
/// moment. Between two of these moments it stays the same, but for exact time.
struct DecisiveMoments {
  private let cluster: Cluster
  private let facts: ContractFacts

  init(_ cluster: Cluster, _ facts: ContractFacts) {
    self.cluster = cluster
    self.facts = facts
  }

  /// The missing facts with a few more moments to try: ends of open reports at which a unit becomes
  /// whole, and knowledge half a day after the beginning, where exact time and units differ.
  var coarse: [MissingFact] {
    cluster.missing.map { fact in
      switch fact {
      case .known(let number, let tried):
        let began = facts.hits[number].times.began
        let possible = began...max(began, cluster.window.end)
        let dayBefore = cluster.window.end + .day * -1
        let more = Set([began + .hours(12), dayBefore].filter(possible.contains)).sorted()
        return .known(of: number, tried + more.map { .stated($0) })
      case .restored(let number, let tried):
        return .restored(of: number, tried + ends(after: facts.hits[number].lastKnown))
      case .cause, .charge:
        return fact
      }
    }
  }

  /// The missing facts with every moment to try at which an amount can change, as far as a month of
  /// units reaches.
  var fine: [MissingFact] {
    cluster.missing.map { fact in
      switch fact {
      case .known(let number, let tried):
        let hit = facts.hits[number]
        return .known(
          of: number, tried + meetings(of: hit, from: hit.times.began).map { .stated($0) })
      case .restored(let number, let tried):
        let hit = facts.hits[number]
        return .restored(of: number, tried + meetings(of: hit, from: hit.lastKnown))
      case .cause, .charge:
        return fact
      }
    }
  }

  /// Where, from a moment of a report on, a multiple of 24 h from some mark meets, and the
  /// milliseconds beside it.
  private func meetings(of hit: Hit, from first: Moment) -> [Moment] {
    let last = hit.times.restored ?? min(cluster.window.end, first + .day * 63)
    let range = first...max(first, last)
    var found: Set<Moment> = []
    for mark in marks + firstMoments(within: range) {
      let days = (range.lowerBound - mark).wholeDays - 1
      var meeting = mark + .day * days
      while meeting <= range.upperBound {
        for beside in [-1, 0, 1] as [Int64] {
          found.insert(meeting + Elapsed(milliseconds: beside))
        }
        meeting = meeting + .day
      }
    }
    return found.filter { range.contains($0) }.sorted()
  }

  /// When the reports say that something happened, and when the window ends.
  private var marks: [Moment] {
    let reported = cluster.members.flatMap { facts.hits[$0].instants }
    return Set(reported + [cluster.window.start, cluster.window.end]).sorted()
  }

  /// The first moments of the fee periods that begin a little before, within or after a range.
  private func firstMoments(within range: ClosedRange<Moment>) -> [Moment] {
    guard let version = cluster.segment.regime(at: cluster.window.start)?.version else { return [] }
    var period = FeePeriod(
      containing: UTCOffset.japan.date(of: range.lowerBound), of: version,
      serviceStart: facts.contract.latest.serviceStart)
    var found: [Moment] = []
    let last = max(range.upperBound, min(cluster.window.end, range.upperBound + .day * 63))
    while found.last.map({ $0 <= last }) ?? true {
      let next = period.nextFirstDay
      found.append(UTCOffset.japan.start(of: next))
      period = FeePeriod(
        containing: next, of: version, serviceStart: facts.contract.latest.serviceStart)
    }
    return found
  }

  /// Ends of an open report at which what is owed can change: soon after a moment, in the fee period
  /// after that, and under each later regime.
  private func ends(after moment: Moment) -> [Moment] {
    let marks = facts.hits.flatMap(\.instants)
    let version = cluster.segment.regime(at: moment)?.version
    let nextPeriod = version.map { version in
      FeePeriod(
        containing: UTCOffset.japan.date(of: moment), of: version,
        serviceStart: facts.contract.latest.serviceStart
      ).nextFirstDay
    }
    let regimes = cluster.segment.regimes.map(\.interval.start).filter { $0 > moment }
    let origins =
      [moment] + (nextPeriod.map { [UTCOffset.japan.start(of: $0)] } ?? []) + regimes
    let units = Set(marks).sorted().flatMap { mark in
      origins.map { origin in
        let days = max(0, (origin - mark).wholeDays) + 1
        return mark + .day * days
      }
    }
    return Set(units + origins.map { $0 + .hours(1) }).sorted()
  }
}
