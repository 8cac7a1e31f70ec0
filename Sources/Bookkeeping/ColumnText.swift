/// Reads lists and objects of texts as columns keep them: JSON on one line, as `Notation` writes it.
///
/// It reads that and nothing else, so that whatever was not written by this program is damage. In a
/// large intake with its delivery the library's decoder took a tenth of the time; this takes about a
/// quarter of that.
struct ColumnText {
  private var rest: Substring.UTF8View

  private init(_ text: String) {
    rest = text[...].utf8
  }

  /// A list of texts; `nil` for anything else.
  static func list(_ text: String) -> [String]? {
    var reader = ColumnText(text)
    guard let list = reader.list(of: { $0.text() }), reader.rest.isEmpty else { return nil }
    return list
  }

  /// A list of lists of texts; `nil` for anything else.
  static func table(_ text: String) -> [[String]]? {
    var reader = ColumnText(text)
    guard let table = reader.list(of: { $0.list(of: { $0.text() }) }), reader.rest.isEmpty else {
      return nil
    }
    return table
  }

  /// Texts by name; `nil` for anything else.
  static func pairs(_ text: String) -> [String: String]? {
    var reader = ColumnText(text)
    guard let pairs = reader.items("{", "}", { $0.pair() }), reader.rest.isEmpty else { return nil }
    var named: [String: String] = [:]
    for (name, value) in pairs {
      guard named.updateValue(value, forKey: name) == nil else { return nil }
    }
    return named
  }

  private mutating func list<Item>(of item: (inout ColumnText) -> Item?) -> [Item]? {
    items("[", "]", item)
  }

  private mutating func items<Item>(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ item: (inout ColumnText) -> Item?
  ) -> [Item]? {
    guard skip(opening) else { return nil }
    var items: [Item] = []
    if skip(closing) { return items }
    repeat {
      guard let next = item(&self) else { return nil }
      items.append(next)
    } while skip(",")
    return skip(closing) ? items : nil
  }

  private mutating func pair() -> (String, String)? {
    guard let name = text(), skip(":"), let value = text() else { return nil }
    return (name, value)
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func text() -> String? {
    guard skip("\"") else { return nil }
    var text = ""
    while true {
      guard let end = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) else {
        return nil
      }
      text += Substring(rest[..<end])
      let stop = rest[end]
      rest = rest[rest.index(after: end)...]
      switch stop {
      case 0x22: return text
      case 0x5C:
        guard let scalar = escaped() else { return nil }
        text.unicodeScalars.append(scalar)
      default: return nil
      }
    }
  }

  private mutating func escaped() -> Unicode.Scalar? {
    switch rest.popFirst() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let digits = Substring(rest.prefix(4))
      rest = rest.dropFirst(4)
      guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
      return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
    default: return nil
    }
  }
}
