import Assessing
import Domain
import Foundation
import Ingesting
import Quantities
import Reading
import Reference
import TestSupport
import Testing

/// The program against a reference calculation that is as naive as can be, written from the rules alone:
/// instants enumerated, every completion of what is missing tried, exact fractions.
@Suite(.tags(.slow), .unlessFast) struct ReferenceTests {
  /// How many cases; another number may be asked for, and other seeds.
  private static let count = UInt64(environment("REFERENCE_CASES") ?? "") ?? 20_000
  private static let first = UInt64(environment("REFERENCE_SEED") ?? "") ?? 1
  private static let chunk: UInt64 = 500

  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  private static let catalogue = Result { try TermsDirectory(shippedTerms.path).load() }

  @Test(arguments: Array(stride(from: first, to: first + count, by: Int(chunk))))
  func `five hundred random cases come out as the reference calculates them`(
    from seed: UInt64
  ) throws {
    let catalogue = try Self.catalogue.get()
    for seed in seed..<min(seed + Self.chunk, Self.first + Self.count) {
      let example = RefCase.random(seed: seed)
      let found = try Self.assess(example, catalogue).map { Told($0) }
      if let difference = Told.difference(found, reference(example).map { Told($0) }) {
        Issue.record("seed \(seed): \(difference)")
      }
    }
  }

  @Test func `the reference itself gives the amounts of the worked examples`() {
    for example in workedExamples() { #expect(example.got == example.expected, "\(example.name)") }
  }

  /// What the program makes of a case, read from its files as they would be dropped.
  private static func assess(
    _ example: RefCase, _ catalogue: TermsCatalogue
  ) throws -> [Assessment] {
    let files = example.files()
    let received = Receipt(try Moment(rfc3339: files.received))
    var facts = FactsInMemory()
    let texts: [(RecordKind, String)] = [
      (.contracts, files.contracts), (.charges, files.charges), (.incidents, files.incidents),
      (.claims, files.claims), (.recoveries, files.recoveries),
    ]
    for (kind, text) in texts {
      let file = RecordFile(name: "\(kind).json", bytes: ByteReader(Array(text.utf8)))
      try facts.read(file, kind, checking: catalogue, received: received)
      guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    }
    var found: [Assessment] = []
    try facts.assess(catalogue) { found.append($0) }
    return found
  }
}
