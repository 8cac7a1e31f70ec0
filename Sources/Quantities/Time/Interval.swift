import Notation

/// A half-open stretch of time: its start belongs to it, its end does not.
public struct Interval: Hashable, Sendable {
  /// The first moment inside.
  public let start: Moment
  /// The first moment after it.
  public let end: Moment

  /// The interval between two moments; empty when the end is not after the start.
  public init(_ start: Moment, _ end: Moment) {
    self.start = start
    self.end = max(start, end)
  }

  /// Whether it holds no time.
  public var isEmpty: Bool { start == end }

  /// How long it is.
  public var length: Elapsed { end - start }

  /// Whether a moment lies inside.
  public func contains(_ moment: Moment) -> Bool { start <= moment && moment < end }

  /// What it has in common with another; empty when nothing.
  public func clipped(to other: Interval) -> Interval {
    Interval(max(start, other.start), min(end, other.end))
  }

  /// Whether it shares time with another.
  public func overlaps(_ other: Interval) -> Bool {
    max(start, other.start) < min(end, other.end)
  }

  /// Whether it shares time with another; one of no length counts as the moment at which it stands.
  public func meets(_ other: Interval) -> Bool {
    isEmpty ? other.contains(start) : overlaps(other)
  }

  /// The pieces into which moments inside it cut it, in order.
  public func split(at moments: [Moment]) -> [Interval] {
    var inside = moments
    inside.removeAll { $0 <= start || end <= $0 }
    guard !inside.isEmpty else { return isEmpty ? [] : [self] }
    inside = Set(inside).sorted()
    return zip([start] + inside, inside + [end]).map { Interval($0, $1) }.filter { !$0.isEmpty }
  }
}

extension Interval: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    start = try fields["start"]
    end = try fields["end"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("end", end, "start", start)
  }
}

/// Any number of stretches of time, kept as disjoint intervals in order, with none empty and no two
/// touching: two sets of the same instants are equal.
public struct IntervalSet: Hashable, Sendable {
  /// The stretches, in order.
  public private(set) var intervals: [Interval]

  /// The empty set.
  public static let empty = IntervalSet([])

  /// The instants of all intervals given; what overlaps or touches becomes one.
  public init(_ intervals: [Interval]) {
    var sorted = intervals
    sorted.removeAll(where: \.isEmpty)
    // Mostly there is one.
    guard sorted.count > 1 else {
      self.intervals = sorted
      return
    }
    sorted.sort { $0.start < $1.start }
    var united: [Interval] = []
    for interval in sorted {
      if let last = united.last, interval.start <= last.end {
        united[united.count - 1] = Interval(last.start, max(last.end, interval.end))
      } else {
        united.append(interval)
      }
    }
    self.intervals = united
  }

  /// Whether it holds no time.
  public var isEmpty: Bool { intervals.isEmpty }

  /// How much time it holds.
  public var length: Elapsed { intervals.reduce(.zero) { $0 + $1.length } }

  /// The instants of either.
  public func union(_ other: IntervalSet) -> IntervalSet {
    IntervalSet(intervals + other.intervals)
  }

  /// The instants of this set that the other lacks.
  public func subtracting(_ other: IntervalSet) -> IntervalSet {
    guard !other.isEmpty else { return self }
    var kept: [Interval] = []
    for interval in intervals {
      var start = interval.start
      for hole in other.intervals[other.firstIndex(endingAfter: start)...] {
        guard hole.start < interval.end else { break }
        kept.append(Interval(start, hole.start))
        start = max(start, hole.end)
      }
      kept.append(Interval(start, interval.end))
    }
    return IntervalSet(kept)
  }

  /// The instants inside an interval.
  public func clipped(to interval: Interval) -> IntervalSet {
    IntervalSet(intervals.map { $0.clipped(to: interval) })
  }

  /// The first moment inside before which so much of it lies; `nil` when it holds no more.
  public func moment(after elapsed: Elapsed) -> Moment? {
    var left = elapsed
    for interval in intervals {
      if left < interval.length { return interval.start + left }
      left = Elapsed(milliseconds: left.milliseconds - interval.length.milliseconds)
    }
    return nil
  }

  /// The last moment inside, or at the end of it, after which so much of it lies; `nil` when it holds
  /// no more.
  public func moment(before elapsed: Elapsed) -> Moment? {
    var left = elapsed
    for interval in intervals.reversed() {
      if left < interval.length {
        return Moment(milliseconds: interval.end.milliseconds - left.milliseconds)
      }
      left = Elapsed(milliseconds: left.milliseconds - interval.length.milliseconds)
    }
    return nil
  }

  /// Whether it shares time with an interval.
  public func overlaps(_ interval: Interval) -> Bool { firstIndex(overlapping: interval) != nil }

  /// The first stretch that shares time with an interval.
  public func firstIndex(overlapping interval: Interval) -> Int? {
    let index = firstIndex(endingAfter: interval.start)
    return index < intervals.count && intervals[index].overlaps(interval) ? index : nil
  }

  /// The stretches that share time with an interval.
  public func indices(overlapping interval: Interval) -> Range<Int> {
    guard let first = firstIndex(overlapping: interval) else { return 0..<0 }
    let after = intervals[first...].firstIndex { $0.start >= interval.end }
    return first..<(after ?? intervals.count)
  }

  /// The first stretch that ends after a moment; their count where none does.
  private func firstIndex(endingAfter moment: Moment) -> Int {
    var (low, high) = (0, intervals.count)
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].end > moment { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
