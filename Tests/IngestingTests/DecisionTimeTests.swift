import Domain
import IngestingSupport
import Quantities
import Testing

/// When a decision was made, as far as its order goes.
@Suite struct DecisionTimeTests {
  private let waiver = "qualified-return-invoice 5000"

  private func held() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident())
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.finance)
    return harness
  }

  /// A decision of so many milliseconds after the receipt of the next file.
  private func decision(
    _ id: String, _ decision: String, in milliseconds: Int64, _ harness: LedgerHarness
  )
    -> String
  {
    let time = harness.now + Elapsed(milliseconds: 1 + milliseconds)
    return Facts.approval(id, claim: "K", decision, at: time.rfc3339())
  }

  @Test(arguments: [0, 1, 299_999, 300_000] as [Int64])
  func `a decision whose time lies ahead does not overrule one that is made after it came`(
    ahead: Int64
  ) throws {
    let harness = try held()
    try harness.put(
      .approvals, decision("P1", "approved", in: ahead, harness), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    try harness.put(
      .approvals, decision("P2", "refused", in: 0, harness), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000", "reversal -100000"])
    try harness.put(
      .approvals, decision("P0", "approved", in: 0, harness), from: LedgerHarness.legal)
    #expect(try harness.standing() == 105_000)
    try harness.verify()
  }

  @Test func `nor a refusal whose time lies ahead`() throws {
    let harness = try held()
    try harness.put(
      .approvals, decision("P9", "refused", in: 300_000, harness), from: LedgerHarness.legal)
    try harness.put(
      .approvals, decision("P1", "approved", in: 0, harness), from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    try harness.verify()
  }

  @Test func `beyond the five minutes by which clocks may differ it is refused`() throws {
    let harness = try held()
    let refusal = try harness.refusal(
      .approvals, decision("P1", "approved", in: 300_001, harness))
    #expect(refusal.contains("decided_at"))
  }

  @Test func `of two in one file that both lie ahead, the later stands`() throws {
    let harness = try held()
    let both = [
      decision("P1", "approved", in: 200_000, harness),
      decision("P2", "refused", in: 100_000, harness),
    ]
    try harness.put(.approvals, "[\(both.joined(separator: ","))]", from: LedgerHarness.legal)
    #expect(try harness.notes() == [waiver, "damages 100000"])
    try harness.verify()
  }

  @Test func `of two at one instant the refusal stands, whichever came first`() throws {
    for order in [["approved", "refused"], ["refused", "approved"]] {
      let harness = try held()
      for (number, what) in order.enumerated() {
        try harness.put(
          .approvals, Facts.approval("P\(number)", claim: "K", what), from: LedgerHarness.legal)
      }
      #expect(try harness.standing() == 5_000)
      try harness.verify()
    }
  }

  @Test func `an approval of all claims that lies ahead is not one of the next day's`() throws {
    let harness = try held()
    // Two minutes before midnight at +09:00, by a clock that is four minutes fast.
    try harness.setClock(to: "2026-06-01")
    try harness.wait(minutes: 12 * 60 - 2)
    let ahead = harness.now + Elapsed(milliseconds: 240_000)
    try harness.put(
      .approvals, Facts.approval(incident: "I", at: ahead.rfc3339()), from: LedgerHarness.legal)
    try harness.wait(until: "2026-06-02")
    try harness.put(
      .claims, Facts.claim("K2", ordinary: 7, received: "2026-06-02"), from: LedgerHarness.finance)
    #expect(try harness.discounts("C") == [.beforeClaim])
    try harness.verify()
  }

  @Test func `of decisions on a batch the same holds`() throws {
    let harness = try LedgerHarness { $0.correctionNotes = 0 }
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident())
    let batch = try #require(
      try harness.put(.incidents, Facts.incident(revision: 2, restored: "2026-04-14")).held
    ).text
    func decide(_ id: String, _ what: String, in milliseconds: Int64) throws {
      let time = harness.now + Elapsed(milliseconds: 1 + milliseconds)
      try harness.put(
        .approvals, Facts.approval(id, batch: batch, what, at: time.rfc3339()),
        from: LedgerHarness.legal)
    }
    try decide("P1", "refused", in: 300_000)
    #expect(try harness.held() == 1)
    try decide("P2", "approved", in: 0)
    #expect(try harness.held() == 0)
    try harness.verify()
  }
}
