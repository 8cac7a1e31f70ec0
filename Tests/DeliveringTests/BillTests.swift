import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Quantities
import Querying
import ServingSupport
import TestSupport
import Testing

/// Each note is what its bills make it: whether it is a return invoice, whether it is booked, which of
/// three it means for the customer, and to whom each day goes (docs/domain.md §8).
@Suite(.tags(.slow), .unlessFast) struct BillTests {
  /// A note as its JSON document has it.
  func note(_ harness: LedgerHarness, _ ordinal: Int) throws -> [String: Any] {
    let text = try harness.json("CN-2026-00000\(ordinal)")
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  func lines(_ note: [String: Any]) throws -> [[String: Any]] {
    try #require(note["lines"] as? [[String: Any]])
  }

  static func contract(
    _ id: String = "C", account: String = "A", billing: String = "fixed-monthly",
    fee: String? = "30000", rate: Int = 10, more: String = ""
  ) -> String {
    """
    {"contract_id": "\(id)", "account_id": "\(account)", "account_name": "\(account)社",
     "terms": "network-service", "service": "vpn", "billing": "\(billing)",
     \(fee.map { "\"fee\": \($0)," } ?? "") \(more)
     "service_start": "2020-01-01", "tax_rate": \(rate)}
    """
  }

  static func charge(
    _ amount: Int = 30_000, month: String = "2026-04", contract: String = "C", _ more: String = ""
  ) -> String {
    #"{"contract_id": "\#(contract)", "fee_month": "\#(month)", "amount": \#(amount)\#(more)}"#
  }

  static let invoiced = #", "invoice_no": "V-1", "invoiced_on": "2026-05-01""#

  struct Kind: Sendable, CustomTestStringConvertible {
    let rate: Int
    let charge: String?
    let registered: String
    let kind: String
    let settlement: String

    var testDescription: String { "\(rate) % \(charge ?? "no charge") \(registered) → \(kind)" }
  }

  @Test(arguments: [
    Kind(
      rate: 10, charge: nil, registered: "2023-10-01", kind: "qualified-return-invoice",
      settlement: "unknown"),
    Kind(
      rate: 10, charge: invoiced, registered: "2023-10-01", kind: "qualified-return-invoice",
      settlement: "receivable-reduced"),
    Kind(
      rate: 10, charge: invoiced + #", "paid_on": "2026-05-20""#, registered: "2026-04-30",
      kind: "qualified-return-invoice", settlement: "refunded"),
    Kind(
      rate: 10, charge: invoiced, registered: "2026-05-01", kind: "refund",
      settlement: "receivable-reduced"),
    Kind(
      rate: 10, charge: "", registered: "2023-10-01", kind: "billing-adjustment",
      settlement: "bill-reduced"),
    Kind(rate: 0, charge: nil, registered: "2023-10-01", kind: "refund", settlement: "unknown"),
    Kind(
      rate: 0, charge: invoiced, registered: "2023-10-01", kind: "refund",
      settlement: "receivable-reduced"),
    Kind(
      rate: 0, charge: "", registered: "2023-10-01", kind: "billing-adjustment",
      settlement: "bill-reduced"),
  ])
  func `a note is of the kind that its bill, its rate and the registration make it`(
    _ expected: Kind
  ) throws {
    let harness = try LedgerHarness {
      $0.registeredOn = CivilDate(expected.registered) ?? $0.registeredOn
    }
    try harness.put(.contracts, Self.contract(rate: expected.rate))
    if let charge = expected.charge {
      try harness.put(.charges, Self.charge(contract: "C", charge))
    }
    try harness.put(.incidents, Facts.incident(cause: "third-party"))
    let note = try note(harness, 1)
    #expect(note["kind"] as? String == expected.kind)
    #expect(note["settlement"] as? String == expected.settlement)
    // 5,000 yen are less than the law asks a return invoice for.
    #expect(note["return_invoice_required"] as? Bool == false)
    let line = try lines(note)[0]
    let invoice = line["invoice"] as? [String: Any]
    #expect(invoice?["number"] as? String == (expected.charge ?? "" == "" ? nil : "V-1"))
    try harness.verify()
  }

  @Test func `lines with tax and without go on notes of their own`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, "[\(Self.contract()), \(Self.contract("D", rate: 0))]")
    try harness.put(
      .incidents,
      Facts.incident(
        cause: "third-party", affects: #"{"contract_id": "C"}, {"contract_id": "D"}"#))
    #expect(try harness.notes() == ["qualified-return-invoice 5000", "refund 5000"])
  }

  @Test func `ten thousand yen are those of one invoice`() throws {
    for (second, isRequired) in [("V-1", true), ("V-2", false)] {
      let harness = try LedgerHarness()
      try harness.put(
        .contracts, "[\(Self.contract()), \(Self.contract("D", fee: "27273"))]")
      try harness.put(
        .charges,
        """
        [\(Self.charge(contract: "C", Self.invoiced)), {"contract_id": "D", "fee_month": "2026-04",
         "amount": 27273, "invoice_no": "\(second)", "invoiced_on": "2026-05-01"}]
        """)
      try harness.put(
        .incidents,
        Facts.incident(
          cause: "third-party", affects: #"{"contract_id": "C"}, {"contract_id": "D"}"#))
      // 5,000 and 4,545, with tax 10,499.
      #expect(try note(harness, 1)["return_invoice_required"] as? Bool == isRequired)
    }
  }

  @Test func `tax is rounded as the issuer's invoices round it`() throws {
    // 5,005 yen, whose tax is 500.5; 5,004, whose tax is 500.4.
    for (mode, half, less) in [
      (Rounding.Mode.down, 5_505, 5_504), (.halfUp, 5_506, 5_504), (.up, 5_506, 5_505),
    ] {
      for (fee, gross) in [("30030", half), ("30024", less)] {
        let harness = try LedgerHarness { $0.taxRounding = mode }
        try harness.put(.contracts, Self.contract(fee: fee))
        try harness.put(.incidents, Facts.incident(cause: "third-party"))
        let totals = try note(harness, 1)["totals"] as? [String: Any]
        #expect(totals?["gross"] as? Int == gross, "\(mode) \(fee)")
      }
    }
  }

  @Test func `fee months on different bills are lines of their own`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, Self.contract())
    try harness.put(
      .charges,
      "[\(Self.charge(30_000, Self.invoiced)), \(Self.charge(month: "2026-05"))]")
    try harness.put(
      .incidents,
      Facts.incident(cause: "third-party", restored: "2026-05-12").replacing(
        "2026-04-10", with: "2026-04-28"))
    // Three days of April are on an invoice, eleven of May are not.
    #expect(try harness.notes() == ["billing-adjustment 11000", "qualified-return-invoice 3000"])
    try harness.verify()
  }

  // MARK: What is booked

  func entries(_ place: ServiceHarness) throws -> [String] {
    try place.files("state/registers").filter { $0.hasPrefix("entries-") }.flatMap { name in
      try place.text("state/registers/\(name)").split(separator: "\r\n").dropFirst().map(
        String.init)
    }
  }

  static var unbooked: NoteSearch {
    var search = NoteSearch()
    search.isUnbooked = true
    return search
  }

  @Test func `a bill that comes out lower is booked only once its month is closed`() throws {
    for through in [nil, "2026-04-29", "2026-04-30"] {
      let place = try ServiceHarness()
      try place.drop("contracts/c.json", Self.contract())
      try place.drop("charges/c.json", Self.charge())
      if let through {
        try place.drop(
          "requests/q.json",
          #"{"request_id": "Q", "action": "close-books", "through": "\#(through)"}"#)
        // Requests are taken in last: they have to come before the incident.
        try place.run()
      }
      try place.drop("incidents/i.json", Facts.incident(cause: "third-party"))
      try place.run()
      #expect(try place.notes().map { $0.hasSuffix("billing-adjustment 5500") } == [true])
      let isOpen = through != "2026-04-30"
      #expect(try entries(place).isEmpty == isOpen, "\(through ?? "open")")
      var unbooked = 0
      try Inquiry(place.settings).forEachNote(Self.unbooked) { _ in unbooked += 1 }
      #expect(unbooked == (isOpen ? 0 : 1))
    }
  }

  @Test func `what is taken back after the month was closed is booked`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.json", Self.contract())
    try place.drop("charges/c.json", Self.charge())
    try place.drop("incidents/i.json", Facts.incident(cause: "third-party"))
    try place.run()
    try place.drop(
      "requests/q.json",
      #"{"request_id": "Q", "action": "close-books", "through": "2026-05-31"}"#)
    try place.run()
    try place.drop("incidents/j.json", Facts.incident(revision: 2, cause: "customer"))
    try place.run()
    let rows = try entries(place)
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.contains("CN-") && $0.contains("000002") })
  }

  @Test func `each invoice is an entry of its own, and what was paid goes back`() throws {
    let place = try ServiceHarness()
    try place.drop(
      "contracts/c.json", "[\(Self.contract(fee: "30030")), \(Self.contract("D", fee: "30030"))]")
    try place.drop(
      "charges/c.csv",
      "contract_id,fee_month,amount,invoice_no,invoiced_on,paid_on\n"
        + "C,2026-04,30030,V-1,2026-05-01,\nD,2026-04,30030,V-2,2026-05-01,2026-05-31\n")
    try place.drop(
      "incidents/i.json",
      Facts.incident(
        cause: "third-party", affects: #"{"contract_id": "C"}, {"contract_id": "D"}"#))
    try place.run()
    let rows = try entries(place).map { $0.split(separator: ",").map(String.init) }
    // 5,005 yen each; the tax of both is 1,001, of the first 500.
    #expect(rows.map { $0[3] } == ["5005", "500", "5005", "501"])
    #expect(rows.map { $0[4] } == ["売掛金", "売掛金", "未払金", "未払金"])
    #expect(rows[0].last == "料金の減額 適格返還請求書 I 請求V-1（2026-05-01）")
  }

  @Test func `books are closed forwards, and not ahead`() throws {
    let harness = try LedgerHarness()
    func close(_ id: String, _ day: String) -> String {
      #"{"request_id": "\#(id)", "action": "close-books", "through": "\#(day)"}"#
    }
    try harness.put(.requests, close("Q1", "2026-04-30"))
    #expect(try harness.refusal(.requests, close("Q2", "2026-04-30")).contains("after 2026-04-30"))
    #expect(try harness.refusal(.requests, close("Q1", "2026-05-01")).contains("request_id"))
    #expect(try harness.refusal(.requests, close("Q3", "2026-06-30")).contains("up to 2026-05-29"))
    try harness.put(.requests, close("Q4", "2026-05-01"))
    try harness.verify()
  }

  @Test func `damages by a lower bill say that tax is inside, and are not booked before it`() throws
  {
    let place = try ServiceHarness()
    try place.drop(
      "contracts/c.json",
      Facts.contract(
        terms: "optage-connectivity-cloud-storage", service: "cloud-storage", fee: 100_000
      ).replacing("2020-01-01", with: "2024-02-01"))
    try place.drop("incidents/i.json", Facts.incident(cause: "negligence", restored: "2026-04-11"))
    try place.drop(
      "claims/k.json",
      Facts.claim(ordinary: 50_000).replacing("out-of-scope", with: "fee-reduction"))
    try place.run()
    let texts = try place.files("state/credit-notes").filter { $0.hasSuffix(".json") }
      .map { try place.text("state/credit-notes/\($0)") }
    let text = try #require(texts.first { $0.contains(#""remedy": "damages""#) })
    for part in [
      #""kind": "billing-adjustment""#, #""tax_included": true"#, #""gross": 50000"#,
      #""net": 45455"#, #""tax": 4545"#, #""settlement": "bill-reduced""#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    // The fee of the outage is booked, the damages are not.
    #expect(try entries(place).allSatisfy { $0.contains("適格返還請求書") })
  }

  // MARK: What hangs on one another

  @Test func `a corrected note says which it replaces, and which lines did not change`() throws {
    let harness = try LedgerHarness()
    try harness.put(.contracts, "[\(Self.contract()), \(Self.contract("D"))]")
    let affects = #"{"contract_id": "C"}, {"contract_id": "D"}"#
    try harness.put(.incidents, Facts.incident(cause: "third-party", affects: affects))
    try harness.put(
      .incidents,
      Facts.incident(
        revision: 2, cause: "third-party",
        affects: affects.replacing(
          #""C""#, with: #""C", "restored_at": "2026-04-14T00:00:00+09:00""#)))
    #expect(
      try harness.notes() == [
        "qualified-return-invoice 10000", "reversal -10000", "qualified-return-invoice 9000",
      ])
    let corrected = try note(harness, 3)
    #expect(corrected["replaces"] as? String == "CN-2026-000001")
    #expect(try lines(corrected).map { $0["unchanged"] as? Bool ?? false } == [false, true])
    #expect(try note(harness, 1)["replaces"] == nil)
    try harness.verify()
  }
}
