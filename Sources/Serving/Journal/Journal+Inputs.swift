import Assessing
import Bookkeeping
import Crediting
import Delivering
import Domain
import Ingesting
import Logging
import Notation
import Quantities
import Reading
import Spooling
import Typesetting
import Wording

extension Journal {
  /// Every incident is named with its file; what follows names the first.
  private static func first(_ report: IntakeReport) -> [Identifier] {
    report.incidents.prefix(incidentsAnEntry).map(\.id)
  }

  /// Of one incident its revision can be told.
  private func revision(_ report: IntakeReport) -> String? {
    report.incidents.count == 1 ? report.incidents.first.map { String($0.revision) } : nil
  }

  func accepted(_ report: IntakeReport, file: String) {
    let input = report.input
    let isNobodys = input.kind == RecordKind.incidents.name && !input.owner.isProven
    let doubt =
      isNobodys
      ? LocalizedText(
        ja: "。ファイルは所有者以外も書き込めるか別の名前（リンク）を持ち、誰の報告か確かめられないため、"
          + "所有者だけが書き込めるファイルで次の改訂を受け取るまで、この報告に基づく承認は採用しません",
        en:
          "; others can write the file, or it has other links, so it does not show who reported: no "
          + "approval that rests on it counts until a revision has come in a file that only its owner "
          + "can write") : LocalizedText(ja: "", en: "")
    say(
      .accepted,
      isNobodys ? .warning : .info,
      LocalizedText(
        ja: "\(input.kind)/\(input.fileName) を受け付けました（\(input.records)件、"
          + "契約\(report.contracts)件を査定）\(doubt.ja)",
        en: "accepted \(input.kind)/\(input.fileName): \(input.records) records, "
          + "\(report.contracts) contracts assessed\(doubt.en)"),
      ["SPOOL_FILE": file, "REVISION": revision(report)], incidents: report.incidents.map(\.id))
    if report.contracts > Intake.listedContracts {
      summarize(report)
    } else {
      for assessment in report.listed where assessment.outcome != .credit { tell(assessment) }
    }
    for warning in report.warnings.prefix(10) {
      say(.unreached, .warning, warning, ["SPOOL_FILE": file], incidents: Self.first(report))
    }
    if let batch = report.held { held(batch, report) }
    for note in report.notes.first { issued(note, report.notes) }
    let more = report.notes.count - report.notes.first.count
    if more > 0 {
      say(
        .issued,
        .info,
        LocalizedText(ja: "ほかに\(more)通を発行しました", en: "issued \(more) more credit notes"), [:],
        incidents: Self.first(report))
    }
  }

  private func held(_ batch: Identifier, _ report: IntakeReport) {
    let (input, why) = (report.input, report.heldBecause.words)
    say(
      .held, .warning,
      LocalizedText(
        ja: "\(input.kind)/\(input.fileName) による訂正と発行を、\(why.ja)保留し、承認を待ちます（batch_id: \(batch)）",
        en: "what \(input.kind)/\(input.fileName) would correct or issue is held for an approval "
          + "(batch_id: \(batch)): \(why.en)"),
      ["OUTCOME": Outcome.held.rawValue, "REASON": "batch_id:\(batch)"],
      incidents: Self.first(report))
  }

  private func tell(_ assessment: Assessment) {
    let text =
      assessment.reason?.words
      ?? LocalizedText(
        ja: assessment.waitsFor.map(\.words.ja).joined(separator: "、"),
        en: assessment.waitsFor.map(\.words.en).joined(separator: ", "))
    let outcome = assessment.outcome.words
    say(
      .notCredited,
      .notice,
      LocalizedText(
        ja: "契約\(assessment.contract): \(outcome.ja)（\(text.ja)）",
        en: "contract \(assessment.contract): \(outcome.en) (\(text.en))"),
      [
        "CONTRACT_ID": assessment.contract.text, "ACCOUNT_ID": assessment.account?.text,
        "CLAUSE": assessment.clauses.first?.number, "OUTCOME": assessment.outcome.rawValue,
        "REASON": assessment.reason?.rawValue
          ?? assessment.waitsFor.map(\.description).joined(separator: " "),
      ], incidents: assessment.incidents)
  }

  private func summarize(_ report: IntakeReport) {
    let counts = Outcome.allCases.compactMap { outcome in
      report.outcomes[outcome].map { (outcome, $0) }
    }
    say(
      .assessed,
      .notice,
      LocalizedText(
        ja: "査定: " + counts.map { "\($0.0.words.ja) \($0.1)件" }.joined(separator: "、"),
        en: "assessed: " + counts.map { "\($0.0.words.en) \($0.1)" }.joined(separator: ", ")),
      ["REVISION": revision(report)], incidents: Self.first(report))
  }

  private func issued(_ note: NoteHeader, _ notes: IssuedNotes) {
    let paidOn = notes.paidBefore[note.sequence]
    let amount = NumberFormat.grouped(note.totals.gross.value)
    let verb: LocalizedText =
      note.kind == .reversal
      ? LocalizedText(ja: "取消", en: "reversal") : LocalizedText(ja: "発行", en: "credit note")
    let paid = paidOn.map(NoteLabels.wasPaid)
    say(
      note.kind == .reversal ? .reversed : .issued,
      paid == nil ? .notice : .warning,
      LocalizedText(
        ja: "\(verb.ja) \(note.number): \(note.accountName) 税込\(amount)円\(paid?.ja ?? "")",
        en: "\(verb.en) \(note.number): \(note.accountName), \(amount) yen with tax"
          + (paid?.en ?? "")),
      [
        "CREDIT_NOTE": note.number, "ACCOUNT_ID": note.account.text,
        "AMOUNT_YEN": note.totals.gross.description,
      ], incidents: notes.incidents[note.sequence] ?? [])
  }
}
