import Crediting
import Domain
import Quantities
import Wording

/// Images of the issuer's, as PNG files.
public struct Letterhead: Hashable, Sendable {
  /// The logo, above the issuer's name.
  public let logo: [UInt8]?
  /// The seal (社印), beside the issuer's name.
  public let seal: [UInt8]?

  /// A letterhead; without images unless they are given.
  public init(logo: [UInt8]? = nil, seal: [UInt8]? = nil) {
    self.logo = logo
    self.seal = seal
  }
}

/// A note on A4 pages: what stands where. It draws nothing; see ``Mark``.
///
/// The head, the lines as a table, remarks, and an annex with the arithmetic. The lines are gone
/// through four times, first for what the head says and to count the pages, and never held in memory.
public struct NoteLayout {
  /// Whether a note is not issued yet, or its paper is made again.
  public enum State: Hashable, Sendable {
    /// It is issued.
    case issued
    /// It is not issued yet: it bears a watermark, and no number.
    case preview
    /// Its paper was issued before and cannot be made again to the byte: it says 再発行.
    case reissued
  }

  let document: NoteDocument
  let state: State
  let annex: DocumentSettings.Annex
  let letterhead: Letterhead
  let termsTitles: [Identifier: LocalizedText]
  let composer: Composer

  /// The layout of a note.
  ///
  /// - Parameters:
  ///   - state: whether it is not issued yet, or issued again.
  ///   - annex: how much of the arithmetic it shows.
  ///   - termsTitles: the titles of the documents; one that is missing is called by its name.
  ///   - measuring: knows the fonts.
  public init(
    _ document: NoteDocument, as state: State = .issued,
    annex: DocumentSettings.Annex = .amounts, letterhead: Letterhead = Letterhead(),
    termsTitles: [Identifier: LocalizedText] = [:],
    measuring: any TextMeasuring
  ) {
    self.document = document
    self.state = state
    // How a note that is cancelled was calculated stands on that note.
    self.annex = document.note.kind == .reversal && annex == .amounts ? .none : annex
    self.letterhead = letterhead
    self.termsTitles = termsTitles
    composer = Composer(measuring: measuring)
  }

  var note: NoteHeader { document.note }
  var isPreview: Bool { state == .preview }
  var isReversal: Bool { note.kind == .reversal }
  /// Whether the sums are of damages, or take damages back.
  var isDamages: Bool { document.subject == .damages }

  var isTaxed: Bool { document.isTaxed }

  /// An amount as Japanese books write it, with △ before what is less than nothing; − in English.
  func figure(_ amount: Yen) -> String {
    let figures = NumberFormat.grouped(Int128(amount.value.magnitude))
    return amount < .zero ? (note.language == .ja ? "△" : "−") + figures : figures
  }

  func text(_ words: LocalizedText) -> String { words[note.language] }

  func terms(_ id: Identifier) -> LocalizedText {
    termsTitles[id] ?? LocalizedText(ja: id.text, en: id.text)
  }

  /// What the note is called: its number, once it has one.
  var number: String { isPreview ? text(NoteLabels.notIssued) : note.number }

  /// The title that a reader's program shows.
  public var title: String { "\(text(note.kind.title)) \(number)" }

  /// What has to be known of all lines before the first page is laid out.
  struct Digest {
    /// The periods supplied, none wider than a line's.
    private(set) var periods: [Period] = []
    /// The fee months whose bills are lowered by damages.
    private(set) var bills: Set<YearMonth> = []
    var readings: Set<String> = []

    mutating func add(_ line: NoteLine) {
      let period = Period(from: line.supplyFrom, to: line.supplyTo)
      if !periods.contains(period) {
        periods.append(period)
        periods.sort()
      }
      if line.isTaxIncluded, let month = line.applyTo { bills.insert(month) }
      readings.formUnion(line.toldReadings)
    }
  }

  /// A period supplied.
  struct Period: Hashable, Comparable {
    let from: CivilDate
    let to: CivilDate

    static func < (left: Period, right: Period) -> Bool {
      (left.from, left.to) < (right.from, right.to)
    }
  }

  private struct Plan {
    var digest = Digest()
    var pages = 0
    /// Whether the annex goes on where the table ends.
    var isAnnexOnSamePage = false
  }

