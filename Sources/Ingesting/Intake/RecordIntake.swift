import Bookkeeping
import Domain
import Quantities
import Reading
import Threads

/// Takes a file's records into the ledger, and gathers the affected contracts, but for those of reports.
final class RecordIntake: RecordReceiver {
  private let transaction: LedgerTransaction
  private let input: Int64
  private let record: RecordFile
  private let affected: AffectedContracts
  private let catalogue: TermsCatalogue
  private let finance: FinanceIntake
  private let receipt: Receipt
  private let engine: Int
  private let tally: RecordTally
  /// Made for the first report: nearly every file has none.
  private var incidents: IncidentRecorder?
  private var versions: Pipeline<ContractVersion, EncodedRecord<ContractVersion>>
  private var charges: Pipeline<Charge, EncodedRecord<Charge>>

  init(
    _ transaction: LedgerTransaction, _ input: Int64, _ record: RecordFile,
    _ affected: AffectedContracts,
    _ catalogue: TermsCatalogue, _ policy: Policy, received receipt: Receipt, engine: Int,
    _ tally: RecordTally, _ progress: @escaping () throws -> Void
  ) {
    versions = Pipeline(progress) { try EncodedRecord($0) }
    charges = Pipeline(progress) { try EncodedRecord($0) }
    self.engine = engine
    self.tally = tally
    self.transaction = transaction
    self.input = input
    self.record = record
    self.affected = affected
    self.catalogue = catalogue
    self.receipt = receipt
    finance = FinanceIntake(transaction, input, record, affected, policy, received: receipt)
  }

  /// Ends the file.
  ///
  /// - Returns: the reports that came to stand.
  func finish() throws -> [IncidentRecorder.Succession] {
    try versions.finish(keep)
    try charges.finish(keep)
    try finance.gatherAffected()
    guard let incidents else { return [] }
    for report in incidents.reports {
      tally.add(
        report.id, revision: report.revision,
        report.isNew ? report.isStanding ? .accepted : .superseded : .duplicate)
    }
    return incidents.succession
  }

  func take(_ record: ReceivedRecord, at position: Position) throws {
    switch record {
    case .contract(let version): try versions.add(version, keep)
    case .charge(let charge): try charges.add(charge, keep)
    case .merger(let merger): try take(merger, at: position)
    case .claim(let claim): try take(claim, at: position)
    case .recovery(let recovery): try take(recovery, at: position)
    case .relief(let relief): try take(relief, at: position)
    case .priorCredit(let prior): try take(prior, at: position)
    case .approval(let approval): try take(approval, at: position)
    case .acknowledgement(let acknowledgement): try take(acknowledgement, at: position)
    case .request(let request): try take(request, at: position)
    }
  }

  // MARK: What stands until other data replace it

  private func keep(_ page: [EncodedRecord<ContractVersion>]) throws {
    let isNew = try transaction.record(page, input: input)
    for isNew in isNew { tally.add(isNew: isNew) }
    try affected.add(changed: zip(page, isNew).filter(\.1).map(\.0.contract))
  }

  private func keep(_ page: [EncodedRecord<Charge>]) throws {
    let isNew = try transaction.record(page, input: input)
    for isNew in isNew { tally.add(isNew: isNew) }
    try affected.add(zip(page, isNew).filter(\.1).map(\.0.contract))
  }

  func take(_ target: AffectedTarget, of incident: Identifier, revision: Int) throws -> Bool {
    try withReports { try $0.take(target, of: incident, revision: revision) }
  }

  func take(_ incident: Incident, at position: Position) throws -> Bool {
    try withReports { try $0.take(incident, at: position) }
  }

  private func withReports(_ body: (inout IncidentRecorder) throws -> Bool) throws -> Bool {
    var recorder =
      try incidents ?? IncidentRecorder(transaction, input: input, problems: record.problems)
    incidents = nil
    defer { incidents = recorder }
    return try body(&recorder)
  }

