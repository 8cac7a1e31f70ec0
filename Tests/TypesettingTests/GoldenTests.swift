import Documents
import Foundation
import TestSupport
import Testing

@testable import Typesetting

/// What stands where, against files that were looked at. After a change that is meant to show:
/// `RECORD_GOLDENS=1 swift test --filter GoldenTests` writes them anew, and fails.
@Suite struct GoldenTests {
  static let notes =
    SampleNote.kinds(.ja) + SampleNote.kinds(.en).prefix(1)
    + [SampleNote.many(12, alike: 5), SampleNote.named(String(repeating: "長い商号の", count: 14))]

  @Test(arguments: GoldenTests.notes)
  func `every text stands where it stood`(_ note: SampleNote) throws {
    let dump = try dump(note)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "goldens/\(note.name).txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try dump.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("written anew: \(file.lastPathComponent)")
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    let changes = dump.split(separator: "\n").difference(from: golden.split(separator: "\n"))
    #expect(changes.isEmpty, "\(changes.prefix(6))")
  }

  @Test func `pages change with the number of what makes them, and only with it`() throws {
    let record = VersionRecord(
      "Documents", version: DocumentMaker.version, named: "pages.txt", beside: #filePath)
    let notes = Self.notes + SampleNote.kinds(.en).dropFirst()
    let faults = try record.faults(notes.map { ($0.name, try dump($0)) })
    #expect(faults.isEmpty, "\(faults)")
  }

  private func dump(_ note: SampleNote) throws -> String {
    let layout = NoteLayout(
      note.document, letterhead: Letterhead(logo: [1], seal: [1]),
      termsTitles: SampleNote.titles, measuring: try Typesetter())
    var dump = ""
    try layout.pages({ try note.lines.forEach($0) }) { dump += $0.dump }
    return dump
  }
}

extension Page {
  /// A line a mark: what, from where, how large.
  var dump: String { "page \(number)\n" + marks.map { "  \($0.dump)\n" }.joined() }
}

extension Mark {
  fileprivate var dump: String {
    func figures(_ numbers: Double...) -> String {
      numbers.map { String(Int($0.rounded())) }.joined(separator: " ")
    }
    switch self {
    case .text(let text, let style, let x, let baseline):
      return "\(figures(x, baseline)) \(style.size)\(style.isBold ? "b" : "") \(text)"
    case .rule(let x, let y, let width, _, _): return "\(figures(x, y, width)) ——"
    case .panel(let x, let y, let width, let height, _):
      return "\(figures(x, y, width, height)) ▒"
    case .picture(let picture, let x, let y, let width, let height):
      return "\(figures(x, y, width, height)) [\(picture)]"
    case .watermark(let text): return "watermark \(text)"
    }
  }
}
