import Domain
import Foundation
import TestSupport
import Typesetting

/// Prints sample notes, to be measured or looked at.
///
///     pdf-bench COUNT            prints that many notes, and says how long it took and how much memory
///     pdf-bench --lines COUNT    the same for one note of that many lines
///     pdf-bench --samples DIR    writes a note of each kind and language
@main struct PDFBench {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch (arguments.first, arguments.last.flatMap { Int($0) }) {
      case ("--samples", _): try writeSamples(into: arguments[1])
      case ("--lines", let count?): try measureLines(count)
      case (_, let count?): try measureNotes(count)
      default: print("pdf-bench COUNT | --lines COUNT | --samples DIR")
      }
    } catch let failure as TypesettingFailure {
      FileHandle.standardError.write(Data("\(failure)\n".utf8))
      exit(1)
    }
  }

  private static func measureNotes(_ count: Int) throws {
    let printer = try NotePrinter(termsTitles: SampleNote.titles)
    let notes = SampleNote.kinds(.ja) + SampleNote.kinds(.en)
    var meter = Meter()
    for number in 1...count {
      meter.bytes += try bytes(of: notes[number % notes.count], with: printer).count
      if number.isMultiple(of: max(1, count / 4)) { meter.report("\(number) notes") }
    }
  }

  private static func measureLines(_ count: Int) throws {
    let note = SampleNote.many(count, alike: 1)
    let printer = try NotePrinter(termsTitles: SampleNote.titles)
    var meter = Meter()
    meter.report("before")
    let printed = try printer.print(note.document, lines: { try note.lines.forEach($0) }) {
      meter.bytes += $0.count
    }
    meter.report("\(count) lines on \(printed.pages) pages")
  }

  private static func writeSamples(into directory: String) throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let printer = try NotePrinter(termsTitles: SampleNote.titles)
    for language in [Language.ja, .en] {
      for note in SampleNote.kinds(language) + [SampleNote.many(100, language)] {
        try Data(bytes(of: note, with: printer))
          .write(to: URL(fileURLWithPath: "\(directory)/\(note.name).pdf"))
      }
    }
  }

  private static func bytes(
    of note: SampleNote, with printer: NotePrinter
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try printer.print(
      note.document, lines: { try note.lines.forEach($0) }
    ) { bytes += $0 }
    return bytes
  }
}

/// Time passed and memory used at most.
private struct Meter {
  var bytes = 0
  private let start = ContinuousClock.now

  func report(_ what: String) {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    print("\(what): \(ContinuousClock.now - start), \(bytes) bytes, \(peak)")
  }
}
