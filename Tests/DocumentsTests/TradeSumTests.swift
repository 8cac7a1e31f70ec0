import Crediting
import Documents
import Domain
import Quantities
import TestSupport
import Testing

@Suite(.tags(.slow), .unlessFast) struct TradeSumTests {
  /// What a document says must add up, and to the header's totals times a sign.
  private func check(_ document: UBLReading, _ sample: NoteSample, sign: Int128) throws {
    let totals = sample.header.totals
    let (net, gross) = (sign * totals.net.value, sign * totals.gross.value)
    let line = document.name == "Invoice" ? "InvoiceLine" : "CreditNoteLine"
    let lines = document.all(line)
    #expect(lines.count == sample.lines.count)
    #expect(try lines.reduce(0) { try $0 + $1.yen("LineExtensionAmount") } == net)
    #expect(try document.yen("LegalMonetaryTotal/LineExtensionAmount") == net)
    #expect(try document.yen("LegalMonetaryTotal/TaxExclusiveAmount") == net)
    #expect(try document.yen("LegalMonetaryTotal/TaxInclusiveAmount") == gross)
    #expect(try document.yen("LegalMonetaryTotal/PayableAmount") == gross)
    #expect(try document.yen("TaxTotal/TaxAmount") == gross - net)

    let taxes = document.all("TaxTotal/TaxSubtotal")
    #expect(try taxes.reduce(0) { try $0 + $1.yen("TaxableAmount") } == net)
    #expect(try taxes.reduce(0) { try $0 + $1.yen("TaxAmount") } == gross - net)
    for rate in totals.rates where rate.percent != 0 {
      let parts = taxes.filter { $0.values("TaxCategory/Percent") == ["\(rate.percent)"] }
      #expect(try parts.map { try $0.yen("TaxableAmount") } == [sign * rate.net.value])
      #expect(try parts.map { try $0.yen("TaxAmount") } == [sign * rate.tax.value])
    }
    for tax in taxes {
      let (code, percent) = try (
        tax.value("TaxCategory/ID"), tax.values("TaxCategory/Percent").first
      )
      let own = lines.filter {
        $0.values("Item/ClassifiedTaxCategory/ID") == [code]
          && $0.values("Item/ClassifiedTaxCategory/Percent").first == percent
      }
      #expect(
        try own.reduce(0) { try $0 + $1.yen("LineExtensionAmount") } == tax.yen("TaxableAmount"))
      if code != "S" { #expect(try tax.yen("TaxAmount") == 0) }
    }
    for line in lines {
      let quantity = try line.value(
        document.name == "Invoice" ? "InvoicedQuantity" : "CreditedQuantity")
      let price = try line.yen("Price/PriceAmount")
      #expect(price >= 0)
      #expect(try (Int128(quantity) ?? 0) * price == line.yen("LineExtensionAmount"))
    }
  }

  @Test func `whatever the note, both forms agree with its totals to the yen`() throws {
    var notes = RandomNotes(seed: 380)
    for _ in 0..<300 {
      let sample = try notes.next()
      try check(sample.pint(), sample, sign: -1)
      let isReversal = sample.header.kind == .reversal
      try check(sample.ubl(), sample, sign: isReversal ? -1 : 1)
    }
  }

  @Test func `a note and its reversal come to nothing`() throws {
    var notes = RandomNotes(seed: 381)
    for _ in 0..<100 {
      let sample = try notes.next()
      guard sample.header.kind != .reversal else { continue }
      let (note, reversal) = (try sample.pint(), try sample.takenBack().pint())
      for total in ["LegalMonetaryTotal/PayableAmount", "TaxTotal/TaxAmount"] {
        #expect(try note.yen(total) + reversal.yen(total) == 0)
      }
    }
  }

  @Test(arguments: RandomNotes.rare.filter { $0 != "\u{FFFF}" })
  func `markup and rare characters arrive as they were sent`(_ name: String) throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    sample.header = sample.header.with(accountName: name)
    for document in [try sample.pint(), try sample.ubl()] {
      let read = try document.value(
        "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName")
      #expect(read.unicodeScalars.elementsEqual(name.unicodeScalars))
    }
  }

  @Test func `what XML cannot hold becomes U+FFFD`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    sample.header = sample.header.with(accountName: "a\u{FFFF}\u{FFFE}\u{0}\u{1B}z")
    #expect(
      try sample.pint().value("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName")
        == "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}z")
  }

  @Test func `the same note is written in the same bytes`() throws {
    var (one, other) = (RandomNotes(seed: 7), RandomNotes(seed: 7))
    for _ in 0..<20 {
      let (a, b) = (try one.next(), try other.next())
      let first = try PintInvoice(
        a.document, lines: a.lines, parties: a.parties, preceding: a.preceding)
      let second = try PintInvoice(
        b.document, lines: b.lines, parties: b.parties, preceding: b.preceding)
      #expect(first.xml == second.xml)
    }
  }

  @Test func `no element is empty (ibr-079)`() throws {
    var notes = RandomNotes(seed: 79)
    func check(_ element: UBLReading) {
      #expect(element.root.stringValue?.isEmpty == false, "\(element.name)")
      for part in element.parts { check(part) }
    }
    for _ in 0..<30 { check(try notes.next().pint()) }
  }
}
