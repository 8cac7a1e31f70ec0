import Domain
import TestSupport
import Testing

@testable import Reading
@testable import Wording

/// What `slacreditctl terms show` tells somebody who reads terms and not their files.
@Suite struct TermsTextTests {
  static let pages = ShippedDocument.allCases.flatMap { document in
    Language.allCases.map { (document: document, language: $0) }
  }

  private func text(_ document: ShippedDocument, _ language: Language) throws -> String {
    TermsText(try document.edition()).text(in: language)
  }

  /// The same without its lines and columns.
  private func running(_ document: ShippedDocument, _ language: Language) throws -> String {
    try text(document, language).split { $0.isWhitespace }
      .joined(separator: language == .ja ? "" : " ")
  }

  @Test(arguments: pages)
  func `every clause is shown under its number, with its summary and what is cited with it`(
    _ document: ShippedDocument, _ language: Language
  ) throws {
    let edition = try document.edition()
    let page = try text(document, language)
    let lines = Set(page.split(separator: "\n").map(String.init))
    let told = page.filter { !$0.isWhitespace }
    for clause in edition.clauses {
      #expect(lines.contains("  \(clause.number)"))
      #expect(told.contains(clause.summary[language].filter { !$0.isWhitespace }))
      #expect(clause.with.allSatisfy { told.contains($0) })
    }
  }

  @Test(arguments: pages)
  func `every clause that others name, and every document that decides, is shown`(
    _ document: ShippedDocument, _ language: Language
  ) throws {
    let edition = try document.edition()
    let page = try text(document, language).filter { !$0.isWhitespace }
    let rulings =
      edition.exclusions.compactMap(\.ruling) + edition.referrals.flatMap(\.rulings)
    let named =
      rulings.map(\.clause) + edition.waivers.compactMap(\.displaces)
      + edition.damages.rules.flatMap { $0.displaces + $0.leftOut.map(\.clause) }
      + edition.damages.referrals.compactMap(\.ruling)
      + edition.damages.referrals.compactMap(\.terms?.text)
      + edition.referrals.map(\.terms.text) + (edition.services ?? []).map(\.text)
    for name in named {
      #expect(page.contains(name.filter { !$0.isWhitespace }), "\(name)")
    }
  }

