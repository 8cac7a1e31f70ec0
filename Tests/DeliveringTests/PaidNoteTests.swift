import Domain
import IngestingSupport
import ServingSupport
import Testing

/// What a note says of when it was gathered and paid.
@Suite struct PaidNoteTests {
  private func issued() throws -> LedgerHarness {
    let desk = try LedgerHarness()
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try desk.put(.incidents, report(1, "2026-04-15"))
    return desk
  }

  private func report(_ revision: Int, _ end: String, _ id: String = "I") -> String {
    Facts.incident(id, revision: revision, cause: "third-party", restored: end)
  }

  private let reversal = "CN-2026-000002"

  @Test func `the reversal of a note that was paid says when`() throws {
    let desk = try issued()
    try desk.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-02", paid: "2026-05-20"),
      from: LedgerHarness.finance)
    let notes = try desk.put(.incidents, report(2, "2026-04-14")).notes
    #expect(notes.paidBefore.mapValues(\.description) == [2: "2026-05-20"])
    #expect(try desk.json(reversal).contains(#""reversed_paid_on": "2026-05-20""#))
    try desk.verify()
  }

  @Test func `the reversal of a note that was only booked says nothing of it`() throws {
    let desk = try issued()
    try desk.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-02"), from: LedgerHarness.finance)
    #expect(try desk.put(.incidents, report(2, "2026-04-14")).notes.paidBefore.isEmpty)
    #expect(!(try desk.json(reversal).contains("reversed_paid_on")))
  }

  @Test func `what is told after a reversal does not change it`() throws {
    let desk = try issued()
    try desk.put(.incidents, report(2, "2026-04-14"))
    let before = try desk.json(reversal)
    try desk.put(
      .acknowledgements, Facts.acknowledgement(paid: "2026-05-20"), from: LedgerHarness.finance)
    #expect(try desk.json(reversal) == before)
    try desk.verify()
  }

  @Test func `a note that was gathered says of which month`() throws {
    let desk = try LedgerHarness { $0.gathering = .monthly }
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try desk.put(.incidents, report(1, "2026-04-15"))
    try desk.put(.requests, Facts.closing("2026-05"), from: LedgerHarness.finance)
    #expect(try desk.json("CN-2026-000001").contains(#""closing": "2026-05""#))
  }
}
