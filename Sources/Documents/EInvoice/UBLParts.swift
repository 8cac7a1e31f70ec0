import Assessing
import Crediting
import Domain
import FoundationXML
import Quantities
import Wording

/// The parts that an Invoice and a CreditNote of UBL 2.1 share.
struct UBLParts {
  /// The two documents, which differ in the names of a few elements.
  enum Document: String {
    case invoice = "Invoice"
    case creditNote = "CreditNote"

    var quantity: String { self == .invoice ? "InvoicedQuantity" : "CreditedQuantity" }
  }

  let trade: TradeNote
  let document: Document

  /// What the note's amounts are multiplied by: an invoice counts what the buyer owes, a credit
  /// note what the buyer is given.
  private var sign: Int128 { document == .invoice ? -1 : 1 }

  private func said(_ words: LocalizedText) -> String { words[trade.note.language] }

  /// What it is, in words (IBT-022).
  var note: XMLElement? {
    UBL.value("Note", said(TradeTexts.note(trade.note.kind, trade.document.remarks())))
  }

  /// What it refers to (IBG-03): invoices, and notes of ours under the name that they go by.
  func references(ofNotes kind: String) -> [XMLElement?] {
    trade.preceding.map { document in
      UBL.group(
        "BillingReference",
        [
          UBL.group(
            trade.isNote(document) ? kind : "InvoiceDocumentReference",
            [
              UBL.value("ID", document.number),
              UBL.value("IssueDate", document.issuedOn?.description),
            ])
        ])
    }
  }

  /// The incidents, as documents that support the note (IBG-24).
  var incidents: [XMLElement?] {
    trade.document.incidents.map { incident in
      UBL.group(
        "AdditionalDocumentReference",
        [UBL.value("ID", incident.id.text), UBL.value("DocumentDescription", said(incident.told))])
    }
  }

  // MARK: Parties

  /// The issuer (IBG-04).
  func seller(endpoint: ElectronicAddress?, country: CountryCode?) -> XMLElement? {
    let issuer = trade.note.issuer
    return UBL.group(
      "AccountingSupplierParty",
      [
        UBL.group(
          "Party",
          [
            Self.endpoint(endpoint), Self.address(issuer.address, country),
            UBL.group(
              "PartyTaxScheme",
              [UBL.value("CompanyID", issuer.registrationNumber), Self.taxScheme]),
            UBL.group("PartyLegalEntity", [UBL.value("RegistrationName", issuer.name)]),
          ])
      ])
  }

  /// The account (IBG-07).
  var buyer: XMLElement? {
    let party = trade.parties.buyer
    return UBL.group(
      "AccountingCustomerParty",
      [
        UBL.group(
          "Party",
          [
            Self.endpoint(party.endpoint),
            UBL.group("PartyIdentification", [UBL.value("ID", trade.note.account.text)]),
            Self.address(party.address, party.country),
            UBL.group("PartyLegalEntity", [UBL.value("RegistrationName", trade.note.accountName)]),
          ])
      ])
  }

  private static func endpoint(_ address: ElectronicAddress?) -> XMLElement? {
    address.flatMap { UBL.value("EndpointID", $0.id, ["schemeID": $0.scheme]) }
  }

  private static func address(_ line: String?, _ country: CountryCode?) -> XMLElement? {
    UBL.group(
      "PostalAddress",
      [
        UBL.value("StreetName", line),
        UBL.group("Country", [UBL.value("IdentificationCode", country?.text)]),
      ])
  }

  /// Consumption tax is VAT in the code list of tax schemes (aligned-ibr-jp-03).
  private static var taxScheme: XMLElement? { UBL.group("TaxScheme", [UBL.value("ID", "VAT")]) }

  // MARK: Sums

  /// The tax, by category (IBG-23).
  var taxTotal: XMLElement? {
    let subtotals = trade.subtotals.map { subtotal in
      UBL.group(
        "TaxSubtotal",
        [
          UBL.amount("TaxableAmount", sign * subtotal.net),
          UBL.amount("TaxAmount", sign * subtotal.tax),
          category(subtotal.category, as: "TaxCategory"),
        ])
    }
    return UBL.group("TaxTotal", [UBL.amount("TaxAmount", sign * trade.tax)] + subtotals)
  }

