import Quantities
import TestSupport
import Testing

@Suite struct IntervalTests {
  private func random(_ seeded: inout SeededRandom) -> Interval {
    let start = seeded.roll(0...Int64(60))
    return Interval(
      Moment(milliseconds: start), Moment(milliseconds: start + seeded.roll(0...Int64(20))))
  }

  /// The instants of a set, one by one.
  private func instants(_ intervals: [Interval]) -> Set<Int64> {
    Set(intervals.flatMap { Array($0.start.milliseconds..<$0.end.milliseconds) })
  }

  @Test func `sets of time behave as sets of instants`() {
    var seeded = SeededRandom(seed: 3)
    for _ in 0..<3_000 {
      let a = (0..<seeded.roll(0...4)).map { _ in random(&seeded) }
      let b = (0..<seeded.roll(0...4)).map { _ in random(&seeded) }
      let (first, second) = (IntervalSet(a), IntervalSet(b))
      #expect(instants(first.intervals) == instants(a))
      #expect(instants(first.union(second).intervals) == instants(a).union(instants(b)))
      #expect(
        instants(first.subtracting(second).intervals) == instants(a).subtracting(instants(b)))
      let window = random(&seeded)
      #expect(
        instants(first.clipped(to: window).intervals)
          == instants(a).intersection(instants([window])))
      #expect(first.length.milliseconds == Int64(instants(a).count))
    }
  }

  @Test func `the intervals of a set are in order, and none are empty or touch`() {
    var seeded = SeededRandom(seed: 4)
    for _ in 0..<3_000 {
      let set = IntervalSet((0..<6).map { _ in random(&seeded) })
      #expect(set.intervals.allSatisfy { !$0.isEmpty })
      for (one, next) in zip(set.intervals, set.intervals.dropFirst()) {
        #expect(one.end < next.start)
      }
    }
  }

  @Test func `split pieces are the whole again`() {
    let whole = Interval(Moment(milliseconds: 0), Moment(milliseconds: 10))
    let pieces = whole.split(at: [3, 0, 10, 3, 7, 99].map { Moment(milliseconds: $0) })
    #expect(pieces.map(\.length.milliseconds) == [3, 4, 3])
    #expect(IntervalSet(pieces).intervals == [whole])
  }
}
