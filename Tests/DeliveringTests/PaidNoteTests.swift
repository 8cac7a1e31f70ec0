import Domain
import IngestingSupport
import ServingSupport
import Testing

/// What a note says of when it was gathered and paid.
@Suite struct PaidNoteTests {
  private func issued() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, report(1, "2026-04-15"))
    return harness
  }

  private func report(_ revision: Int, _ end: String, _ id: String = "I") -> String {
    Facts.incident(id, revision: revision, cause: "third-party", restored: end)
  }

  private let reversal = "CN-2026-000002"

  @Test func `the reversal of a note that was paid says when`() throws {
    let harness = try issued()
    try harness.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-02", paid: "2026-05-20"),
      from: LedgerHarness.finance)
    let notes = try harness.put(.incidents, report(2, "2026-04-14")).notes
    #expect(notes.paidBefore.mapValues(\.description) == [2: "2026-05-20"])
    #expect(try harness.json(reversal).contains(#""reversed_paid_on": "2026-05-20""#))
    try harness.verify()
  }

  @Test func `the reversal of a note that was only booked says nothing of it`() throws {
    let harness = try issued()
    try harness.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-02"), from: LedgerHarness.finance)
    #expect(try harness.put(.incidents, report(2, "2026-04-14")).notes.paidBefore.isEmpty)
    #expect(!(try harness.json(reversal).contains("reversed_paid_on")))
  }

  @Test func `what is told after a reversal does not change it`() throws {
    let harness = try issued()
    try harness.put(.incidents, report(2, "2026-04-14"))
    let before = try harness.json(reversal)
    try harness.put(
      .acknowledgements, Facts.acknowledgement(paid: "2026-05-20"), from: LedgerHarness.finance)
    #expect(try harness.json(reversal) == before)
    try harness.verify()
  }

  @Test func `a note that was gathered says of which month`() throws {
    let harness = try LedgerHarness { $0.gathering = .monthly }
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, report(1, "2026-04-15"))
    try harness.put(.requests, Facts.closing("2026-05"), from: LedgerHarness.finance)
    #expect(try harness.json("CN-2026-000001").contains(#""closing": "2026-05""#))
  }
}
