import Foundation
import Testing

@testable import Notation

/// The form in which the ledger keeps its values.
@Suite struct CanonicalJSONTests {
  enum Step: CanonicalObject, Equatable {
    case counted(clause: String, unitCount: Int64)
    case settledWhateverIsMissing
    case awaits(String)
    case refers([String: String])

    init(from fields: CanonicalFields) throws {
      let (name, its) = try fields.onlyCase
      switch name {
      case "counted": self = try .counted(clause: its["clause"], unitCount: its["unit_count"])
      case "settled_whatever_is_missing": self = .settledWhateverIsMissing
      case "awaits": self = try .awaits(its.whole())
      case "refers": self = try .refers(its.whole())
      default: throw its.unknown(Self.self)
      }
    }

    func add(to object: inout CanonicalText) throws {
      switch self {
      case .counted(let clause, let count):
        try object.add(case: "counted") { try $0.add("clause", clause, "unit_count", count) }
      case .settledWhateverIsMissing: try object.add(case: "settled_whatever_is_missing")
      case .awaits(let what): try object.add("awaits", what)
      case .refers(let labels): try object.add("refers", labels)
      }
    }
  }

  struct Note: CanonicalObject, Equatable {
    var noteNumber: String
    var amount: Int64
    var isUnchanged = false
    var reason: String?
    var labels: [String: String] = [:]
    var steps: [Step] = []

    init(
      noteNumber: String, amount: Int64, isUnchanged: Bool = false, labels: [String: String] = [:],
      steps: [Step] = []
    ) {
      self.noteNumber = noteNumber
      self.amount = amount
      self.isUnchanged = isUnchanged
      self.labels = labels
      self.steps = steps
    }

    init(from fields: CanonicalFields) throws {
      noteNumber = try fields["note_number"]
      amount = try fields["amount"]
      isUnchanged = try fields["is_unchanged"]
      reason = try fields["reason"]
      labels = try fields["labels"]
      steps = try fields["steps"]
    }

    func add(to object: inout CanonicalText) throws {
      try object.add("amount", amount, "is_unchanged", isUnchanged, "labels", labels)
      try object.add("note_number", noteNumber, "reason", reason, "steps", steps)
    }
  }

  private static let note = Note(
    noteNumber: "CN-1", amount: -5, labels: ["Site": "b", "A_b": "a"],
    steps: [
      .counted(clause: "第8条", unitCount: 3), .settledWhateverIsMissing, .awaits("x"),
      .refers(["a": "b"]),
    ])

  private static let text =
    #"{"amount":-5,"is_unchanged":false,"labels":{"A_b":"a","Site":"b"},"note_number":"CN-1","#
    + #""steps":[{"counted":{"clause":"第8条","unit_count":3}},"#
    + #"{"settled_whatever_is_missing":{}},{"awaits":"x"},{"refers":{"a":"b"}}]}"#

  @Test func `fields come in order of name, and keys of data as they are`() throws {
    #expect(try CanonicalJSON.encode(Self.note) == Self.text)
    #expect(try CanonicalJSON.decode(Note.self, from: Self.text) == Self.note)
  }

  @Test func `a field more is passed over, a field that may be missing is nothing`() throws {
    let more =
      #"{"amount":1,"is_unchanged":true,"labels":{},"note_number":"N","steps":[],"new":[1]}"#
    let read = try CanonicalJSON.decode(Note.self, from: more)
    #expect(read == Note(noteNumber: "N", amount: 1, isUnchanged: true))
  }

  @Test func `a field can be written apart, and leaves an empty list in its place`() throws {
    var note = Self.note
    note.steps = [.awaits("a"), .awaits("\"steps\":[]")]
    let whole = try CanonicalJSON.encode(note)
    let (text, apart, format) = try CanonicalJSON.encode(note, format: 7, apart: "steps")
    let list = try #require(apart.map { String(decoding: $0, as: UTF8.self) })
    #expect(list == #"[{"awaits":"a"},{"awaits":"\"steps\":[]"}]"#)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[format], as: UTF8.self).contains(#""format":7"#))
    #expect(
      String(decoding: bytes[..<format.lowerBound] + bytes[format.upperBound...], as: UTF8.self)
        .replacing(#""steps":[]"#, with: #""steps":"# + list) == whole)
  }

  private struct Disordered: CanonicalObject {
    var first = 1
    init() {}
    init(from fields: CanonicalFields) throws { first = try fields["b"] }
    func add(to object: inout CanonicalText) throws { try object.add("b", first, "a", first) }
  }

  @Test func `fields that are not written in their order are not written`() {
    #expect(throws: CanonicalError.self) { try CanonicalJSON.encode(Disordered()) }
  }

  @Test func `the number of a form stands in its place, and can be left out of what is compared`()
    throws
  {
    let (text, _, format) = try CanonicalJSON.encode(Self.note, format: 7)
    var bytes = Array(text.utf8)
    #expect(text.contains(#""amount":-5,"format":7,"is_unchanged""#))
    bytes.removeSubrange(format)
    #expect(String(decoding: bytes, as: UTF8.self) == Self.text)
  }

  @Test func `a case is known by the name under which it is written`() {
    #expect(
      Self.note.steps.map(CanonicalJSON.caseName) == [
        "counted", "settled_whatever_is_missing", "awaits", "refers",
      ])
  }

  @Test func `what is no value of its type is told with its place`() throws {
    let wrong = Self.text.replacing(#""unit_count":3"#, with: #""unit_count":"3""#)
    do {
      _ = try CanonicalJSON.decode(Note.self, from: wrong)
      Issue.record("was read")
    } catch let error as CanonicalError {
      #expect(error.path == ["steps", "counted", "unit_count"])
    }
  }

  @Test(arguments: [
    "", "{", "[1,]", #"{"a":1,}"#, "1 ", " 1", "01x", #""\q""#, #""\u12""#, "nul", "1.5", "-",
    #"{"a" :1}"#, String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
  ])
  func `what this program did not write is no body`(_ text: String) {
    #expect(throws: CanonicalError.self) { try CanonicalJSON.parse(text) }
  }

  @Test(arguments: [
    "", "\u{0}\u{1F}\u{7F}", "\"\\/\n\r\t", "𠮷野家 髙﨑", "e\u{301}", "\r\n", "\"", "a\\", "\u{E000}",
  ])
  func `every text comes back as it was`(_ text: String) throws {
    let written = try CanonicalJSON.encode([text])
    #expect(try CanonicalJSON.decode([String].self, from: written) == [text])
    let other = try JSONDecoder().decode([String].self, from: Data(written.utf8))
    #expect(Array(other[0].utf8) == Array(text.utf8))
  }

  @Test(arguments: [0, 1, -1, Int64.max, Int64.min, 999_999_999_999_999_999])
  func `every whole number comes back as it was`(_ number: Int64) throws {
    #expect(
      try CanonicalJSON.decode([Int64].self, from: CanonicalJSON.encode([number])) == [number])
  }

  @Test func `a number that does not fit is damage`() {
    #expect(throws: CanonicalError.self) {
      try CanonicalJSON.decode([Int64].self, from: "[9223372036854775808]")
    }
  }
}
