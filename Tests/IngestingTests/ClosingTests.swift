import Domain
import Ingesting
import IngestingSupport
import Quantities
import Testing

/// Notes that are gathered by the month. An outage of five days is worth 5,000 yen.
@Suite struct ClosingTests {
  let note = "qualified-return-invoice"

  func desk(_ adjust: (inout Policy) -> Void = { _ in }) throws -> LedgerHarness {
    let desk = try LedgerHarness {
      $0.gathering = .monthly
      adjust(&$0)
    }
    for (contract, account) in [("C", "A"), ("D", "A"), ("E", "B")] {
      try desk.put(
        .contracts, Facts.contract(contract, account: account), from: LedgerHarness.finance)
    }
    return desk
  }

  func report(
    _ id: String = "I", _ contract: String = "C", revision: Int = 1, _ end: String = "2026-04-15"
  ) -> String {
    Facts.incident(
      id, revision: revision, cause: "third-party", restored: end,
      affects: #"{"contract_id": "\#(contract)"}"#)
  }

  @discardableResult
  func close(_ month: String, _ desk: LedgerHarness) throws -> IntakeReport {
    try desk.put(.requests, Facts.closing(month, "Q-\(month)"), from: LedgerHarness.finance)
  }

  // MARK: What is gathered

  @Test func `until the month is closed nothing is issued, then each account gets one note`() throws
  {
    let desk = try desk()
    try desk.put(.incidents, report("I", "C"))
    try desk.put(.incidents, report("J", "D"))
    try desk.put(.incidents, report("K", "E"))
    #expect(try desk.notes() == [])
    #expect(try desk.pending() == 3)
    try close("2026-05", desk)
    #expect(try desk.notes() == ["\(note) 10000", "\(note) 5000"])
    #expect(try desk.pending() == 0)
    try desk.verify()
  }

  @Test func `damages come on a note of their own, as they do at once`() throws {
    let desk = try desk()
    try desk.put(.incidents, Facts.incident(cause: "negligence"))
    try desk.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    try close("2026-05", desk)
    #expect(try desk.notes() == ["damages 5000", "\(note) 5000"])
    try desk.verify()
  }

  @Test func `what is corrected before the month is closed needs no reversal`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.put(.incidents, report(revision: 2, "2026-04-14"))
    try close("2026-05", desk)
    #expect(try desk.notes() == ["\(note) 4000"])
    try desk.verify()
  }

