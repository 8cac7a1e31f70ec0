import Foundation

/// A person's name without what readers do not see: width, case, spaces and formatting characters.
/// Whoever writes their own name in another way is the same person.
public struct PersonName: Hashable, Sendable {
  private let seen: String

  /// The name as somebody wrote it.
  public init(_ name: String) {
    let scalars = name.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.filter
    {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    seen = String(String.UnicodeScalarView(scalars))
  }
}
