import Domain
import Foundation
import Operating
import Reading
import Testing
import Yams

@testable import Assessing

/// A case that a lawyer could read: facts, and what the clauses make of them.
struct ClauseCase: CustomTestStringConvertible {
  let file: String
  let name: String
  let contracts: String
  let incidents: String
  let charges: String
  let expected: [[String: String]]

  var testDescription: String { "\(file): \(name)" }

  /// What the terms held make of the facts.
  func assess() throws -> [Assessment] {
    let terms = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../config/terms").standardizedFileURL.path
    let catalogue = try TermsDirectory(terms).load()
    var facts = FactsInMemory()
    let contracts = RecordFile(name: "contracts.yaml", bytes: ByteReader(Array(contracts.utf8)))
    try contracts.readContracts(checking: catalogue) { version, _ in facts.add(version) }
    let charges = RecordFile(name: "charges.yaml", bytes: ByteReader(Array(charges.utf8)))
    try charges.readCharges { charge, _ in facts.add(charge) }
    let incidents = RecordFile(name: "incidents.yaml", bytes: ByteReader(Array(incidents.utf8)))
    try incidents.readIncidents(into: &facts.incidents)
    for file in [contracts, charges, incidents] where !file.problems.isEmpty {
      throw InvalidInput(file.problems)
    }
    var found: [Assessment] = []
    try facts.assess(catalogue) { found.append($0) }
    return found
  }

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
        contracts: try records("contract", fields, root),
        incidents: try records("incident", fields, root),
        charges: try records("charge", fields, root),
        expected: (fields["expect"]?.sequence ?? []).map { expectation in
          Dictionary(
            (expectation.mapping ?? [:]).map { key, value in
              let items = value.sequence?.compactMap(\.string)
              return (key.string ?? "", items?.joined(separator: " ") ?? value.string ?? "")
            }
          ) { first, _ in first }
        })
    }
  }

  /// The records of a kind, each completed with what the file gives for all of them.
  private static func records(
    _ kind: String, _ fields: Yams.Node.Mapping, _ root: Yams.Node.Mapping
  ) throws -> String {
    let common = root[Yams.Node(kind)]?.mapping ?? [:]
    var own: [Yams.Node] = common.isEmpty ? [] : [.mapping([:])]
    if let several = fields[Yams.Node(kind + "s")]?.sequence { own = Array(several) }
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
  /// A field as a case writes it.
  func field(_ name: String) -> String {
    switch name {
    case "contract": contract.text
    case "outcome": outcome.rawValue
    case "amount": amount.description
    case "exact": exact.description
    case "units": String(units)
    case "reason": reason?.rawValue ?? ""
    case "clauses": clauses.map(\.number).joined(separator: " ")
    case "incidents": incidents.map(\.text).joined(separator: " ")
    case "waits_for": waitsFor.map(\.description).joined(separator: " ")
    case "readings": readings.joined(separator: " ")
    case "from": outage?.from.description ?? ""
    case "to": outage?.to?.description ?? ""
    default: "no such field: \(name)"
    }
  }
}