  @Test func `what is taken back before the month is closed leaves nothing to issue`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.put(.incidents, report(revision: 2, "2026-04-10"))
    #expect(try desk.pending() == 0)
    try close("2026-05", desk)
    #expect(try desk.notes() == [])
    try desk.verify()
  }

  @Test func `a correction after a closing waits for the next one`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try close("2026-05", desk)
    try desk.wait(until: "2026-06-02")
    try desk.put(.incidents, report(revision: 2, "2026-04-14"))
    #expect(try desk.notes() == ["\(note) 5000"])
    try desk.wait(until: "2026-06-30")
    try close("2026-06", desk)
    #expect(try desk.notes() == ["\(note) 5000", "reversal -5000", "\(note) 4000"])
    try desk.verify()
  }

  // MARK: Previews

  @Test func `a preview shows what the closing then issues`() throws {
    let desk = try desk()
    for (id, contract) in [("I", "C"), ("J", "D")] {
      try desk.put(.incidents, report(id, contract))
    }
    try desk.put(.incidents, Facts.incident("N", cause: "negligence"))
    try desk.put(.claims, Facts.claim(incident: "N"), from: LedgerHarness.legal)
    try close("2026-05", desk)
    let before = try desk.notes()
    try desk.wait(until: "2026-06-02")
    try desk.put(.incidents, report("I", "C", revision: 2, "2026-04-20"))
    let preview = try desk.preview("A")
    #expect(preview == ["reversal -10000", "\(note) 15000"])
    #expect(try desk.preview("B") == [])
    try close("2026-06", desk)
    #expect(try desk.notes() == before + preview)
    #expect(try desk.preview("A") == [])
  }

  @Test func `a preview shows what is on hold, to the account that stands now`() throws {
    let desk = try LedgerHarness { $0.issuing = .hold }
    try desk.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try desk.put(.incidents, Facts.incident(cause: "negligence"))
    try desk.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    #expect(try desk.preview("A") == ["damages 5000", "\(note) 5000"])
    try desk.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    #expect(try desk.preview("A") == [])
    #expect(try desk.preview("B") == ["damages 5000", "\(note) 5000"])
  }

  // MARK: Until when

  @Test(arguments: [("2026-05-31", 2), ("2026-06-01", 1)])
  func `a late closing takes what came up to the month's last day, and leaves the rest`(
    day: String, issued: Int
  ) throws {
    let desk = try desk()
    try desk.put(.incidents, report("I", "C"))
    try desk.wait(until: day)
    try desk.put(.incidents, report("J", "E"))
    try desk.wait(until: "2026-06-03")
    try close("2026-05", desk)
    #expect(try desk.notes().count == issued)
    #expect(try desk.pending() == 2 - Int64(issued))
    try desk.wait(until: "2026-07-01")
    try close("2026-06", desk)
    #expect(try desk.standing() == 10_000)
    #expect(try desk.pending() == 0)
    try desk.verify()
  }

  @Test func `what came while the clock was ahead is not left waiting for years`() throws {
    let desk = try desk()
    try desk.setClock(to: "2036-01-01")
    try desk.put(.incidents, report())
    try desk.setClock(to: "2026-06-01")
    try close("2026-05", desk)
    #expect(try desk.notes() == ["\(note) 5000"])
    try desk.verify()
  }

  @Test func `whoever shares a carrier's payment waits for its own month`() throws {
    let desk = try desk()
    let carrier = Facts.incident(cause: "carrier", affects: #"{"terms": "network-service"}"#)
    try desk.put(.incidents, carrier)
    try desk.put(.claims, Facts.claim("K1"), from: LedgerHarness.legal)
    try desk.put(.recoveries, Facts.recovery(amount: 700), from: LedgerHarness.finance)
    try desk.wait(until: "2026-05-31")
    try close("2026-04", desk)
    #expect(try desk.notes() == [])
    try close("2026-05", desk)
    let may = try desk.notes()
    try desk.wait(until: "2026-06-02")
    try desk.put(.claims, Facts.claim("K2", contract: "E"), from: LedgerHarness.legal)
    #expect(try desk.notes() == may)
    try desk.wait(until: "2026-06-03")
    try desk.put(.incidents, report("J", "D"))
    #expect(try desk.pending() > 0)
    try close("2026-06", desk)
    #expect(try desk.pending() == 0)
    try desk.verify()
  }

  // MARK: Changes of mode

  @Test func `what waits is issued once when notes become immediate`() throws {
    let desk = try desk()
    try desk.put(.incidents, report())
    try desk.set { $0.gathering = .immediate }
    #expect(try desk.notes() == ["\(note) 5000"])
    #expect(try desk.pending() == 0)
    try desk.set { $0.gathering = .monthly }
    #expect(try desk.pending() == 0)
    try close("2026-05", desk)
    #expect(try desk.notes() == ["\(note) 5000"])
    try desk.verify()
  }

  @Test func `what was on hold waits for a closing once it no longer is`() throws {
    let desk = try desk { $0.issuing = .hold }
    try desk.put(.incidents, report())
    #expect(try desk.refusal(.requests, Facts.closing("2026-05")).contains("issue: immediate"))
    try desk.set { $0.issuing = .immediate }
    #expect(try desk.notes() == [])
    #expect(try desk.pending() == 1)
    try close("2026-05", desk)
    #expect(try desk.notes() == ["\(note) 5000"])
    try desk.verify()
  }

  // MARK: What cannot be closed

  @Test func `a month is closed once, and none before it`() throws {
    let desk = try desk()
    try close("2026-05", desk)
    #expect(try desk.refusal(.requests, Facts.closing("2026-05", "R")).contains("after 2026-05"))
    #expect(try desk.refusal(.requests, Facts.closing("2026-04", "R")).contains("after 2026-05"))
    try desk.verify()
  }

  @Test func `a request closes one month`() throws {
    let desk = try desk()
    try close("2026-04", desk)
    let again = Facts.closing("2026-05", "Q-2026-04")
    #expect(try desk.refusal(.requests, again).contains("request_id"))
  }

  @Test func `a month that has not begun is not closed`() throws {
    let desk = try desk()
    try desk.wait(until: "2026-05-31")
    #expect(try desk.refusal(.requests, Facts.closing("2026-06")).contains("has begun"))
    try desk.wait(until: "2026-06-01")
    try close("2026-06", desk)
    try desk.verify()
  }

  @Test func `one file closes one month`() throws {
    let desk = try desk()
    let both = "[\(Facts.closing("2026-04")), \(Facts.closing("2026-05", "R"))]"
    #expect(try desk.refusal(.requests, both).contains("one closing a file"))
    try close("2026-04", desk)
  }

  @Test func `there is nothing to close where notes are immediate`() throws {
    let desk = try LedgerHarness()
    #expect(try desk.refusal(.requests, Facts.closing("2026-05")).contains("notes: monthly"))
  }

  @Test(arguments: [
    #"{"request_id": "Q", "action": "close-month"}"#,
    #"{"request_id": "Q", "action": "close-month", "month": "2026-13"}"#,
    #"{"request_id": "Q", "action": "repair-documents", "month": "2026-05"}"#,
  ])
  func `a closing names its month, and nothing else does`(text: String) throws {
    #expect(try desk().refusal(.requests, text).contains("month"))
  }
}
