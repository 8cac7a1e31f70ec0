import Assessing
import Domain
import Quantities
import Reading
import TestSupport
import Testing

/// What must hold of every pool, of damages and of reliefs, tried on random facts.
@Suite struct DamagesPropertyTests {
  // MARK: Pools

  private let closing = CivilDate(year: 2026, month: 6, day: 1)

  private func entry(
    _ number: Int, _ least: Int64, _ most: Int64, isLate: Bool, awaited: [Awaited] = []
  ) throws -> Pool.Entry {
    let day = try #require(closing) + (isLate ? 1 : 0)
    let claim = Claim(
      id: try #require(Identifier("K\(number)")), incident: "I",
      contract: try #require(Identifier("C\(number)")), receivedOn: day,
      items: [Claim.Item(kind: .ordinary, amount: Yen(most))])
    return Pool.Entry(claim: claim, least: Yen(least), most: Yen(most), awaited: awaited)
  }

  private func pool(_ received: Int64, _ entries: [Pool.Entry]) throws -> Pool {
    let recovery = Recovery(
      id: "R", incident: "I", carrier: "他社", amount: Yen(received),
      receivedOn: try #require(closing), isFinal: true)
    return try Pool("I", [recovery], among: entries)
  }

  private func amount(_ pool: Pool, _ entry: Pool.Entry) -> Int128? {
    switch pool.share(of: entry.claim.id) {
    case .amount(let amount, _): amount.value
    case .exhausted: 0
    case .undetermined: nil
    }
  }

  @Test func `shares add up to what was paid or wanted, whichever is less`() throws {
    var random = SeededRandom(seed: 31)
    for _ in 0..<2_000 {
      let most = random.pick([Int64(9), 1_000, 1_000_000_000_000])
      let entries = try (0..<random.roll(1...8)).map {
        let wanted = random.roll(0...most)
        return try entry($0, wanted, wanted, isLate: random.happens(4))
      }
      let wanted = entries.reduce(0) { $0 + $1.most.value }
      let received = random.roll(0...(most * 5))
      let pool = try pool(received, entries)
      let shares = try entries.map { try #require(amount(pool, $0)) }
      #expect(shares.reduce(0, +) == min(Int128(received), wanted))
      // What the explanation divides by is what was divided by.
      let inTime = try entries.filter { $0.claim.receivedOn <= (try #require(closing)) }
      #expect(pool.wanted.value == inTime.reduce(0) { $0 + $1.most.value })
      for (share, entry) in zip(shares, entries) { #expect((0...entry.most.value) ~= share) }
    }
  }

  @Test func `of claims in time a larger one never gets less`() throws {
    var random = SeededRandom(seed: 32)
    for _ in 0..<2_000 {
      let most = random.pick([Int64(5), 40, 100_000])
      let entries = try (0..<random.roll(2...7)).map {
        let wanted = random.roll(1...most)
        return try entry($0, wanted, wanted, isLate: false)
      }.sorted { ($0.most, $1.claim.id) < ($1.most, $0.claim.id) }
      let pool = try pool(random.roll(0...(most * 4)), entries)
      let shares = try entries.map { try #require(amount(pool, $0)) }
      #expect(shares == shares.sorted())
    }
  }

  @Test func `what a pool decides stays so whatever the undetermined claims come to`() throws {
    var random = SeededRandom(seed: 33)
    var decided = 0
    for _ in 0..<1_000 {
      let entries = try (0..<random.roll(2...5)).map { number in
        let (one, other) = (random.roll(0...Int64(20)), random.roll(0...Int64(20)))
        let isOpen = random.happens(3)
        return try entry(
          number, isOpen ? min(one, other) : one, isOpen ? max(one, other) : one,
          isLate: random.happens(3), awaited: isOpen ? [.knownAt] : [])
      }
      let received = random.roll(0...Int64(80))
      let open = try pool(received, entries)
      guard entries.contains(where: { !$0.awaited.isEmpty }) else { continue }
      for _ in 0..<6 {
        let filled = try entries.enumerated().map { number, entry in
          let wanted = random.roll(Int64(entry.least.value)...Int64(entry.most.value))
          let isLate = entry.claim.receivedOn > (try #require(closing))
          return try self.entry(number, wanted, wanted, isLate: isLate)
        }
        let settled = try pool(received, filled)
        for (entry, settledEntry) in zip(entries, filled) {
          guard let share = amount(open, entry) else { continue }
          decided += 1
          #expect(amount(settled, settledEntry) == share)
        }
      }
    }
    #expect(decided > 1_000)
  }

  // MARK: Random facts

  private let catalogue: TermsCatalogue

  init() throws {
    catalogue = try .shipped()
  }

  private func assess(_ records: [(RecordKind, String)]) throws -> [Assessment] {
    try catalogue.assess(records, writtenAs: "json")
  }

  private func contract(_ random: inout SeededRandom, fee: Int) -> (RecordKind, String) {
    let (terms, service) = random.pick([
      ("network-service", "vpn"), ("optage-connectivity-cloud-storage", "cloud-storage"),
    ])
    return (
      .contracts,
      """
      {"contract_id": "C", "account_id": "A", "account_name": "甲", "terms": "\(terms)",
       "service": "\(service)", "billing": "fixed-monthly", "fee": \(fee),
       "service_start": "2026-0\(random.roll(1...3))-\(random.roll(10...28))"}
      """
    )
  }

  /// Reports of at most eight days that begin in the first three weeks of March.
  private func incidents(_ random: inout SeededRandom) -> [(RecordKind, String)] {
    (1...random.roll(1...3)).map { number in
      let cause = random.pick([
        #""attribution": "provider", "fault": "negligence""#, #""attribution": "carrier""#,
        #""attribution": "provider", "fault": "gross-negligence", "determined_by": "x""#,
      ])
      let began = random.roll(1...22)
      let days = random.roll(1...8)
      func day(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let known = random.happens(5) ? "" : #""known_at": "2026-03-\#(day(began))T06:00:00+09:00","#
      return (
        .incidents,
        """
        {"incident_id": "I\(number)", "impact": "total", \(cause), \(known)
         "began_at": "2026-03-\(day(began))T00:00:00+09:00",
         "restored_at": "2026-03-\(day(began + days))T0\(random.roll(0...9)):00:00+09:00",
         "affects": [{"contract_id": "C"}]}
        """
      )
    }
  }

  private func claims(_ random: inout SeededRandom, most: Int) -> [(RecordKind, String)] {
    (1...random.roll(1...5)).map { number in
      (
        .claims,
        """
        {"claim_id": "K\(number)", "incident_id": "I\(random.roll(1...3))", "contract_id": "C",
         "received_on": "2026-04-1\(random.roll(0...9))", "damage_on": "2026-03-\(random.roll(12...30))",
         "tax_class": "out-of-scope", "recognised_by": "x", "recognised_on": "2026-05-01",
         "items": [{"kind": "ordinary", "amount": \(random.roll(0...most))}]}
        """
      )
    }
  }

  @Test func `no damages exceed their cap, nor do all claims that share one`() throws {
    var random = SeededRandom(seed: 34)
    var capped = 0
    for _ in 0..<150 {
      let fee = random.roll(0...60_000)
      let isFinal = random.happens(2)
      let recoveries: [(RecordKind, String)] = (1...3).map { number in
        (
          .recoveries,
          """
          {"recovery_id": "R\(number)", "incident_id": "I\(number)", "carrier": "他社",
           "amount": \(random.roll(0...20_000)), "received_on": "2026-05-01", "final": \(isFinal)}
          """
        )
      }
      let found = try assess(
        [contract(&random, fee: fee)] + incidents(&random) + claims(&random, most: 40_000)
          + recoveries)
      var sums: [String: Int128] = [:]
      var caps: [String: Int128] = [:]
      for assessment in found where assessment.remedy == .damages && assessment.outcome == .credit {
        // With knowledge missing it may be known only that the cap is large enough.
        guard let cap = assessment.cap?.value else { continue }
        #expect(assessment.amount.value <= cap)
        let isByMonth = assessment.credit?.settledOn != nil
        // The cap by the fee of a month is with tax (I-25).
        #expect(cap <= Int128(isByMonth ? fee + fee / 10 : fee))
        let shared =
          isByMonth
          ? "\(String(describing: assessment.credit?.supply))"
          : "\(String(describing: assessment.outage))"
        sums[shared, default: 0] += assessment.amount.value
        caps[shared] = cap
      }
      for (shared, sum) in sums {
        #expect(sum <= caps[shared] ?? 0)
        capped += sum == caps[shared] ? 1 : 0
      }
    }
    #expect(capped > 10)
  }

  @Test func `waivers and reliefs together never exceed the month's fee, and waivers come first`()
    throws
  {
    var random = SeededRandom(seed: 35)
    var full = 0
    for _ in 0..<150 {
      let fee = random.roll(0...60_000)
      let facts = [contract(&random, fee: fee)] + incidents(&random)
      let grants = [#""share": "1/3""#, #""share": "1""#, #""amount": 9999"#, #""share": "6/7""#]
      let reliefs: [(RecordKind, String)] = (1...random.roll(1...3)).map { number in
        (
          .reliefs,
          """
          {"relief_id": "L\(number)", "affects": [{"contract_id": "C"}], "fee_month": "2026-03",
           \(random.pick(grants)), "authority": "x", "reason": "y", "decided_on": "2026-04-01"}
          """
        )
      }
      let (without, with) = (try assess(facts), try assess(facts + reliefs))
      #expect(with.filter { $0.remedy == .waiver } == without)
      let total = with.reduce(0) { $0 + $1.amount.value }
      #expect(total <= Int128(fee))
      full += total == Int128(fee) ? 1 : 0
    }
    #expect(full > 10)
  }
}
