/// JSON as it is written out: fields in the order given, so that equal content is equal bytes, and a
/// piece at a time, so that a document of a million lines needs the memory of one.
///
/// The library's encoder orders fields alphabetically or at random and holds the document whole.
public enum JSONValue: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A whole number.
  case integer(Int128)
  /// Text.
  case text(String)
  /// A list.
  case list([JSONValue])
  /// Fields in order.
  case object([(String, JSONValue)])

  /// Text, or null.
  public static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// A field of an object; `nil` where there is none.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.0 == name }?.1
  }

  /// Compares by content and order.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    left.compact == right.compact
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) { hasher.combine(compact) }

  /// On one line, without spaces.
  public var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// Indented by two spaces a level, a field a line.
  public func pretty(indent: Int = 0) -> String {
    var text = ""
    write(to: &text, indent: indent)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value):
      // LocalizedText are written by a faster way than 128 bits are.
      text += Int64(exactly: value).map { String($0) } ?? String(value)
    case .text(let value): JSONValue.quote(value, to: &text)
    case .list(let items):
      JSONValue.enclose("[", "]", items.count, &text, indent) { index, text, indent in
        items[index].write(to: &text, indent: indent)
      }
    case .object(let fields):
      JSONValue.enclose("{", "}", fields.count, &text, indent) { index, text, indent in
        JSONValue.quote(fields[index].0, to: &text)
        text += indent == nil ? ":" : ": "
        fields[index].1.write(to: &text, indent: indent)
      }
    }
  }

  /// Appends a text with its quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    let isWritten = text.withUTF8 { utf8 in
      guard utf8.allSatisfy(isPlain) else { return false }
      bytes.append(UInt8(ascii: "\""))
      bytes += utf8
      bytes.append(UInt8(ascii: "\""))
      return true
    }
    guard !isWritten else { return }
    var quoted = ""
    quote(text, to: &quoted)
    bytes += quoted.utf8
  }

  private static func enclose(
    _ opening: String, _ closing: String, _ count: Int, _ text: inout String, _ indent: Int?,
    _ item: (Int, inout String, Int?) -> Void
  ) {
    text += opening
    for index in 0..<count {
      if index > 0 { text += "," }
      if let indent { breakLine(&text, indent + 1) }
      item(index, &text, indent.map { $0 + 1 })
    }
    if let indent, count > 0 { breakLine(&text, indent) }
    text += closing
  }

  private static func breakLine(_ text: inout String, _ indent: Int) {
    text += "\n"
    for _ in 0..<indent { text += "  " }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Nearly all text needs no escape, and is then copied whole.
    if value.utf8.allSatisfy(isPlain) {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
