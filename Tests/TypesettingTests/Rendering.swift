import CPangoCairo
import Documents
import Foundation
import TestSupport
import Testing

@testable import Typesetting

/// A note printed into a file, and what Poppler finds in it.
final class Rendering {
  let directory: URL
  let bytes: [UInt8]
  let printed: NotePrinter.Printed

  init(
    _ note: SampleNote, isPreview: Bool = false, letterhead: Letterhead = Letterhead()
  ) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "pdf-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    var bytes: [UInt8] = []
    let printer = try NotePrinter(letterhead: letterhead, termsTitles: SampleNote.titles)
    printed = try printer.print(
      note.document, as: isPreview ? .preview : .issued,
      lines: { try note.lines.forEach($0) }
    ) { bytes += $0 }
    self.bytes = bytes
    try Data(bytes).write(to: directory.appending(path: "note.pdf"))
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var path: String { directory.appending(path: "note.pdf").path }

  /// The text of a page, or of all pages, without the white space between its words.
  func text(_ order: String = "-layout", page: Int? = nil) throws -> String {
    let pages = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
    return try run("pdftotext", pages + [order, path, "-"]).output
      .filter { !$0.isWhitespace }
  }

  /// A word and the box that it stands in.
  struct Word {
    let text: String
    let page: Int
    let xMin: Double
    let yMin: Double
    let xMax: Double
    let yMax: Double

    func overlaps(_ other: Word) -> Bool {
      page == other.page && min(xMax, other.xMax) - max(xMin, other.xMin) > 0.5
        && min(yMax, other.yMax) - max(yMin, other.yMin) > 0.5
    }
  }

  /// The words of all pages.
  func words() throws -> [Word] {
    let pattern =
      /<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</
    var page = 0
    return try run("pdftotext", ["-bbox", path, "-"]).output.split(separator: "\n")
      .compactMap { line in
        if line.contains("<page ") { page += 1 }
        guard let found = line.firstMatch(of: pattern)?.output, let xMin = Double(found.1),
          let yMin = Double(found.2), let xMax = Double(found.3),
          let yMax = Double(found.4)
        else { return nil }
        return Word(
          text: String(found.5), page: page, xMin: xMin, yMin: yMin, xMax: xMax, yMax: yMax)
      }
  }

  func info() throws -> String { try run("pdfinfo", [path]).output }
}

/// An image to stamp notes with.
func writePNG(to path: String, width: Int32 = 60, height: Int32 = 60) {
  let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)
  let cairo = cairo_create(surface)
  cairo_set_source_rgba(cairo, 0.8, 0.1, 0.1, 0.8)
  cairo_rectangle(cairo, 4, 4, Double(width) - 8, Double(height) - 8)
  cairo_set_line_width(cairo, 4)
  cairo_stroke(cairo)
  cairo_destroy(cairo)
  cairo_surface_write_to_png(surface, path)
  cairo_surface_destroy(surface)
}
