import Domain
import Quantities

/// Reads incident reports (`incidents/`, FORMATS §3).
public struct IncidentReader {
  /// A report with whom it hit.
  public struct Report: Hashable, Sendable {
    /// The report.
    public let incident: Incident
    /// Whom it hit, in the order of the file.
    public let affects: [Affect]
  }

  /// Far more than anybody could tell apart by hand.
  private static let mostPhases = 200

  private let problems: Problems

  init(problems: Problems) {
    self.problems = problems
  }

  /// Reads one report; `nil`, with problems, when it is not one.
  func report(_ node: Node) -> Report? {
    guard let fields = Fields(node, problems: problems) else { return nil }
    let common = ReportFields(fields)
    let (began, known, restored) = (common.began, common.known, common.restored)
    let (attribution, fault) = (common.attribution, common.fault)
    let carrier = fields.optional("carrier", .text)
    let ticket = fields.optional("ticket", .text)
    let withdrawn = fields.optional("withdrawn", .flag) ?? false
    let phases = fields.records("phases")
    if phases.count > Self.mostPhases {
      fields.reject(
        "phases",
        expected: Words(
          ja: "\(Self.mostPhases)までの局面", en: "at most \(Self.mostPhases) phases"),
        mend: Words(
          ja: "変わらない局面をまとめるか、別の障害として報告してください。",
          en: "join phases that do not differ, or report several incidents"))
    }
    let affects = AffectsReader(fields).affects()
    checkFault(fields, attribution, fault)
    let stages = stages(
      from: Stage(
        from: nil, impact: common.impact ?? .total, attribution: attribution, fault: fault,
        causeStatedIn: 0),
      phases, fields)
    let isGrave = stages.contains { $0.fault == .grossNegligence || $0.fault == .intent }
    if isGrave, common.determinedBy == nil { rejectUndeterminedFault(fields) }
    fields.finish()
    guard let id = common.id, let began, common.impact != nil else { return nil }
    checkTimes(fields, began: began, known: known, restored: restored)
    let times = OutageTimes(began: began, known: known, restored: restored)
    check(affects, within: times)
    checkPhases(phases, stages, affects.map(\.affect), times)
    return Report(
      incident: Incident(
        id: id, revision: common.revision, title: common.title, times: times, stages: stages,
        determinedBy: common.determinedBy, carrier: carrier, ticket: ticket, withdrawn: withdrawn),
      affects: affects.map(\.affect))
  }

  /// The checks that a report and a row of one have in common.
  func checkRow(
    _ fields: Fields, _ times: OutageTimes, _ attribution: Attribution, _ fault: Fault?,
    _ determinedBy: String?
  ) {
    checkTimes(fields, began: times.began, known: times.known, restored: times.restored)
    checkFault(fields, attribution, fault)
    if fault == .grossNegligence || fault == .intent, determinedBy == nil {
      rejectUndeterminedFault(fields)
    }
  }

  private func rejectUndeterminedFault(_ fields: Fields) {
    fields.reject(
      "determined_by", expected: Words(ja: "判断した人", en: "who determined the fault"),
      mend: Words(
        ja: "重大な過失・故意には「determined_by」が必須です。",
        en: "“determined_by” is required with gross negligence or intent"))
  }

  private func checkTimes(_ fields: Fields, began: Moment, known: Moment?, restored: Moment?) {
    if let known, known < began {
      fields.reject(
        "known_at", expected: Words(ja: "began_at 以後の時刻", en: "a time not before began_at"),
        mend: Words(
          ja: "発生より前に知ることはできません。どちらかを直してください。",
          en: "an outage cannot be known before it begins; correct one of the two"))
    }
    if let restored, restored < began {
      fields.reject(
        "restored_at", expected: Words(ja: "began_at 以後の時刻", en: "a time not before began_at"),
        mend: Words(
          ja: "復旧は発生より後です。どちらかを直してください。",
          en: "service cannot be restored before it was lost; correct one of the two"))
    }
  }

  private func checkFault(_ fields: Fields, _ attribution: Attribution, _ fault: Fault?) {
    guard fault != nil, attribution != .provider else { return }
    fields.reject(
      "fault", expected: Words(ja: "attribution が provider のとき", en: "attribution “provider”"),
      mend: Words(
        ja: "故意・過失は provider のときだけ書けます。",
        en: "only “provider” has a fault; correct the attribution or remove the fault"))
  }

