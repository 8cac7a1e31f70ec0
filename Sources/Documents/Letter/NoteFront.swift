import Crediting
import Domain
import Quantities
import Wording

/// The head of a note: title, parties, sums and dates.
extension NoteLayout {
  func beginTable(_ layout: inout PageLayout, _ digest: Digest) {
    layout.place([titles, .rule(0.8, shade: 0.1, below: 6), .gap(16)])
    layout.place([recipient.beside(issuer)])
    layout.skip(18)
    layout.place(composer.paragraph(text(letter.words), .body))
    layout.skip(10)
    layout.place([sums])
    layout.skip(10)
    for fact in facts(digest) { layout.place(fact) }
    layout.skip(14)
    layout.begin(head: tableHead)
  }

  private var letter: Letter {
    Letter(
      note.kind, document.outline, replaced: document.replaced?.number,
      isReaddressed: document.isReaddressed)
  }

  private var titles: Strip {
    let rows =
      [
        (NoteLabels.number, number),
        (NoteLabels.issuedOn, text(NumberFormat.day(note.issuedOn))),
      ]
      + (state == .reissued ? [(NoteLabels.copy, text(NoteLabels.reissued))] : [])
    let width = rows.map { composer.width(of: $0.1, .cell) }.max() ?? 0
    let meta = rows.map { label, value in
      let label = composer.line(
        text(label), .label, x: Paper.bodyWidth - width - 82, width: 70, to: .right)
      return label.beside(
        composer.line(value, .cell, x: Paper.bodyWidth - width, width: width + 1))
    }
    let title = composer.paragraph(
      text(note.kind.title), .title, width: Paper.bodyWidth - width - 90)
    return title.stacked.beside(meta.stacked)
  }

  // MARK: The parties

  private var recipient: Strip {
    let width = 250.0
    let style = composer.style(
      for: note.accountName, width: width,
      [
        (TextStyle(size: 13, isBold: true, leading: 1.4), 2),
        (TextStyle(size: 10.5, isBold: true, leading: 1.4), 5),
        (TextStyle(size: 8.5, isBold: true, leading: 1.4), 12),
        (TextStyle(size: 6.5, isBold: true, leading: 1.4), .max),
      ])
    var strips: [Strip] = []
    if !text(NoteLabels.recipient).isEmpty {
      strips = composer.paragraph(text(NoteLabels.recipient), .label)
    }
    let name = composer.paragraph(note.accountName, style, width: width)
    strips += name.dropLast()
    strips += honoured(name[name.count - 1], style, width)
    let rule = Strip(
      height: 4,
      marks: [.rule(x: 0, y: 2, width: width, thickness: 0.5, shade: 0.3)])
    strips.append(rule)
    strips.append(
      composer.line("\(text(NoteLabels.account))　\(note.account)", .label, width: width))
    return strips.stacked
  }

  /// The last line of the recipient's name with the honorific after it, or below it where there is no
  /// room left.
  private func honoured(_ line: Strip, _ style: TextStyle, _ width: Double) -> [Strip] {
    let honorific = text(NoteLabels.honorific)
    guard !honorific.isEmpty, case .text(let last, _, _, _) = line.marks.first else {
      return [line]
    }
    let small = TextStyle(
      size: style.size * 0.85, shade: style.shade, leading: style.leading / style.size / 0.85)
    let left = composer.width(of: last, style) + style.size
    if left + composer.width(of: honorific, small) <= width {
      let mark = Mark.text(honorific, small, x: left, baseline: style.baseline)
      return [line.beside(Strip(height: 0, marks: [mark]))]
    }
    return [line] + composer.paragraph(honorific, small, width: width, to: .right)
  }

  private var issuer: Strip {
    let (left, seal) = (290.0, 62.0)
    let width = Paper.bodyWidth - left - (letterhead.seal == nil ? 0 : seal + 6)
    let name = composer.style(
      for: note.issuer.name, width: width,
      [
        (TextStyle(size: 10.5, isBold: true), 3), (TextStyle(size: 8.5, isBold: true), 8),
        (TextStyle(size: 6, isBold: true), .max),
      ])
    let address = composer.style(
      for: note.issuer.address, width: width,
      [
        (TextStyle(size: 8.5), 4), (TextStyle(size: 7, shade: 0.2), 10),
        (TextStyle(size: 6, shade: 0.2), .max),
      ])
    let number = "\(text(NoteLabels.registrationNumber)) \(note.issuer.registrationNumber)"
    let body =
      (composer.paragraph(note.issuer.name, name, x: left, width: width)
      + composer.paragraph(note.issuer.address, address, x: left, width: width)
      + composer.paragraph(number, .cell, x: left, width: width)).stacked
    var strips = [body]
    if letterhead.seal != nil {
      let box = Strip(
        height: seal,
        marks: [
          .picture(.seal, x: Paper.bodyWidth - seal, y: 0, width: seal, height: seal)
        ])
      strips = [body.beside(box)]
    }
    if letterhead.logo != nil {
      let box = Strip(
        height: 38, marks: [.picture(.logo, x: left, y: 0, width: 150, height: 32)])
      strips.insert(box, at: 0)
    }
    return strips.stacked
  }

  // MARK: The sums

