import Assessing
import Domain
import Quantities
import Reading
import TestSupport
import Testing

/// What is decided on claims while facts are missing stays so however they are filled in.
@Suite struct MissingFactsPropertyTests {
  /// A report of which some facts may be missing.
  private struct Report {
    let number: Int
    /// Hours since the origin.
    let began: Int64
    var known: Int64?
    var restored: Int64?
    /// The last moment that the report speaks of.
    let spoken: Int64
    var cause: String
    let impact: String

    private static let origin = Moment(milliseconds: 1_775_746_800_000)

    private static func time(_ hours: Int64) -> String { (origin + .hours(hours)).description }

    var text: String {
      let (attribution, fault) =
        switch cause {
        case "negligence", "gross-negligence":
          ("provider", #""fault": "\#(cause)", "determined_by": "x","#)
        default: (cause, "")
        }
      return """
        {"incident_id": "I\(number)", "impact": "\(impact)", "attribution": "\(attribution)", \(fault)
         "began_at": "\(Self.time(began))",
         \(known.map { "\"known_at\": \"\(Self.time($0))\"," } ?? "")
         \(restored.map { "\"restored_at\": \"\(Self.time($0))\"," } ?? "")
         "affects": [{"contract_id": "C"}]}
        """
    }
  }

  private static let provided = ["negligence", "gross-negligence"]
  private static let causes = provided + ["carrier", "customer", "third-party"]

  private func report(_ number: Int, _ random: inout SeededRandom) -> Report {
    let began = random.roll(0...Int64(90))
    let known = random.happens(4) ? nil : began + random.roll(0...30)
    let end = max(began, known ?? 0) + random.roll(0...80)
    let restored = random.happens(4) ? nil : end
    return Report(
      number: number, began: began, known: known.map { min($0, end) }, restored: restored,
      spoken: restored ?? max(began, known ?? 0),
      cause: random.pick(Self.causes + ["negligence", "negligence", "provider", "undetermined"]),
      impact: random.pick(["total", "total", "equivalent", "partial"]))
  }

  private func filled(_ report: Report, _ random: inout SeededRandom) -> Report {
    var filled = report
    if report.cause == "undetermined" { filled.cause = random.pick(Self.causes) }
    if report.cause == "provider" { filled.cause = random.pick(Self.provided) }
    let end = report.restored ?? report.spoken + random.pick([0, 1, 24, random.roll(0...300)])
    filled.restored = end
    filled.known =
      report.known ?? random.pick([report.began, end, random.roll(report.began...end)])
    return filled
  }

  private let catalogue: TermsCatalogue

  init() throws {
    catalogue = try .shipped()
  }

  private func damages(_ records: [(RecordKind, String)]) throws -> [Assessment] {
    try catalogue.assess(records, writtenAs: "json").filter { $0.remedy == .damages }
  }

  private func contract(_ random: inout SeededRandom) -> (RecordKind, String) {
    let (terms, service, billing) = random.pick([
      ("network-service", "vpn", "fixed-monthly"), ("network-service", "vpn", "metered-monthly"),
      ("network-service", "vpn", "metered-monthly"),
      ("optage-connectivity-cloud-storage", "cloud-storage", "fixed-monthly"),
    ])
    return (
      .contracts,
      """
      {"contract_id": "C", "account_id": "A", "account_name": "甲", "terms": "\(terms)",
       "service": "\(service)", "billing": "\(billing)", "fee": 30000,
       "service_start": "\(random.pick(["2020-01-01", "2026-04-02", "2026-04-12"]))"}
      """
    )
  }

  private func charge(_ month: String, _ amount: Int) -> (RecordKind, String) {
    (.charges, #"{"contract_id": "C", "fee_month": "\#(month)", "amount": \#(amount)}"#)
  }

  private func requests(_ random: inout SeededRandom) -> [(RecordKind, String)] {
    let claims = (1...random.roll(1...3)).map { number in
      (
        RecordKind.claims,
        """
        {"claim_id": "K\(number)", "incident_id": "I\(random.roll(1...3))", "contract_id": "C",
         "received_on": "2026-05-1\(random.roll(0...9))", "damage_on": "2026-04-1\(random.roll(0...9))",
         "tax_class": "out-of-scope",
         "items": [{"kind": "\(random.pick(["ordinary", "ordinary", "special"]))",
                    "amount": \(random.pick([1, 800, 1_000, 2_500, 50_000]))}]}
        """
      )
    }
    let recoveries = (1...3).filter { _ in random.happens(2) }.map { number in
      (
        RecordKind.recoveries,
        """
        {"recovery_id": "R\(number)", "incident_id": "I\(number)", "carrier": "他社",
         "amount": \(random.pick([0, 1, 1_500, 900_000])), "received_on": "2026-05-15", "final": true}
        """
      )
    }
    return claims + recoveries
  }

  private static func materialOutcome(_ assessment: Assessment) -> String {
    "\(assessment.request?.text ?? "") \(assessment.outcome) \(assessment.amount)"
  }

  @Test func `what is decided on claims stays so however the missing facts are filled in`() throws {
    var random = SeededRandom(seed: 41)
    var (decided, waiting, changed) = (0, 0, 0)
    for _ in 0..<250 {
      let reports = (1...random.roll(1...3)).map { report($0, &random) }
      let booked = ["2026-03", "2026-04"].filter { _ in random.happens(2) }
        .map { charge($0, random.pick([0, 6_000, 90_000])) }
      let missing = ["2026-03", "2026-04"].filter { month in
        !booked.contains { $0.1.contains(month) }
      }
      let others = [contract(&random)] + requests(&random)
      func facts(_ reports: [Report]) -> [(RecordKind, String)] {
        others + reports.map { (.incidents, $0.text) }
      }
      let found = try damages(facts(reports) + booked)
      let open = found.filter { assessment in
        assessment.outcome == .undetermined
          && !assessment.waitsFor.contains { if case .incident = $0 { true } else { false } }
      }
      waiting += open.count
      var seen: Set<String> = []
      for _ in 0..<6 {
        let isMetered = others[0].1.contains("metered-monthly")
        let later =
          isMetered ? missing.map { charge($0, random.pick([0, 1, 6_000, 900_000])) } : []
        let settled = try damages(facts(reports.map { filled($0, &random) }) + booked + later)
        for (before, after) in zip(found, settled) where before.outcome != .undetermined {
          decided += 1
          #expect(
            Self.materialOutcome(before) == Self.materialOutcome(after),
            "\(reports.map(\.text)) \(others.map(\.1)) \(booked.map(\.1)) \(later.map(\.1))")
        }
        for after in settled where open.contains(where: { $0.request == after.request }) {
          seen.insert(Self.materialOutcome(after))
        }
      }
      if seen.count > open.count { changed += 1 }
    }
    #expect(decided > 700)
    #expect(waiting > 70)
    #expect(changed > 30)
  }
}
