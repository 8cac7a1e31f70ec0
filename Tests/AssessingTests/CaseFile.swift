import Domain
import Foundation
import Quantities
import Reading
import Testing
import Wording
import Yams

@testable import Assessing

/// A case that a lawyer could read: facts, and what the clauses make of them.
struct ClauseCase: CustomTestStringConvertible {
  let file: String
  let name: String
  /// Each with its receipt: long after what it tells of, where a case does not say.
  let records: [(kind: RecordKind, text: String, receipt: Receipt)]
  /// The remedy that it is about; `nil` for all that is found.
  let remedy: Remedy?
  let expected: [[String: String]]

  var testDescription: String { "\(file): \(name)" }

  /// What the terms held make of the facts.
  func assess() throws -> [Assessment] {
    try TermsCatalogue.shipped().assess(records, writtenAs: "yaml")
      .filter { remedy == nil || $0.remedy == remedy }
  }

  /// Whether a contract of the case is under these terms.
  func isUnder(_ terms: Identifier) -> Bool {
    records.contains { $0.kind == .contracts && $0.text.contains("terms: \(terms)\n") }
  }

  /// The kinds of record that a case can have, each with its name for one of them; announcements are
  /// reports of what lay ahead when they were received, at `announcements_at`.
  private static let kinds: [(name: String, kind: RecordKind)] = [
    ("contract", .contracts), ("charge", .charges), ("announcement", .incidents),
    ("incident", .incidents), ("claim", .claims), ("recovery", .recoveries), ("relief", .reliefs),
  ]

  /// What a case expects of the explanation, in either language: lines that stand in it, or never do.
  static let said = ["says", "never"]

  /// The cases of every file beside this one.
  static func all() throws -> [ClauseCase] {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "cases").path
    return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      .filter { $0.hasSuffix(".yaml") }
      .flatMap { try cases(in: "\(directory)/\($0)", named: $0) }
  }

  private static func cases(in path: String, named file: String) throws -> [ClauseCase] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let root = try Yams.compose(yaml: text)?.mapping, let cases = root["cases"]?.sequence
    else { throw CocoaError(.fileReadCorruptFile) }
    return try cases.map { node in
      let fields = node.mapping ?? [:]
      return ClauseCase(
        file: file, name: fields["name"]?.string ?? "",
        records: try kinds.map { name, kind in
          let isAhead = name == "announcement"
          return (
            kind, try records(name, isAhead ? "announcements" : kind.name, fields, root),
            try receipt(fields[isAhead ? "announcements_at" : "at"])
          )
        },
        remedy: (fields["about"] ?? root["about"])?.string
          .flatMap { Remedy(rawValue: $0) },
        expected: (fields["expect"]?.sequence ?? []).map { expectation in
          Dictionary(
            (expectation.mapping ?? [:]).map { key, value in
              let items = value.sequence?.compactMap(\.string)
              let name = key.string ?? ""
              let separator = said.contains(name) ? "\n" : " "
              return (name, items?.joined(separator: separator) ?? value.string ?? "")
            }
          ) { first, _ in first }
        })
    }
  }

  private static func receipt(_ field: Yams.Node?) throws -> Receipt {
    guard let text = field?.string else { return .longAfter }
    return Receipt(try Moment(rfc3339: text))
  }

  /// The records of a kind, each completed with what the file gives for all of them.
  private static func records(
    _ kind: String, _ plural: String, _ fields: Yams.Node.Mapping, _ root: Yams.Node.Mapping
  ) throws -> String {
    let common = root[Yams.Node(kind)]?.mapping ?? [:]
    var own: [Yams.Node] = common.isEmpty ? [] : [.mapping([:])]
    if let several = fields[Yams.Node(plural)]?.sequence { own = Array(several) }
    if let single = fields[Yams.Node(kind)] { own = [single] }
    let records = own.map { record -> Yams.Node in
      var merged = common
      for (key, value) in record.mapping ?? [:] { merged[key] = value }
      return .mapping(merged)
    }
    return try Yams.serialize(node: .sequence(Yams.Node.Sequence(records)), allowUnicode: true)
  }
}

extension Assessment {
  /// The explanation, in both languages.
  var told: String {
    Language.allCases.flatMap { language in self.steps.map { $0.words[language] } }
      .joined(separator: "\n")
  }

  /// A field as a case writes it.
  func field(_ name: String) -> String {
    switch name {
    case "contract": self.contract.text
    case "outcome": self.outcome.rawValue
    case "amount": amount.description
    case "exact": exact.description
    case "units": String(units)
    case "reason": self.reason?.rawValue ?? ""
    case "clauses": self.clauses.map(\.number).joined(separator: " ")
    case "request": self.request?.text ?? ""
    case "remedy": self.remedy.rawValue
    case "cap": self.cap?.description ?? ""
    case "approvable": self.approvable.description
    case "settled_on": self.credit?.settledOn?.description ?? ""
    case "tax_rate": self.credit.map(\.taxRate).map { String($0) } ?? ""
    case "supply": self.credit.map(\.supply).map { "\($0.from)/\($0.to)" } ?? ""
    case "incidents": self.incidents.map(\.text).joined(separator: " ")
    case "waits_for": self.waitsFor.map(\.description).joined(separator: " ")
    case "readings": self.readings.joined(separator: " ")
    case "from": self.outage?.from.description ?? ""
    case "to": self.outage?.to?.description ?? ""
    default: "no such field: \(name)"
    }
  }
}
