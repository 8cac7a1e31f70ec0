import Crediting
import Domain
import Quantities
import Wording

/// The lines of a note as a table, and the remarks below it.
extension NoteLayout {
  /// Where the columns stand.
  private struct Columns {
    let place = 0.0
    let placeWidth = 22.0
    let content = 30.0
    let period: Double
    let rate: Double
    let rateWidth = 34.0
    let amount: Double
    let amountWidth: Double

    /// The column of amounts holds the greatest of them, which is their sum.
    init(amountWidth: Double) {
      self.amountWidth = amountWidth
      amount = Paper.bodyWidth - amountWidth
      rate = amount - rateWidth
      period = rate - 90
    }
  }

  /// The sum of the lines: with tax where their amounts are.
  private var total: Yen { document.outline.isTaxIncluded ? note.totals.gross : note.totals.net }

  /// What amounts are called: with tax, before it, or where there is none.
  private func byTax(_ included: LocalizedText, _ excluded: LocalizedText, _ none: LocalizedText)
    -> LocalizedText
  {
    guard isTaxed else { return none }
    return document.outline.isTaxIncluded ? included : excluded
  }

  private var columns: Columns {
    let sum = composer.width(of: figure(total), .sum)
    return Columns(amountWidth: max(78, sum + 10))
  }

  var tableHead: [Strip] {
    let columns = columns
    let cells = [
      composer.line(
        text(NoteLabels.place), .label, x: columns.place, width: columns.placeWidth, to: .right),
      composer.line(text(NoteLabels.content), .label, x: columns.content, width: 250),
      composer.line(text(NoteLabels.period), .label, x: columns.period, width: 90),
      composer.line(
        text(NoteLabels.rate), .label, x: columns.rate, width: columns.rateWidth, to: .right),
      composer.line(
        text(byTax(NoteLabels.gross, NoteLabels.net, NoteLabels.amount)), .label,
        x: columns.amount, width: columns.amountWidth, to: .right),
    ]
    let row = cells.reduce(Strip.gap(0)) { $0.beside($1) }
    return [[row, .rule(0.8, shade: 0.1, below: 3), .gap(3)].stacked]
  }

  func row(_ line: NoteLine, place: Int) -> [Strip] {
    let columns = columns
    let narrow = columns.period - columns.content - 10
    let wide = columns.amount - columns.content - 6
    let heading = composer.paragraph(
      self.heading(line), .strong, x: columns.content, width: narrow)
    let supplied =
      line.remedy == .damages
      ? NoteLabels.damaged(terms(of: line)) : NoteLabels.supplied(terms(of: line))
    let content =
      heading + composer.paragraph(text(supplied), .detail, x: columns.content, width: narrow)
    let cells = [
      composer.line(
        String(place), .detail, x: columns.place, width: columns.placeWidth, to: .right),
      composer.line(
        rate(line), .cell, x: columns.rate, width: columns.rateWidth, to: .right),
      composer.line(
        figure(line.amount), .sum, x: columns.amount,
        width: columns.amountWidth, to: .right),
    ].reduce(Strip.gap(0)) { $0.beside($1) }
    let (from, to) = (
      text(NumberFormat.day(line.supplyFrom)), text(NumberFormat.day(line.supplyTo))
    )
    let period = [
      composer.line(from, .detail, x: columns.period, width: 90),
      composer.line("\(text(NoteLabels.until)) \(to)", .detail, x: columns.period, width: 90),
    ]
    var strips = content.beside(period).beside([cells])
    for (words, style) in told(line) {
      strips += composer.paragraph(words, style, x: columns.content, width: wide)
    }
    return strips + [.rule(0.3, shade: 0.7, below: 3.5), .gap(3.5)]
  }

  private func heading(_ line: NoteLine) -> String {
    text(
      NoteLabels.heading(
        line.contract.text, line.remedy.words, line.request?.text,
        isClaim: line.remedy == .damages))
      + (line.isUnchanged ? text(NoteLabels.unchanged) : "")
  }

  /// The titles of the documents that a line cites.
  private func terms(of line: NoteLine) -> LocalizedText {
    let titles = line.clauses.map(\.terms).distinct.map(terms)
    return LocalizedText(
      ja: titles.map(\.ja).joined(separator: "・"), en: titles.map(\.en).joined(separator: ", "))
  }

  private func rate(_ line: NoteLine) -> String {
    guard line.taxRate == 0 else { return "\(line.taxRate)%" }
    return line.remedy == .damages ? text(NoteLabels.outOfScope) : "–"
  }

  /// What is said below a line's heading.
  private func told(_ line: NoteLine) -> [(String, TextStyle)] {
    var told: [(String, TextStyle)] = []
    if let outage = line.outage {
      let window = NoteLabels.outage(
        NumberFormat.time(outage.from), outage.to.map(NumberFormat.time))
      told.append((text(window), .detail))
    } else {
      told.append((text(NoteLabels.relieved(line.period)), .detail))
    }
    let words = line.sentence(isReversal: isReversal)
    let sentence = text(annex == .none ? words.withoutReadings : words)
    if !sentence.isEmpty { told.append((sentence, .cell)) }
    if let month = line.applyTo, !isReversal {
      told.append((text(NoteLabels.settled(NumberFormat.month(month))), .cell))
    }
    if let invoice = line.invoice {
      let said = NoteLabels.invoice(invoice.number, invoice.issuedOn.map(NumberFormat.day))
      told.append((text(said), .detail))
    }
    // Where all lines stand alike, the letter says how.
    if document.outline.settlement == nil, line.settlement != .unknown, !isReversal {
      told.append((text(line.settlement.words), .detail))
    }
    let clauses = line.clauses.map { clause in
      text(
        NoteLabels.clause(terms(clause.terms), clause.number, NumberFormat.day(clause.heldFrom)))
    }
    if !clauses.isEmpty { told.append((text(NoteLabels.basis(clauses)), .fine)) }
    return told
  }

  // MARK: Below the table

  func endTable(_ layout: inout PageLayout) {
    let columns = columns
    let label = composer.line(
      text(byTax(NoteLabels.totalGross, NoteLabels.total, NoteLabels.totalAmount)), .label,
      x: columns.content, width: columns.rate - columns.content,
      to: .right)
    let sum = composer.line(
      figure(total), .sum, x: columns.amount,
      width: columns.amountWidth, to: .right)
    layout.place([label.beside(sum)])
    layout.begin(head: [])
    layout.skip(8)
    for remark in document.remarks(isPreview: isPreview) {
      layout.place(composer.paragraph(text(remark), .detail))
    }
    if !text(NoteLabels.end).isEmpty {
      layout.place([composer.line(text(NoteLabels.end), .cell, to: .right)])
    }
  }
}

extension NoteLine {
  /// The period of the supply.
  var period: LocalizedText { NoteLayout.Period(from: supplyFrom, to: supplyTo).words }
}

extension NoteLayout.Period {
  /// Its month where it is one.
  var words: LocalizedText {
    let (year, month, day) = from.components
    let name = YearMonth(year: year, month: month)
    let isMonth = day == 1 && FeeMonth(year: year, month: month, startDay: 1).lastDay == to
    return isMonth ? NumberFormat.month(name) : NumberFormat.days(from, to)
  }
}
