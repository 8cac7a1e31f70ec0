import Bookkeeping
import Crediting
import Documents
import Domain
import Quantities
import Typesetting
import Wording

/// The forms of a note besides JSON: for people, and for other people's programs.
public final class NoteForms {
  private let stationery: Stationery
  private let trade: TradeDirectory
  private let titles: [Identifier: Words]
  /// How tax is rounded.
  let taxRounding: Rounding.Mode
  /// Looked up once it is needed: it reads fonts and images.
  private var printer: NotePrinter?

  /// The forms that settings ask for.
  ///
  /// - Parameter catalogue: the terms, for their titles.
  public init(_ settings: Settings, _ catalogue: TermsCatalogue) {
    stationery = settings.stationery
    trade = settings.trade
    taxRounding = settings.policy.taxRounding
    titles = catalogue.editions.compactMapValues { $0.last?.title }
  }

  /// The accounts to which notes are booked.
  var entries: EntryAccounts { stationery.entries }

  /// Why there is no tax on what an account is supplied, where that was told.
  func zeroRate(of account: Identifier) -> ZeroRate? { trade.parties(with: account).buyer.zeroRate }

  /// The forms that are written.
  public var wanted: [Stationery.Form] { stationery.forms }

  /// What a form's file is called after the note's number.
  public static func suffix(_ form: Stationery.Form) -> String {
    switch form {
    case .pdf: "pdf"
    case .pint: "pint.xml"
    case .ubl: "ubl.xml"
    }
  }

  /// Writes a form of a note, piece by piece.
  ///
  /// - Parameter progress: called again and again while work goes on.
  /// - Returns: the characters for which no font has a glyph.
  /// - Throws: ``TradeRefusal`` where the form asks for what nobody has set, ``TypesettingFailure``,
  ///   what the body throws, and what SQLite reports.
  @discardableResult
  public func write(
    _ form: Stationery.Form, of note: NoteHeader, from ledger: Ledger,
    progress: () -> Void = {}, to body: ([UInt8]) throws -> Void
  ) throws -> [Unicode.Scalar] {
    try ledger.read { book in
      let parties = trade.parties(with: note.account)
      let face = try book.face(note, zeroRate: parties.buyer.zeroRate)
      if form == .pdf {
        let missing = try readyPrinter().print(
          face,
          lines: { take in
            try book.forEachLine(of: note.sequence) { line in
              progress()
              try take(line)
            }
          }, to: body
        ).missing
        // Nobody is written to by a name with holes in it.
        let inName = missing.filter { note.accountName.unicodeScalars.contains($0) }
        guard inName.isEmpty else {
          throw TradeRefusal([.glyphs(account: note.account, characters: inName)])
        }
        return missing
      }
      var lines: [NoteLine] = []
      try book.forEachLine(of: note.sequence) { lines.append($0) }
      progress()
      let preceding =
        try book.summary(of: note.sequence).invoices
        + [face.reversed, face.replaced].compactMap { $0 }.map {
          PrecedingDocument(number: $0.number, issuedOn: $0.issuedOn)
        }
      let xml =
        form == .pint
        ? try PintForm(face, lines: lines, parties: parties, preceding: preceding).xml
        : try UBLForm(face, lines: lines, parties: parties, preceding: preceding).xml
      try body(Array(xml.utf8))
      return []
    }
  }

  /// Prints a note that is not issued: with a watermark, and without a number.
  ///
  /// - Throws: ``TypesettingFailure``, and what the body throws.
  public func print(_ note: PreviewedNote, to body: ([UInt8]) throws -> Void) throws {
    let face = NoteFace(
      note.header, incidents: note.incidents, replaced: note.replaced,
      difference: note.difference, isReplacedBySeveral: note.isReplacedBySeveral,
      outline: LinesOutline(note.lines),
      zeroRate: trade.parties(with: note.header.account).buyer.zeroRate)
    try readyPrinter().print(
      face, isPreview: true, lines: { try note.lines.forEach($0) }, to: body)
  }

  private func readyPrinter() throws -> NotePrinter {
    if let printer { return printer }
    let printer = try NotePrinter(
      annex: stationery.annex, letterhead: Letterhead(logo: stationery.logo, seal: stationery.seal),
      termsTitles: titles)
    self.printer = printer
    return printer
  }
}

extension TradeRefusal {
  /// What is missing, in a sentence for each.
  public func message(in language: Language) -> String {
    problems.map { $0.words[language] }.joined(separator: "\n")
  }
}
