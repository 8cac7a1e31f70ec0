/// Reads JSON on one line as `JSONValue` writes it; anything else is damage.
///
/// Numbers are whole. Nesting is bounded, so that no text can exhaust the stack.
struct JSONParser {
  private static let depth = 64

  private enum Byte {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let brace = UInt8(ascii: "}")
    static let bracket = UInt8(ascii: "]")
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// The value of a text; `nil` for anything else.
  static func parse(_ text: String) -> JSONValue? {
    var text = text
    return text.withUTF8 { bytes in
      var parser = JSONParser(bytes: bytes)
      guard let value = parser.value(depth: depth), parser.place == bytes.count else { return nil }
      return value
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func skip(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place + length <= bytes.count else { return false }
    for index in 0..<length where bytes[place + index] != word.utf8Start[index] { return false }
    place += length
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    guard depth > 0, let first = next else { return nil }
    switch first {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case Byte.quote: return text().map { .text($0) }
    case UInt8(ascii: "t"): return skip(word: "true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return skip(word: "false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return skip(word: "null") ? .null : nil
    default: return integer()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    place += 1
    var fields: [(String, JSONValue)] = []
    guard !skip(Byte.brace) else { return .object(fields) }
    repeat {
      guard let name = text(), skip(Byte.colon), let value = value(depth: depth - 1) else {
        return nil
      }
      fields.append((name, value))
    } while skip(Byte.comma)
    return skip(Byte.brace) ? .object(fields) : nil
  }

  private mutating func list(depth: Int) -> JSONValue? {
    place += 1
    var items: [JSONValue] = []
    guard !skip(Byte.bracket) else { return .list(items) }
    repeat {
      guard let item = value(depth: depth - 1) else { return nil }
      items.append(item)
    } while skip(Byte.comma)
    return skip(Byte.bracket) ? .list(items) : nil
  }

  private mutating func integer() -> JSONValue? {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    let digits = place
    var small: Int64 = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      if place - digits < 18 { small = small * 10 + Int64(byte & 15) }
      place += 1
    }
    guard place > digits else { return nil }
    if place - digits <= 18 { return .integer(Int128(start == digits ? small : -small)) }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return Int128(text).map { .integer($0) }
  }

  private mutating func text() -> String? {
    guard skip(Byte.quote) else { return nil }
    let start = place
    while let byte = next, byte != Byte.quote, byte != Byte.backslash { place += 1 }
    guard next != nil else { return nil }
    let plain = String(decoding: bytes[start..<place], as: UTF8.self)
    if skip(Byte.quote) { return plain }
    return escaped(after: plain)
  }

  private mutating func escaped(after plain: String) -> String? {
    var scalars = plain.unicodeScalars
    while let byte = next {
      if skip(Byte.quote) { return String(scalars) }
      if skip(Byte.backslash) {
        guard let scalar = escape() else { return nil }
        scalars.append(scalar)
        continue
      }
      let start = place
      while let byte = next, byte != Byte.quote, byte != Byte.backslash { place += 1 }
      guard place > start || byte == Byte.quote else { return nil }
      scalars.append(
        contentsOf: String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars)
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch byte {
    case Byte.quote: return "\""
    case Byte.backslash: return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"):
      guard place + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
      place += 4
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }
}
