import Domain
import Quantities

/// Reads incident reports (`incidents/`, docs/formats.md §3).
struct IncidentReader {
  /// A report with whom it hit.
  struct Report: Hashable, Sendable {
    /// The report.
    let incident: Incident
    /// Whom it hit, in the order of the file.
    let affects: [AffectedTarget]
  }

  private let problems: Problems
  private let catalogue: TermsCatalogue?
  private let receipt: Receipt
  private let progress: () throws -> Void

  init(
    _ file: RecordFile, checking catalogue: TermsCatalogue?, received receipt: Receipt
  ) {
    problems = file.problems
    progress = file.progress
    self.catalogue = catalogue
    self.receipt = receipt
  }

  /// Reads one report; `nil`, with problems, when it is not one.
  ///
  /// - Throws: what the file's progress throws.
  func report(_ node: Node) throws -> Report? {
    guard let fields = Fields(node, problems: problems) else { return nil }
    let common = ReportFields(fields, receipt)
    let reader = PhaseReader(fields)
    let affects = try AffectsReader(
      fields, checking: common.withdrawn ? nil : catalogue, progress
    ).affects(isOptional: common.withdrawn)
    fields.checkFault(common.fault, of: common.attribution)
    let stages = reader.stages(after: common.firstStage)
    if !common.withdrawn {
      fields.checkDeterminedBy(common.determinedBy, stages)
      let works = WorksCheck(fields, common, stages)
      works.checkAnnouncement()
      works.checkTurns(reader.phases)
      works.checkEnds(by: reader.phases)
    }
    fields.finish()
    reader.checkOrder()
    guard let id = common.id, common.impact != nil || common.withdrawn else { return nil }
    guard let began = common.began else {
      // Nothing is said of it but that nothing holds.
      guard common.withdrawn, fields.node("began_at") == nil else { return nil }
      return report(id, common, began: receipt.moment, stages, affects)
    }
    let report = report(id, common, began: began, stages, affects)
    check(fields, report, common, affects, reader.phases)
    return report
  }

  private func report(
    _ id: Identifier, _ common: ReportFields, began: Moment, _ stages: [Stage],
    _ affects: [(fields: Fields, target: AffectedTarget)]
  ) -> Report {
    let times = OutageTimes(began: began, known: common.known, restored: common.restored)
    return Report(
      incident: common.incident(id, times, stages, receipt), affects: affects.map(\.target))
  }

  // MARK: What the times have to do with one another

  private func check(
    _ fields: Fields, _ report: Report, _ common: ReportFields,
    _ affects: [(fields: Fields, target: AffectedTarget)], _ phases: [PhaseReader.Phase]
  ) {
    let (times, stages) = (report.incident.times, report.incident.stages)
    let outages = affects.map { $0.target.times(within: times) }
    let happening = HappeningCheck(receipt, common.attribution, fields)
    // What must not begin ahead tells nothing of its end.
    if common.withdrawn || happening.canBegin(times.began) { fields.checkOrder(times) }
    for (entry, target) in affects where target.began != nil || target.restored != nil {
      entry.checkOrder(
        target.times(within: times), at: target.restored != nil ? "restored_at" : "began_at")
    }
    PhaseReader.check(phases, within: [times] + outages)
    guard !common.withdrawn else { return }
    happening.check(fields, times)
    for (entry, target) in affects { happening.check(entry, target, of: times) }
    happening.check(phases, stages, within: outages)
    checkWorks(WorksCheck(fields, common, stages), fields, times, affects)
  }

  private func checkWorks(
    _ works: WorksCheck, _ fields: Fields, _ times: OutageTimes,
    _ affects: [(fields: Fields, target: AffectedTarget)]
  ) {
    // The report's own times are nobody's where every entry has others.
    if affects.contains(where: { $0.target.began == nil }) {
      works.checkBeginning(times.began, in: fields)
    }
    if let restored = times.restored, affects.contains(where: { $0.target.restored == nil }) {
      works.checkEnd(restored, in: fields)
    }
    for (entry, target) in affects {
      if let began = target.began { works.checkBeginning(began, in: entry) }
      if let restored = target.restored { works.checkEnd(restored, in: entry) }
    }
  }
}

extension Fields {
  /// Refuses gross negligence and intent that nobody determined.
  func checkDeterminedBy(_ person: String?, _ stages: [Stage]) {
    guard person == nil,
      stages.contains(where: { $0.fault == .grossNegligence || $0.fault == .intent })
    else { return }
    reject(
      "determined_by", expected: LocalizedText(ja: "判断した人", en: "who determined the fault"),
      fix: LocalizedText(
        ja: "重大な過失・故意には「determined_by」が必須です。",
        en: "“determined_by” is required with gross negligence or intent"))
  }

  /// Refuses service that is restored before it was lost.
  func checkOrder(_ times: OutageTimes, at name: String = "restored_at") {
    guard let restored = times.restored, restored < times.began else { return }
    reject(
      name,
      expected: LocalizedText(
        ja: "began_at（\(times.began)）以後の restored_at",
        en: "restored_at not before began_at, \(times.began)"),
      fix: restored.isPlaceholder
        ? LocalizedText(
          ja: "値がないことを表す日時のようです。復旧するまでは「restored_at」を省いてください。",
          en: "it seems to stand for no value at all; leave “restored_at” out until service is "
            + "restored")
        : LocalizedText(
          ja: "復旧は発生より後です。どちらかを直してください。",
          en: "service cannot be restored before it was lost; correct one of the two"))
  }
}

extension Moment {
  /// Whether it is what programs write where they have no time: the beginning of the years, or of 1970.
  fileprivate var isPlaceholder: Bool {
    milliseconds == 0 || UTCOffset(minutes: 0).date(of: self).components.year <= 1900
  }
}