  private var sums: Strip {
    let table = rates
    let padding = 12.0
    let large = TextStyle(size: 20, isBold: true, leading: 1.3)
    let sum = text(NoteLabels.yen(note.totals.gross))
    let label = composer.paragraph(
      text(
        note.kind.sumLabel(
          document.outline.settlement, isTaxed: isTaxed)), .label
    ).stacked
    let figure = composer.paragraph(sum, large).stacked
    let isWide =
      composer.width(of: sum, large) + table.width + 3 * padding > Paper.bodyWidth
    let left = [label, figure].stacked.moved(right: padding)
    let right = table.strip.moved(right: Paper.bodyWidth - padding - table.width)
    let height = max(left.height, right.height)
    let content =
      isWide
      ? [left, .gap(4), right].stacked
      : left.moved(toMiddleOf: height).beside(right.moved(toMiddleOf: height))
    let ground = Mark.panel(
      x: 0, y: 0, width: Paper.bodyWidth, height: content.height + 16, shade: 0.955)
    let whole = [.gap(8), content, .gap(8)].stacked
    return Strip(height: whole.height, marks: [ground] + whole.marks)
  }

  /// The sums by rate.
  private var rates: (strip: Strip, width: Double) {
    let head = [NoteLabels.byRate, NoteLabels.sumNet, NoteLabels.sumTax, NoteLabels.sumGross]
    let rows = note.totals.rates.map { rate in
      return [
        text(NoteLabels.rate(rate.percent, isDamages ? .outsideScope : document.zeroRate)),
        figure(rate.net),
        rate.percent == 0 ? "–" : figure(rate.tax),
        figure(Yen(rate.net.value + rate.tax.value)),
      ]
    }
    let widths = head.indices.map { column in
      max(
        composer.width(of: text(head[column]), .label),
        rows.map { composer.width(of: $0[column], column > 0 ? .figure : .cell) }.max() ?? 0)
        + (column > 0 ? 16 : 1)
    }
    func set(_ cells: [String], _ first: TextStyle, _ other: TextStyle) -> Strip {
      var strip = Strip.gap(0)
      var x = 0.0
      for (column, cell) in cells.enumerated() {
        strip = strip.beside(
          composer.line(
            cell, column == 0 ? first : other, x: x, width: widths[column],
            to: column == 0 ? .left : .right))
        x += widths[column]
      }
      return strip
    }
    let width = widths.reduce(0, +)
    let rule = Strip(
      height: 4, marks: [.rule(x: 0, y: 2, width: width, thickness: 0.4, shade: 0.6)])
    return (
      ([set(head.map(text), .label, .label), rule] + rows.map { set($0, .cell, .figure) }).stacked,
      width
    )
  }

  // MARK: What it is about

  private func facts(_ digest: Digest) -> [[Strip]] {
    let supply = digest.periods.map { text($0.words) }.joined(separator: text(NoteLabels.comma))
    var rows: [(String, String)] = []
    if let reversed = document.reversed {
      let paid = document.paidBefore.map { text(NoteLabels.wasPaid($0)) } ?? ""
      rows.append((text(NoteLabels.reverses), named(reversed) + paid))
    }
    if let replaced = document.replaced {
      rows.append((text(NoteLabels.replaces), named(replaced)))
      if let difference = document.difference {
        let words = NoteLabels.difference(
          difference, document.outline.settlement, isTogether: document.isReplacedBySeveral)
        rows.append((text(NoteLabels.difference), text(words)))
      }
    }
    if let after = document.replacedBy.first {
      rows.append((text(NoteLabels.replacedBy), named(after)))
    } else if note.kind == .reversal {
      let words = document.isReaddressed ? NoteLabels.replacedElsewhere : NoteLabels.replacedByNone
      rows.append((text(NoteLabels.replacedBy), text(words)))
    }
    rows.append((text(note.kind.dateLabel), text(NumberFormat.day(note.issuedOn))))
    if digest.bills.isEmpty {
      rows.append((text(document.subject.supplyLabel), supply))
    } else {
      let bills = digest.bills.sorted { $0.description < $1.description }.map(NumberFormat.month)
      rows.append(
        (text(NoteLabels.bills), bills.map(text).joined(separator: text(NoteLabels.comma))))
      rows.append((text(NoteKind.damages.supplyLabel), supply))
    }
    if document.outline.settlement == nil, !isReversal {
      rows.append((text(NoteLabels.breakdown), breakdown))
    }
    if let month = document.closing {
      rows.append((text(NoteLabels.closing), text(NumberFormat.month(month))))
    }
    let listed = document.incidents.prefix(8)
    for (index, incident) in listed.enumerated() {
      rows.append(
        (
          index == 0 ? text(NoteLabels.incidents) : "",
          "\(incident.id)　\(text(incident.told))"
        ))
    }
    if document.incidents.count > listed.count {
      rows.append(("", text(NoteLabels.more(document.incidents.count - listed.count))))
    }
    return rows.map { label, value in fact(label, value) }
  }

  /// The lines' sums by how they stand to their bills, as the lines' amounts are: with tax or before it.
  private var breakdown: String {
    let parts = LineSettlement.allCases.compactMap { settlement in
      document.outline.sums[settlement].map { settlement.words(of: $0) }
    }.map(text)
    return parts.joined(separator: text(NoteLabels.comma))
      + (isTaxed && !document.outline.isTaxIncluded ? text(NoteLabels.beforeTax) : "")
  }

  private func named(_ note: NoteHeader) -> String {
    text(NoteLabels.note(note.kind.title, note.number, NumberFormat.day(note.issuedOn)))
  }

  func fact(_ label: String, _ value: String) -> [Strip] {
    let indent = note.language == .ja ? 84.0 : 128.0
    return composer.paragraph(label, .label, width: indent - 8)
      .beside(
        composer.paragraph(value, .cell, x: indent, width: Paper.bodyWidth - indent))
  }
}

extension Strip {
  /// Moves it to the middle of a height.
  fileprivate func moved(toMiddleOf height: Double) -> Strip {
    [.gap(max(0, (height - self.height) / 2)), self].stacked
  }
}
