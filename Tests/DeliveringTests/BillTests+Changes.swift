import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Quantities
import Querying
import ServingSupport
import TestSupport
import Testing

/// Charges after credits, and accounts that change.
extension BillTests {
  // MARK: Charges after credits

  private func metered() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Self.contract(billing: "metered-monthly", fee: nil))
    return harness
  }

  /// Five days of thirty: 13,724 yen of 82,345.
  private var after: Int { 82_345 - 13_724 }

  @Test func `a charge that comes again after the credit reverses nothing, and says what to send`()
    throws
  {
    let harness = try metered()
    try harness.put(.charges, Self.charge(82_345))
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    let issued = try harness.notes()
    #expect(issued == ["billing-adjustment 13724"])
    for day in 10...28 {
      try harness.put(
        .charges,
        Self.charge(
          after, "\(Self.invoiced), \"exported_at\": \"2026-05-\(day)T00:00:00+09:00\""))
      #expect(try harness.notes() == issued)
    }
    #expect(try harness.held() == 1)
    #expect(try harness.heldAfterCredits() == 1)
    // Another one without it does not make the question go away.
    try harness.put(.charges, Self.charge(after + 100, Self.invoiced))
    #expect(try harness.notes() == issued)
    #expect(try harness.heldAfterCredits() == 1)
    try harness.put(.charges, Self.charge(after, "\(Self.invoiced), \"before_credits\": 82345"))
    #expect(try harness.notes() == issued)
    #expect(try harness.held() == 0)
    try harness.verify()
  }

  @Test func `the same stands when the incident comes first`() throws {
    let harness = try metered()
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    try harness.put(.charges, Self.charge(82_345))
    try harness.put(.charges, Self.charge(after, Self.invoiced))
    #expect(try harness.standing() == 13_724)
    #expect(try harness.held() == 1)
    let straight = try metered()
    try straight.put(.incidents, Facts.incident(cause: "third-party"))
    try straight.put(.charges, Self.charge(after, #", "before_credits": 82345"#))
    #expect(try straight.standing() == 13_724)
    #expect(try straight.held() == 0)
  }

  @Test func `nor does it where the outage lies over two months on different bills`() throws {
    let harness = try metered()
    try harness.put(
      .charges,
      "[\(Self.charge(30_000, Self.invoiced)), \(Self.charge(60_000, month: "2026-05"))]")
    try harness.put(
      .incidents,
      Facts.incident(cause: "third-party", restored: "2026-05-02").replacing(
        "2026-04-10", with: "2026-04-29"))
    // Two days of April on an invoice, one of May not.
    #expect(try harness.standing() == 4_000)
    try harness.put(.charges, Self.charge(28_000, Self.invoiced))
    try harness.put(.charges, Self.charge(58_000, month: "2026-05"))
    #expect(try harness.standing() == 4_000)
    #expect(try harness.heldAfterCredits() == 1)
  }

  @Test func `a charge that is lower by another sum corrects the note`() throws {
    for amount in [68_620, 68_622] {
      let harness = try metered()
      try harness.put(.charges, Self.charge(82_345))
      try harness.put(.incidents, Facts.incident(cause: "third-party"))
      try harness.put(.charges, Self.charge(amount))
      #expect(try harness.held() == 0)
      #expect(try harness.standing() == Int128(amount * 5 / 30))
    }
  }

  // MARK: Accounts

  @Test func `each day of an outage goes to the account of that day`() throws {
    let harness = try LedgerHarness()
    try harness.put(
      .contracts,
      """
      [\(Self.contract(fee: "100000")),
       \(Self.contract(account: "B", fee: "100000", more: #""valid_from": "2026-04-12","#))]
      """)
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    // 100,000 × 5/30 is 16,666: two days are 6,666, and three what is left of the running sum.
    #expect(try harness.recipients() == ["A A社 6666", "B B社 10000"])
    let first = try lines(note(harness, 1))[0]
    #expect((first["supply"] as? [String: Any])?["to"] as? String == "2026-04-11")
    try harness.verify()
  }

  @Test func `a corrected account is told as one, on both papers`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.json", Self.contract())
    try place.drop("incidents/i.json", Facts.incident(cause: "third-party"))
    try place.run()
    try place.drop("contracts/d.json", Self.contract(account: "B"))
    try place.run()
    let pdfs = place.files("state/credit-notes").filter { $0.hasSuffix(".pdf") }
    let texts = try pdfs.map { name in
      try TestSupport.run(
        "pdftotext", ["-layout", place.path("state/credit-notes/\(name)"), "-"]
      ).output.filter { !$0.isWhitespace }
    }
    let told = texts.map { $0.contains("ご契約のご請求先が変わりましたため") }
    #expect(told == [false, true, true])
    #expect(texts[1].contains("現在のご請求先にお送りいたします"))
    // Nobody reads of the other's paper.
    #expect(!texts[2].contains("CN-2026-000001"))
  }

  @Test func `a change of account before an outage is none within it`() throws {
    let harness = try LedgerHarness()
    try harness.put(
      .contracts,
      """
      [\(Self.contract()),
       \(Self.contract(account: "B", more: #""valid_from": "2026-04-10","#))]
      """)
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    #expect(try harness.recipients() == ["B B社 5000"])
  }
}
