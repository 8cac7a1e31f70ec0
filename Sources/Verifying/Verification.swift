import Assessing
import Bookkeeping
import Crediting
import Domain
import Foundation
import Ingesting
import Quantities
import Reading
import Threads

/// What a verification found, each question apart.
public struct VerificationReport: Hashable, Sendable {
  /// An input that would be decided otherwise.
  public struct Redecision: Hashable, Sendable {
    /// The input.
    public let input: Int64
    /// The version of the engine that decided it.
    public let engine: Int
    /// What the ledger says, and what deciding it anew gives.
    public let differences: [String]
  }

  /// What of the ledger is not what was written.
  public var chain: [String] = []
  /// What the engine that decided would decide otherwise: somebody has changed it, or the program is
  /// wrong.
  public var faults: [Redecision] = []
  /// What an earlier version of the engine decided and this one would decide otherwise: the chain answers
  /// for it.
  public var changes: [Redecision] = []
  /// What of the documents on disk is not what was written.
  public var documents: [String] = []
  /// Documents that were made again with other bytes than those that were issued.
  public var reissued: [String] = []
  /// How many inputs there are.
  public var inputs: Int64 = 0
  /// How many notes there are.
  public var notes: Int64 = 0

  /// Whether nothing is wrong.
  public var isSound: Bool { chain.isEmpty && faults.isEmpty && documents.isEmpty }
}

/// Answers three questions apart: is the chain whole; does each input, decided anew on what the ledger
/// held before it, give the same; are the documents on disk those of the ledger.
public struct Verification {
  private let ledger: Ledger
  private let scratch: Ledger
  private let settings: Settings
  private let engine: Int
  private let meter: WorkMeter
  private let progress: () -> Void
  private let replay: Replay
  private var report = VerificationReport()

  /// A verification of the ledger in a state directory, which need not have a running service.
  ///
  /// - Parameters:
  ///   - engine: the version of the engine that decides anew.
  ///   - meter: told how far it has come.
  ///   - progress: called again and again while work goes on.
  /// - Throws: what SQLite reports, and file errors where there is no room for the scratch ledger.
  public init(
    _ settings: Settings, engine: Int = Engine.version, meter: WorkMeter = WorkMeter(),
    progress: @escaping () -> Void = {}
  ) throws {
    (self.meter, self.progress) = (meter, progress)
    self.settings = settings
    self.engine = engine
    ledger = try Ledger(reading: "\(settings.state)/ledger.sqlite")
    scratch = try Self.makeScratch()
    replay = Replay(into: scratch, engine: engine, progress: progress)
  }

  /// A ledger that goes with the process, however it ends: once it is open it has no name any more. It holds
  /// what the ledger holds, so nobody else may look into its directory meanwhile.
  private static func makeScratch() throws -> Ledger {
    let directory = FileManager.default.temporaryDirectory.appending(path: "slacreditd-\(UUID())")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: directory) }
    let scratch = try Ledger(making: directory.appending(path: "scratch.sqlite").path)
    // Its log and its index are open with it from the first write on.
    try scratch.makeScratch()
    return scratch
  }

  /// Verifies.
  ///
  /// - Parameters:
  ///   - since: the path of an anchor: the ledger has to have it, and only what comes after it is looked
  ///     at.
  ///   - against: the path of an anchor that the ledger has to have.
  /// - Throws: what SQLite reports, ``FileFailure``, and ``InvalidInput`` for what is no anchor.
  public mutating func run(
    since: String? = nil, against: String? = nil
  ) throws -> VerificationReport {
    let (since, against) = (try since.map(AnchorFile.read), try against.map(AnchorFile.read))
    let place = since?.sequence ?? 0
    let (meter, progress) = (meter, progress)
    try ledger.read { transaction in
      meter.begin(.checking, of: nil)
      var chain = ChainVerification(transaction) {
        meter.advance()
        progress()
      }
      try chain.run(after: place)
      let anchors = [since, against].compactMap { $0 }
      report.chain = try anchors.compactMap { try transaction.fault(against: $0) } + chain.faults
      report.notes = try transaction.noteCount()
    }
    try decideAnew(after: place)
    let documents = DocumentVerification(ledger, settings)
    report.documents = try documents.faults()
    report.reissued = try documents.reissued()
    return report
  }

  private mutating func decideAnew(after place: Int64) throws {
    var last: Int64 = 0
    meter.begin(.replaying, of: try ledger.read { try $0.count(.inputs) })
    while let input = try next(after: last) {
      let first = input.sequence
      let problem: String?
      (problem, last) = try replay.run(from: input) { try next(after: $0) }
      for input in first...last { try compare(input, problem, isTold: input > place) }
      meter.advance(by: last - first + 1)
      progress()
    }
    report.inputs = last
    guard report.chain.isEmpty else { return }
    let differences = try ledger.standingDifferences(
      from: scratch, withDecisions: report.faults.isEmpty && report.changes.isEmpty)
    let miscounted = try ledger.read { try $0.miscounted() }.map {
      "counter, name \($0): is not what there is"
    }
    guard !differences.isEmpty || !miscounted.isEmpty else { return }
    report.faults.append(
      VerificationReport.Redecision(
        input: last, engine: engine, differences: differences.map(Self.text) + miscounted))
  }

  /// The next input, or `nil`; one whose row is damaged is passed over, the chain tells of it.
  private func next(after place: Int64) throws -> Replay.Input? {
    let record = try ledger.read { transaction in
      var last = place
      while true {
        do {
          return try transaction.input(after: last)
        } catch is CorruptRowError {
          last += 1
        }
      }
    }
    return record.map { record in
      Replay.Input(
        sequence: record.sequence, kind: record.kind, received: record.received,
        source: InputSource(record, in: ledger))
    }
  }

  private static func text(_ difference: RowDifference) -> String {
    "\(difference.table), \(difference.key): \(difference.text)"
  }

  /// Compares what an input brought about, and goes on with what the ledger has.
  private mutating func compare(_ input: Int64, _ problem: String?, isTold: Bool) throws {
    let differences = try ledger.differences(from: scratch, in: input)
    guard problem != nil || !differences.isEmpty else { return }
    // Of rows that cannot be read, or do not go together, the chain tells; what follows is then decided
    // on what deciding anew gave.
    _ = try Replay.unlessOfStorage { try scratch.adopt(input, from: ledger) }
    guard isTold else { return }
    let decided = try ledger.read { try? $0.entry(input)?.entry.engine } ?? engine
    let found = VerificationReport.Redecision(
      input: input, engine: decided,
      differences: [problem].compactMap { $0 } + differences.prefix(20).map(Self.text))
    if decided < engine { report.changes.append(found) } else { report.faults.append(found) }
  }
}
