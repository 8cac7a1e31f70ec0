/// An instant, to the millisecond, counted from 1970-01-01T00:00:00Z.
///
/// Elapsed time between two moments is civil elapsed time: leap seconds are not counted (I-1).
public struct Moment: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before it.
  public let milliseconds: Int64

  /// The instant that many milliseconds after the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Orders by time.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment a duration later.
  public static func + (moment: Moment, duration: Elapsed) -> Moment {
    Moment(milliseconds: moment.milliseconds + duration.milliseconds)
  }

  /// The time elapsed from `start` to `end`.
  public static func - (end: Moment, start: Moment) -> Elapsed {
    Elapsed(milliseconds: end.milliseconds - start.milliseconds)
  }
}
