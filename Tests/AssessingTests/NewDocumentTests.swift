import Assessing
import Domain
import Foundation
import Quantities
import Reading
import Testing

/// A document made up for the test: what it says is in its file alone.
@Suite struct NewDocumentTests {
  private static let text = """
    terms: made-up-hourly
    edition: 2026-01-01
    held_from: 2026-01-01
    title: { ja: 試験用約款, en: Terms made up for a test }
    services: [line]
    billings: [fixed-monthly]
    offset: "+00:00"
    waivers:
      - number: 第1条
        summary: { ja: 六時間ごと, en: every six hours }
        qualifies: { impacts: [total, equivalent], attributions: [provider, carrier] }
        paused_by: { impacts: [total], attributions: [customer] }
        clock: known
        threshold: 12h
        counts: 6h
        day_share: 1/20
        grace: 10m
        rounding: { mode: half-up, by: 第9条 }
      - number: 第2条
        displaces: 第1条
        summary: { ja: 故意, en: intent }
        qualifies: { impacts: [total], attributions: [provider], faults: [intent] }
        paused_by: { impacts: [total], attributions: [customer] }
        clock: known
        threshold: 1h
        counts: exact-time
        day_share: calendar-days
        grace: 10m
        rounding: { mode: half-up, by: 第9条 }
    nothing:
      - number: 第3条
        summary: { ja: ほか, en: anything else }
        because: attribution
        attributions:
          [faultless-failure, third-party, force-majeure, planned-maintenance, emergency-maintenance,
           legal-restriction, customer, suspension]
      - number: 第4条
        summary: { ja: 一部, en: a part }
        because: partial-impact
        impacts: [partial]
    """

  private func assess(
    _ fault: Fault, _ spans: [(String, String)]
  ) throws -> [Assessment] {
    let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(Self.text.utf8)))
    let edition = try #require(try file.readTerms(), "\(file.problems.list)")
    let contract = ContractVersion(
      contract: "C", account: "A", accountName: "甲", terms: "made-up-hourly", service: "line",
      billing: .fixedMonthly, fee: Yen(1_001), serviceStart: try #require(CivilDate("2026-01-01")))
    let hits = try spans.enumerated().map { number, span in
      let times = OutageTimes(
        began: try Moment(rfc3339: span.0), known: try Moment(rfc3339: span.0),
        restored: try Moment(rfc3339: span.1))
      let stage = Stage(
        from: nil, impact: .total, attribution: .provider, fault: fault, causeStatedIn: 0)
      let id = try #require(Identifier("I\(number)"))
      return ContractIncident(
        Incident(id: id, revision: 1, times: times, stages: [stage], receipt: .longAfter),
        by: AffectedTarget(.contract("C")))
    }
    var assessor = Assessor(TermsCatalogue([edition]))
    return try assessor.waivers(
      of: ContractFacts(contract: try #require(ContractHistory([contract])), hits: hits))
  }

  @Test func `units of six hours and another share of the fee come from the file`() throws {
    let found = try assess(.negligence, [("2026-03-01T00:00:00Z", "2026-03-01T18:30:00Z")])
    #expect(found.map(\.units) == [3])
    // 1,001 × 18 h / (20 × 24 h) = 37.5375
    #expect(found.map(\.exact.description) == ["3003/80"])
    #expect(found.map(\.amount.value) == [38])
  }

  @Test func `its threshold is its own`() throws {
    let short = try assess(.negligence, [("2026-03-01T00:00:00Z", "2026-03-01T11:59:59.999Z")])
    #expect(short.map(\.reason) == [.tooShort])
    let enough = try assess(.negligence, [("2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z")])
    #expect(enough.map(\.units) == [2])
  }

  @Test func `an interruption within its grace does not end an outage, a longer one does`() throws {
    let start = "2026-03-01T00:00:00Z"
    let within = try assess(
      .negligence,
      [(start, "2026-03-01T06:00:00Z"), ("2026-03-01T06:10:00Z", "2026-03-01T12:00:00Z")])
    #expect(within.map(\.units) == [2])
    let beyond = try assess(
      .negligence,
      [(start, "2026-03-01T06:00:00Z"), ("2026-03-01T06:10:00.001Z", "2026-03-01T12:00:00Z")])
    #expect(beyond.map(\.reason) == [.tooShort, .tooShort])
  }

  @Test func `its special clause displaces by exact time, from its own threshold on`() throws {
    let short = try assess(.intent, [("2026-03-01T00:00:00Z", "2026-03-01T00:59:59.999Z")])
    #expect(short.map(\.reason) == [.tooShort])
    let hour = try assess(.intent, [("2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z")])
    #expect(hour.map(\.exact.description) == ["1001/744"])
    #expect(hour.map(\.clauses.first?.number) == ["第2条"])
  }
}
