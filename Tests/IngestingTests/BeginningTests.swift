import Domain
import IngestingSupport
import Quantities
import TestSupport
import Testing

/// How a ledger begins beside what was done by hand before: issuing on hold, a first day, and
/// credits given already. An outage of five days is worth 5,000 yen.
@Suite(.tags(.slow), .unlessFast) struct BeginningTests {
  private func harness(_ adjust: (inout Policy) -> Void = { _ in }) throws -> LedgerHarness {
    let harness = try LedgerHarness(adjust)
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    return harness
  }

  private func report(_ revision: Int = 1, _ restored: String = "2026-04-15") -> String {
    Facts.incident(revision: revision, cause: "third-party", restored: restored)
  }

  private let note = "qualified-return-invoice 5000"

  // MARK: issue: hold

  @Test func `on hold everything is found and nothing issued, and the release issues it once`()
    throws
  {
    let harness = try harness { $0.issuing = .hold }
    try harness.put(.incidents, report())
    try harness.put(.reliefs, Facts.relief(grant: #""amount": 700"#), from: LedgerHarness.legal)
    #expect(try harness.notes() == [])
    #expect(try harness.found("C") == ["waiver credit 5000", "relief credit 700"].reversed())
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == ["qualified-return-invoice 5700"])
    try harness.put(.incidents, report(2))
    try harness.set { $0.issuing = .hold }
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == ["qualified-return-invoice 5700"])
    try harness.verify()
  }

  @Test func `on hold what stands is not corrected, the release corrects it`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.set { $0.issuing = .hold }
    try harness.put(.incidents, report(2, "2026-04-13"))
    #expect(try harness.notes() == [note])
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == [note, "reversal -5000", "qualified-return-invoice 3000"])
    try harness.verify()
  }

  @Test func `what changed and changed back on hold leaves no trace`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.set { $0.issuing = .hold }
    try harness.put(.incidents, report(2, "2026-04-13"))
    try harness.put(.incidents, report(3))
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == [note])
    try harness.verify()
  }

  // MARK: ledger.starts_on

  @Test func `an outage that began before the ledger is not credited, from its first day it is`()
    throws
  {
    let before = try harness { $0.startsOn = CivilDate("2026-04-11") }
    try before.put(.incidents, report())
    #expect(try before.notes() == [])
    #expect(try before.found("C") == ["waiver credit 5000"])
    try before.verify()
    let from = try harness { $0.startsOn = CivilDate("2026-04-10") }
    try from.put(.incidents, report())
    #expect(try from.notes() == [note])
    try from.verify()
  }

  @Test func `another first day credits what it takes in, and takes back what it leaves out`()
    throws
  {
    let harness = try harness { $0.startsOn = CivilDate("2026-04-11") }
    try harness.put(.incidents, report())
    try harness.set { $0.startsOn = CivilDate("2026-04-10") }
    #expect(try harness.notes() == [note])
    try harness.set { $0.startsOn = CivilDate("2026-04-11") }
    #expect(try harness.notes() == [note, "reversal -5000"])
    try harness.set { $0.startsOn = nil }
    #expect(try harness.notes() == [note, "reversal -5000", note])
    try harness.verify()
  }

  @Test func `damages for an outage before the first day are not this ledger's either`() throws {
    let harness = try harness { $0.startsOn = CivilDate("2026-04-11") }
    try harness.put(.incidents, Facts.incident(cause: "negligence"))
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try harness.notes() == [])
    try harness.verify()
  }

  // MARK: prior-credits

  @Test func `what was given by hand is told where the amount is explained`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.put(.priorCredits, Facts.prior("G", amount: 1_000), from: LedgerHarness.finance)
    let summary = try #require(try harness.summaries().last)
    #expect(summary.contains("1,000 yen, which was already taken off"))
    try harness.verify()
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
    let harness = try harness()
    for (number, amount) in given.enumerated() {
      try harness.put(
        .priorCredits, Facts.prior("G\(number)", amount: amount), from: LedgerHarness.finance)
    }
    try harness.put(.incidents, report())
    #expect(try harness.notes() == left)
    try harness.verify()
  }

  @Test(arguments: priors.indices)
  func `what turns out to have been given by hand is taken back`(_ index: Int) throws {
    let (given, left) = Self.priors[index]
    let harness = try harness()
    try harness.put(.incidents, report())
    let list = given.enumerated().map { Facts.prior("G\($0)", amount: $1) }
    try harness.put(
      .priorCredits, "[\(list.joined(separator: ","))]", from: LedgerHarness.finance)
    #expect(try harness.notes() == [note] + (given == [0] ? [] : ["reversal -5000"] + left))
    #expect(try harness.standing() == max(0, 5_000 - Int128(given.reduce(0, +))))
    try harness.verify()
  }

  @Test func `it counts for its own incident and contract alone`() throws {
    let harness = try harness()
    try harness.put(.contracts, Facts.contract("D", account: "B"), from: LedgerHarness.finance)
    try harness.put(.priorCredits, Facts.prior("G1", contract: "D", amount: 5_000))
    try harness.put(.priorCredits, Facts.prior("G2", incident: "J", amount: 5_000))
    try harness.put(.incidents, report())
    #expect(try harness.notes() == [note])
    try harness.verify()
  }

  @Test func `a correction after it counts it again, once`() throws {
    let harness = try harness()
    try harness.put(.priorCredits, Facts.prior(amount: 2_000), from: LedgerHarness.finance)
    try harness.put(.incidents, report())
    try harness.put(.incidents, report(2, "2026-04-16"))
    #expect(
      try harness.notes() == [
        "qualified-return-invoice 3000", "reversal -3000", "qualified-return-invoice 4000",
      ])
    try harness.verify()
  }

  @Test func `with a first day as well nothing is paid twice`() throws {
    let harness = try harness { $0.startsOn = CivilDate("2026-04-10") }
    try harness.put(.priorCredits, Facts.prior(amount: 2_000), from: LedgerHarness.finance)
    try harness.put(.incidents, report())
    #expect(try harness.notes() == ["qualified-return-invoice 3000"])
    try harness.set { $0.startsOn = CivilDate("2026-04-11") }
    #expect(try harness.standing() == 0)
    try harness.verify()
  }

  @Test func `it reduces no damages`() throws {
    let harness = try harness()
    try harness.put(.priorCredits, Facts.prior(amount: 9_000), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(cause: "negligence"))
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try harness.notes() == ["damages 5000"])
    try harness.verify()
  }

  @Test func `as a table it is read like any other`() throws {
    let harness = try harness()
    let rows = "prior_credit_id,contract_id,incident_id,amount,given_on,document\n"
    try harness.put(
      .priorCredits, rows + "G,C,I,5000,2026-04-30,\n", from: LedgerHarness.finance, as: "csv")
    try harness.put(.incidents, report())
    #expect(try harness.notes() == [])
    try harness.verify()
  }
}
