import Crediting
import Domain
import FoundationXML
import Quantities

/// A note in plain UBL 2.1, for where no profile is agreed on: a CreditNote (381) with positive
/// amounts, and for a reversal an Invoice (380), because what was credited is charged again. A
/// CreditNote with negative amounts would say the same, but many receivers turn it away.
///
/// Plain UBL asks for no electronic address and no country: they are given where they are set.
public struct UBLForm {
  private let trade: TradeNote

  /// The form of a note.
  ///
  /// - Parameter preceding: the original invoices, as far as finance gave their numbers, and the note
  ///   that is taken back or corrected.
  /// - Throws: ``NoteFormError`` when the tax category of a line is not known.
  public init(
    _ document: NoteDocument, lines: [NoteLine], parties: TradeParties = TradeParties(),
    preceding: [PrecedingDocument] = []
  ) throws(NoteFormError) {
    trade = try TradeNote(
      document, lines: lines, parties: parties, preceding: preceding, problems: [])
  }

  /// The document, in memory as a whole: some 20 KB a line while it is made.
  public var xml: String {
    let document: UBLParts.Document = trade.isReversal ? .invoice : .creditNote
    let parts = UBLParts(trade: trade, document: document)
    let note = trade.note
    let head: [XMLElement?] = [
      UBL.value("UBLVersionID", "2.1"), UBL.value("ID", note.number),
      UBL.value("IssueDate", note.issuedOn.description),
      trade.isReversal
        ? UBL.value("InvoiceTypeCode", "380") : UBL.value("CreditNoteTypeCode", "381"),
      parts.note, UBL.value("DocumentCurrencyCode", "JPY"), UBL.period(trade.supply),
    ]
    let seller = trade.parties.seller
    let body: [XMLElement?] = [
      parts.seller(endpoint: seller.endpoint, country: seller.country), parts.buyer,
      parts.taxTotal, parts.monetaryTotal,
    ]
    return UBL.document(
      document.rawValue,
      head + parts.references(ofNotes: "CreditNoteDocumentReference") + parts.incidents + body
        + parts.lines { line in
          (note: nil, period: line.supplyFrom...max(line.supplyFrom, line.supplyTo))
        })
  }
}
