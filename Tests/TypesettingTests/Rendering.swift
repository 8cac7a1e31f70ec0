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
      note.face, reversed: note.reversed, isPreview: isPreview,
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

  /// The words of all pages with the box that each stands in.
  func words() throws -> [(text: String, xMin: Double, xMax: Double)] {
    let number = #"([0-9.]+)"#
    let pattern = try Regex(
      #"<word xMin="\#(number)" yMin="[0-9.]+" xMax="\#(number)" yMax="[0-9.]+">([^<]*)</word>"#,
      as: (Substring, Substring, Substring, Substring).self)
    return try run("pdftotext", ["-bbox", path, "-"]).output.matches(of: pattern).map {
      (String($0.output.3), Double($0.output.1) ?? 0, Double($0.output.2) ?? 0)
    }
  }

  func info() throws -> String { try run("pdfinfo", [path]).output }
}

/// Runs a program of the system's; what it says, and its exit status.
@discardableResult
func run(
  _ program: String, _ arguments: [String], environment: [String: String] = [:]
) throws -> (output: String, errors: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  let complaints = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (
    String(decoding: said, as: UTF8.self), String(decoding: complaints, as: UTF8.self),
    process.terminationStatus
  )
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
