import Testing

@testable import Bookkeeping
@testable import Querying

/// Why something is held, as people are told.
@Suite struct HoldReasonTests {
  @Test func `a limit that is exceeded is named as in the settings, with both figures`() {
    let reasons = [
      HoldReason(.issueYen, found: 10_000, allowed: 9_999), HoldReason(.changed),
    ]
    #expect(
      reasons.words.en
        == "10,000 yen newly issued exceed limits.issue_yen (9,999); it is not what was held before"
    )
    #expect(reasons.words.ja.contains("limits.issue_yen（9,999円）"))
  }
}
