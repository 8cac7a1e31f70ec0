import Assessing
import Domain
import Notation
import Quantities
import TestSupport
import Testing

@Suite struct ClauseTests {
  @Test(arguments: try ClauseCase.all())
  func `each case comes out as a lawyer would read the clause`(_ example: ClauseCase) throws {
    let found = try example.assess()
    #expect(found.count == example.expected.count, "\(found.map(\.outcome))")
    for (assessment, expected) in zip(found, example.expected) {
      for name in ClauseCase.said {
        for line in (expected[name] ?? "").split(separator: "\n") {
          #expect(assessment.told.contains(line) == (name == "says"), "\(assessment.told)")
        }
      }
      for (field, value) in expected where !ClauseCase.said.contains(field) {
        #expect(assessment.field(field) == value, "\(field)")
      }
    }
  }

  @Test func `an assessment is read back from the body that a ledger keeps of it`() throws {
    for assessment in try ClauseCase.all().flatMap({ try $0.assess() }) {
      let body = try CanonicalJSON.encode(assessment)
      var read = try CanonicalJSON.decode(Assessment.self, from: body)
      #expect(try CanonicalJSON.encode(read) == body)
      // Which parts it might be cut into is not kept.
      read.decision = assessment.decision
      #expect(read == assessment)
    }
  }

  @Test func `what an engine decides changes with its number, and only with it`() throws {
    let record = VersionRecord(
      "Engine", version: Engine.version, named: "decisions.txt", beside: #filePath)
    let faults = try record.faults(
      ClauseCase.all().map { example in
        let bodies = try example.assess().map { try CanonicalJSON.encode($0) }
        return (example.testDescription, bodies.joined(separator: "\n"))
      })
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(9))")
  }

  @Test(arguments: try TermsCatalogue.shipped().editions.values.flatMap { $0 })
  func `every document's clauses have cases`(_ edition: TermsEdition) throws {
    let cases = try ClauseCase.all().filter { $0.isUnder(edition.id) }
    // A citation, or what a step names.
    let told = try cases.flatMap { try $0.assess() }.map { try CanonicalJSON.encode($0) }
    for clause in edition.clauses {
      #expect(
        told.contains { $0.contains("\"\(clause.number)\"") },
        "\(edition.id) \(clause.number) has no case")
    }
  }
}
