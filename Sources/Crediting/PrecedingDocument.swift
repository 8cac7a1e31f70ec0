import Quantities

/// An invoice or a note that a note refers to (IBG-03).
public struct PrecedingDocument: Codable, Hashable, Sendable {
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
