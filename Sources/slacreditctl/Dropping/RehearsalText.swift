import Assessing
import Bookkeeping
import Crediting
import Domain
import Ingesting
import Notation
import Quantities
import Wording

/// What would come of files, for whoever is about to drop them.
enum RehearsalText {
  /// Tells what would come of each, taken in one after the other. Nothing is delivered meanwhile: the ledger's
  /// log waits.
  ///
  /// - Returns: what would become of each.
  static func tell(_ files: [RehearsedFile], _ settings: Settings) throws -> [FileVerdict] {
    let rehearsal = try Rehearsal(
      settings, tellsMoney: Session.current.mayKnowAmounts, onCorruptRow: Output.say(corrupt:))
    return try files.map { file in
      let now = Moment.now
      switch try rehearsal.take(file.source, kind: file.kind, at: now) {
      case .accepted(let effects):
        for line in lines(file, effects, now) { Output.print(line[Output.language] + "\n") }
        return .accepted
      case .duplicate(let earlier):
        Output.print(duplicate(file, earlier)[Output.language] + "\n")
        return .accepted
      case .rejected(let invalid):
        Output.say(invalid.message(in: Output.language))
        return .refused
      case .givenUp:
        Output.say(
          LocalizedText(
            ja: "\(file.path): 対象が多く時間内に終わらないため、台帳との照合を打ち切りました",
            en: "\(file.path): it concerns so much that the comparison with the ledger was given up"
          )[
            Output.language])
        return .undecided
      }
    }
  }

  private static func duplicate(_ file: RehearsedFile, _ earlier: InputRecord) -> LocalizedText {
    LocalizedText(
      ja:
        "\(file.path): 同じ内容を\(NumberFormat.moment(earlier.received))に受け取っています（\(earlier.fileName)）。"
        + "何も変わりません",
      en: "\(file.path): the same content came at \(NumberFormat.moment(earlier.received)) as "
        + "\(earlier.fileName); nothing would change")
  }

  private static func lines(
    _ file: RehearsedFile, _ effects: Rehearsal.Effects, _ now: Moment
  ) -> [LocalizedText] {
    var lines: [LocalizedText] = []
    if let receipt = effects.report.receipt, effects.incidents.isEmpty {
      lines.append(
        LocalizedText(
          ja: "レコード\(receipt.records)件（新規・変更\(receipt.changed)件）",
          en: "records: \(receipt.records), new or changed: \(receipt.changed)"))
    }
    lines += effects.incidents.flatMap { IncidentForecast($0, on: now).lines }
    let more = effects.report.incidents.count - effects.incidents.count
    if more > 0 { lines.append(LocalizedText(ja: "ほか障害\(more)件", en: "more incidents: \(more)")) }
    if let receipt = effects.report.receipt {
      lines += receipt.idle
      lines += receipt.warnings.map { LocalizedText(ja: "注意: \($0.ja)", en: "warning: \($0.en)") }
    }
    if let money = effects.money { lines += told(money, effects.report.outcomes) }
    let name = file.kind.name
    return [
      LocalizedText(ja: "\(file.path): 受け付け可能です（\(name)）", en: "\(file.path): acceptable \(name)")
    ] + lines.map { LocalizedText(ja: "  \($0.ja)", en: "  \($0.en)") }
  }

  /// What would be issued, taken back and held.
  private static func told(_ money: Rehearsal.Money, _ outcomes: [Outcome: Int64])
    -> [LocalizedText]
  {
    var lines: [LocalizedText] = []
    let counts = Outcome.allCases.compactMap { outcome -> LocalizedText? in
      guard let count = outcomes[outcome], count > 0 else { return nil }
      return LocalizedText(ja: "\(outcome.words.ja)\(count)件", en: "\(outcome.words.en): \(count)")
    }
    if !counts.isEmpty {
      lines.append(
        LocalizedText(
          ja: "新しい判定: " + counts.map(\.ja).joined(separator: "、"),
          en: "new assessments: " + counts.map(\.en).joined(separator: ", ")))
    }
    let (reversed, issued) = (money.notes.reversed, money.notes.issued)
    lines += [
      NotesText.line(
        reversed, LocalizedText(ja: "取消対象の通知書", en: "credit notes to be reversed"), money.numbers),
      NotesText.line(issued, LocalizedText(ja: "新規発行となる通知書", en: "credit notes to be issued"), []),
    ].compactMap { $0 }
    if let held = money.held {
      let (lowered, raised) = (NumberFormat.yen(held.lowered), NumberFormat.yen(held.raised))
      lines.append(
        LocalizedText(
          ja: "承認まで保留: 取消\(held.notes)通（減額 \(lowered.ja)）、新規発行\(held.newNotes)通"
            + "（増額 \(raised.ja)）。\(held.reasons.words.ja)",
          en: "pending approval: reversals: \(held.notes) (−\(lowered.en)), new notes: "
            + "\(held.newNotes) (+\(raised.en)); \(held.reasons.words.en)"))
    }
    return lines
  }
}

extension Session {
  /// Whether whoever asks is told of money, and of customers.
  var mayKnowAmounts: Bool { role != .noc }
}

extension InputReceipt {
  /// What of it changes nothing.
  fileprivate var idle: [LocalizedText] {
    let idle = results.filter { $0.outcome != .accepted }
    let more = idle.count - 20
    return idle.prefix(20).map(\.outcomeWords)
      + (more > 0 ? [LocalizedText(ja: "ほか変更なし\(more)件", en: "more without effect: \(more)")] : [])
  }
}

/// The notes of an input.
enum NotesText {
  /// - Returns: how many they are and what they come to, with their numbers; `nil` where there are none.
  static func line(_ sum: InputNotes.Sum, _ name: LocalizedText, _ numbers: [String])
    -> LocalizedText?
  {
    guard sum.count > 0 else { return nil }
    let gross = NumberFormat.yen(sum.gross)
    let isAll = sum.count == Int64(numbers.count)
    let list =
      numbers.isEmpty
      ? LocalizedText(ja: "", en: "")
      : LocalizedText(
        ja: ": " + numbers.joined(separator: "、") + (isAll ? "" : " など"),
        en: ": " + numbers.joined(separator: ", ") + (isAll ? "" : ", …"))
    return LocalizedText(
      ja: "\(name.ja) \(sum.count)通（税込\(gross.ja)）\(list.ja)",
      en: "\(name.en): \(sum.count) (\(gross.en) incl. tax)\(list.en)")
  }
}
