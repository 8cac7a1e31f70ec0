import Domain
import Quantities

/// Refuses works that are none by the terms: those that were not announced, or not carried out in the
/// window that was, and repairs that are part of the fault which they fix (I-8, I-32).
struct WorksCheck {
  private let fields: Fields
  private let common: ReportFields
  private let stages: [Stage]
  /// How the record names its window.
  private let window: [String]

  /// - Parameter isRow: whether the record is a row, which has its window in two columns.
  init(_ fields: Fields, _ common: ReportFields, _ stages: [Stage], isRow: Bool = false) {
    self.fields = fields
    self.common = common
    self.stages = stages
    window = isRow ? ["window_from", "window_until"] : ["window"]
  }

  private var isPlanned: Bool { stages[0].attribution == .plannedMaintenance }

  /// What is announced, and what has to be.
  func checkAnnouncement() {
    if isPlanned {
      require(
        ["announced_at"], LocalizedText(ja: "工事を告知した時刻", en: "when the works were announced"))
      require(window, LocalizedText(ja: "告知した時間帯", en: "the window that was announced"))
    }
    guard !stages.contains(where: \.attribution.canBeAnnounced) else { return }
    for name in ["announced_at"] + window where fields.node(name) != nil {
      fields.reject(
        name,
        expected: LocalizedText(
          ja: "planned-maintenance · legal-restriction · carrier のときだけの項目",
          en: "this only with planned-maintenance, legal-restriction or carrier"),
        fix: LocalizedText(
          ja: "取り除くか、attribution を直してください。",
          en: "remove it, or correct the attribution"))
    }
  }

  /// Asks for a field, or for one that it can be told by.
  private func require(_ names: [String], _ expected: LocalizedText) {
    guard names.allSatisfy({ fields.node($0) == nil }) else { return }
    fields.reject(
      names[0], expected: expected,
      fix: LocalizedText(
        ja: "planned-maintenance には「announced_at」と告知した時間帯（開始と終了）が必須です。"
          + "告知していなければ emergency-maintenance です。",
        en:
          "planned-maintenance needs “announced_at” and the window announced, from and until; what "
          + "was not announced is emergency-maintenance"))
  }

  /// Works begin after they were announced and inside their window.
  ///
  /// - Parameter source: the record that states the beginning.
  func checkBeginning(_ began: Moment, in source: Fields) {
    guard isPlanned else { return }
    if let announced = common.announcement?.at, announced > began {
      source.reject(
        "began_at",
        expected: LocalizedText(
          ja: "告知（\(announced)）以後の時刻", en: "a time not before the announcement, \(announced)"),
        fix: LocalizedText(
          ja: "工事の前に告知していなければ planned-maintenance ではなく emergency-maintenance です。",
          en: "works that were not announced before they began are emergency-maintenance"))
    }
    if let window = common.announcement?.window, began < window.start {
      source.reject(
        "began_at",
        expected: LocalizedText(
          ja: "告知した時間帯の開始（\(window.start)）以後の時刻",
          en: "a time not before the window announced, \(window.start)"),
        fix: LocalizedText(
          ja: "時間帯の外で始まった停止は planned-maintenance ではありません。時刻か attribution を"
            + "直してください。",
          en: "what begins outside the window is no planned-maintenance; correct the time or the "
            + "attribution"))
    }
  }

  /// Works end inside their window: what overruns it has an attribution of its own.
  ///
  /// - Parameters:
  ///   - restored: when service was restored.
  ///   - source: the record that states it.
  func checkEnd(_ restored: Moment, in source: Fields) {
    guard let window = common.announcement?.window, restored > window.end else { return }
    let last = stages.last { stage in stage.from.map { $0 < restored } ?? true }
    if last?.attribution == .plannedMaintenance { rejectOverrun("restored_at", source, window) }
  }

  /// The same where works end with a phase.
  func checkEnds(by phases: [PhaseReader.Phase]) {
    guard let window = common.announcement?.window else { return }
    for (phase, stage) in zip(phases, stages) where stage.attribution == .plannedMaintenance {
      if let from = phase.from, from > window.end { rejectOverrun("from", phase.fields, window) }
    }
  }

  private func rejectOverrun(_ name: String, _ source: Fields, _ window: Interval) {
    source.reject(
      name,
      expected: LocalizedText(
        ja: "告知した時間帯の終了（\(window.end)）以前の時刻",
        en: "a time not after the window announced, \(window.end)"),
      fix: LocalizedText(
        ja: "時間帯を超えた分は計画工事ではありません。phases（JSONかYAML）に \(window.end) からの局面"
          + "として、その attribution（原因が分からなければ undetermined）を書いてください。",
        en: "what overruns the window is no planned-maintenance; write a phase from \(window.end) "
          + "on (JSON or YAML) with an attribution of its own, undetermined where it is not known"))
  }

  /// A repair is part of the fault: no phase turns anything else into works.
  func checkTurns(_ phases: [PhaseReader.Phase]) {
    for (phase, (before, stage)) in zip(phases, zip(stages, stages.dropFirst()))
    where stage.attribution.isWorks && stage.attribution != before.attribution {
      if before.attribution == .plannedMaintenance { continue }
      phase.fields.reject(
        "attribution",
        expected: LocalizedText(
          ja: "それまでの attribution（\(before.attribution.rawValue)）のまま",
          en: "the attribution that stood before, “\(before.attribution.rawValue)”"),
        fix: LocalizedText(
          ja: "障害を直す作業は障害の一部です。元の attribution のままにしてください。",
          en: "repairing a fault is part of the fault; leave its attribution as it was"))
    }
  }
}

extension Attribution {
  /// Whether it is work of the provider's.
  fileprivate var isWorks: Bool { self == .plannedMaintenance || self == .emergencyMaintenance }
}
