import Assessing
import Domain
import Foundation
import Ingesting
import Quantities
import Reading
import TestSupport
import Testing

/// What was agreed in place of a clause, and terms that another document incorporates. The agreement
/// and the incorporated terms here are made up for these tests.
@Suite struct AgreementTests {
  /// A directory with terms and agreements, and what they make of facts.
  private final class Shelf {
    let root = FileManager.default.temporaryDirectory.appending(path: "slacreditd-\(UUID())")

    init() throws {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: shippedTerms, to: root.appending(path: "terms"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func put(_ path: String, _ text: String) throws {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func assess(_ records: [(RecordKind, String)]) throws -> [Assessment] {
      try TermsDirectory(root.appending(path: "terms").path).load()
        .assess(records, writtenAs: "yaml")
    }
  }

  private static let agreement = """
    agreement: AG-1
    amends: network-service
    from: 2026-04-01
    to: 2026-12-31
    title: { ja: 覚書, en: Memorandum }
    waivers:
      - number: 覚書第2条
        replaces: 第8条第6項(1)
        summary: { ja: 12時間ごとに月額の15分の1, en: 1/15 of the monthly fee for every 12 h }
        billings: [fixed-monthly]
        qualifies:
          impacts: [total, equivalent]
          attributions:
            [provider, faultless-failure, carrier, third-party, force-majeure,
             planned-maintenance, emergency-maintenance, legal-restriction]
        paused_by: { impacts: [total, equivalent], attributions: [suspension] }
        clock: began
        threshold: 12h
        counts: 12h
        day_share: 1/15
        rounding: { mode: down, by: I-4 }
    """

  private static let contract = """
    - { contract_id: C, account_id: A, account_name: 甲, terms: network-service, service: vpn,
        billing: fixed-monthly, fee: 30000, service_start: 2025-01-01, agreement: AG-1 }
    """

  private static func incident(_ day: String, _ attribution: String = "carrier") -> String {
    """
    - { incident_id: I, began_at: "\(day)T00:00:00+09:00", known_at: "\(day)T00:00:00+09:00",
        restored_at: "\(day)T13:00:00+09:00", impact: total, attribution: \(attribution),
        affects: [{ contract_id: C }] }
    """
  }

  @Test func `an agreement stands in the place of the clause that it replaces, and both are cited`()
    throws
  {
    let shelf = try Shelf()
    try shelf.put("agreements/AG-1.yaml", Self.agreement)
    let found = try shelf.assess([
      (.contracts, Self.contract), (.incidents, Self.incident("2026-05-01")),
    ])
    // One unit of 12 h: 30,000 × 12 h / (15 × 24 h).
    #expect(found.map(\.amount.description) == ["1000"])
    #expect(found[0].clauses.map(\.number) == ["覚書第2条", "第8条第6項(1)"])
    #expect(found[0].clauses.map(\.terms.text) == ["AG-1", "network-service"])
  }

  @Test(arguments: [("2026-03-31", 0), ("2026-04-01", 1), ("2026-12-31", 1), ("2027-01-01", 0)])
  func `an agreement holds from its first day to its last`(day: String, units: Int64) throws {
    let shelf = try Shelf()
    try shelf.put("agreements/AG-1.yaml", Self.agreement)
    let found = try shelf.assess([
      (.contracts, Self.contract), (.incidents, Self.incident(day)),
    ])
    #expect(found.map(\.units) == [units])
  }

  @Test func `an agreement that is not held is referred to by name`() throws {
    let found = try Shelf().assess([
      (.contracts, Self.contract), (.incidents, Self.incident("2026-05-01")),
    ])
    #expect(found.map(\.outcome) == [.referred])
    #expect(found[0].waitsFor.map(\.description) == ["terms:AG-1"])
  }

  @Test(arguments: [
    ("replaces: 第8条第6項(1)", "replaces: 第99条", "第99条"),
    ("billings: [fixed-monthly]", "billings: [fixed-annual]", "one answer"),
    ("amends: network-service", "amends: nowhere", "terms list"),
  ])
  func `an agreement that leaves a question open or answered twice is refused`(
    text: String, wrong: String, says: String
  ) throws {
    let shelf = try Shelf()
    try shelf.put("agreements/AG-1.yaml", Self.agreement.replacing(text, with: wrong))
    let invalid = #expect(throws: InvalidInput.self) {
      try shelf.assess([(.contracts, Self.contract)])
    }
    #expect(invalid?.message(in: .en).contains(says) == true)
  }

  // MARK: Incorporated terms

  private static let incorporated = """
    terms: iij-internet
    edition: 2026-04-01
    held_from: 2026-04-01
    title: { ja: 試験のために作った約款, en: Terms made up for a test }
    services: [backup, iij-id]
    billings: [fixed-monthly]
    waivers:
      - number: 試験第1条
        summary: { ja: 24時間ごとに30分の1, en: 1/30 for every 24 h }
        qualifies: { impacts: [total], attributions: [provider, carrier, force-majeure] }
        clock: began
        threshold: 24h
        counts: 24h
        day_share: 1/30
        rounding: { mode: down, by: I-4 }
    nothing:
      - number: 試験第2条
        summary: { ja: その他は対象外, en: nothing else is covered }
        attributions:
          [faultless-failure, customer, third-party, planned-maintenance, emergency-maintenance,
           legal-restriction, suspension]
        because: attribution
      - number: 試験第1条
        summary: { ja: 全断だけ, en: only what is total }
        impacts: [equivalent, partial]
        because: partial-impact
    damages:
      over: incident
      clauses:
        - number: 試験第3条
          summary: { ja: 通常の損害を賠償する, en: compensates ordinary loss }
          any_part: { attributions: [provider] }
          recoverable: [ordinary]
          left_out: [{ kinds: [special, lost-profit, data-loss], by: 試験第5条 }]
          cap: fee-of-month
          needs_details: true
      nothing:
        - number: 試験第4条
          summary: { ja: その他は対象外, en: nothing else is covered }
          attributions:
            [carrier, force-majeure, faultless-failure, customer, third-party, planned-maintenance,
             emergency-maintenance, legal-restriction, suspension]
          because: attribution
    """

  private static let reseller = """
    - { contract_id: C, account_id: A, account_name: 甲, terms: usen-gate02-iij-id, service: iij-id,
        billing: fixed-monthly, fee: 30000, service_start: 2025-01-01 }
    """

  private static func long(_ attribution: String, _ extra: String = "") -> String {
    """
    - { incident_id: I, began_at: "2026-05-01T00:00:00+09:00", known_at: "2026-05-01T00:00:00+09:00",
        restored_at: "2026-05-03T00:00:00+09:00", impact: total, attribution: \(attribution)\(extra),
        affects: [{ contract_id: C }] }
    """
  }

  @Test func `incorporated terms apply with both clauses cited, once they are held`() throws {
    let shelf = try Shelf()
    let records = [(RecordKind.contracts, Self.reseller), (.incidents, Self.long("carrier"))]
    #expect(try shelf.assess(records).map(\.outcome) == [.referred])
    try shelf.put("terms/iij-internet/2026-04-01.yaml", Self.incorporated)
    let found = try shelf.assess(records)
    #expect(found.map(\.amount.description) == ["2000"])
    #expect(found[0].clauses.map(\.number) == ["第3条", "試験第1条"])
    #expect(found[0].clauses.map(\.terms.text) == ["usen-gate02-iij-id", "iij-internet"])
    #expect(
      found[0].steps.contains { if case .readInto("第3条", _) = $0 { true } else { false } })
  }

