import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Foundation
import Quantities
import Reading
import Testing

@testable import Delivering
@testable import Ingesting
@testable import Querying
@testable import Verifying

/// A ledger that takes in texts from several owners, under settings that may change.
final class LedgerHarness {
  /// Whose files are whose.
  static let noc: UInt32 = 1_001
  static let finance: UInt32 = 1_002
  static let legal: UInt32 = 1_003

  let place: ServiceHarness
  private let files: [Grounds.TermsFile]
  private let ledger: Ledger
  /// When the last file came; the first comes early on 29 May 2026 at +09:00.
  private(set) var now = Moment(milliseconds: 1_780_000_000_000)
  private(set) var policy: Policy
  private var intake: Intake
  /// Whether it is told of every file beforehand what will come of it.
  var isRehearsed = false

  /// A desk on the terms that are shipped, or on others, with the settings as a test wants them.
  init(terms: [Grounds.TermsFile]? = nil, _ adjust: (inout Policy) -> Void = { _ in }) throws {
    place = try ServiceHarness(isFounded: false)
    files = try terms ?? TermsDirectory(place.settings.terms).loadFiles()
    policy = Policy(
      issuer: Issuer(
        name: "例示通信株式会社", registrationNumber: "T4011001098993", address: "東京都"))
    adjust(&policy)
    try FileManager.default.createDirectory(
      atPath: place.settings.state, withIntermediateDirectories: true)
    ledger = try Ledger(making: "\(place.settings.state)/ledger.sqlite")
    intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, settings: try Settings.File(policy)))
    _ = try intake.rest(at: now)
  }

  /// A terms file made up for a test.
  static func terms(_ name: String, _ text: String) throws -> Grounds.TermsFile {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    let edition = try #require(try file.readTerms(), "\(file.problems.list)")
    return Grounds.TermsFile(name: name, bytes: Array(text.utf8), edition: edition)
  }

  /// Goes on under other settings, as after a restart.
  @discardableResult
  func set(_ adjust: (inout Policy) -> Void) throws -> IntakeReport? {
    adjust(&policy)
    now = now + Elapsed(milliseconds: 1)
    intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, settings: try Settings.File(policy)))
    return try intake.rest(at: now)
  }

  /// Takes in a file that has to be accepted.
  @discardableResult
  func put(
    _ kind: RecordKind, _ text: String, from owner: UInt32 = LedgerHarness.noc,
    as format: String = "json",
    doubt: FileOwner.Doubt? = nil
  ) throws -> IntakeReport {
    switch try take(kind, text, from: owner, as: format, doubt: doubt) {
    case .accepted(let report): return report
    case .duplicate(let earlier): throw Unexpected(text: "repeats input \(earlier.sequence)")
    case .rejected(let invalid): throw Unexpected(text: invalid.message(in: .en))
    }
  }

  func take(
    _ kind: RecordKind, _ text: String, from owner: UInt32 = LedgerHarness.noc,
    as format: String = "json",
    doubt: FileOwner.Doubt? = nil, within limits: FileLimits? = nil
  ) throws -> IntakeResult {
    try take(
      kind, Array(text.utf8), named: "\(kind.name).\(format)", from: owner, doubt: doubt,
      within: limits)
  }

  func take(
    _ kind: RecordKind, _ bytes: [UInt8], named name: String,
    from owner: UInt32 = LedgerHarness.noc,
    doubt: FileOwner.Doubt? = nil, within limits: FileLimits? = nil
  ) throws -> IntakeResult {
    now = now + Elapsed(milliseconds: 1)
    let source = InputSource(
      name: name, owner: FileOwner(uid: owner, name: "u\(owner)", doubt: doubt), bytes: bytes)
    let rehearsed = isRehearsed ? try Rehearsal(settings()).take(source, kind: kind, at: now) : nil
    let result = try intake.take(source, kind: kind, at: now, within: limits)
    if let rehearsed { try expect(rehearsed, toBe: result) }
    return result
  }

  private func expect(_ rehearsed: Rehearsal.Outcome, toBe result: IntakeResult) throws {
    switch (rehearsed, result) {
    case (.accepted(let effects), .accepted(let report)):
      #expect(effects.report.receipt == report.receipt)
      #expect(effects.report.notes == report.notes)
      #expect(effects.report.outcomes == report.outcomes)
      #expect(effects.money?.held?.id == report.held)
      #expect(effects.incidents.map(\.incident.id) == report.incidents.map(\.id))
      let notes = try ledger.read { try $0.notes(by: report.input.sequence) }
      #expect(effects.money?.notes == notes)
      #expect(Int(notes.issued.count + notes.reversed.count) == report.notes.count)
    case (.duplicate(let earlier), .duplicate(let known)): #expect(earlier == known)
    case (.rejected(let reasons), .rejected(let known)):
      #expect(reasons.problems == known.problems)
      #expect(reasons.message(in: .ja) == known.message(in: .ja))
    default: Issue.record("\(rehearsed) is not what came of it: \(result)")
    }
  }

  private struct Unexpected: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }

  /// Lets time pass until noon at +09:00 of a day.
  func wait(until day: String) throws {
    let day = try #require(CivilDate(day))
    now = max(now, UTCOffset.japan.start(of: day) + Elapsed(milliseconds: 12 * 3_600_000))
  }

  /// Lets minutes pass.
  func wait(minutes: Int64) throws { now = now + Elapsed(milliseconds: minutes * 60_000) }

  /// Puts the clock to noon at +09:00 of a day, be it before.
  func setClock(to day: String) throws {
    let day = try #require(CivilDate(day))
    now = UTCOffset.japan.start(of: day) + Elapsed(milliseconds: 12 * 3_600_000)
  }

  /// What is wrong with a file that has to be refused, in English.
  func refusal(_ kind: RecordKind, _ text: String, as format: String = "json") throws -> String {
    guard
      case .rejected(let invalid) = try take(kind, text, from: LedgerHarness.finance, as: format)
    else {
      throw Unexpected(text: "was not refused")
    }
    return invalid.message(in: .en)
  }

  // MARK: What came of it

  /// The notes' kinds and net amounts, in order of number.
  func notes() throws -> [String] {
    var found: [String] = []
    try ledger.read { book in
      try book.forEachNote(after: 0, limit: .max) {
        found.append("\($0.kind.rawValue) \($0.totals.net)")
      }
    }
    return found
  }

  /// What the lines of the notes say, in English.
  func summaries() throws -> [String] {
    var found: [String] = []
    try ledger.read { book in
      try book.forEachNote(after: 0, limit: .max) { note in
        try book.forEachLine(of: note.sequence) { found.append($0.summary.en) }
      }
    }
    return found
  }

  /// What stands credited before tax.
  func standing() throws -> Int128 { try ledger.read { try $0.standingTotal().amount } }

  /// What stands, a line each.
  func standingLines() throws -> [String] { try ledger.standingLines() }

  /// The notes' accounts, names and net amounts, in order of number.
  func recipients() throws -> [String] {
    var found: [String] = []
    try ledger.read { book in
      try book.forEachNote(after: 0, limit: .max) {
        found.append("\($0.account) \($0.accountName) \($0.totals.net)")
      }
    }
    return found
  }

  /// The net sum of each account's notes, where it is not zero.
  func balances() throws -> [String: Int128] {
    var sums: [String: Int128] = [:]
    try ledger.read { book in
      try book.forEachNote(after: 0, limit: .max) {
        sums[$0.account.text, default: 0] += $0.totals.net.amount
      }
    }
    return sums.filter { $0.value != 0 }
  }

  /// A note as its JSON document has it.
  func json(_ number: String) throws -> String {
    let note = try #require(try ledger.read { try $0.note(numbered: number) })
    var text = ""
    try Delivery(ledger: ledger, state: place.settings.state).write(note) { text += $0 }
    return text
  }

  /// When the notes were booked and paid, in order of number.
  func progress() throws -> [String] {
    var found: [String] = []
    try ledger.read { book in
      try book.forEachNote(after: 0, limit: .max) { note in
        let progress = try book.progress(of: note.number)
        let days = [progress.bookedOn, progress.paidOn].map { $0?.description ?? "-" }
        found.append(days.joined(separator: " "))
      }
    }
    return found
  }

  /// How many contracts wait for a closing.
  func pending() throws -> Int64 { try ledger.read { try $0.pendingContracts() } }

  /// How many contracts' corrections are held.
  func held() throws -> Int64 { try ledger.read { try $0.heldContracts() } }

  /// The batches that hold contracts now.
  func batches() throws -> [HeldBatch] {
    var found: [HeldBatch] = []
    try ledger.read { try $0.forEachBatch(policy.sameOwner) { found.append($0) } }
    return found
  }

  /// How many of them seem to come of charges that were sent again after credits.
  func heldAfterCredits() throws -> Int64 {
    var found: Int64 = 0
    try ledger.read { try $0.forEachBatch(policy.sameOwner) { found += $0.afterCredits } }
    return found
  }

  /// What was found of a contract, as the ledger has it: remedy, outcome, amount or reason.
  func found(_ contract: Identifier) throws -> [String] {
    try ledger.read { try $0.assessments(of: contract) }.map {
      "\($0.remedy) \($0.outcome) \($0.reason?.rawValue ?? $0.amount.description)"
    }
  }

  /// The standing report of an incident with whom it hit, as the ledger has them.
  func report(_ id: Identifier) throws -> (incident: Incident, affects: [AffectedTarget]) {
    try ledger.read { book in
      let revision = try #require(try book.standingRevision(of: id))
      var affects: [AffectedTarget] = []
      try book.forEachAffect(of: id, revision: revision) { affects.append($0) }
      return (try #require(try book.incident(id, revision: revision)), affects)
    }
  }

  /// The contracts that an incident's standing report hits.
  func hit(by id: Identifier) throws -> [String] {
    var found: [String] = []
    try ledger.read { try $0.forEachContract(hitBy: id) { found.append($0.text) } }
    return found
  }

  /// A claim as the ledger has it.
  func claim(_ id: Identifier) throws -> Claim? { try ledger.read { try $0.claim(id) } }

  /// The steps of a contract's assessments, as `explain` tells them.
  func steps(_ contract: Identifier) throws -> [Step] {
    var steps: [Step] = []
    try inquiry().forEachExplanation(
      of: .contract(contract)
    ) { steps += $0.steps }
    return steps
  }

  private func inquiry() throws -> Inquiry { try Inquiry(settings()) }

  private func settings() throws -> Settings {
    Settings(
      file: try Settings.File(policy), policy: policy, trade: TradeDirectory(),
      stationery: DocumentSettings(),
      acceptedDays: 400, rejectedDays: 400, clockGap: 30, terms: place.settings.terms,
      spool: place.settings.spool,
      state: place.settings.state)
  }

  /// What would be issued to an account now: what would be taken back, then kinds and net amounts.
  func preview(_ account: Identifier) throws -> [String] {
    let preview = try inquiry().preview(
      of: account, on: UTCOffset.japan.date(of: now))
    return preview.reversed.map { "reversal \(-$0.totals.net.amount)" }
      + preview.notes.map { note in
        #expect(note.header.totals.net.amount == note.lines.reduce(0) { $0 + $1.amount.amount })
        #expect(Set(note.incidents.map(\.id)).count == note.incidents.count)
        return "\(note.header.kind.rawValue) \(note.header.totals.net)"
      }
  }

  /// Why approvals of a contract's claims do not count, as `explain` tells it.
  func discounts(_ contract: Identifier) throws -> [FiledApproval.DisqualificationReason] {
    try steps(contract).compactMap {
      if case .approvalDisregarded(_, let why) = $0 { why } else { nil }
    }
  }

  /// The same as the assessments of the ledger tell it, from which documents are written.
  func recordedDiscounts(_ contract: Identifier) throws -> [FiledApproval.DisqualificationReason] {
    try ledger.read { try $0.assessments(of: contract) }.flatMap(\.steps)
      .compactMap { if case .approvalDisregarded(_, let why) = $0 { why } else { nil } }
  }

  /// Replays everything.
  func verify(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var verification = try Verification(place.settings)
    let report = try verification.run()
    #expect(report.isSound, "\(report)", sourceLocation: sourceLocation)
  }
}

extension Ledger {
  /// Hands over the lines that stand on notes.
  func forEachStandingLine(_ body: (NoteLine) throws -> Void) throws {
    try read { book in
      try book.forEachNote(after: 0, limit: .max) { note in
        guard note.reverses == nil, try book.reversal(of: note.sequence) == nil else { return }
        try book.forEachLine(of: note.sequence, body)
      }
    }
  }

  /// What stands on notes, a line each.
  func standingLines() throws -> [String] {
    var standing: [String] = []
    try forEachStandingLine { line in
      standing.append(
        "\(line.contract) \(line.remedy) \(line.request?.text ?? "") "
          + "\(String(describing: line.outage?.from)) \(line.exact) \(line.amount)")
    }
    return standing.sorted()
  }
}