  @Test(arguments: pages)
  func `each reading relied on is explained once, at the end`(
    _ document: ShippedDocument, _ language: Language
  ) throws {
    let edition = try document.edition()
    let lines = try text(document, language).split(separator: "\n").map(String.init)
    let relied = Set(edition.clauses.flatMap(\.readings) + ["I-1"])
    for entry in Interpretation.register {
      let places = lines.indices.filter { lines[$0] == "  \(entry.number)" }
      #expect(places.count == (relied.contains(entry.number) ? 1 : 0), "\(entry.number)")
    }
    let lastClause = try #require(
      edition.clauses.last.flatMap { lines.lastIndex(of: "  \($0.number)") })
    #expect(try #require(lines.firstIndex(of: "  I-1")) > lastClause)
  }

  @Test(arguments: ShippedDocument.allCases)
  func `the Japanese page is without the words of the files`(_ document: ShippedDocument) throws {
    let edition = try document.edition()
    var page = try text(document, .ja)
    for name in [edition.id] + (edition.services ?? []) + edition.referrals.map(\.terms) {
      page = page.replacing(name.text, with: "")
    }
    let words =
      Attribution.allCases.map(\.rawValue) + Impact.allCases.map(\.rawValue)
      + Fault.allCases.map(\.rawValue) + Billing.allCases.map(\.rawValue)
      + Quantity.allCases.map(\.rawValue) + Reason.allCases.map(\.rawValue)
      + Claim.Item.Kind.allCases.map(\.rawValue) + Waiver.Clock.allCases.map(\.rawValue)
      + ["calendar-days", "exact-time", "fee-of-month", "previous-month", "as-booked"]
    for word in words { #expect(!page.contains(word), "\(word)") }
    #expect(!page.contains("顧客"))
    #expect(!page.contains("提供者"))
  }

  @Test(arguments: pages)
  func `no line is wider than a terminal, and what labels introduce stands in one column`(
    _ document: ShippedDocument, _ language: Language
  ) throws {
    var columns: Set<Int> = []
    for line in try text(document, language).split(separator: "\n").map(String.init) {
      #expect(CellWidth.of(line) <= 100, "\(line)")
      #expect(line.last != " ")
      guard line.hasPrefix("    "), let gap = line.dropFirst(4).firstRange(of: /\s{2,}\S/) else {
        continue
      }
      columns.insert(CellWidth.of(String(line[..<line.index(before: gap.upperBound)])))
    }
    #expect(columns.count == 1, "\(columns)")
  }

  @Test func `what pauses, joins and displaces is told`() throws {
    let page = try running(.optage, .en)
    #expect(page.contains("Paused by"))
    #expect(page.contains("only in an outage that began after the announcement"))
    #expect(page.contains("by itself it gives nothing"))
    #expect(page.contains("the whole never gives less"))
    let network = try running(.networkService, .en)
    #expect(!network.contains("only in an outage that began after the announcement"))
    #expect(network.contains("Joined by none"))
  }

  @Test func `prices are told row by row, with whether one price is for all`() throws {
    let page = try running(.optage, .ja)
    #expect(page.contains("プラン「プレミアム」（premium）、Windowsのコンポーネントあり基本料金50,000円"))
    #expect(page.contains("1～5は30,000円、6～20は25,000円、21～は21,000円（全数に、その数が属する段階の単価）"))
    let backup = try running(.backup, .en)
    #expect(backup.contains("applied for from 1 April 2025 to 31 March 2026"))
    #expect(backup.contains("for each GiB of backup above 500: 38 yen"))
  }

  @Test func `caps are told with or without tax, and deadlines with their holidays`() throws {
    let optage = try running(.optage, .ja)
    #expect(optage.contains("損害の生じた月の料金とその消費税（税込み）"))
    #expect(optage.contains("5月1日"))
    #expect(optage.contains("翌々月"))
    #expect(try running(.networkService, .ja).contains("前料金月の料金（税抜き）の30分の1×日数（第19条第1項(1)）"))
    #expect(try running(.identity, .ja).contains("12料金月"))
  }

  @Test func `what is settled by whom, and when, is told`() throws {
    let network = try running(.networkService, .ja)
    #expect(network.contains("最終の支払いを最初に受領した日までに受け付けたお申し出で按分し"))
    #expect(network.contains("当社が損害と認めた範囲です"))
    #expect(network.contains("その料金月の従量による料金の30分の1"))
    let optage = try running(.optage, .ja)
    #expect(optage.contains("30日目まで（第21条第2項）"))
    #expect(optage.contains("翌々月の請求（第21条第2項）"))
    #expect(optage.contains("マネージドサービス（managed）"))
  }

  @Test
  func `a document that is not held is named by its title, and rulings by what they are about`()
    throws
  {
    let page = try running(.backup, .ja)
    #expect(page.contains("「IIJインターネットサービス契約約款」（iij-internet）。その本文を当社が保有するまで"))
    #expect(page.contains("民法第536条第1項"))
  }

  @Test(arguments: Language.allCases)
  func `of damages a document that guarantees nothing says that we are not liable`(
    _ language: Language
  ) throws {
    let page = try running(.iot, language)
    #expect(
      page.contains(language == .ja ? "損害を賠償する責任を負いません" : "we are not liable for the loss"))
  }

  @Test func `a clause's number is not broken, and no line begins with a comma`() {
    let text = "当社は「第24条第2項(2)表1欄」と、別表3第1項により、定めるところに従い、料金をお返しします。"
    for width in 20...60 {
      let lines = CellWidth.broken(text, to: width)
      #expect(lines.joined() == text)
      #expect(lines.contains { $0.contains("第24条第2項(2)表1欄") })
      #expect(lines.contains { $0.contains("別表3第1項") })
      #expect(lines.allSatisfy { !"、。」".contains($0.first ?? " ") })
    }
    let words = CellWidth.broken("one two three", to: 7)
    #expect(words == ["one two", "three"])
  }
}
