import Domain
import Quantities

extension Attribution {
  /// Whether such an outage can be announced before it begins.
  var canBeAnnounced: Bool {
    switch self {
    case .plannedMaintenance, .legalRestriction, .carrier: true
    default: false
    }
  }
}

/// Refuses what has not happened when a report is received: only what was announced in advance may
/// begin, and then end, ahead (docs/domain.md §2).
struct HappeningCheck {
  private let receipt: Receipt
  /// The report's attribution from the beginning on.
  private let attribution: Attribution
  private let isAnnounced: Bool

  /// - Parameter fields: where the report states `announced_at`, if it does.
  init(_ receipt: Receipt, _ attribution: Attribution, _ fields: Fields) {
    self.receipt = receipt
    self.attribution = attribution
    isAnnounced = fields.node("announced_at") != nil
  }

  /// Whether an outage can begin at a time: it has come, or lies ahead by announcement.
  func canBegin(_ time: Moment) -> Bool {
    !receipt.isAhead(time) || attribution.canBeAnnounced && isAnnounced
  }

  /// Checks the times of a report, or of a row of one.
  func check(_ fields: Fields, _ times: OutageTimes) {
    checkBeginning(fields, times.began)
    checkKnown(fields, times.known)
    if receipt.isAhead(restored: times) { rejectRestored(fields) }
  }

  /// Checks the times of an entry, its own and those that it takes from its report.
  func check(_ fields: Fields, _ target: AffectedTarget, of report: OutageTimes) {
    if let began = target.began { checkBeginning(fields, began) }
    checkKnown(fields, target.known)
    guard receipt.isAhead(restored: target.times(within: report)) else { return }
    // What the report itself must not state is said once.
    if target.restored == nil, receipt.isAhead(restored: report) { return }
    rejectRestored(fields)
  }

  private func checkBeginning(_ fields: Fields, _ began: Moment) {
    if began < receipt.earliestBeginning {
      fields.reject(
        "began_at",
        expected: LocalizedText(
          ja: "\(receipt.earliestBeginning) 以後の時刻（受領前\(Receipt.yearsBack)年以内）",
          en: "a time from \(receipt.earliestBeginning) on, at most \(Receipt.yearsBack) years "
            + "before the receipt"),
        fix: LocalizedText(ja: "年を確かめてください。", en: "check the year"))
    }
    guard !canBegin(began) else { return }
    if !attribution.canBeAnnounced {
      fields.rejectAhead(
        "began_at", Moment.self, receipt,
        LocalizedText(
          ja: "始まってから報告してください。予定を出せるのは、事前に告知した計画工事"
            + "（planned-maintenance）、法令による制限（legal-restriction）、通信事業者の工事"
            + "（carrier）だけです。",
          en: "report it once it has begun; only planned-maintenance, legal-restriction and a "
            + "carrier's works can be announced ahead"))
    } else {
      fields.rejectAhead(
        "began_at", Moment.self, receipt,
        LocalizedText(
          ja: "予定として出すには、告知した時刻「announced_at」を書いてください。",
          en: "to report it as scheduled, say in “announced_at” when it was announced"))
    }
  }

  private func checkKnown(_ fields: Fields, _ known: Moment?) {
    guard let known, receipt.isAhead(known) else { return }
    fields.rejectAhead(
      "known_at", Moment.self, receipt,
      LocalizedText(
        ja: "知った時刻を確かめるか、分かるまで省いてください。",
        en: "check when it was learned of, or leave it out until that is known"))
  }

  private func rejectRestored(_ fields: Fields) {
    fields.rejectAhead(
      "restored_at", Moment.self, receipt,
      LocalizedText(
        ja: "すでに始まった障害の復旧見込みは「expected_restored_at」に書き、「restored_at」は"
          + "復旧してから書いてください。",
        en: "of what has begun, write the time hoped for into “expected_restored_at”, and "
          + "“restored_at” once service is restored"))
  }

  // MARK: Phases

  /// Phases lie ahead only where all that they concern is scheduled, and are then what was announced.
  func check(_ phases: [PhaseReader.Phase], _ stages: [Stage], within outages: [OutageTimes]) {
    let isScheduled = outages.contains { receipt.isAhead($0.began) }
    let goesOn = outages.contains { !receipt.isAhead($0.began) && $0.restored == nil }
    for (phase, stage) in zip(phases, stages.dropFirst()) {
      guard let from = phase.from, receipt.isAhead(from) else { continue }
      if !isScheduled || goesOn {
        phase.fields.rejectAhead(
          "from", Moment.self, receipt,
          LocalizedText(ja: "始まった局面だけを書いてください。", en: "give only phases that have begun"))
      } else if !stage.attribution.canBeAnnounced {
        phase.fields.reject(
          phase.attribution == nil ? "from" : "attribution",
          expected: LocalizedText(
            ja: "告知できる事由（planned-maintenance · legal-restriction · carrier）",
            en: "what can be announced: planned-maintenance · legal-restriction · carrier"),
          fix: LocalizedText(
            ja: "予定した作業が別の原因の障害になったときは、起きてから報告してください。",
            en: "report what else happens once it has happened"))
      }
    }
  }
}

extension Receipt {
  /// Whether service was not restored yet, though it is said to be and had been lost.
  fileprivate func isAhead(restored times: OutageTimes) -> Bool {
    times.restored.map { isAhead($0) && !isAhead(times.began) } ?? false
  }
}
