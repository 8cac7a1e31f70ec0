import Assessing
import Domain
import Quantities
import TestSupport
import Testing

/// What must hold of every assessment, tried on random facts.
@Suite struct PropertyTests {
  private let catalogue: TermsCatalogue

  init() throws {
    catalogue = try .shipped()
  }

  // MARK: Random facts

  private func contract(_ random: inout SeededRandom) throws -> ContractHistory {
    let choices: [(Identifier, Identifier, Billing)] = [
      ("network-service", "vpn", .fixedMonthly), ("network-service", "vpn", .fixedAnnual),
      ("optage-connectivity-cloud-storage", "cloud-storage", .fixedMonthly),
      ("optage-connectivity-cloud-storage", "managed", .fixedMonthly),
    ]
    let (terms, service, billing) = random.pick(choices)
    let start = try #require(CivilDate("2025-02-28")) + random.roll(0...Int64(3))
    let version = ContractVersion(
      contract: "C", account: "A", accountName: "甲", terms: terms, service: service,
      billing: billing, fee: Yen(random.roll(0...Int64(300_000))), serviceStart: start,
      feeMonthStartDay: random.roll(1...31))
    return try #require(ContractHistory([version]))
  }

  private func report(_ number: Int, _ random: inout SeededRandom, settled: Bool) throws
    -> ContractIncident
  {
    let origin = try Moment(rfc3339: "2026-01-29T00:00:00+09:00")
    let began = origin + .hours(random.roll(0...Int64(80)))
    let restored =
      began + .hours(random.roll(0...Int64(90))) + Elapsed(milliseconds: random.roll(0...1))
    let attribution = random.pick(Attribution.allCases)
    let isSettled = settled || random.happens(2)
    let stated: Attribution = isSettled && attribution == .undetermined ? .provider : attribution
    let fault = stated == .provider && isSettled ? random.pick(Fault.allCases) : nil
    let stage = Stage(
      from: nil, impact: random.happens(4) ? random.pick(Impact.allCases) : .total,
      attribution: isSettled ? stated : .undetermined, fault: fault, causeStatedIn: 0)
    let known = began + .hours(random.roll(0...Int64(30)))
    let times = OutageTimes(
      began: began, known: settled || random.happens(2) ? known : nil, restored: restored)
    return hit(try #require(Identifier("I\(number)")), times, stage)
  }

  private func hit(_ id: Identifier, _ times: OutageTimes, _ stage: Stage) -> ContractIncident {
    ContractIncident(
      Incident(id: id, revision: 1, times: times, stages: [stage], receipt: .longAfter),
      by: AffectedTarget(.contract("C")))
  }

  private func facts(_ random: inout SeededRandom, settled: Bool) throws -> ContractFacts {
    ContractFacts(
      contract: try contract(&random),
      hits: try (0..<random.roll(1...3)).map { try report($0, &random, settled: settled) })
  }

  private func assess(_ facts: ContractFacts) throws -> [Assessment] {
    var assessor = Assessor(catalogue)
    return try assessor.waivers(of: facts)
  }

  private func total(_ assessments: [Assessment]) -> Int128 {
    assessments.reduce(0) { $0 + $1.amount.value }
  }

  /// The same facts with one report told otherwise.
  private func retold(
    _ facts: ContractFacts, _ number: Int, _ cause: Cause? = nil, known: Moment? = nil
  ) -> ContractFacts {
    var facts = facts
    let hit = facts.hits[number]
    let stage = hit.incident.stages[0]
    let told = Stage(
      from: nil, impact: stage.impact, attribution: cause?.attribution ?? stage.attribution,
      fault: cause.map { $0.fault } ?? stage.fault, causeStatedIn: 0)
    let times = OutageTimes(
      began: hit.times.began, known: known ?? hit.times.known, restored: hit.times.restored)
    facts.hits[number] = self.hit(hit.incident.id, times, told)
    return facts
  }

  // MARK: What must hold

  @Test func `the order in which reports stand changes nothing`() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<400 {
      let facts = try facts(&random, settled: false)
      var shuffled = facts
      shuffled.hits.shuffle(using: &random)
      let told = try assess(facts).map { AssessmentKey($0) }
      #expect(try assess(shuffled).map { AssessmentKey($0) } == told)
    }
  }

  /// What an assessment says, but for the order of its steps.
  private struct AssessmentKey: Equatable {
    let texts: [String]

    init(_ assessment: Assessment) {
      texts = [
        assessment.outcome.rawValue, assessment.amount.description,
        assessment.exact.description, "\(assessment.incidents)", "\(assessment.waitsFor)",
        "\(String(describing: assessment.reason))", "\(assessment.clauses)",
      ]
    }
  }

  @Test func `no report by the customer, however placed, lowers a waiver`() throws {
    var random = SeededRandom(seed: 16)
    for _ in 0..<400 {
      var facts = try facts(&random, settled: random.happens(2))
      let without = try total(assess(facts))
      let place = random.roll(0...facts.hits.count)
      facts.hits.insert(try report(9, &random, settled: true), at: place)
      facts = retold(facts, place, .customer)
      #expect(try total(assess(facts)) >= without)
    }
  }

  @Test func `waivers never exceed the fees of the months they lower`() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<400 {
      let facts = try facts(&random, settled: true)
      let assessments = try assess(facts)
      let fee = facts.contract.latest.fee?.value ?? 0
      let months = Set(assessments.flatMap { $0.credit?.supply.feeMonths ?? [] })
      #expect(total(assessments) <= fee * Int128(months.count))
    }
  }

  @Test func `a worse fault never pays less`() throws {
    var random = SeededRandom(seed: 13)
    for _ in 0..<400 {
      var mild = try facts(&random, settled: true)
      var grave = mild
      for number in mild.hits.indices {
        mild = retold(mild, number, .negligence)
        grave = retold(grave, number, .grossNegligence)
      }
      #expect(try total(assess(grave)) >= total(assess(mild)))
    }
  }

  @Test func `what is decided stays so however the missing facts are filled in`() throws {
    var random = SeededRandom(seed: 14)
    for _ in 0..<250 {
      let facts = try facts(&random, settled: false)
      let assessments = try assess(facts)
      guard !assessments.contains(where: { $0.outcome == .undetermined }) else { continue }
      for _ in 0..<8 {
        #expect(try total(assess(filled(facts, &random))) == total(assessments))
      }
    }
  }

  @Test func `what waits could come out in different ways`() throws {
    var random = SeededRandom(seed: 15)
    for _ in 0..<80 {
      let facts = try facts(&random, settled: false)
      let waits = try assess(facts).contains { $0.outcome == .undetermined }
      guard waits else { continue }
      // Each cause for each unsettled report, with knowledge as early and as late as can be.
      var totals: Set<Int128> = []
      for _ in 0..<120 { totals.insert(try total(assess(filled(facts, &random, extremes: true)))) }
      #expect(totals.count > 1)
    }
  }

  private func filled(
    _ facts: ContractFacts, _ random: inout SeededRandom, extremes: Bool = false
  ) throws -> ContractFacts {
    var filled = facts
    for (number, hit) in facts.hits.enumerated() {
      let stage = hit.incident.stages[0]
      let possible = stage.possibleCauses.causes
      let cause = possible.count > 1 ? random.pick(possible) : nil
      let restored = hit.times.restored ?? hit.times.began
      let span = (restored - hit.times.began).milliseconds
      let late = extremes ? (random.happens(2) ? span : 0) : random.roll(0...span)
      let known = hit.times.known ?? hit.times.began + Elapsed(milliseconds: late)
      filled = retold(filled, number, cause, known: known)
    }
    return filled
  }
}
