/// Reads fixed-width ASCII digits and separators, as RFC 3339 and `YYYY-MM` are built of.
struct DigitReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var atEnd: Bool { place == bytes.count }

  /// The next `count` digits as a number, or `nil` when they are not all ASCII digits.
  mutating func number(_ count: Int) -> Int? {
    guard bytes.count - place >= count else { return nil }
    var value = 0
    for byte in bytes[place..<place + count] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    place += count
    return value
  }

  /// All digits that follow, as text.
  mutating func digits() -> String {
    let run = bytes[place...].prefix { (48...57).contains($0) }
    place += run.count
    return String(decoding: run, as: UTF8.self)
  }

  /// Passes over one of the ASCII characters given.
  mutating func skip(_ characters: StaticString) -> Bool {
    guard place < bytes.count,
      characters.withUTF8Buffer({ $0.contains(bytes[place]) })
    else { return false }
    place += 1
    return true
  }

  /// The next character, passed over.
  mutating func next() -> Character? {
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return Character(UnicodeScalar(bytes[place]))
  }
}
