import Notation
import Quantities

/// What contracts, incidents, accounts and terms are called by.
///
/// Only a reader makes one, from a text that it has checked; the program's own code may spell one
/// out as a literal.
public struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The text: a letter or digit, then up to 63 letters, digits, `.`, `_` or `-`.
  public let text: String

  /// Checks the form; `nil` when the text is not an identifier.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    guard let first = text.utf8.first, Identifier.isAlphanumeric(first), text.utf8.count <= 64,
      text.utf8.allSatisfy({ Identifier.isAlphanumeric($0) || Identifier.isJoining($0) })
    else { return nil }
    self.text = text
  }

  /// A name spelled out in the program.
  ///
  /// - Precondition: the literal is an identifier.
  public init(stringLiteral text: String) {
    guard let identifier = Identifier(text) else {
      preconditionFailure("“\(text)” is not an identifier")
    }
    self = identifier
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isJoining(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Orders by code point, the same everywhere.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// The text.
  public var description: String { text }
}

extension Identifier: CodedAsText {
  /// The identifier itself.
  public var codedText: String { text }
  /// The identifier of a text.
  public init?(codedText: String) { self.init(codedText) }
}
