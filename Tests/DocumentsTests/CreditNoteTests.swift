import Crediting
import Documents
import Domain
import Quantities
import Testing

@Suite struct CreditNoteTests {
  @Test func `elsewhere a credit is a CreditNote of type 381 with positive amounts`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 12_345), (.damages, 0, 7)])
    sample.preceding = [
      PrecedingDocument(number: "INV-7", issuedOn: try NoteSample.day("2026-04-02"))
    ]
    let note = try sample.ubl()
    #expect(note.name == "CreditNote")
    #expect(try note.value("UBLVersionID") == "2.1")
    #expect(try note.value("CreditNoteTypeCode") == "381")
    #expect(try note.yen("LegalMonetaryTotal/LineExtensionAmount") == 12_352)
    #expect(try note.yen("TaxTotal/TaxAmount") == 1_234)
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == 13_586)
    #expect(note.values("CreditNoteLine/CreditedQuantity") == ["1", "1"])
    #expect(note.values("CreditNoteLine/Price/PriceAmount") == ["12345", "7"])
    #expect(note.values("TaxTotal/TaxSubtotal/TaxCategory/ID") == ["S", "O"])
    #expect(try note.value("BillingReference/InvoiceDocumentReference/ID") == "INV-7")
  }

  @Test func `its periods are those of the supply`() throws {
    let note = try NoteSample.of([(.waiver, 10, 1)]).ubl()
    for period in ["InvoicePeriod", "CreditNoteLine/InvoicePeriod"] {
      #expect(try note.value("\(period)/StartDate") == "2026-04-01")
      #expect(try note.value("\(period)/EndDate") == "2026-04-30")
    }
  }

  @Test func `a reversal of it is an Invoice that charges again and names the credit note`() throws
  {
    let note = try NoteSample.of([(.waiver, 10, 12_345)]).takenBack().ubl()
    #expect(note.name == "Invoice")
    #expect(try note.value("InvoiceTypeCode") == "380")
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == 13_579)
    #expect(try note.value("InvoiceLine/InvoicedQuantity") == "1")
    let reference = "BillingReference/CreditNoteDocumentReference"
    #expect(try note.value("\(reference)/ID") == "CN-2026-000001")
    #expect(try note.value("\(reference)/IssueDate") == "2026-05-01")
  }

  @Test func `it needs no setting, and gives no address that is not set`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    sample.parties = TradeParties()
    let note = try sample.ubl()
    #expect(note.values("AccountingSupplierParty/Party/EndpointID").isEmpty)
    #expect(note.all("AccountingCustomerParty/Party/PostalAddress").isEmpty)
    #expect(
      try note.value("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName")
        == "株式会社見本")
  }
}
