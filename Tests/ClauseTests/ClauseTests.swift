import Testing

@Suite struct ClauseTests {
  @Test(arguments: try ClauseCase.all())
  func `each case comes out as a lawyer would read the clause`(_ example: ClauseCase) throws {
    let found = try example.assess()
    #expect(found.count == example.expected.count, "\(found.map(\.outcome))")
    for (assessment, expected) in zip(found, example.expected) {
      for (field, value) in expected {
        #expect(assessment.field(field) == value, "\(field)")
      }
    }
  }

  @Test func `every document's clauses have cases`() throws {
    let files = Set(try ClauseCase.all().map(\.file))
    #expect(files.count >= 5)
  }
}
