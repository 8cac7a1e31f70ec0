import Notation
import Quantities

/// An invoice or a note that a note refers to (IBG-03).
public struct PrecedingDocument: Hashable, Sendable {
  /// Its number (IBT-025).
  public let number: String
  /// Its date (IBT-026); `nil` when it is not known.
  public let issuedOn: CivilDate?

  /// A document by number and date.
  public init(number: String, issuedOn: CivilDate?) {
    self.number = number
    self.issuedOn = issuedOn
  }
}

extension PrecedingDocument: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    number = try fields["number"]
    issuedOn = try fields["issued_on"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("issued_on", issuedOn, "number", number)
  }
}
