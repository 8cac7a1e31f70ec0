import Domain
import IngestingSupport
import Quantities
import Testing

/// What comes back from finance: notes that were booked or paid, and accounts that became one.
@Suite struct FinanceTests {
  private func issued() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(.incidents, report(1, "2026-04-15"))
    return harness
  }

  private func report(_ revision: Int, _ end: String, _ id: String = "I") -> String {
    Facts.incident(id, revision: revision, cause: "third-party", restored: end)
  }

  private let number = "CN-2026-000001"

  // MARK: Acknowledgements

  @Test func `the last that was told of a day stands, and what it leaves out stays`() throws {
    let harness = try issued()
    for text in [
      Facts.acknowledgement("W1", booked: "2026-05-02"),
      Facts.acknowledgement("W2", paid: "2026-05-20"),
      Facts.acknowledgement("W3", paid: "2026-05-21"),
    ] {
      try harness.put(.acknowledgements, text, from: LedgerHarness.finance)
    }
    let progress = try #require(try harness.progress().first)
    #expect(progress == "2026-05-02 2026-05-21")
  }

  @Test func `what was told of the wrong note is taken back, in the order of the file`() throws {
    let harness = try issued()
    let rows = """
      acknowledgement_id,number,booked_on,paid_on,reference,withdrawn
      W-9,CN-2026-000001,2026-05-02,2026-05-20,J-1,
      W-10,CN-2026-000001,,,,true
      W-8,CN-2026-000001,2026-05-03,,,

      """
    try harness.put(.acknowledgements, rows, from: LedgerHarness.finance, as: "csv")
    #expect(try harness.progress() == ["2026-05-03 -"])
    let both =
      #"{"acknowledgement_id": "W", "number": "CN-2026-000001", "paid_on": "2026-05-02", "withdrawn": true}"#
    #expect(try harness.refusal(.acknowledgements, both).contains("withdrawn"))
    try harness.verify()
  }

  @Test func `an acknowledgement of no note that was issued is refused`() throws {
    let text = Facts.acknowledgement(of: "CN-2026-000009", paid: "2026-05-20")
    #expect(try issued().refusal(.acknowledgements, text).contains("a note that was issued"))
  }

  @Test func `an acknowledgement says that a note was booked, or paid`() throws {
    let refusal = try issued().refusal(.acknowledgements, Facts.acknowledgement())
    #expect(refusal.contains("booked_on or paid_on"))
  }

  @Test func `an acknowledgement is not changed under its name`() throws {
    let harness = try issued()
    try harness.put(
      .acknowledgements, Facts.acknowledgement(paid: "2026-05-20"), from: LedgerHarness.finance)
    let other = Facts.acknowledgement(paid: "2026-05-21")
    #expect(try harness.refusal(.acknowledgements, other).contains("acknowledgement_id"))
  }

  @Test func `acknowledgements come as a table as well`() throws {
    let harness = try issued()
    try harness.put(
      .acknowledgements,
      "acknowledgement_id,number,booked_on,paid_on,reference\nW,\(number),2026-05-02,,J-1\n",
      from: LedgerHarness.finance, as: "csv")
    #expect(try harness.progress() == ["2026-05-02 -"])
    try harness.verify()
  }

  // MARK: Accounts

  @Test func `after a merger old notes stay, and later ones go to the successor`() throws {
    let harness = try issued()
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    try harness.put(.contracts, Facts.contract(account: "B"), from: LedgerHarness.finance)
    #expect(try harness.recipients() == ["A 甲 5000"])
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients() == ["A 甲 5000", "B 甲 2000"])
    try harness.verify()
  }

  /// Two days in May.
  private let lateReport = """
    {"incident_id": "J", "impact": "total", "attribution": "third-party",
     "began_at": "2026-05-10T00:00:00+09:00", "known_at": "2026-05-10T00:00:00+09:00",
     "restored_at": "2026-05-12T00:00:00+09:00", "affects": [{"contract_id": "C"}]}
    """

  @Test func `a successor without a contract of its own goes by the merger's name`() throws {
    let harness = try issued()
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients() == ["A 甲 5000", "B 合併後B 2000"])
    try harness.verify()
  }

  @Test
  func `after a merger a note is taken back from whom it went to, and issued to the successor`()
    throws
  {
    let harness = try issued()
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    try harness.put(.incidents, report(2, "2026-04-14"))
    #expect(try harness.recipients() == ["A 甲 5000", "A 甲 -5000", "B 合併後B 4000"])
    #expect(try harness.standing() == 4_000)
    try harness.verify()
  }

  @Test(arguments: [("2026-05-29", "B 合併後B"), ("2026-05-30", "A 甲")])
  func `a merger counts from its day`(day: String, recipient: String) throws {
    let harness = try issued()
    try harness.wait(until: "2026-05-29")
    try harness.put(.accounts, Facts.merger("A", into: "B", on: day), from: LedgerHarness.finance)
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients().last == "\(recipient) 2000")
  }

  @Test func `without a merger another account is a correction, and old notes are taken back`()
    throws
  {
    let harness = try issued()
    try harness.put(.contracts, Facts.contract(account: "B"), from: LedgerHarness.finance)
    #expect(try harness.recipients() == ["A 甲 5000", "A 甲 -5000", "B 甲 5000"])
    try harness.verify()
  }

  @Test func `a new name stands on later notes alone`() throws {
    let harness = try issued()
    try harness.put(
      .contracts, Facts.contract().replacing("甲", with: "乙"), from: LedgerHarness.finance)
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients() == ["A 甲 5000", "A 乙 2000"])
    try harness.verify()
  }

  @Test func `mergers lead on, and what went by one that is undone is corrected`() throws {
    let harness = try issued()
    let both = "[\(Facts.merger("A", into: "B")), \(Facts.merger("B", into: "D"))]"
    try harness.put(.accounts, both, from: LedgerHarness.finance)
    try harness.put(.incidents, report(2, "2026-04-14"))
    #expect(try harness.recipients().last == "D 合併後D 4000")
    try harness.put(.accounts, #"{"account_id": "B"}"#, from: LedgerHarness.finance)
    #expect(try harness.recipients().suffix(2) == ["D 合併後D -4000", "B 合併後B 4000"])
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients().last == "B 合併後B 2000")
    try harness.verify()
  }

  /// C and D on one note of A; after a merger into B D is found not to be hit.
  private func partlyCorrected() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    for contract in ["C", "D"] {
      try harness.put(.contracts, Facts.contract(contract), from: LedgerHarness.finance)
    }
    let both = #"{"contract_id": "C"}, {"contract_id": "D"}"#
    try harness.put(.incidents, Facts.incident(cause: "third-party", affects: both))
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    let one = Facts.incident(revision: 2, cause: "third-party", more: #""drops": true,"#)
    try harness.put(.incidents, one)
    #expect(try harness.balances() == ["B": 5_000])
    return harness
  }

  @Test func `what was issued anew to a successor comes back when the merger is undone`() throws {
    let harness = try partlyCorrected()
    try harness.put(.accounts, #"{"account_id": "A"}"#, from: LedgerHarness.finance)
    #expect(try harness.balances() == ["A": 5_000])
    try harness.verify()
  }

  @Test func `and goes to another successor when the merger is corrected`() throws {
    let harness = try partlyCorrected()
    try harness.put(.accounts, Facts.merger("A", into: "D"), from: LedgerHarness.finance)
    #expect(try harness.balances() == ["D": 5_000])
    try harness.verify()
  }

  @Test func `a merger that was undone is made again by the same file`() throws {
    let harness = try partlyCorrected()
    let (merger, undo) = (Facts.merger("A", into: "B"), #"{"account_id": "A"}"#)
    try harness.put(.accounts, undo, from: LedgerHarness.finance)
    #expect(try harness.balances() == ["A": 5_000])
    try harness.put(.accounts, merger, from: LedgerHarness.finance)
    guard case .duplicate = try harness.take(.accounts, merger) else {
      Issue.record("a merger that stands is made again")
      return
    }
    try harness.put(.incidents, report(3, "2026-04-14"))
    #expect(try harness.balances() == ["B": 4_000])
    try harness.put(.accounts, undo, from: LedgerHarness.finance)
    #expect(try harness.balances() == ["A": 4_000])
    try harness.put(.accounts, merger, from: LedgerHarness.finance)
    try harness.put(.incidents, report(4, "2026-04-15"))
    #expect(try harness.balances() == ["B": 5_000])
    try harness.verify()
  }

  @Test func `an undone merger is undone for those that led to it, too`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Facts.contract(account: "P"), from: LedgerHarness.finance)
    try harness.put(.incidents, report(1, "2026-04-15"))
    let mergers = [("P", "X"), ("X", "A"), ("Y", "A")].map { Facts.merger($0, into: $1) }
    try harness.put(.accounts, "[\(mergers.joined(separator: ","))]", from: LedgerHarness.finance)
    try harness.put(.contracts, Facts.contract(account: "Y"), from: LedgerHarness.finance)
    #expect(try harness.balances() == ["P": 5_000])
    try harness.put(.accounts, #"{"account_id": "X"}"#, from: LedgerHarness.finance)
    #expect(try harness.balances() == ["A": 5_000])
    try harness.verify()
  }

  @Test func `a file that had no effect has one once it would change something`() throws {
    let harness = try issued()
    let (merger, again) = (Facts.merger("A", into: "B"), "[\(Facts.merger("A", into: "B"))]")
    try harness.put(.accounts, merger, from: LedgerHarness.finance)
    try harness.put(.accounts, again, from: LedgerHarness.finance)
    try harness.put(.accounts, #"{"account_id": "A"}"#, from: LedgerHarness.finance)
    try harness.put(.accounts, again, from: LedgerHarness.finance)
    try harness.put(.incidents, lateReport)
    #expect(try harness.balances() == ["A": 5_000, "B": 2_000])
    let (old, new) = (Facts.contract("E", fee: 1), Facts.contract("E", fee: 2))
    for text in [old, "[\(old)]", new] {
      try harness.put(.contracts, text, from: LedgerHarness.finance)
    }
    guard case .rejected = try harness.take(.contracts, "[\(old)]", from: LedgerHarness.finance)
    else {
      Issue.record("what was replaced is taken for what stands")
      return
    }
    try harness.verify()
  }

  @Test func `a merger that is undone leaves no note to the merged account wrong`() throws {
    let harness = try issued()
    try harness.put(.accounts, Facts.merger("A", into: "B"), from: LedgerHarness.finance)
    try harness.put(.contracts, Facts.contract(account: "B"), from: LedgerHarness.finance)
    #expect(try harness.balances() == ["A": 5_000])
    try harness.put(.accounts, #"{"account_id": "A"}"#, from: LedgerHarness.finance)
    #expect(try harness.balances() == ["B": 5_000])
    #expect(try harness.preview("A") + harness.preview("B") == [])
    try harness.verify()
  }

  @Test func `an older export that comes late does not bring back an old name`() throws {
    let harness = try issued()
    func export(_ contract: String, _ name: String, _ day: String) -> String {
      Facts.contract(contract).replacing("甲", with: name)
        .replacing(#""fee":"#, with: #""exported_at": "\#(day)T00:00:00Z", "fee":"#)
    }
    try harness.put(.contracts, export("C", "新", "2026-05-02"), from: LedgerHarness.finance)
    try harness.put(.contracts, export("D", "旧", "2026-05-01"), from: LedgerHarness.finance)
    try harness.put(.incidents, lateReport)
    #expect(try harness.recipients().last == "A 新 2000")
  }

  @Test func `mergers that lead back to their own account are refused`() throws {
    let harness = try issued()
    #expect(try harness.refusal(.accounts, Facts.merger("A", into: "A")).contains("merged_into"))
    let circle = "[\(Facts.merger("A", into: "B")), \(Facts.merger("B", into: "A"))]"
    #expect(try harness.refusal(.accounts, circle).contains("not merged into this one"))
  }

  @Test func `a merger says into what, as what, and since when`() throws {
    let refusal = try issued().refusal(.accounts, #"{"account_id": "A", "merged_into": "B"}"#)
    #expect(refusal.contains("account_name") && refusal.contains("merged_on"))
  }
}
