import Assessing
import Quantities
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

  @Test func `a step is read back from the row that a ledger keeps of it`() throws {
    let found = try ClauseCase.all().flatMap { try $0.assess() }
    for step in Set(found.flatMap(\.steps)) { #expect(Step(code: step.code) == step) }
    let large = Step.recoverable(clause: "x", amount: Yen(Int128.max))
    #expect(Step(code: large.code) == large)
    #expect(Step(code: large.code + ["more"]) == nil)
    #expect(Step(code: ["referred", "x", "nowhere"]) == nil)
  }

  @Test func `every document's clauses have cases`() throws {
    let files = Set(try ClauseCase.all().map(\.file))
    #expect(files.count >= 5)
  }
}
