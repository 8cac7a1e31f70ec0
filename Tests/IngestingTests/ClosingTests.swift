import Domain
import Ingesting
import IngestingSupport
import Quantities
import Testing

/// Notes that are gathered by the month. An outage of five days is worth 5,000 yen.
@Suite struct ClosingTests {
  let note = "qualified-return-invoice"

  func harness(_ adjust: (inout Policy) -> Void = { _ in }) throws -> LedgerHarness {
    let harness = try LedgerHarness {
      $0.gathering = .monthly
      adjust(&$0)
    }
    for (contract, account) in [("C", "A"), ("D", "A"), ("E", "B")] {
      try harness.put(
        .contracts, Facts.contract(contract, account: account), from: LedgerHarness.finance)
    }
    return harness
  }

  func report(
    _ id: String = "I", _ contract: String = "C", revision: Int = 1, _ end: String = "2026-04-15"
  ) -> String {
    Facts.incident(
      id, revision: revision, cause: "third-party", restored: end,
      affects: #"{"contract_id": "\#(contract)"}"#)
  }

  @discardableResult
  func close(_ month: String, _ harness: LedgerHarness) throws -> IntakeReport {
    try harness.put(.requests, Facts.closing(month, "Q-\(month)"), from: LedgerHarness.finance)
  }

  // MARK: What is gathered

  @Test func `until the month is closed nothing is issued, then each account gets one note`() throws
  {
    let harness = try harness()
    try harness.put(.incidents, report("I", "C"))
    try harness.put(.incidents, report("J", "D"))
    try harness.put(.incidents, report("K", "E"))
    #expect(try harness.notes() == [])
    #expect(try harness.pending() == 3)
    try close("2026-05", harness)
    #expect(try harness.notes() == ["\(note) 10000", "\(note) 5000"])
    #expect(try harness.pending() == 0)
    try harness.verify()
  }

  @Test func `damages come on a note of their own, as they do at once`() throws {
    let harness = try harness()
    try harness.put(.incidents, Facts.incident(cause: "negligence"))
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    try close("2026-05", harness)
    #expect(try harness.notes() == ["damages 5000", "\(note) 5000"])
    try harness.verify()
  }

  @Test func `what is corrected before the month is closed needs no reversal`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.put(.incidents, report(revision: 2, "2026-04-14"))
    try close("2026-05", harness)
    #expect(try harness.notes() == ["\(note) 4000"])
    try harness.verify()
  }

