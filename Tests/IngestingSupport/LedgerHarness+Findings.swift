import Assessing
import Bookkeeping
import Crediting
import Domain
import Ingesting
import Quantities
import Reading
import Testing
import Verifying

/// What came of it.
extension LedgerHarness {
  /// The notes' kinds and net amounts, in order of number.
  package func notes() throws -> [String] {
    var found: [String] = []
    try ledger.read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) {
        found.append("\($0.kind.rawValue) \($0.totals.net)")
      }
    }
    return found
  }

  /// What the lines of the notes say, in English.
  package func summaries() throws -> [String] {
    var found: [String] = []
    try ledger.read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) { note in
        try transaction.forEachLine(of: note.sequence) { found.append($0.summary.en) }
      }
    }
    return found
  }

  /// What stands credited before tax.
  package func standing() throws -> Int128 { try ledger.read { try $0.netCredited().value } }

  /// What stands, a line each.
  package func standingLines() throws -> [String] { try ledger.standingLines() }

  /// The notes' accounts, names and net amounts, in order of number.
  package func recipients() throws -> [String] {
    var found: [String] = []
    try ledger.read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) {
        found.append("\($0.account) \($0.accountName) \($0.totals.net)")
      }
    }
    return found
  }

  /// The net sum of each account's notes, where it is not zero.
  package func balances() throws -> [String: Int128] {
    var sums: [String: Int128] = [:]
    try ledger.read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) {
        sums[$0.account.text, default: 0] += $0.totals.net.value
      }
    }
    return sums.filter { $0.value != 0 }
  }

  /// When the notes were booked and paid, in order of number.
  package func progress() throws -> [String] {
    var found: [String] = []
    try ledger.read { transaction in
      try transaction.forEachNote(after: 0, limit: .max) { note in
        let progress = try transaction.progress(of: note.number)
        let days = [progress.bookedOn, progress.paidOn].map { $0?.description ?? "-" }
        found.append(days.joined(separator: " "))
      }
    }
    return found
  }

  /// How many contracts wait for a closing.
  package func pending() throws -> Int64 { try ledger.read { try $0.pendingContracts() } }

  /// How many contracts' corrections are held.
  package func held() throws -> Int64 { try ledger.read { try $0.heldContracts() } }

  /// The batches that hold contracts now.
  package func batches() throws -> [HeldBatch] {
    var found: [HeldBatch] = []
    try ledger.read { try $0.forEachBatch(policy.sameOwner) { found.append($0) } }
    return found
  }

  /// How many of them seem to come of charges that were sent again after credits.
  package func heldAfterCredits() throws -> Int64 {
    var found: Int64 = 0
    try ledger.read { try $0.forEachBatch(policy.sameOwner) { found += $0.afterCredits } }
    return found
  }

  /// What was found of a contract, as the ledger has it: remedy, outcome, amount or reason.
  package func found(_ contract: Identifier) throws -> [String] {
    try ledger.read { try $0.assessments(of: contract) }.map {
      "\($0.remedy) \($0.outcome.rawValue) \($0.reason?.rawValue ?? $0.amount.description)"
    }
  }

  /// The standing report of an incident with whom it hit, as the ledger has them.
  package func report(_ id: Identifier) throws -> (incident: Incident, affects: [AffectedTarget]) {
    try ledger.read { transaction in
      let revision = try #require(try transaction.standingRevision(of: id))
      var affects: [AffectedTarget] = []
      try transaction.forEachTarget(of: id, revision: revision) { affects.append($0) }
      return (try #require(try transaction.incident(id, revision: revision)), affects)
    }
  }

  /// The contracts that an incident's standing report hits.
  package func hit(by id: Identifier) throws -> [String] {
    var found: [String] = []
    try ledger.read { try $0.forEachContract(hitBy: id) { found.append($0.text) } }
    return found
  }

  /// A claim as the ledger has it.
  package func claim(_ id: Identifier) throws -> Claim? { try ledger.read { try $0.claim(id) } }

  /// The steps of a contract's assessments, as `explain` tells them.
  package func steps(_ contract: Identifier) throws -> [Step] {
    var assessor = assessor
    return try ledger.read { transaction in
      var facts = FactFinder(transaction)
      return try assessor.assess(contract, from: &facts).flatMap(\.steps)
    }
  }

  package var assessor: Assessor {
    Assessor(TermsCatalogue(files.map(\.edition)), sameOwner: policy.sameOwner)
  }

  /// What would be issued to an account now: what would be taken back, then kinds and net amounts.
  package func preview(_ account: Identifier) throws -> [String] {
    var assessor = assessor
    let preview = try ledger.read { transaction in
      var facts = FactFinder(transaction)
      return try transaction.preview(
        of: account, on: UTCOffset.japan.date(of: now), under: policy
      ) { try assessor.assess($0, from: &facts) }
    }
    return preview.reversed.map { "reversal \(-$0.totals.net.value)" }
      + preview.notes.map { note in
        #expect(note.header.totals.net.value == note.lines.reduce(0) { $0 + $1.amount.value })
        #expect(Set(note.incidents.map(\.id)).count == note.incidents.count)
        return "\(note.header.kind.rawValue) \(note.header.totals.net)"
      }
  }

  /// Why approvals of a contract's claims do not count, as `explain` tells it.
  package func discounts(_ contract: Identifier) throws -> [FiledApproval.DisqualificationReason] {
    try steps(contract).compactMap {
      if case .approvalDisregarded(_, let why) = $0 { why } else { nil }
    }
  }

  /// The same as the assessments of the ledger tell it, from which documents are written.
  package func recordedDiscounts(_ contract: Identifier) throws -> [FiledApproval
    .DisqualificationReason]
  {
    try ledger.read { try $0.assessments(of: contract) }.flatMap(\.steps)
      .compactMap { if case .approvalDisregarded(_, let why) = $0 { why } else { nil } }
  }

  /// Replays everything.
  package func verify(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var verification = try Verification(place.settings)
    let report = try verification.run()
    #expect(report.isSound, "\(report)", sourceLocation: sourceLocation)
  }
}
