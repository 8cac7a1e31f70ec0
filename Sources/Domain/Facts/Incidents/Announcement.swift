import Notation
import Quantities

/// What was announced before it began: works, an official restriction, a carrier's notice.
public struct Announcement: Hashable, Sendable {
  /// When it was announced.
  public let at: Moment?
  /// For which time.
  public let window: Interval?

  /// An announcement made of its parts.
  public init(at: Moment?, window: Interval?) {
    self.at = at
    self.window = window
  }
}

extension Announcement: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    at = try fields["announced_at"]
    window = try fields["window"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("announced_at", at, "window", window)
  }
}
