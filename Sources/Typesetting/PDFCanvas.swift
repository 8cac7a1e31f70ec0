import CPangoCairo
import Documents

/// Draws pages that are laid out into a PDF, page by page, by Cairo.
final class PDFCanvas {
  private let typesetter: Typesetter
  private let images: [Picture: PNGImage]
  private let output: Output
  private let surface: OpaquePointer
  private let cairo: OpaquePointer

  /// What the document says of itself to a reader's program.
  struct Description {
    let title: String
    let author: String
    let subject: String
    /// RFC 5646.
    let language: String
  }

  /// Cairo's way out: it knows of no errors but its own, so the first one is kept here.
  private final class Output {
    var stream: PDFStream
    let write: ([UInt8]) throws -> Void
    var failure: (any Error)?

    init(_ stream: PDFStream, _ write: @escaping ([UInt8]) throws -> Void) {
      self.stream = stream
      self.write = write
    }

    func take(_ bytes: UnsafeBufferPointer<UInt8>) -> cairo_status_t {
      guard failure == nil else { return CAIRO_STATUS_WRITE_ERROR }
      do {
        try stream.write(bytes, write)
        return CAIRO_STATUS_SUCCESS
      } catch {
        failure = error
        return CAIRO_STATUS_WRITE_ERROR
      }
    }
  }

  /// A PDF whose bytes go to a closure as they come.
  init(
    _ description: Description, typesetter: Typesetter, images: [Picture: PNGImage],
    _ write: @escaping ([UInt8]) throws -> Void
  ) throws(TypesettingFailure) {
    self.typesetter = typesetter
    self.images = images
    output = Output(PDFStream(language: description.language), write)
    surface = cairo_pdf_surface_create_for_stream(
      { output, bytes, count in
        guard let output else { return CAIRO_STATUS_WRITE_ERROR }
        return Unmanaged<Output>.fromOpaque(output).takeUnretainedValue()
          .take(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }, Unmanaged.passUnretained(output).toOpaque(), Paper.width, Paper.height)
    cairo = cairo_create(surface)
    // 1.4 has no compressed objects, among which a later Cairo would put the catalogue.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    for (key, value) in [
      (CAIRO_PDF_METADATA_TITLE, description.title),
      (CAIRO_PDF_METADATA_AUTHOR, description.author),
      (CAIRO_PDF_METADATA_SUBJECT, description.subject),
      (CAIRO_PDF_METADATA_CREATOR, "slacreditd"),
    ] {
      cairo_pdf_surface_set_metadata(surface, key, value)
    }
    // No time of creation: the same note gives the same bytes.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, nil)
    try TypesettingFailure.check(cairo_status(cairo))
  }

  deinit {
    cairo_destroy(cairo)
    // Nothing is written any more, even when drawing ended early.
    output.failure = output.failure ?? CancellationError()
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Draws a page.
  ///
  /// - Throws: what the closure threw that takes the bytes; ``TypesettingFailure/cairo(reason:)``.
  func draw(_ page: Page) throws {
    page.marks.forEach(draw)
    cairo_show_page(cairo)
    try check(cairo_status(cairo))
  }

  /// Ends the document.
  ///
  /// - Throws: as ``draw(_:)-(Page)``.
  func finish() throws {
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    try output.stream.finish(output.write)
  }

  private func check(_ status: cairo_status_t) throws {
    if let failure = output.failure { throw failure }
    try TypesettingFailure.check(status)
  }

  private func draw(_ mark: Mark) {
    switch mark {
    case .text(let text, let style, let x, let baseline):
      shade(style.shade)
      cairo_move_to(cairo, x, baseline)
      typesetter.draw(text, style, on: cairo)
    case .rule(let x, let y, let width, let thickness, let shade):
      fill(x, y, width, thickness, shade)
    case .panel(let x, let y, let width, let height, let shade):
      fill(x, y, width, height, shade)
    case .picture(let picture, let x, let y, let width, let height):
      images[picture]?.draw(on: cairo, x, y, width, height)
    case .watermark(let text): drawWatermark(text)
    }
  }

  private func shade(_ shade: Double) { cairo_set_source_rgb(cairo, shade, shade, shade) }

  private func fill(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ shade: Double
  ) {
    self.shade(shade)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_fill(cairo)
  }

  private func drawWatermark(_ text: String) {
    let style = TextStyle(size: 88, isBold: true, shade: 0.9)
    let width =
      typesetter.lines(of: text, style, within: .greatestFiniteMagnitude).first?.width ?? 0
    cairo_save(cairo)
    shade(style.shade)
    cairo_translate(cairo, Paper.width / 2, Paper.height / 2)
    cairo_rotate(cairo, -0.9)
    cairo_move_to(cairo, -width / 2, style.size * 0.35)
    typesetter.draw(text, style, on: cairo)
    cairo_restore(cairo)
  }
}
