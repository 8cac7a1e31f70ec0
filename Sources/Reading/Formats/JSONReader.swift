import Domain

/// Reads JSON (RFC 8259) record by record, with the place of every value.
///
/// The library readers at hand give neither places nor duplicate keys and hold the whole file in
/// memory; a refused file has to say where, and an export may hold a million records.
struct JSONReader {
  private var bytes: ByteReader
  private let problems: Problems

  init(_ bytes: ByteReader, problems: Problems) {
    self.bytes = bytes
    self.problems = problems
  }

  /// Hands over each record: the members of a list, or the single value that is the document.
  mutating func forEachRecord(_ body: (Node) throws -> Void) throws {
    try bytes.skipByteOrderMark()
    try skipSpace()
    guard try bytes.peek() != nil else { throw Problem.emptyFile(problems.file) }
    if try bytes.peek() == UInt8(ascii: "[") {
      try list { try body($0) }
    } else {
      try body(value(depth: 0))
    }
    try skipSpace()
    guard try bytes.peek() == nil else {
      throw try unexpected(LocalizedText(ja: "文書の終わり", en: "the end of the document"))
    }
  }

  private mutating func value(depth: Int) throws -> Node {
    try skipSpace()
    let position = bytes.position
    guard depth < RecordLimits.nesting else {
      throw try unexpected(
        LocalizedText(
          ja: "\(RecordLimits.nesting)段までの入れ子",
          en: "at most \(RecordLimits.nesting) levels of nesting"))
    }
    switch try bytes.peek() {
    case UInt8(ascii: "{"):
      return Node(.map(try map(depth: depth + 1)), at: position)
    case UInt8(ascii: "["):
      var items: [Node] = []
      try list(depth: depth + 1) { items.append($0) }
      return Node(.list(items), at: position)
    case UInt8(ascii: "\""):
      return Node(.text(try string()), at: position)
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return Node(.number(try number()), at: position)
    case .some(UInt8(ascii: "a")...UInt8(ascii: "z")):
      return Node(try word(), at: position)
    default:
      throw try unexpected(LocalizedText(ja: "値", en: "a value"))
    }
  }

  private mutating func list(depth: Int = 1, _ body: (Node) throws -> Void) throws {
    _ = try bytes.next()
    try skipSpace()
    if try pass("]") { return }
    repeat { try body(value(depth: depth)) } while try separated(until: "]")
  }

  private mutating func map(depth: Int) throws -> [Node.Member] {
    _ = try bytes.next()
    try skipSpace()
    if try pass("}") { return [] }
    var members: [Node.Member] = []
    repeat {
      try skipSpace()
      let position = bytes.position
      guard try bytes.peek() == UInt8(ascii: "\"") else {
        throw try unexpected(LocalizedText(ja: "引用符で囲んだ項目名", en: "a field name in quotes"))
      }
      let key = try string()
      guard members.count < RecordLimits.keys else {
        throw Problem.tooManyFields(problems.file, position)
      }
      try skipSpace()
      guard try pass(":") else { throw try unexpected(LocalizedText(ja: "「:」", en: "“:”")) }
      members.append(Node.Member(key, at: position, try value(depth: depth)))
    } while try separated(until: "}")
    return members
  }

  /// Passes over a comma, or over the closing bracket and answers `false`.
  private mutating func separated(until closing: Unicode.Scalar) throws -> Bool {
    try skipSpace()
    if try pass(",") { return true }
    if try pass(closing) { return false }
    throw try unexpected(LocalizedText(ja: "「,」か「\(closing)」", en: "“,” or “\(closing)”"))
  }

  private mutating func string() throws -> String {
    let position = bytes.position
    _ = try bytes.next()
    var utf8: [UInt8] = []
    while let byte = try bytes.peek() {
      switch byte {
      case UInt8(ascii: "\""):
        _ = try bytes.next()
        guard let text = String(validating: utf8, as: UTF8.self) else {
          throw Problem.notUTF8(problems.file, position, bytes.atHand)
        }
        return text
      case UInt8(ascii: "\\"):
        utf8 += Array(String(try escape()).utf8)
      case 0..<0x20:
        throw try unexpected(
          LocalizedText(ja: "制御文字を含まない文字列", en: "text without bare control characters"))
      default:
        utf8.append(byte)
        _ = try bytes.next()
      }
    }
    throw try unexpected(LocalizedText(ja: "閉じの引用符", en: "a closing quotation mark"))
  }

  private mutating func escape() throws -> Unicode.Scalar {
    _ = try bytes.next()
    let wanted = LocalizedText(ja: "正しいエスケープ", en: "a valid escape")
    guard let byte = try bytes.peek() else { throw try unexpected(wanted) }
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let scalar = simple[byte] {
      _ = try bytes.next()
      return scalar
    }
    guard byte == UInt8(ascii: "u") else { throw try unexpected(wanted) }
    let first = try hexadecimal()
    guard (0xD800...0xDBFF).contains(first) else {
      guard let scalar = Unicode.Scalar(first) else { throw try unexpected(wanted) }
      return scalar
    }
    guard try pass("\\"), try bytes.peek() == UInt8(ascii: "u") else {
      throw try unexpected(wanted)
    }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw try unexpected(wanted) }
    return scalar
  }

  /// The four digits after the `u` that comes next.
  private mutating func hexadecimal() throws -> UInt32 {
    _ = try bytes.next()
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try bytes.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw try unexpected(LocalizedText(ja: "16進4桁", en: "four hexadecimal digits")) }
      value = value << 4 + UInt32(digit)
      _ = try bytes.next()
    }
    return value
  }

  private mutating func number() throws -> String {
    var text = ""
    if try pass("-") { text = "-" }
    let whole = try digits()
    guard whole == "0" || !whole.hasPrefix("0") else {
      throw try unexpected(LocalizedText(ja: "先頭に0のない数", en: "a number without leading zeros"))
    }
    text += whole
    if try pass(".") { text += "." + (try digits()) }
    if let byte = try bytes.peek(), byte | 0x20 == UInt8(ascii: "e") {
      _ = try bytes.next()
      text += "e"
      if try pass("-") { text += "-" } else { _ = try pass("+") }
      text += try digits()
    }
    return text
  }

  private mutating func digits() throws -> String {
    var text = ""
    while let byte = try bytes.peek(), (0x30...0x39).contains(byte) {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      _ = try bytes.next()
    }
    guard !text.isEmpty else { throw try unexpected(LocalizedText(ja: "数字", en: "a digit")) }
    return text
  }

  private mutating func word() throws -> Node.Value {
    let position = bytes.position
    var text = ""
    while let byte = try bytes.peek(), (0x61...0x7A).contains(byte), text.utf8.count < 8 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      _ = try bytes.next()
    }
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      throw Problem.syntax(
        problems.file, position, LocalizedText(ja: "値", en: "a value"), found: text)
    }
  }

  private mutating func skipSpace() throws {
    while let byte = try bytes.peek(), byte == 0x20 || (0x09...0x0D).contains(byte) {
      guard byte != 0x0B, byte != 0x0C else { return }
      _ = try bytes.next()
    }
  }

  private mutating func pass(_ character: Unicode.Scalar) throws -> Bool {
    guard try bytes.peek() == UInt8(ascii: character) else { return false }
    _ = try bytes.next()
    return true
  }

  private mutating func unexpected(_ expected: LocalizedText) throws -> Problem {
    let position = bytes.position
    let found = try bytes.peek().map { byte in
      byte < 0x80 ? String(Unicode.Scalar(byte)) : "0x" + String(byte, radix: 16)
    }
    return .syntax(problems.file, position, expected, found: found)
  }
}