  private func phase(
    _ fields: Fields
  ) -> (from: Moment?, impact: Impact?, attribution: Attribution?, fault: Fault?) {
    let phase = (
      fields.required("from", FieldKind<Moment>.moment),
      fields.optional("impact", FieldKind<Impact>.oneOf),
      fields.optional("attribution", FieldKind<Attribution>.oneOf),
      fields.optional("fault", FieldKind<Fault>.oneOf)
    )
    fields.finish()
    return phase
  }

  /// The stages that phases make: what a phase does not state goes on; a new attribution drops the
  /// fault that stood before it (DOMAIN §2).
  private func stages(from first: Stage, _ phases: [Fields], _ record: Fields) -> [Stage] {
    var stages = [first]
    for (index, fields) in phases.enumerated() {
      let phase = phase(fields)
      let last = stages[stages.count - 1]
      let attribution = phase.attribution ?? last.attribution
      if phase.fault != nil, attribution != .provider {
        checkFault(fields, attribution, phase.fault)
      }
      let statesCause = phase.attribution != nil || phase.fault != nil
      stages.append(
        Stage(
          from: phase.from, impact: phase.impact ?? last.impact, attribution: attribution,
          fault: phase.fault ?? (phase.attribution == nil ? last.fault : nil),
          causeStatedIn: statesCause ? index + 1 : last.causeStatedIn))
    }
    return stages
  }

  /// Phases follow one another and lie within some contract's outage.
  private func checkPhases(
    _ phases: [Fields], _ stages: [Stage], _ affects: [Affect], _ times: OutageTimes
  ) {
    let all = [times] + affects.map { $0.times(within: times) }
    let earliest = all.map(\.began).min() ?? times.began
    let restored = all.map(\.restored)
    let latest = restored.contains(nil) ? nil : restored.compactMap { $0 }.max()
    var previous: Moment?
    for (fields, stage) in zip(phases, stages.dropFirst()) {
      guard let from = stage.from else { continue }
      if from < earliest || latest.map({ from > $0 }) ?? false {
        fields.reject(
          "from",
          expected: Words(
            ja: "began_at から restored_at までの時刻", en: "a time from began_at to restored_at"),
          mend: Words(ja: "局面は障害の間に置いてください。", en: "a phase lies within the incident"))
      }
      if let previous, from <= previous {
        fields.reject(
          "from", expected: Words(ja: "前の局面より後の時刻", en: "a time after the phase before"),
          mend: Words(ja: "局面を時刻の順に並べてください。", en: "put the phases in order of time"))
      }
      previous = from
    }
  }

  // MARK: Whom it hit

  private func check(
    _ affects: [(fields: Fields, affect: Affect)], within incident: OutageTimes
  ) {
    for (fields, affect) in affects {
      let times = affect.times(within: incident)
      let hasOwn = affect.began != nil || affect.restored != nil
      if hasOwn, let restored = times.restored, restored < times.began {
        fields.reject(
          affect.restored != nil ? "restored_at" : "began_at",
          expected: Words(
            ja: "began_at 以後の restored_at", en: "restored_at not before began_at"),
          mend: Words(
            ja: "この契約の時刻を直してください。", en: "correct the times of this contract"))
      }
      if let known = affect.known, known < times.began {
        fields.reject(
          "known_at", expected: Words(ja: "began_at 以後の時刻", en: "a time not before began_at"),
          mend: Words(ja: "この契約の時刻を直してください。", en: "correct the times of this contract"))
      }
    }
  }
}

/// The fields that a report and a row of one have in common.
struct ReportFields {
  let id: Identifier?
  let revision: Int
  let title: String?
  let began: Moment?
  let known: Moment?
  let restored: Moment?
  let impact: Impact?
  let attribution: Attribution
  let fault: Fault?
  let determinedBy: String?

  init(_ fields: Fields) {
    id = fields.required("incident_id", .identifier)
    revision = Int(fields.optional("revision", .integer(1...1_000_000_000)) ?? 1)
    title = fields.optional("title", .text)
    began = fields.required("began_at", .moment)
    known = fields.optional("known_at", .moment)
    restored = fields.optional("restored_at", .moment)
    impact = fields.required("impact", FieldKind<Impact>.oneOf)
    attribution = fields.optional("attribution", FieldKind<Attribution>.oneOf) ?? .undetermined
    fault = fields.optional("fault", FieldKind<Fault>.oneOf)
    determinedBy = fields.optional("determined_by", .name)
  }
}
