import Bookkeeping
import Crediting
import Domain
import Foundation
import Quantities
import Reading

/// Replays every input of a ledger into a scratch ledger and compares every row: what was received,
/// what was found to be owed, every note, number and amount, and the hashes that chain them.
public struct Verification {
  /// What came of it.
  public enum Verdict: Hashable, Sendable {
    /// The ledger is what its inputs give.
    case sound(inputs: Int64, notes: Int64)
    /// The first row that is not, and why.
    case differs(String)
  }

  private let ledger: Ledger
  private let scratch: Ledger
  private let directory: URL
  private var files: [String: Grounds.TermsFile] = [:]
  private var agreements: [String: Grounds.AgreementFile] = [:]
  private var policy: Policy?

  /// A verification of the ledger in a state directory, which need not have a running service.
  ///
  /// - Throws: what SQLite reports, and file errors where there is no room for the scratch ledger.
  public init(_ settings: Settings) throws {
    ledger = try Ledger(reading: "\(settings.state)/ledger.sqlite")
    directory = FileManager.default.temporaryDirectory.appending(path: "slacreditd-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    scratch = try Ledger(writing: directory.appending(path: "scratch.sqlite").path)
  }

  /// Replays and compares.
  ///
  /// - Throws: what SQLite reports.
  public mutating func run() throws -> Verdict {
    defer { try? FileManager.default.removeItem(at: directory) }
    var place: Int64 = 0
    while let (record, owner) = try ledger.read({ try $0.input(after: place) }) {
      let difference: String?
      if let kind = InputKind(rawValue: record.kind) {
        difference = try replay(record, owner, kind)
        place = record.sequence
      } else {
        (difference, place) = try replayGrounds(from: record)
      }
      if let difference {
        // A row that is not what its input gives says more than that the input cannot be replayed.
        return .differs(try ledger.firstDifference(from: scratch) ?? difference)
      }
    }
    if let difference = try ledger.firstDifference(from: scratch) { return .differs(difference) }
    return .sound(inputs: place, notes: try ledger.read { try $0.noteCount() })
  }

  private func replay(
    _ record: InputRecord, _ owner: FileOwner, _ kind: InputKind
  ) throws -> String? {
    guard let policy else {
      return "input, sequence \(record.sequence): comes before any settings"
    }
    let intake = Intake(
      ledger: scratch, grounds: grounds(policy))
    let source = InputSource(record, owner: owner, in: ledger)
    switch try intake.take(source, kind: kind, at: record.received) {
    case .accepted: return nil
    case .duplicate(let earlier):
      return "input, sequence \(record.sequence): repeats sequence \(earlier.sequence)"
    case .rejected(let invalid):
      return "input, sequence \(record.sequence): \(invalid.message(in: .en))"
    }
  }

  /// Terms and settings that were recorded together are replayed together.
  private mutating func replayGrounds(from first: InputRecord) throws -> (String?, Int64) {
    var last = first
    var next: InputRecord? = first
    while let record = next, record.received == first.received,
      InputKind(rawValue: record.kind) == nil
    {
      let bytes = try content(of: record)
      if record.kind == Grounds.settingsKind {
        guard let read = try Grounds.policy(bytes) else {
          return ("input, sequence \(record.sequence): are no settings", record.sequence)
        }
        policy = read
      } else if let problem = try replayFile(record, bytes) {
        return (problem, record.sequence)
      }
      last = record
      next = try ledger.read { try $0.input(after: record.sequence)?.record }
    }
    guard let policy else {
      return ("input, sequence \(first.sequence): comes before any settings", last.sequence)
    }
    let grounds = grounds(policy)
    _ = try Intake(ledger: scratch, grounds: grounds).rest(at: first.received)
    return (nil, last.sequence)
  }

  private func grounds(_ policy: Policy) -> Grounds {
    Grounds(
      files: files.values.sorted { $0.name < $1.name },
      agreements: agreements.values.sorted { $0.name < $1.name }, policy: policy)
  }

  /// A terms file or an agreement; empty where it was removed.
  ///
  /// - Returns: what is wrong with it.
  private mutating func replayFile(_ record: InputRecord, _ bytes: [UInt8]) throws -> String? {
    let file = RecordFile(name: record.fileName, bytes: ByteReader(bytes))
    switch record.kind {
    case Grounds.agreementsKind:
      agreements[record.fileName] = nil
      guard !bytes.isEmpty else { return nil }
      let catalogue = TermsCatalogue(files.values.map(\.edition))
      guard let agreement = try file.readAgreement(amending: catalogue) else {
        return "input, sequence \(record.sequence): is no agreement"
      }
      agreements[record.fileName] = Grounds.AgreementFile(
        name: record.fileName, bytes: bytes, agreement: agreement)
    default:
      files[record.fileName] = nil
      guard !bytes.isEmpty else { return nil }
      guard let edition = try file.readTerms() else {
        return "input, sequence \(record.sequence): is no terms file"
      }
      files[record.fileName] = Grounds.TermsFile(
        name: record.fileName, bytes: bytes, edition: edition)
    }
    return nil
  }

  private func content(of record: InputRecord) throws -> [UInt8] {
    let source = InputSource(record, owner: .root, in: ledger)
    var all: [UInt8] = []
    while let bytes = try source.next() { all += bytes }
    return all
  }
}
