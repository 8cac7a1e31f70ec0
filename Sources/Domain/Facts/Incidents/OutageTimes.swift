import Notation
import Quantities

/// The three instants of an outage that a report can state (docs/domain.md §2); one not stated is unknown.
public struct OutageTimes: Hashable, Sendable {
  /// When the customer lost the service.
  public let began: Moment
  /// When the provider learned of it.
  public let known: Moment?
  /// When it worked again; absent while the incident is open.
  public let restored: Moment?

  /// The instants stated.
  public init(began: Moment, known: Moment?, restored: Moment?) {
    self.began = began
    self.known = known
    self.restored = restored
  }
}

extension OutageTimes: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    began = try fields["began_at"]
    known = try fields["known_at"]
    restored = try fields["restored_at"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("began_at", began, "known_at", known, "restored_at", restored)
  }
}