  @Test func `what the document itself leaves to a person stays with that person`() throws {
    let shelf = try Shelf()
    try shelf.put("terms/iij-internet/2026-04-01.yaml", Self.incorporated)
    let found = try shelf.assess([
      (.contracts, Self.reseller), (.incidents, Self.long("force-majeure")),
    ])
    #expect(found.map(\.outcome) == [.referred])
    #expect(found[0].waitsFor.map(\.description) == ["ruling:第12条第2項"])
    let open = try shelf.assess([
      (.contracts, Self.reseller), (.incidents, Self.long("undetermined")),
    ])
    #expect(open.map(\.outcome) == [.undetermined])
    #expect(open[0].waitsFor.contains(.attribution))
  }

  private static let claim = """
    - { claim_id: K, incident_id: I, contract_id: C, received_on: 2026-05-10, damage_on: 2026-05-01,
        tax_class: out-of-scope, recognised_by: 法務部長, recognised_on: 2026-05-20,
        items: [{ kind: ordinary, amount: 25000 }] }
    """

  /// 13,200 and 8,800 yen with tax were paid.
  private static let charges = """
    - { contract_id: C, fee_month: 2026-04, amount: 12000, paid_on: 2026-05-31 }
    - { contract_id: C, fee_month: 2026-03, amount: 8000, paid_on: 2026-04-30 }
    - { contract_id: C, fee_month: 2026-02, amount: 30000 }
    """

  private func damages(_ incident: String) throws -> Assessment {
    let shelf = try Shelf()
    try shelf.put("terms/iij-internet/2026-04-01.yaml", Self.incorporated)
    let found = try shelf.assess([
      (.contracts, Self.reseller), (.charges, Self.charges), (.incidents, incident),
      (.claims, Self.claim),
    ])
    return try #require(found.first { $0.remedy == .damages })
  }

  @Test func `damages by incorporated terms are at most what was paid, with tax, for a year`()
    throws
  {
    let found = try damages(Self.long("provider", ", fault: negligence"))
    #expect(found.outcome == .credit)
    #expect(found.amount == Yen(22_000))
    #expect(found.clauses.map(\.number) == ["第13条", "第3条", "試験第3条"])
  }

  @Test func `beyond it, by gross negligence, as far as a person allows it`() throws {
    let found = try damages(
      Self.long("provider", ", fault: gross-negligence, determined_by: 部長"))
    #expect(found.outcome == .held)
    #expect(found.amount == Yen(22_000))
    #expect(found.approvable == Yen(25_000))
    #expect(found.readings.contains("I-36"))
  }

  @Test func `force majeure ends the question before any incorporated clause is asked`() throws {
    let found = try damages(Self.long("force-majeure"))
    #expect(found.outcome == .nothingOwed)
    #expect(found.reason == .attribution)
    #expect(found.clauses.map(\.number) == ["第12条第1項"])
  }
}
