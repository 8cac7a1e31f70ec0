import Assessing
import Crediting
import Domain
import Wording

/// The annex of a note: how each amount came about, and the readings relied on.
extension NoteLine {
  /// The readings that its amount rests on: that of rounding only where there was a fraction.
  var toldReadings: [String] { evidence.readings.filter { $0 != "I-4" || !exact.value.isWhole } }
}

extension NoteLayout {
  /// The room above an annex that stands below the table.
  static let annexGap = 14.0

  func beginAnnex(_ layout: inout PageLayout, continued: Bool) {
    layout.begin(head: [])
    if continued { layout.skip(NoteLayout.annexGap) }
    let heading = composer.line(text(NoteLabels.annex), .heading)
    layout.place([heading, .rule(0.8, shade: 0.1, below: 3), .gap(4)])
    // From the next page on the heading says that it goes on.
    let again = composer.line(text(NoteLabels.annexGoesOn), .label)
    layout.begin(headAfterBreak: [again, .rule(0.4, shade: 0.6, below: 3), .gap(4)])
  }

  func calculation(_ run: CalculationRuns.Run) -> [Strip] {
    let line = run.line
    let name = text(NoteLabels.lines(run.first, run.last))
    let contract = text(NoteLabels.contract(line.contract.text))
    var strips = composer.paragraph(
      run.first == run.last ? "\(name)　\(contract)" : name, .strong)
    let told = (annex == .full ? line.steps : line.ownSteps)
      .compactMap { annex == .full ? $0.words : $0.wordsForCustomer }
    for (index, words) in told.enumerated() {
      let number = composer.line("\(index + 1).", .step, width: 20, to: .right)
      strips += [number]
        .beside(
          composer.paragraph(
            text(words), .step, x: 26, width: Paper.bodyWidth - 26))
    }
    if !line.toldReadings.isEmpty {
      let readings = line.toldReadings.joined(separator: ", ")
      strips += composer.paragraph(
        "\(text(NoteLabels.reliesOn))　\(readings)", .fine, x: 26, width: Paper.bodyWidth - 26)
    }
    return strips + [.gap(5)]
  }

  func endAnnex(_ layout: inout PageLayout, _ digest: Digest) {
    let relied = Interpretation.register.filter { digest.readings.contains($0.number) }
    if !relied.isEmpty {
      let heading = [Strip.gap(3)] + composer.paragraph(text(NoteLabels.readings), .strong)
      for (index, reading) in relied.enumerated() {
        let said = NoteLabels.reading(reading.question, reading.reading)
        let strips = [composer.line(reading.number, .step, width: 26)]
          .beside(
            composer.paragraph(text(said), .step, x: 32, width: Paper.bodyWidth - 32))
        layout.place(index == 0 ? heading + strips : strips)
      }
    }
    guard annex == .full, !isPreview, let hash = note.hash else { return }
    layout.place(
      [.gap(6)]
        + composer.paragraph(text(NoteLabels.ledger(note.sequence, hash.description)), .fine))
  }
}