  @Test func `what is taken back before the month is closed leaves nothing to issue`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.put(.incidents, report(revision: 2, "2026-04-10"))
    #expect(try harness.pending() == 0)
    try close("2026-05", harness)
    #expect(try harness.notes() == [])
    try harness.verify()
  }

  @Test func `a correction after a closing waits for the next one`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try close("2026-05", harness)
    try harness.wait(until: "2026-06-02")
    try harness.put(.incidents, report(revision: 2, "2026-04-14"))
    #expect(try harness.notes() == ["\(note) 5000"])
    try harness.wait(until: "2026-06-30")
    try close("2026-06", harness)
    #expect(try harness.notes() == ["\(note) 5000", "reversal -5000", "\(note) 4000"])
    try harness.verify()
  }

  // MARK: Previews

  @Test func `a preview shows what the closing then issues`() throws {
    let harness = try harness()
    for (id, contract) in [("I", "C"), ("J", "D")] {
      try harness.put(.incidents, report(id, contract))
    }
    try harness.put(.incidents, Facts.incident("N", cause: "negligence"))
    try harness.put(.claims, Facts.claim(incident: "N"), from: LedgerHarness.legal)
    try close("2026-05", harness)
    let before = try harness.notes()
    try harness.wait(until: "2026-06-02")
    try harness.put(.incidents, report("I", "C", revision: 2, "2026-04-20"))
    let preview = try harness.preview("A")
    #expect(preview == ["reversal -10000", "\(note) 15000"])
    #expect(try harness.preview("B") == [])
    try close("2026-06", harness)
    #expect(try harness.notes() == before + preview)
    #expect(try harness.preview("A") == [])
  }

  @Test func `a preview shows what is on hold, to the account that stands now`() throws {
    let harness = try LedgerHarness { $0.issuing = .hold }
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, Facts.incident(cause: "negligence"))
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try harness.preview("A") == ["damages 5000", "\(note) 5000"])
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    #expect(try harness.preview("A") == [])
    #expect(try harness.preview("B") == ["damages 5000", "\(note) 5000"])
  }

  // MARK: Until when

  @Test(arguments: [("2026-05-31", 2), ("2026-06-01", 1)])
  func `a late closing takes what came up to the month's last day, and leaves the rest`(
    day: String, issued: Int
  ) throws {
    let harness = try harness()
    try harness.put(.incidents, report("I", "C"))
    try harness.wait(until: day)
    try harness.put(.incidents, report("J", "E"))
    try harness.wait(until: "2026-06-03")
    try close("2026-05", harness)
    #expect(try harness.notes().count == issued)
    #expect(try harness.pending() == 2 - Int64(issued))
    try harness.wait(until: "2026-07-01")
    try close("2026-06", harness)
    #expect(try harness.standing() == 10_000)
    #expect(try harness.pending() == 0)
    try harness.verify()
  }

  @Test func `what came while the clock was ahead is not left waiting for years`() throws {
    let harness = try harness()
    try harness.setClock(to: "2036-01-01")
    try harness.put(.incidents, report())
    try harness.setClock(to: "2026-06-01")
    try close("2026-05", harness)
    #expect(try harness.notes() == ["\(note) 5000"])
    try harness.verify()
  }

  @Test func `whoever shares a carrier's payment waits for its own month`() throws {
    let harness = try harness()
    let carrier = Facts.incident(cause: "carrier", affects: #"{"terms": "network-service"}"#)
    try harness.put(.incidents, carrier)
    try harness.put(.claims, Facts.claim("K1"), from: LedgerHarness.legal)
    try harness.put(.recoveries, Facts.recovery(amount: 700), from: LedgerHarness.finance)
    try harness.wait(until: "2026-05-31")
    try close("2026-04", harness)
    #expect(try harness.notes() == [])
    try close("2026-05", harness)
    let may = try harness.notes()
    try harness.wait(until: "2026-06-02")
    try harness.put(.claims, Facts.claim("K2", contract: "E"), from: LedgerHarness.legal)
    #expect(try harness.notes() == may)
    try harness.wait(until: "2026-06-03")
    try harness.put(.incidents, report("J", "D"))
    #expect(try harness.pending() > 0)
    try close("2026-06", harness)
    #expect(try harness.pending() == 0)
    try harness.verify()
  }

  // MARK: Changes of mode

  @Test func `what waits is issued once when notes become immediate`() throws {
    let harness = try harness()
    try harness.put(.incidents, report())
    try harness.set { $0.gathering = .immediate }
    #expect(try harness.notes() == ["\(note) 5000"])
    #expect(try harness.pending() == 0)
    try harness.set { $0.gathering = .monthly }
    #expect(try harness.pending() == 0)
    try close("2026-05", harness)
    #expect(try harness.notes() == ["\(note) 5000"])
    try harness.verify()
  }

  @Test func `what was on hold waits for a closing once it no longer is`() throws {
    let harness = try harness { $0.issuing = .hold }
    try harness.put(.incidents, report())
    #expect(try harness.refusal(.requests, Facts.closing("2026-05")).contains("issue: immediate"))
    try harness.set { $0.issuing = .immediate }
    #expect(try harness.notes() == [])
    #expect(try harness.pending() == 1)
    try close("2026-05", harness)
    #expect(try harness.notes() == ["\(note) 5000"])
    try harness.verify()
  }

  // MARK: What cannot be closed

  @Test func `a month is closed once, and none before it`() throws {
    let harness = try harness()
    try close("2026-05", harness)
    #expect(try harness.refusal(.requests, Facts.closing("2026-05", "R")).contains("after 2026-05"))
    #expect(try harness.refusal(.requests, Facts.closing("2026-04", "R")).contains("after 2026-05"))
    try harness.verify()
  }

  @Test func `a request closes one month`() throws {
    let harness = try harness()
    try close("2026-04", harness)
    let again = Facts.closing("2026-05", "Q-2026-04")
    #expect(try harness.refusal(.requests, again).contains("request_id"))
  }

  @Test func `a month that has not begun is not closed`() throws {
    let harness = try harness()
    try harness.wait(until: "2026-05-31")
    #expect(try harness.refusal(.requests, Facts.closing("2026-06")).contains("has begun"))
    try harness.wait(until: "2026-06-01")
    try close("2026-06", harness)
    try harness.verify()
  }

  @Test func `one file closes one month`() throws {
    let harness = try harness()
    let both = "[\(Facts.closing("2026-04")), \(Facts.closing("2026-05", "R"))]"
    #expect(try harness.refusal(.requests, both).contains("one closing a file"))
    try close("2026-04", harness)
  }

  @Test func `there is nothing to close where notes are immediate`() throws {
    let harness = try LedgerHarness()
    #expect(try harness.refusal(.requests, Facts.closing("2026-05")).contains("notes: monthly"))
  }

  @Test(arguments: [
    #"{"request_id": "Q", "action": "close-month"}"#,
    #"{"request_id": "Q", "action": "close-month", "month": "2026-13"}"#,
    #"{"request_id": "Q", "action": "repair-documents", "month": "2026-05"}"#,
  ])
  func `a closing names its month, and nothing else does`(text: String) throws {
    #expect(try harness().refusal(.requests, text).contains("month"))
  }
}
