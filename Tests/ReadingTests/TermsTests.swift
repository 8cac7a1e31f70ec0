import Domain
import Foundation
import TestSupport
import Testing

@testable import Reading

@Suite struct TermsTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: shippedTerms.appending(path: path), encoding: .utf8)
  }

  private func problems(_ text: String) throws -> [Problem] {
    let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(text.utf8)))
    let edition = try file.readTerms()
    #expect((edition == nil) == !file.problems.isEmpty)
    return file.problems.list
  }

  static let documents = [
    "network-service/2022-12-01.yaml", "optage-connectivity-cloud-storage/2024-01-31.yaml",
    "iij-iot/2024-04-01.yaml", "usen-gate02-cloud-backup-aj/2026-04-01.yaml",
    "usen-gate02-iij-id/2025-12-25.yaml",
  ]

  @Test(arguments: documents) func `the documents held are sound`(_ path: String) throws {
    #expect(try problems(text(path)).isEmpty)
  }

  /// A document changed in one place, and what must be said of it.
  static let mutations: [(document: Int, from: String, to: String, says: String)] = [
    (
      0, "attributions: [customer, suspension]\n    because",
      "attributions: [customer]\n    because",
      "suspension"
    ),
    (0, "impacts: [partial]", "impacts: [partial, equivalent]", "一つの答え"),
    (
      0, "billings: [metered, one-time]\n    because", "billings: [metered]\n    because",
      "one-time"
    ),
    (
      0, "attributions: [customer, suspension]\n    clock", "attributions: [provider]\n    clock",
      "qualifies"
    ),
    (0, "billings: [fixed-annual]", "billings: [fixed-annual, fixed-monthly]", "一つの答え"),
    (0, "billings: [metered-monthly]", "billings: [metered-monthly, metered]", "no-formula"),
    (0, "threshold: 24h", "threshold: one day", "24h"),
    (0, "day_share: 1/30", "day_share: 1/0", "calendar-days"),
    (0, "I-28]", "I-99]", "readings"),
    (1, "displaces: 第24条第2項(2)表1欄", "displaces: 第24条", "第24条"),
    (1, "displaces: 第24条第2項(2)表1欄\n", "\n", "一つの答え"),
    (1, "clock: known", "clock: began", "同じ services"),
    (
      1, "attributions: [provider], faults: [gross-negligence, intent]",
      "attributions: [provider, carrier], faults: [intent]", "一部"
    ),
    (1, "services: [cloud-storage]\n    qualifies", "services: [cloud]\n    qualifies", "services"),
    (1, "plan: standard", "plan: entry", "重なら"),
    (0, "services: any", "services: []", "services"),
    (0, "number: 第8条第6項(2)", "number: 第8条第6項(1)", "第8条第6項(1)"),
    (0, "because: attribution", "because: partial-impact", "partial-impact"),
    (2, "because: no-guarantee", "because: too-short", "no-guarantee"),
    (3, "applied_from: 2025-04-01", "applied_from: 2025-03-31", "重なら"),
  ]

  @Test(arguments: mutations.indices)
  func `a document that contradicts itself or leaves a gap is refused with line and reason`(
    _ index: Int
  ) throws {
    let mutation = Self.mutations[index]
    let sound = try text(Self.documents[mutation.document])
    let range = try #require(sound.range(of: mutation.from))
    let found = try problems(sound.replacingCharacters(in: range, with: mutation.to))
    let told = found.map { $0.message(in: .ja) }.joined(separator: "\n")
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.position != nil })
    #expect(told.contains(mutation.says), "\(told)")
  }

  @Test func `the register has every reading once, in order`() {
    let numbers = Interpretation.register.map(\.number)
    #expect(numbers == (1...28).map { "I-\($0)" })
  }
}
