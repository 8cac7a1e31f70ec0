import Assessing
import Bookkeeping
import Crediting
import Domain
import Notation
import Operating
import Quantities
import Wording

/// What would come of files, for whoever is about to drop them.
enum RehearsalText {
  /// Prints what would come of each, taken in one after the other.
  ///
  /// - Returns: how many would be refused.
  static func print(_ files: [RehearsedFile], _ settings: Settings) throws -> Int {
    let rehearsal = try Rehearsal(settings) { error in
      let told = mayKnowAmounts ? "\(error)" : "journalctl -u slacreditd"
      Output.say(
        Words(ja: "台帳の行が書かれたままではありません: \(told)", en: "not what was written: \(told)")[
          Output.language])
    }
    var refused = 0
    for file in files {
      let now = Service.systemClock()
      switch try rehearsal.take(file.source, kind: file.kind, at: now) {
      case .accepted(let effects):
        for line in lines(file, effects, now) { Output.print(line[Output.language] + "\n") }
      case .duplicate(let earlier):
        Output.print(duplicate(file, earlier)[Output.language] + "\n")
      case .rejected(let invalid):
        refused += 1
        Output.say(invalid.message(in: Output.language))
      case .givenUp:
        Output.say(
          Words(
            ja: "\(file.path): 影響が大きく時間がかかるため、台帳との照合を途中でやめました",
            en: "\(file.path): not compared with the ledger to the end, as that takes long")[
              Output.language])
      }
      Output.flush()
    }
    return refused
  }

  /// Whether whoever asks is told of money.
  private static var mayKnowAmounts: Bool { Session.current.role != .noc }

  private static func duplicate(_ file: RehearsedFile, _ earlier: InputRecord) -> Words {
    Words(
      ja: "\(file.path): 同じ内容を\(Figures.moment(earlier.received))に受け取っています（\(earlier.fileName)）。"
        + "何も変わりません",
      en: "\(file.path): the same content came at \(Figures.moment(earlier.received)) as "
        + "\(earlier.fileName); nothing would change")
  }

  private static func lines(
    _ file: RehearsedFile, _ effects: Rehearsal.Effects, _ now: Moment
  ) -> [Words] {
    var lines = effects.incidents.flatMap { IncidentForecast($0, on: now).lines }
    let more = effects.report.incidents.count - effects.incidents.count
    if more > 0 {
      lines.append(Words(ja: "ほか障害\(more)件", en: "and \(more) more incidents"))
    }
    lines += effects.report.receipt?.withoutEffect ?? []
    lines += effects.report.warnings.map { Words(ja: "注意: \($0.ja)", en: "note: \($0.en)") }
    if mayKnowAmounts { lines += money(effects) }
    if let receipt = effects.report.receipt, effects.incidents.isEmpty {
      lines.insert(
        Words(
          ja: "記録\(receipt.records)件、うち新しいもの・変わるもの\(receipt.changed)件",
          en: "records: \(receipt.records), new or changed: \(receipt.changed)"), at: 0)
    }
    return [
      Words(
        ja: "\(file.path): \(file.kind.rawValue) 正しく読めます",
        en: "\(file.path): valid \(file.kind.rawValue)")
    ]
      + lines.map { Words(ja: "  \($0.ja)", en: "  \($0.en)") }
  }

  /// What would be issued, taken back and held.
  private static func money(_ effects: Rehearsal.Effects) -> [Words] {
    var lines: [Words] = []
    let outcomes = Outcome.allCases.compactMap { outcome -> Words? in
      guard let count = effects.report.outcomes[outcome], count > 0 else { return nil }
      return Words(
        ja: "\(outcome.words.ja)\(count)件", en: "\(outcome.words.en): \(count)")
    }
    if !outcomes.isEmpty {
      lines.append(
        Words(
          ja: "新しい判定: " + outcomes.map(\.ja).joined(separator: "、"),
          en: "new assessments: " + outcomes.map(\.en).joined(separator: ", ")))
    }
    lines += NotesText.lines(effects.notes, isDone: false)
    if let held = effects.held {
      let (lowered, raised) = (Figures.yen(held.lowered), Figures.yen(held.raised))
      lines.append(
        Words(
          ja: "承認まで保留: 取消し\(held.notes)通（\(lowered.ja)の減）、新規\(held.newNotes)通（\(raised.ja)の増）。"
            + held.reasons.words.ja,
          en: "held for an approval: \(held.notes) notes to reverse (\(lowered.en) less), "
            + "\(held.newNotes) new notes (\(raised.en) more): \(held.reasons.words.en)"))
    }
    return lines
  }
}

extension InputReceipt {
  /// What of it changes nothing.
  fileprivate var withoutEffect: [Words] {
    let idle = results.filter { $0.outcome != .accepted }
    return idle.prefix(20).map(\.words)
      + (idle.count > 20
        ? [
          Words(
            ja: "ほか効果のないもの\(idle.count - 20)件", en: "and \(idle.count - 20) more without effect")
        ]
        : [])
  }
}

/// The notes of an input.
enum NotesText {
  /// - Parameter isDone: whether they are issued, or would be.
  static func lines(_ notes: InputNotes, isDone: Bool) -> [Words] {
    func line(_ sum: InputNotes.Sum, _ ja: String, _ en: String) -> Words? {
      guard sum.count > 0 else { return nil }
      let gross = Figures.yen(sum.gross)
      // A number that is not issued is nobody's.
      let isNamed = isDone || sum == notes.reversed
      let names = isNamed ? sum.first.map(\.number) : []
      let isAll = names.isEmpty || sum.count == Int64(names.count)
      let list = Words(
        ja: names.isEmpty ? "" : " " + names.joined(separator: "、") + (isAll ? "" : " ほか"),
        en: names.isEmpty ? "" : " " + names.joined(separator: ", ") + (isAll ? "" : ", …"))
      return Words(
        ja: "\(ja) \(sum.count)通、税込\(gross.ja)\(list.ja)",
        en: "\(en) \(sum.count), \(gross.en) with tax\(list.en)")
    }
    return [
      line(
        notes.reversed, isDone ? "取り消した通知" : "取り消される通知",
        isDone ? "notes reversed:" : "notes that would be reversed:"),
      line(
        notes.issued, isDone ? "発行した通知" : "発行される通知",
        isDone ? "notes issued:" : "notes that would be issued:"),
    ].compactMap { $0 }
  }
}
