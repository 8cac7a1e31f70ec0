import Assessing
import Bookkeeping
import Crediting
import Domain
import Foundation
import Ingesting
import Quantities
import Reading
import Testing
import Verifying

/// A ledger that takes in texts from several owners, under settings that may change.
package final class LedgerHarness {
  /// Whose files are whose.
  package static let noc: UInt32 = 1_001
  package static let finance: UInt32 = 1_002
  package static let legal: UInt32 = 1_003

  package let place: ServiceHarness
  let files: [Grounds.TermsFile]
  package let ledger: Ledger
  /// When the last file came; the first comes early on 29 May 2026 at +09:00.
  package private(set) var now = Moment(milliseconds: 1_780_000_000_000)
  package private(set) var policy: Policy
  private var intake: Intake
  /// Whether it is told of every file beforehand what will come of it.
  package var isRehearsed = false

  /// A ledger on the terms that are shipped, or on others, with the settings as a test wants them.
  package init(terms: [Grounds.TermsFile]? = nil, _ adjust: (inout Policy) -> Void = { _ in })
    throws
  {
    place = try ServiceHarness(isFounded: false)
    files = try terms ?? place.terms()
    policy = Policy(
      issuer: Issuer(
        name: "例示通信株式会社", registrationNumber: "T4011001098993", address: "東京都"))
    adjust(&policy)
    try FileManager.default.createDirectory(
      atPath: place.settings.state, withIntermediateDirectories: true)
    ledger = try Ledger(making: "\(place.settings.state)/ledger.sqlite")
    intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, settings: try Settings.File(policy)))
    _ = try intake.adoptGrounds(at: now)
  }

  /// A terms file made up for a test.
  package static func terms(_ name: String, _ text: String) throws -> Grounds.TermsFile {
    let file = RecordFile(name: name, bytes: ByteReader(Array(text.utf8)))
    let edition = try #require(try file.readTerms(), "\(file.problems.list)")
    return Grounds.TermsFile(name: name, bytes: Array(text.utf8), edition: edition)
  }

  /// Goes on under other settings, as after a restart.
  @discardableResult
  package func set(_ adjust: (inout Policy) -> Void) throws -> IntakeReport? {
    adjust(&policy)
    now = now + Elapsed(milliseconds: 1)
    intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, settings: try Settings.File(policy)))
    return try intake.adoptGrounds(at: now)
  }

  /// Takes in a file that has to be accepted.
  @discardableResult
  package func put(
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

  package func take(
    _ kind: RecordKind, _ text: String, from owner: UInt32 = LedgerHarness.noc,
    as format: String = "json",
    doubt: FileOwner.Doubt? = nil, within limits: FileLimits? = nil
  ) throws -> IntakeResult {
    try take(
      kind, Array(text.utf8), named: "\(kind.name).\(format)", from: owner, doubt: doubt,
      within: limits)
  }

  package func take(
    _ kind: RecordKind, _ bytes: [UInt8], named name: String,
    from owner: UInt32 = LedgerHarness.noc,
    doubt: FileOwner.Doubt? = nil, within limits: FileLimits? = nil
  ) throws -> IntakeResult {
    now = now + Elapsed(milliseconds: 1)
    let source = InputSource(
      name: name, owner: FileOwner(uid: owner, name: "u\(owner)", doubt: doubt), bytes: bytes)
    let rehearsed =
      isRehearsed ? try Rehearsal(place.settings).take(source, kind: kind, at: now) : nil
    let result = try intake.ingest(source, kind: kind, at: now, within: limits)
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
  package func wait(until day: String) throws {
    let day = try #require(CivilDate(day))
    now = max(now, UTCOffset.japan.start(of: day) + Elapsed(milliseconds: 12 * 3_600_000))
  }

  /// Lets minutes pass.
  package func wait(minutes: Int64) throws { now = now + Elapsed(milliseconds: minutes * 60_000) }

  /// Puts the clock to noon at +09:00 of a day, be it before.
  package func setClock(to day: String) throws {
    let day = try #require(CivilDate(day))
    now = UTCOffset.japan.start(of: day) + Elapsed(milliseconds: 12 * 3_600_000)
  }

  /// What is wrong with a file that has to be refused, in English.
  package func refusal(_ kind: RecordKind, _ text: String, as format: String = "json") throws
    -> String
  {
    guard
      case .rejected(let invalid) = try take(kind, text, from: LedgerHarness.finance, as: format)
    else {
      throw Unexpected(text: "was not refused")
    }
    return invalid.message(in: .en)
  }
}
