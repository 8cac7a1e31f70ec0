import Assessing
import Domain
import Quantities
import TestSupport
import Testing

/// What stops the count takes no more than its own time, tried on random outages of ours with random
/// pauses over them (docs/domain.md §3).
@Suite struct PausePropertyTests {
  private let catalogue: TermsCatalogue
  /// The first of a month of 31 days, so that all of it is of one fee month.
  private let origin: Moment
  private let announcedAt: Moment

  init() throws {
    catalogue = try .shipped()
    origin = try Moment(rfc3339: "2026-03-01T00:00:00+09:00")
    announcedAt = try Moment(rfc3339: "2026-02-01T00:00:00+09:00")
  }

  private static let hourMilliseconds: Int64 = 3_600_000

  private struct Situation {
    let contract: ContractHistory
    let fault: Fault
    /// What stops the count under the contract's terms.
    let pausing: Attribution
    let outage: Interval
    let pause: Interval
  }

  private func situation(_ random: inout SeededRandom) throws -> Situation {
    let isStorage = random.happens(2)
    let version = ContractVersion(
      contract: "C", account: "A", accountName: "甲",
      terms: isStorage ? "optage-connectivity-cloud-storage" : "network-service",
      service: isStorage ? "cloud-storage" : "vpn", billing: .fixedMonthly, fee: Yen(744_000),
      serviceStart: try #require(CivilDate("2025-01-01")))
    let began = origin + .hours(random.roll(0...Int64(48)))
    let restored = began + moment(&random, within: 150)
    let from = began + moment(&random, within: 140)
    return Situation(
      contract: try #require(ContractHistory([version])),
      fault: random.pick([.negligence, .grossNegligence]),
      pausing: isStorage
        ? random.pick([.plannedMaintenance, .legalRestriction, .suspension]) : .suspension,
      outage: Interval(began, restored),
      pause: Interval(from, from + moment(&random, within: 60)))
  }

  /// On the hour, or a millisecond beside it.
  private func moment(_ random: inout SeededRandom, within hours: Int64) -> Elapsed {
    .hours(random.roll(1...hours)) + Elapsed(milliseconds: random.roll(-1...1))
  }

  private func assess(_ situation: Situation, _ pauses: [Interval]) throws -> Assessment {
    let ours = report(
      "I", situation.outage,
      Stage(
        from: nil, impact: .total, attribution: .provider, fault: situation.fault,
        causeStatedIn: 0))
    let others = pauses.enumerated().map { number, pause in
      report(
        number == 0 ? "P0" : "P1", pause,
        Stage(
          from: nil, impact: .total, attribution: situation.pausing, fault: nil,
          causeStatedIn: 0),
        situation.pausing == .plannedMaintenance
          ? Announcement(at: announcedAt, window: pause) : nil)
    }
    var assessor = Assessor(catalogue)
    let found = try assessor.waivers(
      of: ContractFacts(contract: situation.contract, hits: [ours] + others))
    return try #require(found.first { $0.incidents.first == "I" })
  }

  private func report(
    _ id: Identifier, _ time: Interval, _ stage: Stage, _ announcement: Announcement? = nil
  ) -> ContractIncident {
    var particulars = Incident.Particulars()
    particulars.announcement = announcement
    return ContractIncident(
      Incident(
        id: id, revision: 1, particulars,
        times: OutageTimes(began: time.start, known: time.start, restored: time.end),
        stages: [stage], receipt: .longAfter),
      by: AffectedTarget(.contract("C")))
  }

  @Test func `a pause takes no more units than it begins days, and no more than its own time`()
    throws
  {
    var random = SeededRandom(seed: 21)
    let nothing = Fraction(whole: 0)
    var lowered = 0
    for _ in 0..<600 {
      let situation = try situation(&random)
      let without = try assess(situation, [])
      let with = try assess(situation, [situation.pause])
      let length = situation.pause.length.milliseconds
      let hour = Self.hourMilliseconds
      let taken = try without.exact.value - with.exact.value
      #expect(taken >= nothing)
      if taken > nothing { lowered += 1 }
      // By exact time an hour is worth 1,000 yen.
      if without.units > 0 {
        #expect(without.units - with.units <= (length + 24 * hour - 1) / (24 * hour))
      } else {
        #expect(try taken <= Fraction(Int128(length * 1_000), over: Int128(hour)))
      }
    }
    #expect(lowered > 100)
  }

  @Test func `a pause told as two that touch changes nothing`() throws {
    var random = SeededRandom(seed: 22)
    for _ in 0..<400 {
      let situation = try situation(&random)
      let (from, to) = (situation.pause.start, situation.pause.end)
      let cut = from + Elapsed(milliseconds: random.roll(0...(to - from).milliseconds))
      let halves = [
        Interval(from, cut), Interval(cut, to),
      ]
      let (whole, parts) = (
        try assess(situation, [situation.pause]), try assess(situation, halves)
      )
      #expect(whole.amount == parts.amount && whole.exact == parts.exact)
      #expect(whole.units == parts.units && whole.reason == parts.reason)
    }
  }
}