  /// What it comes to (IBG-22).
  var monetaryTotal: XMLElement? {
    let totals = trade.note.totals
    let (net, gross) = (sign * totals.net.value, sign * totals.gross.value)
    return UBL.group(
      "LegalMonetaryTotal",
      [
        UBL.amount("LineExtensionAmount", net), UBL.amount("TaxExclusiveAmount", net),
        UBL.amount("TaxInclusiveAmount", gross), UBL.amount("PayableAmount", gross),
      ])
  }

  private func category(_ category: TaxCategory, as name: String) -> XMLElement? {
    UBL.group(
      name,
      [
        UBL.value("ID", category.code), UBL.value("Percent", category.percent.map { String($0) }),
        UBL.value("TaxExemptionReason", category.zeroRate.map { said(TradeTexts.reason($0)) }),
        Self.taxScheme,
      ])
  }

  // MARK: Lines

  /// The lines (IBG-25).
  ///
  /// - Parameter dates: a line's note (IBT-127) and period (IBG-26).
  func lines(
    dates: (NoteLine) -> (note: String?, period: ClosedRange<CivilDate>)
  ) -> [XMLElement?] {
    trade.lines.enumerated().map { index, entry in
      let amount = sign * entry.line.amount.value
      let (note, period) = dates(entry.line)
      return UBL.group(
        "\(document.rawValue)Line",
        [
          UBL.value("ID", String(index + 1)), UBL.value("Note", note),
          // One reduction at its whole price, so that quantity × price is the amount to the yen.
          // A price is never negative (ibr-027): the quantity has the sign.
          UBL.value(document.quantity, amount < 0 ? "-1" : "1", ["unitCode": "C62"]),
          UBL.amount("LineExtensionAmount", amount), UBL.period(period),
        ] + objects(of: entry.line) + [
          item(entry.line, entry.category),
          UBL.group("Price", [UBL.amount("PriceAmount", Int128(amount.magnitude))]),
        ])
    }
  }

  /// The contract as the object that is invoiced (IBT-128: 130, CT is a contract's number), and the
  /// claim or the relief as the line's document (IBT-188).
  private func objects(of line: NoteLine) -> [XMLElement?] {
    [
      UBL.group(
        "DocumentReference",
        [
          UBL.value("ID", line.contract.text, ["schemeID": "CT"]),
          UBL.value("DocumentTypeCode", "130"),
        ]),
      line.request.flatMap { UBL.group("DocumentReference", [UBL.value("ID", $0.text)]) },
    ]
  }

  private func item(_ line: NoteLine, _ category: TaxCategory) -> XMLElement? {
    let clauses = line.clauses.map { clause in
      let title =
        clause.terms.termsTitle ?? LocalizedText(ja: clause.terms.text, en: clause.terms.text)
      return said(NoteLabels.clause(title, clause.number, NumberFormat.day(clause.heldFrom)))
    }.joined(separator: "; ")
    let outage = line.outage.map { said(NumberFormat.span($0.from, $0.to)) }
    return UBL.group(
      "Item",
      [
        UBL.value(
          "Description", said(line.sentence(isReversal: trade.isReversal).withoutReadings)),
        UBL.value("Name", said(TradeTexts.item(line, isReversed: trade.isReversal))),
        self.category(category, as: "ClassifiedTaxCategory"),
        property(TradeTexts.clauses, clauses), property(TradeTexts.outage, outage),
        property(TradeTexts.settledOn, line.applyTo.map { said(NumberFormat.month($0)) }),
        property(TradeTexts.settlement, trade.isReversal ? nil : said(line.settlement.words)),
      ])
  }

  /// An attribute of a line (IBG-32); `nil` without a value.
  private func property(_ name: LocalizedText, _ text: String?) -> XMLElement? {
    UBL.value("Value", text).flatMap { value in
      UBL.group("AdditionalItemProperty", [UBL.value("Name", said(name)), value])
    }
  }
}
