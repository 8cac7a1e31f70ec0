import Foundation
import TestSupport
import Testing

@testable import Reading

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> [Node] {
    var reader = JSONReader(ByteReader(Array(text.utf8)), problems: Problems(file: "x.json"))
    var nodes: [Node] = []
    try reader.forEachRecord { nodes.append($0) }
    return nodes
  }

  @Test func `every value knows its place`() throws {
    let nodes = try read("[\n  {\"名\": \"あ\", \"b\": [1, null]}\n]")
    guard case .map(let members) = nodes[0].value else { throw CocoaError(.coderInvalidValue) }
    #expect(members[0].position == Position(line: 2, column: 4))
    #expect(members[0].value.position == Position(line: 2, column: 9))
    #expect(members[1].value.position == Position(line: 2, column: 19))
  }

  @Test func `escapes and surrogate pairs are read`() throws {
    let nodes = try read(#""\u5b57 \ud842\udfb7 \n\t\"\\\/""#)
    #expect(nodes[0].value == .text("字 𠮷 \n\t\"\\/"))
  }

  @Test(arguments: [
    "", " ", "{", "{a:1}", "[1 2]", "01", "1.", "-", "1e", "nul", "\"\u{1}\"",
    "\"\\x\"", "\"\\ud842\"", "\"\\udfb7\"", "[1] 2", "\"abc", "{\"a\"}", "'a'", "+1", "NaN",
  ])
  func `what is not JSON is refused, as by the library`(_ text: String) {
    #expect(throws: Problem.self) { try read(text) }
    #expect(throws: (any Error).self) {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
  }

  @Test(arguments: ["[1,]", "{\"a\":1,}", "// x\n1", "\u{FEFF}\u{FEFF}1"])
  func `what some readers let pass is refused`(_ text: String) {
    #expect(throws: Problem.self) { try read(text) }
  }

  @Test func `nesting without end is refused instead of exhausting the stack`() {
    #expect(throws: Problem.self) { try read(String(repeating: "[", count: 100_000)) }
  }

  @Test func `random documents are read as the library reads them`() throws {
    var seeded = SeededRandom(seed: 5)
    for _ in 0..<500 {
      let value = Self.random(&seeded, depth: 0)
      let data = try JSONSerialization.data(withJSONObject: ["v": value])
      let nodes = try read(String(decoding: data, as: UTF8.self))
      guard case .map(let members) = nodes[0].value else { throw CocoaError(.coderInvalidValue) }
      #expect(Self.same(members[0].value, value))
    }
  }

  private static func random(_ seeded: inout SeededRandom, depth: Int) -> Any {
    switch seeded.roll(0...(depth > 4 ? 3 : 5)) {
    case 0: return NSNull()
    case 1: return seeded.roll(-1_000_000...Int(1_000_000))
    case 2: return seeded.happens(2)
    case 3:
      return String(
        String.UnicodeScalarView(
          (0..<seeded.roll(0...8)).compactMap { _ in
            Unicode.Scalar(seeded.roll(1...UInt32(0x2_FFFF)))
          }
        ))
    case 4: return (0..<seeded.roll(0...4)).map { _ in random(&seeded, depth: depth + 1) }
    default:
      return Dictionary(
        uniqueKeysWithValues: (0..<seeded.roll(0...4)).map {
          ("k\($0)", random(&seeded, depth: depth + 1))
        })
    }
  }

  private static func same(_ node: Node, _ value: Any) -> Bool {
    switch node.value {
    case .null: value is NSNull
    case .bool(let flag): (value as? Bool) == flag
    case .number(let text): (value as? Int) == Int(text)
    case .text(let text): (value as? String) == text
    case .plain: false
    case .list(let items):
      (value as? [Any]).map { list in
        list.count == items.count && zip(items, list).allSatisfy { same($0, $1) }
      } ?? false
    case .map(let members):
      (value as? [String: Any]).map { map in
        map.count == members.count
          && members.allSatisfy { member in map[member.key].map { same(member.value, $0) } ?? false
          }
      } ?? false
    }
  }
}