  private func take(_ merger: AccountMerger, at position: Position) throws {
    tally.add(isNew: true)
    try finance.take(merger, position)
  }

  // MARK: What is received once and stands as it is

  private func take(_ claim: Claim, at position: Position) throws {
    record.checkDetails(
      of: claim, under: try transaction.contract(claim.contract), catalogue, at: position)
    try received(transaction.record(claim, input: input), claim.id, "claim_id", position) {
      try affected.add(named: claim.contract)
      try affected.add(claimedFor: claim.incident)
    }
  }

  private func take(_ recovery: Recovery, at position: Position) throws {
    try received(transaction.record(recovery, input: input), recovery.id, "recovery_id", position) {
      try affected.add(claimedFor: recovery.incident)
    }
  }

  private func take(_ relief: Relief, at position: Position) throws {
    try received(transaction.record(relief, input: input), relief.id, "relief_id", position) {
      try affected.add(relief: relief.id)
    }
  }

  private func take(_ prior: PriorCredit, at position: Position) throws {
    try received(transaction.record(prior, input: input), prior.id, "prior_credit_id", position) {
      try affected.add(named: prior.contract)
    }
  }

  private func take(_ approval: Approval, at position: Position) throws {
    if case .batch(let id) = approval.subject, try !transaction.isBatch(id) {
      return rejectUnknown(id, position)
    }
    try received(transaction.record(approval, input: input), approval.id, "approval_id", position) {
      try gatherAffected(by: approval.subject)
    }
  }

  private func take(_ acknowledgement: Acknowledgement, at position: Position) throws {
    guard let result = try finance.take(acknowledgement, position) else { return }
    try received(result, acknowledgement.id, "acknowledgement_id", position) {}
  }

  private func take(_ request: ServiceRequest, at position: Position) throws {
    tally.add(request.id, .accepted)
    switch request.action {
    case .repairDocuments:
      try transaction.record(request, input: input)
      try transaction.requestRepair(input: input)
    case .reassess:
      try transaction.record(request, input: input)
      try affected.add(decidedBefore: engine)
    case .confirmClock(let date):
      guard date == receipt.day else { return rejectOtherDay(date, position) }
      try transaction.record(request, input: input)
    case .closeMonth(let month): try finance.close(month, by: request.id, position)
    case .closeBooks(let through):
      try finance.closeBooks(through: through, by: request.id, position)
    }
  }

  private func received(
    _ result: RecordingResult, _ id: Identifier, _ field: String, _ position: Position,
    ifNew gather: () throws -> Void
  ) throws {
    switch result {
    case .new:
      tally.add(id, .accepted)
      try gather()
    case .known: tally.add(id, .duplicate)
    case .differs: record.rejectRepeated(id, field, at: position)
    }
  }

  private func rejectOtherDay(_ date: CivilDate, _ position: Position) {
    record.problems.add(
      at: position, "date",
      expected: LocalizedText(
        ja: "受け取った日 \(receipt.day)", en: "the day of receipt, \(receipt.day)"),
      found: date.description,
      fix: LocalizedText(
        ja: "サービスの時計が示す今日の日付を書いてください。時計が誤っているなら、先に時計を合わせてください。",
        en: "name today as the service's clock has it; if that is wrong, set the clock right first")
    )
  }

  private func rejectUnknown(_ batch: Identifier, _ position: Position) {
    record.problems.add(
      at: position, "subject.batch_id",
      expected: LocalizedText(ja: "保留されている訂正の番号", en: "corrections that are held"),
      found: batch.text,
      fix: LocalizedText(
        ja: "`slacreditctl held` にある番号を書いてください。",
        en: "use a name that `slacreditctl held` lists"))
  }

  private func gatherAffected(by subject: Approval.Subject) throws {
    switch subject {
    case .incident(let id):
      try affected.add(hitBy: id)
      try affected.add(claimedFor: id)
    case .claim(let id):
      if let claim = try transaction.claim(id) { try affected.add(named: claim.contract) }
    case .batch(let id):
      try affected.add(batch: id)
    }
  }
}
