import Crediting
import Documents
import Domain

/// Writes credit notes as PDF: A4, text that can be selected, fonts embedded, title and language set,
/// and no time of creation, so that with unchanged libraries the same note gives the same bytes.
///
/// ```swift
/// let printer = try NotePrinter(letterhead: Letterhead(seal: bytes), termsTitles: titles)
/// try printer.print(
///   document, lines: { body in try transaction.forEachLine(of: note.sequence) { try body($0) } },
///   to: { try file.write($0) })
/// ```
///
/// Make one and keep it: it looks fonts up and reads images once. It is for one thread.
public final class NotePrinter {
  private let annex: DocumentSettings.Annex
  private let letterhead: Letterhead
  private let termsTitles: [Identifier: LocalizedText]
  private let typesetter: Typesetter
  private let images: [Picture: PNGImage]

  /// What was printed.
  public struct Printed: Hashable, Sendable {
    /// How many pages.
    public let pages: Int
    /// The characters for which no installed font has a glyph, in order: each is printed as a box with
    /// its code in it. They come from names, and somebody should know.
    public let missing: [Unicode.Scalar]
    /// The files of the fonts that it is set in, in order.
    public let fonts: [String]
  }

  /// Looks up fonts and reads the letterhead's images.
  ///
  /// - Parameters:
  ///   - annex: how much of the arithmetic is shown.
  ///   - letterhead: the issuer's images.
  ///   - termsTitles: the titles of the documents; one that is missing is called by its name.
  /// - Throws: ``TypesettingFailure`` when no font has Japanese characters, and when an image cannot
  ///   be read.
  public init(
    annex: DocumentSettings.Annex = .amounts, letterhead: Letterhead = Letterhead(),
    termsTitles: [Identifier: LocalizedText] = [:]
  ) throws(TypesettingFailure) {
    self.annex = annex
    self.letterhead = letterhead
    self.termsTitles = termsTitles
    typesetter = try Typesetter()
    var images: [Picture: PNGImage] = [:]
    if let logo = letterhead.logo { images[.logo] = try PNGImage(bytes: logo, named: "logo.png") }
    if let seal = letterhead.seal { images[.seal] = try PNGImage(bytes: seal, named: "seal.png") }
    self.images = images
  }

  /// Prints a note. However many lines it has, only a few pages are held in memory.
  ///
  /// - Parameters:
  ///   - document: what the note says of itself; its language is the document's.
  ///   - state: whether it is not issued yet, or issued again.
  ///   - lines: hands over the note's lines, in order; it is called three times.
  ///   - write: takes the bytes of the document, in order.
  /// - Throws: what `lines` and `write` throw, and ``TypesettingFailure``.
  @discardableResult
  public func print(
    _ document: NoteDocument, as state: NoteLayout.State = .issued,
    lines: (_ body: (NoteLine) throws -> Void) throws -> Void,
    to write: ([UInt8]) throws -> Void
  ) throws -> Printed {
    typesetter.forget()
    let layout = NoteLayout(
      document, as: state, annex: annex, letterhead: letterhead,
      termsTitles: termsTitles, measuring: typesetter)
    let description = PDFCanvas.Description(
      title: layout.title, author: document.note.issuer.name,
      subject: document.note.accountName, language: document.note.language.rawValue)
    let pages = try withoutActuallyEscaping(write) { write in
      let canvas = try PDFCanvas(
        description, typesetter: typesetter, images: images, write)
      let pages = try layout.pages(lines) { try canvas.draw($0) }
      try canvas.finish()
      return pages
    }
    return Printed(
      pages: pages, missing: typesetter.missing.sorted(), fonts: typesetter.fonts.sorted())
  }
}
