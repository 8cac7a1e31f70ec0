import Bookkeeping
import Crediting
import Documents
import Domain
import Ingesting
import Quantities
import Typesetting
import Wording

/// The forms of a note besides JSON: for people, and for other people's programs.
public final class NoteForms {
  /// The input up to which its grounds were recorded.
  let place: Int64
  private let documentSettings: DocumentSettings
  private let trade: TradeDirectory
  private let titles: [Identifier: LocalizedText]
  private let letterhead: Letterhead
  /// How tax is rounded.
  let taxRounding: Rounding.Mode
  /// Looked up once it is needed: it reads fonts and images.
  private var printer: NotePrinter?

  /// What was written.
  public struct Written {
    /// The characters for which no font has a glyph.
    public internal(set) var missing: [Unicode.Scalar] = []
    /// The files of the fonts that it is set in.
    var fonts: [String] = []
  }

  /// The forms that grounds ask for.
  ///
  /// - Parameter place: the input up to which they were recorded.
  public init(_ grounds: Grounds, place: Int64 = 0) {
    self.place = place
    documentSettings = grounds.settings.content.documentSettings
    trade = grounds.settings.content.trade
    taxRounding = grounds.policy.taxRounding
    titles = grounds.catalogue.editions.compactMapValues { $0.last?.title }
    func image(_ name: Grounds.Image.Name) -> [UInt8]? {
      grounds.images.first { $0.name == name }?.bytes
    }
    letterhead = Letterhead(logo: image(.logo), seal: image(.seal))
  }

  /// The accounts to which notes are booked.
  var entries: EntryAccounts { documentSettings.entries }

  /// Why there is no tax on what an account is supplied, where that was told.
  func zeroRate(of account: Identifier) -> ZeroRate? { trade.parties(with: account).buyer.zeroRate }

  /// The forms that are written.
  var wanted: [DocumentSettings.Form] { documentSettings.forms }

  /// Writes a form of a note, piece by piece.
  ///
  /// - Parameters:
  ///   - isReissue: whether the paper was issued before, with other bytes.
  ///   - progress: called again and again while work goes on.
  /// - Throws: ``NoteFormError`` where the form asks for what nobody has set, ``TypesettingFailure``,
  ///   what the body throws, and what SQLite reports.
  @discardableResult
  public func write(
    _ form: DocumentSettings.Form, of note: NoteHeader, from ledger: Ledger,
    isReissue: Bool = false,
    progress: () -> Void = {}, to body: ([UInt8]) throws -> Void
  ) throws -> Written {
    try ledger.read { transaction in
      let parties = trade.parties(with: note.account)
      let document = try transaction.noteDocument(note, zeroRate: parties.buyer.zeroRate)
      func invoice(
        _ make: (NoteDocument, [NoteLine], TradeParties, [PrecedingDocument]) throws -> String
      ) throws -> Written {
        var lines: [NoteLine] = []
        try transaction.forEachLine(of: note.sequence) { lines.append($0) }
        progress()
        let preceding =
          try transaction.summary(of: note.sequence).invoices
          + [document.reversed, document.replaced].compactMap { $0 }.map {
            PrecedingDocument(number: $0.number, issuedOn: $0.issuedOn)
          }
        try body(Array(make(document, lines, parties, preceding).utf8))
        return Written()
      }
      return switch form {
      case .pdf:
        try print(document, as: isReissue ? .reissued : .issued, to: body) { take in
          try transaction.forEachLine(of: note.sequence) { line in
            progress()
            try take(line)
          }
        }
      case .pint:
        try invoice { try PintInvoice($0, lines: $1, parties: $2, preceding: $3).xml }
      case .ubl:
        try invoice { try UBLForm($0, lines: $1, parties: $2, preceding: $3).xml }
      }
    }
  }

  private func print(
    _ document: NoteDocument, as state: NoteLayout.State, to body: ([UInt8]) throws -> Void,
    lines: ((NoteLine) throws -> Void) throws -> Void
  ) throws -> Written {
    let printed = try readyPrinter().print(document, as: state, lines: lines, to: body)
    // Nobody is written to by a name with holes in it.
    let name = document.note.accountName.unicodeScalars
    let inName = printed.missing.filter { name.contains($0) }
    guard inName.isEmpty else {
      throw NoteFormError([.glyphs(account: document.note.account, characters: inName)])
    }
    return Written(missing: printed.missing, fonts: printed.fonts)
  }

  /// Prints a note that is not issued: with a watermark, and without a number.
  ///
  /// - Throws: ``TypesettingFailure``, and what the body throws.
  public func print(_ note: PreviewedNote, to body: ([UInt8]) throws -> Void) throws {
    let document = NoteDocument(
      note.header, incidents: note.incidents, replaced: note.replaced,
      difference: note.difference, isReplacedBySeveral: note.isReplacedBySeveral,
      outline: LinesOutline(note.lines),
      zeroRate: trade.parties(with: note.header.account).buyer.zeroRate)
    try readyPrinter().print(
      document, as: .preview, lines: { try note.lines.forEach($0) }, to: body)
  }

  private func readyPrinter() throws -> NotePrinter {
    if let printer { return printer }
    let printer = try NotePrinter(
      annex: documentSettings.annex, letterhead: letterhead, termsTitles: titles)
    self.printer = printer
    return printer
  }
}

extension NoteFormError {
  /// What is missing, in a sentence for each.
  public func message(in language: Language) -> String {
    problems.map { $0.words[language] }.joined(separator: "\n")
  }
}