  /// Lays the note out and hands over its pages, one by one.
  ///
  /// - Parameters:
  ///   - forEachLine: hands over the note's lines, in order, each time that it is called.
  ///   - body: takes a page.
  /// - Returns: how many pages there are.
  /// - Throws: what `forEachLine` and `body` throw.
  @discardableResult
  public func pages(
    _ forEachLine: ((NoteLine) throws -> Void) throws -> Void,
    _ body: @escaping (Page) throws -> Void
  ) throws -> Int {
    let plan = try plan(forEachLine)
    var layout = PageLayout { self.furniture($0, of: plan.pages) }
    beginTable(&layout, plan.digest)
    var place = 0
    try forEachLine { line in
      place += 1
      layout.place(row(line, place: place))
      try layout.takeFinished().forEach(body)
    }
    endTable(&layout)
    if annex != .none {
      if !plan.isAnnexOnSamePage { layout.breakPage() }
      beginAnnex(&layout, continued: plan.isAnnexOnSamePage)
      var runs = CalculationRuns()
      try forEachLine { line in
        guard let run = runs.add(line) else { return }
        layout.place(calculation(run))
        try layout.takeFinished().forEach(body)
      }
      if let run = runs.last { layout.place(calculation(run)) }
      endAnnex(&layout, plan.digest)
    }
    try layout.finish().forEach(body)
    return plan.pages
  }

  /// Lays everything out once to see how many pages it takes.
  private func plan(_ forEachLine: ((NoteLine) throws -> Void) throws -> Void) throws -> Plan {
    var plan = Plan()
    var table = PageLayout { _ in [] }
    var annex = PageLayout(firstPage: 2) { _ in [] }
    try forEachLine { plan.digest.add($0) }
    beginTable(&table, plan.digest)
    beginAnnex(&annex, continued: false)
    var place = 0
    var runs = CalculationRuns()
    try forEachLine { line in
      place += 1
      table.place(row(line, place: place))
      if let run = runs.add(line) { annex.place(calculation(run)) }
      (_, _) = (table.takeFinished(), annex.takeFinished())
    }
    if let run = runs.last { annex.place(calculation(run)) }
    endTable(&table)
    endAnnex(&annex, plan.digest)
    guard self.annex != .none else {
      plan.pages = table.pageNumber
      return plan
    }
    let annexPages = annex.pageNumber - 1
    let annexHeight = annex.y - Paper.top + NoteLayout.annexGap
    plan.isAnnexOnSamePage = annexPages == 1 && annexHeight <= table.room
    plan.pages = table.pageNumber + (plan.isAnnexOnSamePage ? 0 : annexPages)
    return plan
  }

  // MARK: What every page bears

  private func furniture(_ number: Int, of count: Int) -> [Mark] {
    let addressee = "\(note.accountName) \(text(NoteLabels.honorific))"
    var strips: [Strip] = []
    let half = Paper.bodyWidth / 2
    if number > 1 {
      let running = composer.line(title, .fine, width: half - 10)
        .beside(composer.line(addressee, .fine, x: half, width: half, to: .right))
      strips.append(
        [running, .rule(0.4, shade: 0.6, below: 3)].stacked.moved(right: Paper.margin))
    }
    let foot = composer.line(note.issuer.name, .fine, width: half - 10)
      .beside(composer.line("\(number) / \(count)", .fine, x: half, width: half, to: .right))
    let marks =
      strips.flatMap(\.marks).map { $0.moved(down: 36) }
      + foot.moved(right: Paper.margin).marks.map { $0.moved(down: Paper.height - 42) }
    return (isPreview ? [.watermark(text(NoteLabels.watermark))] : []) + marks
  }
}

/// Lines next to each other that are calculated alike are explained once.
struct CalculationRuns {
  struct Run {
    let line: NoteLine
    let first: Int
    var last: Int
  }

  private(set) var last: Run?

  /// Takes the next line; the run that it ends, if it ends one.
  mutating func add(_ line: NoteLine) -> Run? {
    guard let run = last else {
      last = Run(line: line, first: 1, last: 1)
      return nil
    }
    if run.line.isCalculated(like: line) {
      last?.last += 1
      return nil
    }
    last = Run(line: line, first: run.last + 1, last: run.last + 1)
    return run
  }
}

extension NoteLine {
  fileprivate func isCalculated(like other: NoteLine) -> Bool {
    self.remedy == other.remedy && self.steps == other.steps && self.readings == other.readings
  }
}

/// The styles of a note. Few, and quiet.
extension TextStyle {
  static let title = TextStyle(size: 18, isBold: true, leading: 1.3)
  static let heading = TextStyle(size: 9.5, isBold: true, leading: 1.6)
  static let body = TextStyle(size: 9, leading: 1.7)
  static let cell = TextStyle(size: 8.5)
  static let strong = TextStyle(size: 8.5, isBold: true)
  static let detail = TextStyle(size: 8, shade: 0.25)
  static let label = TextStyle(size: 8, shade: 0.4)
  static let step = TextStyle(size: 7.5, shade: 0.2, leading: 1.48)
  static let figure = TextStyle(size: 9.5, leading: 1.34, hasEvenFigures: true)
  static let sum = TextStyle(size: 9.5, isBold: true, leading: 1.34, hasEvenFigures: true)
  static let fine = TextStyle(size: 7, shade: 0.4)
}
