import Domain
import Foundation
import Ingesting
import IngestingSupport
import Quantities
import Reading
import TestSupport
import Testing

/// `check` and the service say the same of a file.
@Suite(.tags(.slow), .unlessFast) struct CheckAndServiceTests {
  /// What both say: nothing where it is valid, else every problem by place, field and words.
  private static func told(
    _ kind: RecordKind, _ bytes: [UInt8], named name: String
  ) throws -> [Problem] {
    let harness = try LedgerHarness()
    let catalogue = try TermsDirectory(harness.place.settings.terms).load()
    let path = harness.place.path(name)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let receipt = Receipt(harness.now + Elapsed(milliseconds: 1))
    var checked: [Problem] = []
    do {
      _ = try InputCheck(path, as: kind, catalogue: catalogue, received: receipt)
    } catch let invalid as InvalidInput {
      checked = invalid.problems
    }
    // With the ledger at hand, all of it. To look at one format takes half the time.
    harness.isRehearsed = name.hasSuffix(".json")
    var taken: [Problem] = []
    if case .rejected(let invalid) = try harness.take(kind, bytes, named: name) {
      // Whether a note was issued, or a month can be closed, only the ledger knows.
      let known = [RecordKind.acknowledgements: "number", .requests: "action"][kind]
      taken = invalid.problems.filter { $0.path != known || checked.contains($0) }
    }
    #expect(
      checked.map { $0.message(in: .ja) } == taken.map { $0.message(in: .ja) }, "\(name)")
    #expect(checked == taken, "\(name)")
    return checked
  }

  private static func place(_ problem: Problem) -> String {
    let place = problem.position.map { "\($0.line):\($0.column)" } ?? "-"
    return problem.path.isEmpty ? place : "\(place) \(problem.path)"
  }

  // MARK: Files as they come

  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "intake").path

  private static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
    .filter { $0 != "expected.txt" }.sorted()

  /// What is wrong with each, where: a line a file, nothing for one that is taken.
  @Test func `files as people and programs write them are taken, or refused where they are wrong`()
    throws
  {
    var found: [String] = []
    for name in Self.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Self.directory)/\(name)"))
      let problems = try Self.told(.incidents, Array(bytes), named: name)
      let places = problems.prefix(3).map(Self.place).joined(separator: " | ")
      found.append("\(name): \(problems.count) \(places)".trimmingCharacters(in: .whitespaces))
    }
    let expected = "\(Self.directory)/expected.txt"
    if ProcessInfo.processInfo.environment["RECORD_INTAKE"] != nil {
      try (found.joined(separator: "\n") + "\n")
        .write(toFile: expected, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOfFile: expected, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let good = found.count { $0.hasSuffix(": 0") }
    #expect(good >= 60 && found.count - good >= 75)
    for (one, other) in zip(found, recorded) { #expect(one == other) }
    #expect(found.count == recorded.count)
  }

  // MARK: One field that is wrong

  private static let good: [RecordKind: String] = [
    .accounts: Facts.merger("A", into: "B"), .contracts: contract,
    .charges: #"{"contract_id": "C", "fee_month": "2026-04", "amount": 1}"#,
    .priorCredits: Facts.prior(amount: 1), .recoveries: Facts.recovery(amount: 1),
    .reliefs: Facts.relief(), .incidents: Facts.incident(), .claims: Facts.claim(),
    .approvals: Facts.approval(claim: "K"),
    .acknowledgements: Facts.acknowledgement(paid: "2026-05-01"),
    .requests: Facts.closing("2026-05"),
  ]

  private static let contract = """
    {"contract_id": "C", "account_id": "A", "account_name": "甲", "terms": "network-service",
     "service": "vpn", "billing": "fixed-monthly", "fee": 1000, "service_start": "2025-01-01"}
    """

  private static let noIdentifier = [
    "", "番号", "a b", "#1", "-1", String(repeating: "x", count: 65),
  ]
  private static let noDay = ["2026-02-30", "2026/4/1", "20260401", "令和8年4月1日", "2026-4-1", ""]
  private static let noTime = [
    "2026-04-12 08:50", "2026-04-12T08:50:00", "2026-04-12T24:00:00+09:00", "8:50", "2026-04-12",
    "2026-04-12T08:59:60+09:00", "２０２６-04-12T08:50:00+09:00", "2026-04-12T08:50:00.1234+09:00",
  ]
  private static let noText = ["a\u{7}b", "a\u{1B}[31m", String(repeating: "あ", count: 1_001)]

  /// A field and values that it cannot have, as strings.
  private static let wrong: [(RecordKind, String, [String])] = [
    (.incidents, "incident_id", noIdentifier), (.incidents, "began_at", noTime + [""]),
    (.incidents, "known_at", noTime),
    (.incidents, "restored_at", noTime + ["2026-04-09T00:00:00+09:00"]),
    (.incidents, "impact", ["", "totl", "major", "100"]),
    (.incidents, "attribution", ["", "nobody", "PROVIDER"]),
    (.incidents, "fault", ["", "gross", "negligent"]), (.incidents, "title", noText),
    (.incidents, "customer_title", noText), (.incidents, "revision", ["2", "x"]),
    (.incidents, "expected_restored_at", noTime),
    (.contracts, "contract_id", noIdentifier), (.contracts, "account_id", noIdentifier),
    (.contracts, "account_name", noText + ["", "  "]), (.contracts, "terms", ["", "a b"]),
    (.contracts, "billing", ["", "monthly", "annual"]), (.contracts, "service_start", noDay),
    (.contracts, "service_end", noDay + ["2024-12-31"]),
    (.contracts, "valid_from", noDay + ["2024-12-31"]),
    (.charges, "contract_id", noIdentifier),
    (.charges, "fee_month", ["", "2026-13", "2026-4", "202604"]),
    (.charges, "amount", ["1", "-1"]),
    (.priorCredits, "prior_credit_id", noIdentifier), (.priorCredits, "given_on", noDay),
    (.recoveries, "recovery_id", noIdentifier), (.recoveries, "received_on", noDay),
    (.reliefs, "relief_id", noIdentifier), (.reliefs, "fee_month", ["", "2026-13"]),
    (.reliefs, "share", ["0", "2/1", "x"]), (.reliefs, "decided_on", noDay),
    (.claims, "claim_id", noIdentifier), (.claims, "received_on", noDay),
    (.claims, "tax_class", ["", "taxed"]),
    (.approvals, "approval_id", noIdentifier), (.approvals, "decided_at", noTime),
    (.approvals, "decision", ["", "yes"]), (.approvals, "decided_by", ["", " "]),
    (.acknowledgements, "acknowledgement_id", noIdentifier), (.acknowledgements, "paid_on", noDay),
    (.accounts, "account_id", noIdentifier), (.accounts, "merged_on", noDay),
    (.requests, "request_id", noIdentifier), (.requests, "action", ["", "delete"]),
    (.requests, "month", ["", "2026-13", "2026-4"]),
  ]

  private static func object(_ kind: RecordKind) throws -> [String: Any] {
    let text = try #require(good[kind])
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func json(_ object: [String: Any]) throws -> [UInt8] {
    Array(
      try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .prettyPrinted]))
  }

  @Test func `a field that is wrong is named by both, in the same words, in JSON and in YAML`()
    throws
  {
    var count = 0
    for (kind, field, values) in Self.wrong {
      for value in values {
        var object = try Self.object(kind)
        object[field] = value
        for ending in ["json", "yaml"] {
          let problems = try Self.told(
            kind, try Self.json(object), named: "\(kind.name).\(ending)")
          #expect(
            problems.contains { $0.path == field && $0.position != nil },
            "\(kind) \(field) \(value): \(problems.map(Self.place))")
        }
        count += 1
      }
    }
    #expect(count >= 180)
  }

  @Test(arguments: RecordKind.all)
  func `a field that is missing, unknown or written twice is named by both`(_ kind: RecordKind)
    throws
  {
    let object = try Self.object(kind)
    #expect(try Self.told(kind, Self.json(object), named: "good.json").isEmpty)
    for field in object.keys.sorted() {
      var without = object
      without[field] = nil
      _ = try Self.told(kind, Self.json(without), named: "without.json")
    }
    var other = object
    other["sevrity"] = 1
    #expect(
      try Self.told(kind, Self.json(other), named: "other.json").map(\.path).contains("sevrity"))
    let first = try #require(object.keys.sorted().first)
    let text = String(decoding: try Self.json(object), as: UTF8.self)
    let twice = text.replacing("{\n", with: "{\n  \"\(first)\" : null,\n", maxReplacements: 1)
    #expect(try Self.told(kind, Array(twice.utf8), named: "twice.json").map(\.path).contains(first))
  }
}
