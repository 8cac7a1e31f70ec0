import Documents
import Domain
import Foundation
import TestSupport
import Testing
import Wording

@testable import Typesetting

@Suite struct ContentTests {
  static let kinds = SampleNote.kinds(.ja)

  @Test func `a return invoice shows every item of 第57条の4第3項`() throws {
    let text = try Rendering(ContentTests.kinds[0]).text()
    for item in [
      "例示通信株式会社", "登録番号T4011001098993",  // 第1号: the issuer
      "返還年月日2026年5月1日",  // 第2号: the day of the return,
      "元の取引の期間2026年2月1日～2026年3月31日、2026年4月分",  // and the period of the supply
      "ネットワークサービス利用規約に基づくサービスの利用料金",  // 第3号: what was supplied
      "税率10%対象15,3681,53616,904",  // 第4号, 第5号: by rate net, tax and gross
      "株式会社山川商事御中", "適格返還請求書",
    ] {
      #expect(text.contains(item), "\(item)")
    }
  }

  @Test(arguments: ContentTests.kinds + SampleNote.kinds(.en))
  func `every kind names its number, parties, days, contracts and amounts`(
    _ note: SampleNote
  ) throws {
    let text = try Rendering(note).text()
    let document = note.document.note
    #expect(text.contains(document.number))
    #expect(text.contains(document.issuer.name) && text.contains("T4011001098993"))
    #expect(text.contains(document.accountName.filter { !$0.isWhitespace }))
    #expect(text.contains(document.language == .ja ? "2026年5月1日" : "1May2026"))
    for line in note.lines {
      #expect(text.contains(line.contract.text))
      let from = NumberFormat.day(line.supplyFrom)[document.language]
      #expect(text.contains(from.filter { !$0.isWhitespace }))
      for clause in line.clauses { #expect(text.contains(clause.number)) }
    }
  }

  @Test func `a title says the kind`() throws {
    let titles = try ContentTests.kinds.map { try Rendering($0).info() }
    for (title, info) in zip(["適格返還請求書", "適格返還請求書", "請求減額通知書", "損害賠償金のご通知", "取消通知書"], titles) {
      #expect(info.contains("Title:           \(title) CN-2026"))
    }
  }

  @Test func `under 10,000 yen with tax a return invoice says that it is not required`() throws {
    let said = "交付義務は免除されています（消費税法施行令第70条の9第3項）"
    #expect(try Rendering(ContentTests.kinds[1]).text().contains(said))
    #expect(try !Rendering(ContentTests.kinds[0]).text().contains(said))
    #expect(try !Rendering(ContentTests.kinds[2]).text().contains(said))
  }

  @Test func `a reversal shows negative figures and the note that it takes back`() throws {
    let text = try Rendering(ContentTests.kinds[4]).text()
    #expect(text.contains("取り消す書面適格返還請求書CN-2026-000001（2026年5月1日発行）"))
    for figure in ["△16,904円", "△15,368", "△1,536", "△10,368", "△5,000"] {
      #expect(text.contains(figure), "\(figure)")
    }
  }

  @Test func `damages are outside the tax, name their claim and say how they are settled`() throws {
    let text = try Rendering(ContentTests.kinds[3]).text()
    for words in [
      "不課税13,724–13,724", "CL-2026-0009", "2026年6月分のご請求（発行済みの場合はその後のご請求）において精算",
      "賠償の対象となるのは100,000円",
      "82,345円×5日÷30日=13,724.16…円", "賠償額は13,724円です。",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("税率10%"))
  }

  @Test func `a relief shows the fee month and the day of the decision, not who decided or why`()
    throws
  {
    let text = try Rendering(ContentTests.kinds[2]).text()
    #expect(text.contains("臨時減免（決定RL-2026-03）"))
    #expect(text.contains("減免する料金2026年4月分"))
    #expect(text.contains("当社の決定による臨時減免です。"))
    #expect(!text.contains("営業本部長"))
  }

  @Test func `a line says its arithmetic in one sentence, and the annex what it rests on`() throws {
    let note = ContentTests.kinds[0]
    let text = try Rendering(note).text()
    #expect(text.contains("第8条第6項(1)により、2026年4月分の料金50,000円×3日÷30日＝5,000円を減額します。"))
    for line in note.lines {
      for step in line.steps {
        let words = step.wordsForCustomer ?? step.words
        let isTold = text.contains(words.ja.filter { !$0.isWhitespace })
        #expect(isTold == (step.wordsForCustomer != nil), "\(words.ja)")
      }
    }
    for reading in Interpretation.register {
      let isTold = text.contains(reading.reading.ja.filter { !$0.isWhitespace })
      #expect(isTold == ["I-3", "I-4", "I-14", "I-18"].contains(reading.number))
    }
  }

  @Test func `a preview bears a watermark on every page and no number`() throws {
    let note = SampleNote.many(12)
    let rendering = try Rendering(note, isPreview: true)
    for page in 1...rendering.printed.pages {
      let text = try rendering.text(page: page)
      #expect(text.contains("未発行") && !text.contains("CN-2026"))
    }
    #expect(try !Rendering(note).text().contains("未発行"))
  }

  @Test func `logo and seal are on the first page, and one that is no image is named`() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "png-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let paths = ["logo.png", "seal.png"].map { directory.appending(path: $0).path }
    paths.forEach { writePNG(to: $0) }
    let rendering = try Rendering(
      SampleNote.many(12),
      letterhead: Letterhead(
        logo: Array(try Data(contentsOf: URL(fileURLWithPath: paths[0]))),
        seal: Array(try Data(contentsOf: URL(fileURLWithPath: paths[1])))))
    let images = try run("pdfimages", ["-list", rendering.path]).output
      .split(separator: "\n").dropFirst(2).map { $0.split(separator: " ") }
    // Page and kind; the masks make them transparent.
    #expect(images.map { "\($0[0]) \($0[2])" } == ["1 image", "1 smask", "1 image", "1 smask"])

    let failure = #expect(throws: TypesettingFailure.self) {
      try NotePrinter(letterhead: Letterhead(seal: Array("no image".utf8)))
    }
    #expect(failure?.description.contains("seal.png") == true)
  }
}
