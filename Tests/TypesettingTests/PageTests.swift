import Documents
import Domain
import Foundation
import TestSupport
import Testing
import Wording

@testable import Typesetting

@Suite(.tags(.slow), .unlessFast) struct PageTests {
  @Test(arguments: [SampleNote.kinds(.ja)[1], SampleNote.kinds(.en)[1], SampleNote.kinds(.ja)[3]])
  func `a note of one line is one page, with its annex`(_ note: SampleNote) throws {
    let rendering = try Rendering(note)
    #expect(rendering.printed.pages == 1)
    #expect(try rendering.info().contains("Pages:           1\n"))
    let text = try rendering.text()
    #expect(
      text.contains("1/1") && text.contains(note.document.note.language == .ja ? "別紙" : "Annex"))
  }

  @Test func `500 lines are broken between lines, under a head on every page`() throws {
    let rendering = try Rendering(SampleNote.many(500))
    let count = rendering.printed.pages
    #expect(count > 40)
    #expect(try rendering.info().contains("Pages:           \(count)\n"))
    var found: [Int] = []
    for page in 1...count {
      let text = try rendering.text(page: page)
      #expect(text.hasSuffix("\(page)/\(count)") || text.contains("\(page)/\(count)"))
      if page > 1 { #expect(text.hasPrefix("適格返還請求書CN-2026-000001株式会社山川商事御中")) }
      guard !text.contains("別紙") else { continue }
      let contracts = text.matches(of: /契約C-(1[0-9]{5})料金/).compactMap { Int($0.output.1) }
      // A line stands whole on its page.
      #expect(text.matches(of: /以降の規定/).count == contracts.count)
      if !contracts.isEmpty { #expect(text.contains("対象期間税率金額（税抜・円）")) }
      found += contracts
    }
    #expect(found == (100_001...100_500).map { $0 })
  }

  @Test func `lines calculated alike are explained once, and every other on its own`() throws {
    let text = try Rendering(SampleNote.many(100)).text()
    for heading in ["明細No.1～40（計算は共通）", "明細No.41～80", "明細No.81～100"] {
      #expect(text.contains(heading), "\(heading)")
    }
    let each = try Rendering(SampleNote.many(9, alike: 1)).text()
    for number in 1...9 { #expect(each.contains("明細No.\(number)契約C-10000\(number)")) }
  }

  @Test func `the column of figures ends at one edge`() throws {
    var note = SampleNote.many(30, alike: 1)
    note = SampleNote.make(
      .qualifiedReturnInvoice, .ja,
      note.lines + [
        SampleNote.waiver(fee: 1_111_111_110), SampleNote.waiver(fee: 1_110),
        SampleNote.waiver(fee: 8_880),
      ])
    let figures = Set(note.lines.map { NumberFormat.grouped($0.amount.value) })
    let edges = try Rendering(note).words().filter { figures.contains($0.text) && $0.xMin > 400 }
      .map(\.xMax)
    #expect(edges.count >= note.lines.count)
    let (least, most) = (try #require(edges.min()), try #require(edges.max()))
    #expect(most - least < 0.1)
    #expect(abs(most - 541.4) < 0.5)
  }

  @Test(
    arguments: SampleNote.kinds(.ja) + SampleNote.kinds(.en) + [
      SampleNote.many(20), SampleNote.named(String(repeating: "長い", count: 200)),
      SampleNote.make(
        .qualifiedReturnInvoice, .ja,
        (1...3).map { _ in SampleNote.waiver(fee: 999_999_999_999_990) }),
    ])
  func `no word stands on another, nor off the paper`(_ note: SampleNote) throws {
    let words = try Rendering(note).words()
    for (index, word) in words.enumerated() {
      #expect(word.xMin > 53 && word.xMax < 542 && word.yMin > 30 && word.yMax < 820)
      let under = words[..<index].filter { word.overlaps($0) }.map(\.text)
      #expect(under.isEmpty, "\(word.text)")
    }
  }

  @Test func `figures are of one width, so that places stand below each other`() throws {
    let typesetter = try Typesetter()
    for isBold in [false, true] {
      let style = TextStyle(size: 8.5, isBold: isBold, hasEvenFigures: true)
      func width(_ text: String) -> Double {
        typesetter.lines(of: text, style, within: 500)[0].width
      }
      #expect(abs(width("8,111") - width("8,888")) < 0.01)
      #expect(abs(width("-1,110") - width("-9,990")) < 0.01)
    }
  }

  @Test(arguments: [Language.ja, .en])
  func `a name of a thousand characters is wrapped and stays on the paper`(
    _ language: Language
  ) throws {
    let kanji = String(repeating: "株式会社長大商号", count: 125)
    let latin = String(repeating: "W", count: 1_000)
    for name in [kanji, latin] {
      let note = SampleNote.named(name, language)
      let rendering = try Rendering(note)
      #expect(try rendering.text("-raw").contains(name))
      for word in try rendering.words() {
        #expect(word.xMin >= 53 && word.xMax <= 542, "\(word)")
      }
      let typesetter = try Typesetter()
      let layout = NoteLayout(note.document, measuring: typesetter)
      try layout.pages({ try note.lines.forEach($0) }) { page in
        for case .text(let text, _, _, let baseline) in page.marks {
          #expect(baseline < 842, "\(text)")
        }
      }
    }
  }

  @Test func `characters that are rare are printed or reported, and end nothing`() throws {
    let names =
      [
        "髙﨑商店": [], "葛󠄀飾 邉󠄄商事": [], "が゙き゚": [], "e\u{301}́́́́ ": [], "العربية שלום": [],
        "a\u{202E}b\u{2066}c": [], "一\u{2028}二\u{2029}三": [], "\u{200B}": [], " ": [], "👨‍👩‍👧‍👦": [],
        "\u{E000}外字": ["\u{E000}"], "\u{10FFFD}": ["\u{10FFFD}"],
      ] as [String: [Unicode.Scalar]]
    for (name, missing) in names {
      let rendering = try Rendering(SampleNote.named(name))
      #expect(rendering.printed.pages == 1, "\(name)")
      // Which others are missing depends on the fonts installed.
      #expect(Set(missing).isSubset(of: rendering.printed.missing), "\(name)")
      #expect(try rendering.text().contains("5,500円"), "\(name)")
    }
    #expect(try Rendering(SampleNote.named("髙﨑商店")).printed.missing.isEmpty)
  }

  @Test func `a printer reports a missing character on every note that has it, and no other`()
    throws
  {
    let printer = try NotePrinter()
    let notes = ["\u{E000}", "甲", "\u{E000}"].map { SampleNote.named($0) }
    let missing = try notes.map { note in
      try printer.print(note.document, lines: { try note.lines.forEach($0) }) { _ in }.missing
    }
    #expect(missing == [["\u{E000}"], [], ["\u{E000}"]])
  }

  @Test func `without a Japanese font nothing is printed, and it is said which to install`() throws
  {
    let directory = FileManager.default.temporaryDirectory.appending(path: "fonts-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let latin = URL(fileURLWithPath: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    try FileManager.default.copyItem(at: latin, to: directory.appending(path: "latin.ttf"))
    for fonts in ["", "<dir>\(directory.path)</dir>"] {
      let settings = directory.appending(path: "fonts.conf")
      try "<?xml version=\"1.0\"?><fontconfig>\(fonts)</fontconfig>"
        .write(to: settings, atomically: true, encoding: .utf8)
      let bench = try runBench(["1"], environment: ["FONTCONFIG_FILE": settings.path])
      #expect(bench.status == 1)
      #expect(bench.errors.contains("install fonts-morisawa-bizud-gothic"), "\(bench.errors)")
    }
  }
}
