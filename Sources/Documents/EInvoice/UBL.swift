import FoundationXML
import Quantities

/// Elements of UBL 2.1: what has parts (`cac`) and what has a value (`cbc`).
enum UBL {
  /// An element made of parts, in the order in which the schema wants them; `nil` when it has none.
  static func group(_ name: String, _ parts: [XMLElement?]) -> XMLElement? {
    let parts = parts.compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    let element = XMLElement(name: "cac:\(name)")
    for part in parts { element.addChild(part) }
    return element
  }

  /// An element with a value; `nil` when there is none, because JP PINT admits no empty elements
  /// (ibr-079).
  static func value(
    _ name: String, _ text: String?, _ attributes: [String: String] = [:]
  ) -> XMLElement? {
    guard let text, !text.isEmpty else { return nil }
    let element = XMLElement(name: "cbc:\(name)", stringValue: writable(text))
    if !attributes.isEmpty { element.setAttributesWith(attributes.mapValues(writable)) }
    return element
  }

  /// An amount in whole yen.
  static func amount(_ name: String, _ amount: Int128) -> XMLElement? {
    value(name, String(amount), ["currencyID": "JPY"])
  }

  /// A period of days, both inclusive.
  static func period(_ days: ClosedRange<CivilDate>) -> XMLElement? {
    group(
      "InvoicePeriod",
      [
        value("StartDate", days.lowerBound.description),
        value("EndDate", days.upperBound.description),
      ])
  }

  /// The document with that root.
  static func document(_ root: String, _ parts: [XMLElement?]) -> String {
    let schema = "urn:oasis:names:specification:ubl:schema:xsd:"
    let element = XMLElement(name: root)
    for (prefix, name) in [
      ("", root), ("cac", "CommonAggregateComponents"), ("cbc", "CommonBasicComponents"),
    ] {
      let namespace = XMLNode(kind: .namespace)
      namespace.name = prefix
      namespace.stringValue = "\(schema)\(name)-2"
      element.addNamespace(namespace)
    }
    for part in parts.compactMap({ $0 }) { element.addChild(part) }
    let document = XMLDocument(rootElement: element)
    document.version = "1.0"
    document.characterEncoding = "UTF-8"
    return String(decoding: document.xmlData(options: .nodePrettyPrint), as: UTF8.self)
  }

  /// The text with what XML 1.0 cannot hold replaced by U+FFFD: control characters and the
  /// noncharacters U+FFFE and U+FFFF. Characters of private use (外字) and beyond the basic plane
  /// are kept.
  static func writable(_ text: String) -> String {
    func isWritable(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
    guard !text.unicodeScalars.allSatisfy(isWritable) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isWritable($0) ? $0 : "\u{FFFD}" }))
  }
}
