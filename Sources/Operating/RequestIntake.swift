import Bookkeeping
import Domain
import Quantities
import Reading

/// Takes in what is received once and stands as it is: claims, payments, grants, decisions.
struct RequestIntake {
  private let book: Book
  private let input: Int64
  private let record: RecordFile
  private let concern: Concern
  private let catalogue: TermsCatalogue
  private let finance: FinanceIntake
  private let receipt: Receipt
  private let engine: Int
  private let tally: RecordTally

  init(
    _ book: Book, _ input: Int64, _ record: RecordFile, _ concern: Concern,
    _ catalogue: TermsCatalogue, _ policy: Policy, received receipt: Receipt, engine: Int,
    _ tally: RecordTally
  ) {
    self.engine = engine
    self.tally = tally
    self.book = book
    self.input = input
    self.record = record
    self.concern = concern
    self.catalogue = catalogue
    self.receipt = receipt
    finance = FinanceIntake(book, input, record, concern, policy, received: receipt)
  }

  /// Reads the records into the ledger and gathers the contracts concerned.
  func read(_ kind: InputKind) throws {
    switch kind {
    case .claims:
      try record.readClaims(received: receipt) { claim, position in
        record.checkDetails(
          of: claim, under: try book.contract(claim.contract), catalogue, at: position)
        try received(book.record(claim, input: input), claim.id, "claim_id", position) {
          try concern.add(named: claim.contract)
          try concern.add(claimedFor: claim.incident)
        }
      }
    case .recoveries:
      try record.readRecoveries(received: receipt) { recovery, position in
        try received(book.record(recovery, input: input), recovery.id, "recovery_id", position) {
          try concern.add(claimedFor: recovery.incident)
        }
      }
    case .reliefs:
      try record.readReliefs(checking: catalogue, received: receipt) { relief, position in
        try received(book.record(relief, input: input), relief.id, "relief_id", position) {
          try concern.add(relief: relief.id)
        }
      }
    case .priorCredits:
      try record.readPriorCredits(received: receipt) { prior, position in
        try received(book.record(prior, input: input), prior.id, "prior_credit_id", position) {
          try concern.add(named: prior.contract)
        }
      }
    case .approvals:
      try record.readApprovals(received: receipt) { approval, position in
        if case .batch(let id) = approval.subject, try !book.isBatch(id) {
          rejectUnknown(id, position)
          return
        }
        try received(book.record(approval, input: input), approval.id, "approval_id", position) {
          try gatherConcerned(by: approval.subject)
        }
      }
    case .requests:
      try record.readRequests(received: receipt) { request, position in
        tally.add(request.id, .accepted)
        switch request.action {
        case .repairDocuments:
          try book.record(request, input: input)
          try book.requestRepair(input: input)
        case .reassess:
          try book.record(request, input: input)
          try concern.add(decidedBefore: engine)
        case .confirmClock(let date):
          guard date == receipt.day else { return rejectOtherDay(date, position) }
          try book.record(request, input: input)
        case .closeMonth(let month): try finance.close(month, by: request.id, position)
        case .closeBooks(let through):
          try finance.closeBooks(through: through, by: request.id, position)
        }
      }
    case .accounts:
      try record.readAccounts(received: receipt) { merger, position in
        tally.add(isNew: true)
        try finance.take(merger, position)
      }
      try finance.gatherConcerned()
    case .acknowledgements:
      try record.readAcknowledgements(received: receipt) { acknowledgement, position in
        guard let reception = try finance.take(acknowledgement, position) else { return }
        try received(reception, acknowledgement.id, "acknowledgement_id", position) {}
      }
    case .contracts, .charges, .incidents:
      break
    }
  }

  private func received(
    _ reception: RecordingResult, _ id: Identifier, _ field: String, _ position: Position,
    ifNew gather: () throws -> Void
  ) throws {
    switch reception {
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
      expected: Words(ja: "受け取った日 \(receipt.day)", en: "the day of receipt, \(receipt.day)"),
      found: date.description,
      mend: Words(
        ja: "サービスの時計が示す今日の日付を書いてください。時計が誤っているなら、先に時計を合わせてください。",
        en: "name today as the service's clock has it; if that is wrong, set the clock right first")
    )
  }

  private func rejectUnknown(_ batch: Identifier, _ position: Position) {
    record.problems.add(
      at: position, "subject.batch_id",
      expected: Words(ja: "保留されている訂正の番号", en: "corrections that are held"),
      found: batch.text,
      mend: Words(
        ja: "`slacreditctl held` にある番号を書いてください。",
        en: "use a name that `slacreditctl held` lists"))
  }

  private func gatherConcerned(by subject: Approval.Subject) throws {
    switch subject {
    case .incident(let id):
      try concern.add(hitBy: id)
      try concern.add(claimedFor: id)
    case .claim(let id):
      if let claim = try book.claim(id) { try concern.add(named: claim.contract) }
    case .batch(let id):
      try concern.add(batch: id)
    }
  }
}
