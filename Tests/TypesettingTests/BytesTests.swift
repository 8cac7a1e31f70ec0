import Crediting
import Documents
import Foundation
import TestSupport
import Testing

@testable import Typesetting

@Suite(.tags(.slow), .unlessFast) struct BytesTests {
  @Test(arguments: SampleNote.kinds(.ja) + [SampleNote.many(60)])
  func `the same note gives the same bytes`(_ note: SampleNote) throws {
    #expect(try Rendering(note).bytes == Rendering(note).bytes)
  }

  @Test func `other notes before it change nothing`() throws {
    let notes = SampleNote.kinds(.en) + SampleNote.kinds(.ja)
    let printer = try NotePrinter(termsTitles: SampleNote.titles)
    for note in notes {
      var bytes: [UInt8] = []
      try printer.print(
        note.document, lines: { try note.lines.forEach($0) }
      ) { bytes += $0 }
      #expect(try bytes == Rendering(note).bytes, "\(note.name)")
    }
  }

  @Test func `two processes write the same bytes`() throws {
    let directories = try (0..<2).map { _ in
      let directory = FileManager.default.temporaryDirectory.appending(path: "pdf-\(UUID())").path
      try #require(try runBench(["--samples", directory]).status == 0)
      return directory
    }
    defer { directories.forEach { try? FileManager.default.removeItem(atPath: $0) } }
    #expect(try run("diff", ["-r"] + directories).status == 0)
  }

  @Test func `no time of creation is in the bytes`() throws {
    let rendering = try Rendering(SampleNote.kinds()[0])
    let text = String(decoding: rendering.bytes, as: UTF8.self)
    #expect(!text.contains("CreationDate") && !text.contains("ModDate"))
  }

  @Test func `title, author and language are set, and fonts are embedded`() throws {
    for (note, language) in [(SampleNote.kinds(.ja)[0], "ja"), (SampleNote.kinds(.en)[0], "en")] {
      let rendering = try Rendering(note)
      let info = try run("pdfinfo", [rendering.path])
      #expect(info.errors.isEmpty)
      #expect(info.output.contains("Author:          例示通信株式会社"))
      #expect(info.output.contains("(A4)"))
      #expect(String(decoding: rendering.bytes, as: UTF8.self).contains("/Lang (\(language))"))
      let fonts = try run("pdffonts", [rendering.path]).output.split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      for font in fonts { #expect(font.contains(" yes yes yes "), "\(font)") }
    }
  }

  @Test(arguments: [1, 60])
  func `the cross-reference table is where the end says it is`(_ lines: Int) throws {
    let bytes = try Rendering(SampleNote.many(lines)).bytes
    let end = String(decoding: bytes.suffix(40), as: UTF8.self)
    let offset = try #require(end.split(separator: "\n").dropLast().last.flatMap { Int($0) })
    #expect(String(decoding: bytes[offset..<offset + 5], as: UTF8.self) == "xref\n")
  }

  @Test func `bytes come in portions, whatever their size`() throws {
    let note = SampleNote.many(1_000, alike: 1)
    var sizes: [Int] = []
    try NotePrinter().print(note.document, lines: { try note.lines.forEach($0) }) {
      sizes.append($0.count)
    }
    #expect(sizes.count > 3)
    #expect(sizes.allSatisfy { $0 < 300_000 })
  }

  @Test func `an error of whoever takes the bytes comes through`() throws {
    struct Full: Error {}
    let note = SampleNote.many(500, alike: 1)
    let printer = try NotePrinter()
    #expect(throws: Full.self) {
      try printer.print(note.document, lines: { try note.lines.forEach($0) }) { _ in throw Full() }
    }
    #expect(throws: Full.self) {
      try printer.print(note.document, lines: { _ in throw Full() }) { _ in }
    }
    // And the printer still works.
    try printer.print(note.document, lines: { try note.lines.prefix(1).forEach($0) }) { _ in }
  }

  @Test func `a catalogue cut in two by the end of a portion is found`() throws {
    let body = [UInt8](repeating: 0x20, count: (1 << 16) - 8)
    let tail = "<< /Type /Catalog\n>>\nxref\nstartxref\n65538\n%%EOF\n"
    for cut in 0...20 {
      var stream = PDFStream(language: "ja")
      var bytes: [UInt8] = []
      let all = body + Array(tail.utf8)
      for part in [all[..<(body.count + cut)], all[(body.count + cut)...]] {
        Array(part).withUnsafeBufferPointer { part in stream.write(part) { bytes += $0 } }
      }
      stream.finish { bytes += $0 }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("<< /Type /Catalog\n   /Lang (ja)\n"), "\(cut)")
      #expect(text.contains("startxref\n\(65_538 + bytes.count - all.count)\n"), "\(cut)")
    }
  }
}

/// Runs the program that prints samples, which is built beside the tests.
func runBench(
  _ arguments: [String], environment: [String: String] = [:]
) throws -> (output: String, errors: String, status: Int32) {
  let directory = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  return try run(
    directory.appending(path: "pdf-bench").path, arguments, environment: environment)
}
