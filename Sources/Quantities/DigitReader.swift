/// Reads fixed-width ASCII digits and separators, as RFC 3339 and `YYYY-MM` are built of.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) {
    rest = Substring(text).utf8
  }

  var atEnd: Bool { rest.isEmpty }

  /// The next `count` digits as a number, or `nil` when they are not all ASCII digits.
  mutating func number(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  /// All digits that follow, as text.
  mutating func digits() -> String {
    let run = rest.prefix { (48...57).contains($0) }
    rest = rest.dropFirst(run.count)
    return String(Substring(run))
  }

  /// Passes over one of the ASCII characters given.
  mutating func skip(_ characters: String) -> Bool {
    guard let next = rest.first, characters.utf8.contains(next) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The next character, passed over.
  mutating func next() -> Character? {
    guard let byte = rest.first else { return nil }
    rest = rest.dropFirst()
    return Character(UnicodeScalar(byte))
  }
}
