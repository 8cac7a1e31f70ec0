/// A length of time in whole milliseconds.
public struct Elapsed: Hashable, Comparable, Sendable {
  /// The number of milliseconds.
  public let milliseconds: Int64

  /// No time at all.
  public static let zero = Elapsed(milliseconds: 0)
  /// Twenty-four hours: elapsed time, not a civil day.
  public static let day = Elapsed(milliseconds: 86_400_000)

  /// That many milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// That many hours.
  public static func hours(_ count: Int64) -> Elapsed { Elapsed(milliseconds: count * 3_600_000) }

  /// How many times 24 h are whole in it.
  public var wholeDays: Int64 { milliseconds / Elapsed.day.milliseconds }

  /// Orders by length.
  public static func < (left: Elapsed, right: Elapsed) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The sum.
  public static func + (left: Elapsed, right: Elapsed) -> Elapsed {
    Elapsed(milliseconds: left.milliseconds + right.milliseconds)
  }

  /// That many of the same length.
  public static func * (elapsed: Elapsed, count: Int64) -> Elapsed {
    Elapsed(milliseconds: elapsed.milliseconds * count)
  }
}
