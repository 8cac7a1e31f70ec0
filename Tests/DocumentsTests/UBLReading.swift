import Foundation
import FoundationXML
import Testing

/// A UBL document as a receiver reads it.
struct UBLReading {
  let root: XMLElement
  /// Its elements live no longer than it does.
  private let document: XMLDocument

  init(_ text: String) throws {
    document = try XMLDocument(data: Data(text.utf8))
    root = try #require(document.rootElement())
  }

  private init(_ root: XMLElement, of document: XMLDocument) {
    self.root = root
    self.document = document
  }

  /// The elements at a path of local names.
  func all(_ path: String) -> [UBLReading] {
    path.split(separator: "/").reduce([self]) { found, name in
      found.flatMap { $0.parts.filter { $0.root.localName == String(name) } }
    }
  }

  var parts: [UBLReading] {
    (root.children ?? []).compactMap { $0 as? XMLElement }.map { Self($0, of: document) }
  }

  /// The values at a path.
  func values(_ path: String) -> [String] { all(path).compactMap(\.root.stringValue) }

  /// The one value at a path.
  func value(_ path: String) throws -> String {
    let found = values(path)
    try #require(found.count == 1, "\(path): \(found.count)")
    return found[0]
  }

  /// The one amount at a path, in whole yen.
  func yen(_ path: String) throws -> Int128 {
    let found = all(path)
    try #require(found.count == 1, "\(path): \(found.count)")
    #expect(found[0].attribute("currencyID") == "JPY")
    return try #require(Int128(found[0].root.stringValue ?? ""))
  }

  /// An attribute's value. `attribute(forName:)` does not find those of elements with a prefix.
  func attribute(_ name: String) -> String? {
    root.attributes?.first { $0.name == name }?.stringValue
  }

  var name: String { root.localName ?? "" }
}
