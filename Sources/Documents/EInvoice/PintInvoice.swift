import Crediting
import Domain
import FoundationXML
import Quantities

/// A note as an invoice of Peppol for Japan (JP PINT 1.1): UBL 2.1, type 380.
///
/// In Japan a credit travels as a negative invoice (BIS 1.5.2): quantities and amounts are negative,
/// prices positive. A reversal takes a credit back and so has positive amounts.
///
/// What the standard lets us take where nothing is set: the issuer's registration number as its
/// electronic address (0221, ISO 6523 ICD), and JP as the country of the issuer. Nothing is taken
/// for a buyer.
public struct PintInvoice {
  private let trade: TradeNote
  private let endpoint: ElectronicAddress

  /// The form of a note.
  ///
  /// - Parameter preceding: the original invoices, as far as finance gave their numbers, and the note
  ///   that is taken back or corrected. Where there are none, the invoicing period and
  ///   the lines' notes say what is lowered (BIS 2.3.8).
  /// - Throws: ``NoteFormError`` with everything that the standard asks for and nobody has set.
  public init(
    _ document: NoteDocument, lines: [NoteLine], parties: TradeParties,
    preceding: [PrecedingDocument] = []
  ) throws(NoteFormError) {
    let registered = document.note.issuer.registrationNumber
    let endpoint =
      parties.seller.endpoint ?? ElectronicAddress(scheme: "0221", id: registered)
    var problems: [TradeProblem] = []
    if endpoint == nil { problems.append(.sellerEndpoint(registrationNumber: registered)) }
    if parties.buyer.endpoint == nil {
      problems.append(.buyerEndpoint(account: document.note.account))
    }
    if parties.buyer.country == nil {
      problems.append(.buyerCountry(account: document.note.account))
    }
    trade = try TradeNote(
      document, lines: lines, parties: parties, preceding: preceding, problems: problems)
    guard let endpoint else { throw NoteFormError(problems) }
    self.endpoint = endpoint
  }

  /// The document, in memory as a whole: some 20 KB a line while it is made.
  public var xml: String {
    let parts = UBLParts(trade: trade, document: .invoice)
    let note = trade.note
    let head: [XMLElement?] = [
      UBL.value("CustomizationID", "urn:peppol:pint:billing-1@jp-1"),
      UBL.value("ProfileID", "urn:peppol:bis:billing"), UBL.value("ID", note.number),
      UBL.value("IssueDate", note.issuedOn.description), UBL.value("InvoiceTypeCode", "380"),
      parts.note, UBL.value("DocumentCurrencyCode", "JPY"), UBL.period(period),
    ]
    let body: [XMLElement?] = [
      parts.seller(endpoint: endpoint, country: trade.parties.seller.country ?? .japan),
      parts.buyer, parts.taxTotal, parts.monetaryTotal,
    ]
    return UBL.document(
      "Invoice",
      head + parts.references(ofNotes: "InvoiceDocumentReference") + parts.incidents + body
        + parts.lines(dates: dates))
  }

  /// From the first day of what is lowered to the last, the day of the return among them: lines'
  /// periods have to lie in it (ibr-085, ibr-086).
  private var period: ClosedRange<CivilDate> {
    min(
      trade.supply.lowerBound, trade.note.issuedOn)...max(
        trade.supply.upperBound, trade.note.issuedOn)
  }

  /// As the BIS lays out a qualified return invoice (3.1.11, example 7): the date of the return as
  /// the line's period, that of the original supply as its note.
  private func dates(_ line: NoteLine) -> (note: String?, period: ClosedRange<CivilDate>) {
    (
      line.period[trade.note.language], trade.note.issuedOn...trade.note.issuedOn
    )
  }
}
