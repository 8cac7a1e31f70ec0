import Domain
import Quantities

/// Reads the phases of a report: from an instant on another impact, attribution or fault.
struct PhaseReader {
  /// A phase as it stands in a file.
  struct Phase {
    let fields: Fields
    let from: Moment?
    let impact: Impact?
    let attribution: Attribution?
    let fault: Fault?
  }

  let phases: [Phase]

  /// Reads the phases of a record.
  init(_ record: Fields) {
    let records = record.records(
      "phases", atMost: RecordLimits.phases, LocalizedText(ja: "局面", en: "phases"),
      fix: LocalizedText(
        ja: "変わらない局面をまとめるか、別の障害として報告してください。",
        en: "join phases that do not differ, or report several incidents"))
    phases = records.map { fields in
      let phase = Phase(
        fields: fields, from: fields.required("from", .moment),
        impact: fields.optional("impact", FieldKind<Impact>.oneOf),
        attribution: fields.optional("attribution", .attribution),
        fault: fields.optional("fault", FieldKind<Fault>.oneOf))
      fields.finish()
      return phase
    }
  }

  /// The stages that they make after the first: what a phase does not state goes on; another
  /// attribution drops the fault that stood before it (docs/domain.md §2, §11).
  func stages(after first: Stage) -> [Stage] {
    var stages = [first]
    for (index, phase) in phases.enumerated() {
      let last = stages[stages.count - 1]
      let attribution = phase.attribution ?? last.attribution
      phase.fields.checkFault(phase.fault, of: attribution)
      // The same attribution again states nothing new: what is missing stays one fact.
      let statesCause = attribution != last.attribution || phase.fault != nil
      stages.append(
        Stage(
          from: phase.from, impact: phase.impact ?? last.impact,
          statesImpact: phase.impact != nil, attribution: attribution,
          fault: phase.fault ?? (attribution == last.attribution ? last.fault : nil),
          causeStatedIn: statesCause ? index + 1 : last.causeStatedIn))
    }
    return stages
  }

  /// Phases follow one another.
  func checkOrder() {
    var previous: Moment?
    for phase in phases {
      guard let from = phase.from else { continue }
      if let previous, from <= previous {
        phase.fields.reject(
          "from", expected: LocalizedText(ja: "前の局面より後の時刻", en: "a time after the phase before"),
          fix: LocalizedText(ja: "局面を時刻の順に並べてください。", en: "put the phases in order of time"))
      }
      previous = from
    }
  }

  /// Phases lie within some contract's outage.
  static func check(_ phases: [Phase], within outages: [OutageTimes]) {
    let earliest = outages.map(\.began).min()
    let isOpen = outages.contains { $0.restored == nil }
    let latest = isOpen ? nil : outages.compactMap(\.restored).max()
    for phase in phases {
      guard let from = phase.from else { continue }
      if earliest.map({ from < $0 }) ?? false || latest.map({ from > $0 }) ?? false {
        phase.fields.reject(
          "from",
          expected: LocalizedText(
            ja: "began_at から restored_at までの時刻", en: "a time from began_at to restored_at"),
          fix: LocalizedText(ja: "局面は障害の間に置いてください。", en: "a phase lies within the incident"))
      }
    }
  }
}

extension Fields {
  /// Refuses a fault that is not the provider's.
  func checkFault(_ fault: Fault?, of attribution: Attribution) {
    guard fault != nil, attribution != .provider else { return }
    reject(
      "fault",
      expected: LocalizedText(ja: "attribution が provider のとき", en: "attribution “provider”"),
      fix: LocalizedText(
        ja: "故意・過失は provider のときだけ書けます。",
        en: "only “provider” has a fault; correct the attribution or remove the fault"))
  }
}
