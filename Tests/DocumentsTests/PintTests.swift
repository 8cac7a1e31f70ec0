import Crediting
import Documents
import Domain
import Quantities
import Testing

@Suite struct PintTests {
  @Test func `a credit is an invoice of type 380 (IBT-003) with negative amounts`() throws {
    let note = try NoteSample.of([(.waiver, 10, 5_000), (.waiver, 10, 12_345)]).pint()
    #expect(note.name == "Invoice")
    #expect(try note.value("CustomizationID") == "urn:peppol:pint:billing-1@jp-1")
    #expect(try note.value("ProfileID") == "urn:peppol:bis:billing")
    #expect(try note.value("ID") == "CN-2026-000001")
    #expect(try note.value("IssueDate") == "2026-05-01")
    #expect(try note.value("InvoiceTypeCode") == "380")
    #expect(try note.value("DocumentCurrencyCode") == "JPY")
    #expect(try note.yen("LegalMonetaryTotal/LineExtensionAmount") == -17_345)
    #expect(try note.yen("LegalMonetaryTotal/TaxExclusiveAmount") == -17_345)
    #expect(try note.yen("TaxTotal/TaxAmount") == -1_734)
    #expect(try note.yen("LegalMonetaryTotal/TaxInclusiveAmount") == -19_079)
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == -19_079)
  }

  @Test func `a line has a negative quantity (IBT-129) and a positive price (IBT-146)`() throws {
    let note = try NoteSample.of([(.waiver, 10, 5_000)]).pint()
    #expect(try note.value("InvoiceLine/ID") == "1")
    #expect(try note.value("InvoiceLine/InvoicedQuantity") == "-1")
    #expect(note.all("InvoiceLine/InvoicedQuantity")[0].attribute("unitCode") == "C62")
    #expect(try note.yen("InvoiceLine/LineExtensionAmount") == -5_000)
    #expect(try note.yen("InvoiceLine/Price/PriceAmount") == 5_000)
    #expect(try note.value("InvoiceLine/Item/Name") == "契約C-1（ネットワークサービス利用規約）の料金の減額")
    #expect(
      try note.value("InvoiceLine/Item/Description")
        == "第8条第6項(1)により、2026年4月分の料金50,000円 × 3日 ÷ 30日 ＝ 5,000円を減額します。")
    #expect(
      note.values("InvoiceLine/Item/AdditionalItemProperty/Value") == [
        "ネットワークサービス利用規約 第8条第6項(1)（2022年12月1日以降の規定）",
        "2026年4月12日 8時50分～2026年4月15日 8時55分",
      ])
    #expect(try note.value("InvoiceLine/DocumentReference/ID") == "C-1")
    #expect(try note.value("InvoiceLine/DocumentReference/DocumentTypeCode") == "130")
  }

  @Test
  func `the day of the return is the line's period (IBG-26), the supply's its note (IBT-127)`()
    throws
  {
    let note = try NoteSample.of([(.waiver, 10, 5_000)]).pint()
    #expect(try note.value("InvoiceLine/Note") == "2026年4月分")
    #expect(try note.value("InvoiceLine/InvoicePeriod/StartDate") == "2026-05-01")
    #expect(try note.value("InvoiceLine/InvoicePeriod/EndDate") == "2026-05-01")
    #expect(try note.value("InvoicePeriod/StartDate") == "2026-04-01")
    #expect(try note.value("InvoicePeriod/EndDate") == "2026-05-01")
  }

  @Test func `the issuer is the seller, under its registration number (IBT-031, IBT-034)`() throws {
    let party = try #require(
      try NoteSample.of([(.waiver, 10, 1)]).pint().all("AccountingSupplierParty/Party").first)
    #expect(try party.value("EndpointID") == "T4011001098993")
    #expect(party.all("EndpointID")[0].attribute("schemeID") == "0221")
    #expect(try party.value("PartyTaxScheme/CompanyID") == "T4011001098993")
    #expect(try party.value("PartyTaxScheme/TaxScheme/ID") == "VAT")
    #expect(try party.value("PartyLegalEntity/RegistrationName") == "例示通信株式会社")
    #expect(try party.value("PostalAddress/StreetName") == "東京都千代田区霞が関1-2-3")
    #expect(try party.value("PostalAddress/Country/IdentificationCode") == "JP")
  }

  @Test func `an address that the settings give the issuer goes before its registration number`()
    throws
  {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    sample.parties = TradeParties(
      seller: TradeParty(endpoint: ElectronicAddress(scheme: "0188", id: "4011001098993")),
      buyer: sample.parties.buyer)
    let endpoint = try #require(
      try sample.pint().all("AccountingSupplierParty/Party/EndpointID").first)
    #expect(endpoint.attribute("schemeID") == "0188")
    #expect(endpoint.root.stringValue == "4011001098993")
  }

  @Test func `the account is the buyer (IBT-044, IBT-046, IBT-049, IBT-055)`() throws {
    let party = try #require(
      try NoteSample.of([(.waiver, 10, 1)]).pint().all("AccountingCustomerParty/Party").first)
    #expect(try party.value("EndpointID") == "7000012050002")
    #expect(party.all("EndpointID")[0].attribute("schemeID") == "0188")
    #expect(try party.value("PartyIdentification/ID") == "A-17")
    #expect(try party.value("PostalAddress/Country/IdentificationCode") == "JP")
    #expect(try party.value("PartyLegalEntity/RegistrationName") == "株式会社見本")
  }

  @Test func `original invoices are referred to by number and, if known, day (IBT-025, IBT-026)`()
    throws
  {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    let first = PrecedingDocument(number: "INV-7", issuedOn: try NoteSample.day("2026-04-02"))
    sample.preceding = [first, PrecedingDocument(number: "INV-8", issuedOn: nil), first]
    let note = try sample.pint()
    let reference = "BillingReference/InvoiceDocumentReference"
    #expect(note.values("\(reference)/ID") == ["INV-7", "INV-8"])
    #expect(note.values("\(reference)/IssueDate") == ["2026-04-02"])
  }

  @Test func `each rate has its breakdown (IBG-23), with the header's tax`() throws {
    let note = try NoteSample.of([
      (.waiver, 10, 1_239), (.relief, 8, 999), (.waiver, 10, 10),
    ]).pint()
    let taxes = note.all("TaxTotal/TaxSubtotal")
    #expect(try taxes.map { try $0.value("TaxCategory/Percent") } == ["10", "8"])
    #expect(try taxes.map { try $0.value("TaxCategory/ID") } == ["S", "S"])
    #expect(try taxes.map { try $0.yen("TaxableAmount") } == [-1_249, -999])
    #expect(try taxes.map { try $0.yen("TaxAmount") } == [-124, -79])
    #expect(
      note.values("InvoiceLine/Item/ClassifiedTaxCategory/Percent") == ["10", "8", "10"])
  }

  @Test func `damages are outside the scope: category O, a reason, no rate (IBT-118, IBT-120)`()
    throws
  {
    let note = try NoteSample.of([(.waiver, 10, 5_000), (.damages, 0, 13_724)]).pint()
    let outside = note.all("TaxTotal/TaxSubtotal")[1]
    #expect(try outside.value("TaxCategory/ID") == "O")
    #expect(try outside.value("TaxCategory/TaxExemptionReason") == "不課税")
    #expect(outside.values("TaxCategory/Percent").isEmpty)
    #expect(try outside.yen("TaxableAmount") == -13_724)
    #expect(try outside.yen("TaxAmount") == 0)
    let line = note.all("InvoiceLine")[1]
    #expect(try line.value("Item/ClassifiedTaxCategory/ID") == "O")
    #expect(line.values("Item/ClassifiedTaxCategory/Percent").isEmpty)
    #expect(line.values("DocumentReference/ID") == ["C-2", "R-1"])
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == -19_224)
  }

  @Test func `damages that their claim made a reduction of a fee are taxed as the fee`() throws {
    let note = try NoteSample.of([(.damages, 10, 1_000)], kind: .damages).pint()
    #expect(try note.value("TaxTotal/TaxSubtotal/TaxCategory/ID") == "S")
    #expect(try note.yen("TaxTotal/TaxAmount") == -100)
  }

  @Test(arguments: zip([ZeroRate.exempt, .export, .outsideScope], ["E", "G", "O"]))
  func `a fee at a rate of 0 has the category that the account's settings give`(
    _ zeroRate: ZeroRate, _ code: String
  ) throws {
    var sample = try NoteSample.of([(.waiver, 0, 500), (.damages, 0, 200)])
    var buyer = sample.parties.buyer
    buyer.zeroRate = zeroRate
    sample.parties = TradeParties(buyer: buyer)
    let note = try sample.pint()
    let codes = note.values("TaxTotal/TaxSubtotal/TaxCategory/ID")
    #expect(codes == (zeroRate == .outsideScope ? ["O"] : [code, "O"]))
    #expect(note.values("InvoiceLine/Item/ClassifiedTaxCategory/ID") == [code, "O"])
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == -700)
  }

  @Test func `a reversal charges again: positive amounts, the note taken back (IBT-025)`() throws {
    let note = try NoteSample.of([(.waiver, 10, 12_345), (.damages, 0, 7)]).takenBack().pint()
    #expect(try note.value("InvoiceTypeCode") == "380")
    #expect(try note.yen("LegalMonetaryTotal/LineExtensionAmount") == 12_352)
    #expect(try note.yen("TaxTotal/TaxAmount") == 1_234)
    #expect(try note.yen("LegalMonetaryTotal/PayableAmount") == 13_586)
    #expect(note.values("InvoiceLine/InvoicedQuantity") == ["1", "1"])
    #expect(note.values("InvoiceLine/Price/PriceAmount") == ["12345", "7"])
    let reference = "BillingReference/InvoiceDocumentReference"
    #expect(try note.value("\(reference)/ID") == "CN-2026-000001")
    #expect(try note.value("\(reference)/IssueDate") == "2026-05-01")
    #expect(try note.value("Note") == "取消通知書。本書は、適格返還請求書CN-2026-000001の記載の全部を取り消すものです。")
  }

  @Test func `the note's language is the document's`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1_000_000)])
    sample.header = sample.header.with(language: .en)
    let note = try sample.pint()
    #expect(
      try note.value("Note")
        == "Qualified Return Invoice. This document is a qualified return invoice (適格返還請求書) under "
        + "消費税法第57条の4第3項.")
    #expect(
      try note.value("InvoiceLine/Item/Name")
        == "Contract C-1 (Network service terms of use): fee reduction")
  }

  @Test func `incidents are named as supporting documents (IBT-122, IBT-123)`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    sample.incidents = [
      NoteIncident(
        id: "INC-1", revision: 2, title: "内部の題", customerTitle: "大阪第2 全断",
        began: Moment(milliseconds: 1_775_951_400_000), restored: nil),
      NoteIncident(
        id: "INC-2", revision: 1, title: "内部の題",
        began: Moment(milliseconds: 1_775_951_400_000), restored: nil),
    ]
    let note = try sample.pint()
    #expect(note.values("AdditionalDocumentReference/ID") == ["INC-1", "INC-2"])
    #expect(
      note.values("AdditionalDocumentReference/DocumentDescription") == [
        "大阪第2 全断", "2026年4月12日 8時50分～復旧の時刻は未確定",
      ])
  }
}
