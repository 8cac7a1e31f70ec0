import Domain
import IngestingSupport
import Quantities
import Testing

/// How a ledger begins beside what was done by hand before: issuing on hold, a first day, and
/// credits given already. An outage of five days is worth 5,000 yen.
@Suite struct BeginningTests {
  private func desk(_ adjust: (inout Policy) -> Void = { _ in }) throws -> LedgerHarness {
    let desk = try LedgerHarness(adjust)
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    return desk
  }

  private func report(_ revision: Int = 1, _ restored: String = "2026-04-15") -> String {
    Facts.incident(revision: revision, cause: "third-party", restored: restored)
  }

  private let note = "qualified-return-invoice 5000"

  // MARK: issue: hold

  @Test func `on hold everything is found and nothing issued, and the release issues it once`()
    throws
  {
    let desk = try desk { $0.issuing = .hold }
    try desk.put(.incidents, report())
    try desk.put(.reliefs, Facts.relief(grant: #""amount": 700"#), from: LedgerHarness.legal)
    #expect(try desk.notes() == [])
    #expect(try desk.found("C") == ["waiver credit 5000", "relief credit 700"].reversed())
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == ["qualified-return-invoice 5700"])
    try desk.put(.incidents, report(2))
    try desk.set { $0.issuing = .hold }
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == ["qualified-return-invoice 5700"])
    try desk.verify()
  }

  @Test func `on hold what stands is not corrected, the release corrects it`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.set { $0.issuing = .hold }
    try desk.put(.incidents, report(2, "2026-04-13"))
    #expect(try desk.notes() == [note])
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == [note, "reversal -5000", "qualified-return-invoice 3000"])
    try desk.verify()
  }

  @Test func `what changed and changed back on hold leaves no trace`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.set { $0.issuing = .hold }
    try desk.put(.incidents, report(2, "2026-04-13"))
    try desk.put(.incidents, report(3))
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == [note])
    try desk.verify()
  }

  // MARK: ledger.starts_on

  @Test func `an outage that began before the ledger is not credited, from its first day it is`()
    throws
  {
    let before = try desk { $0.startsOn = CivilDate("2026-04-11") }
    try before.put(.incidents, report())
    #expect(try before.notes() == [])
    #expect(try before.found("C") == ["waiver credit 5000"])
    try before.verify()
    let from = try desk { $0.startsOn = CivilDate("2026-04-10") }
    try from.put(.incidents, report())
    #expect(try from.notes() == [note])
    try from.verify()
  }

  @Test func `another first day credits what it takes in, and takes back what it leaves out`()
    throws
  {
    let desk = try desk { $0.startsOn = CivilDate("2026-04-11") }
    try desk.put(.incidents, report())
    try desk.set { $0.startsOn = CivilDate("2026-04-10") }
    #expect(try desk.notes() == [note])
    try desk.set { $0.startsOn = CivilDate("2026-04-11") }
    #expect(try desk.notes() == [note, "reversal -5000"])
    try desk.set { $0.startsOn = nil }
    #expect(try desk.notes() == [note, "reversal -5000", note])
    try desk.verify()
  }

  @Test func `damages for an outage before the first day are not this ledger's either`() throws {
    let desk = try desk { $0.startsOn = CivilDate("2026-04-11") }
    try desk.put(.incidents, Facts.incident(cause: "negligence"))
    try desk.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try desk.notes() == [])
    try desk.verify()
  }

  // MARK: prior-credits

  @Test func `what was given by hand is told where the amount is explained`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.put(.priorCredits, Facts.prior("G", amount: 1_000), from: LedgerHarness.finance)
    let summary = try #require(try desk.summaries().last)
    #expect(summary.contains("1,000 yen, which was already taken off"))
    try desk.verify()
  }

  /// What was given by hand, and what is left to credit.
  static let priors: [(given: [Int], left: [String])] = [
    ([5_000], []), ([4_999], ["qualified-return-invoice 1"]), ([9_000], []),
    ([1_000, 3_000], ["qualified-return-invoice 1000"]), ([3_000, 3_000], []),
    ([0], ["qualified-return-invoice 5000"]),
  ]

  @Test(arguments: priors.indices)
  func `what was given by hand before the incident came is not paid again`(_ index: Int) throws {
    let (given, left) = Self.priors[index]
    let desk = try desk()
    for (number, amount) in given.enumerated() {
      try desk.put(
        .priorCredits, Facts.prior("G\(number)", amount: amount), from: LedgerHarness.finance)
    }
    try desk.put(.incidents, report())
    #expect(try desk.notes() == left)
    try desk.verify()
  }

  @Test(arguments: priors.indices)
  func `what turns out to have been given by hand is taken back`(_ index: Int) throws {
    let (given, left) = Self.priors[index]
    let desk = try desk()
    try desk.put(.incidents, report())
    let list = given.enumerated().map { Facts.prior("G\($0)", amount: $1) }
    try desk.put(
      .priorCredits, "[\(list.joined(separator: ","))]", from: LedgerHarness.finance)
    #expect(try desk.notes() == [note] + (given == [0] ? [] : ["reversal -5000"] + left))
    #expect(try desk.standing() == max(0, 5_000 - Int128(given.reduce(0, +))))
    try desk.verify()
  }

  @Test func `it counts for its own incident and contract alone`() throws {
    let desk = try desk()
    try desk.put(.contracts, Facts.contract("D", account: "B"), from: LedgerHarness.finance)
    try desk.put(.priorCredits, Facts.prior("G1", contract: "D", amount: 5_000))
    try desk.put(.priorCredits, Facts.prior("G2", incident: "J", amount: 5_000))
    try desk.put(.incidents, report())
    #expect(try desk.notes() == [note])
    try desk.verify()
  }

  @Test func `a correction after it counts it again, once`() throws {
    let desk = try desk()
    try desk.put(.priorCredits, Facts.prior(amount: 2_000), from: LedgerHarness.finance)
    try desk.put(.incidents, report())
    try desk.put(.incidents, report(2, "2026-04-16"))
    #expect(
      try desk.notes() == [
        "qualified-return-invoice 3000", "reversal -3000", "qualified-return-invoice 4000",
      ])
    try desk.verify()
  }

  @Test func `with a first day as well nothing is paid twice`() throws {
    let desk = try desk { $0.startsOn = CivilDate("2026-04-10") }
    try desk.put(.priorCredits, Facts.prior(amount: 2_000), from: LedgerHarness.finance)
    try desk.put(.incidents, report())
    #expect(try desk.notes() == ["qualified-return-invoice 3000"])
    try desk.set { $0.startsOn = CivilDate("2026-04-11") }
    #expect(try desk.standing() == 0)
    try desk.verify()
  }

  @Test func `it reduces no damages`() throws {
    let desk = try desk()
    try desk.put(.priorCredits, Facts.prior(amount: 9_000), from: LedgerHarness.finance)
    try desk.put(.incidents, Facts.incident(cause: "negligence"))
    try desk.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try desk.notes() == ["damages 5000"])
    try desk.verify()
  }

  @Test func `as a table it is read like any other`() throws {
    let desk = try desk()
    let rows = "prior_credit_id,contract_id,incident_id,amount,given_on,document\n"
    try desk.put(
      .priorCredits, rows + "G,C,I,5000,2026-04-30,\n", from: LedgerHarness.finance, as: "csv")
    try desk.put(.incidents, report())
    #expect(try desk.notes() == [])
    try desk.verify()
  }
}
