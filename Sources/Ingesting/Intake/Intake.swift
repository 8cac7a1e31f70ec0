import Assessing
import Bookkeeping
import Crediting
import Domain
import Notation
import Quantities
import Reading
import Spooling
import Threads

/// Takes in files: reads, records, assesses and issues, in one transaction a file.
public struct Intake {
  /// Of incidents that hit more contracts than this, documents and logs give a summary.
  public static let listedContracts: Int64 = 100

  private let ledger: Ledger
  private let grounds: Grounds
  private let catalogue: TermsCatalogue
  private let engine: Int
  private let progress: () throws -> Void
  private let meter: WorkMeter

  /// An intake into a ledger, on grounds that were recorded there by ``adoptGrounds(at:)``.
  ///
  /// - Parameters:
  ///   - engine: the version of the engine that decides.
  ///   - progress: called again and again while work goes on. What it throws
  ///     ends the work, and nothing of it stays.
  ///   - meter: told how far it has come.
  public init(
    ledger: Ledger, grounds: Grounds, engine: Int = Engine.version, meter: WorkMeter = WorkMeter(),
    progress: @escaping () throws -> Void = {}
  ) {
    self.meter = meter
    self.engine = engine
    self.ledger = ledger
    self.grounds = grounds
    self.progress = progress
    catalogue = grounds.catalogue
  }

  /// Whether the grounds can be adopted, as far as that shows at once.
  ///
  /// - Throws: ``InvalidInput`` where they cannot, and what SQLite reports.
  public func checkGrounds(at now: Moment) throws {
    do {
      try ledger.write { transaction in
        _ = try transaction.record(grounds, at: now)
        throw Refusal.onlyTried
      }
    } catch Refusal.onlyTried {}
  }

  /// Records the grounds, where they changed, and assesses again what rests on them.
  ///
  /// - Returns: what came of it; `nil` when nothing changed.
  /// - Throws: ``QuantityOverflow``, what SQLite reports, and what the progress throws.
  public func adoptGrounds(at now: Moment) throws -> IntakeReport? {
    defer { meter.end() }
    return try ledger.write { transaction in
      guard let (input, changed) = try transaction.record(grounds, at: now) else { return nil }
      try transaction.setLastTime(now)
      let affected = try AffectedContracts(transaction, progress: progress)
      if changed.requiresReassessment { try affected.addAll() }
      for terms in changed.documents.sorted() {
        try affected.add(governedBy: terms)
        for other in catalogue.documents(incorporating: terms) {
          try affected.add(governedBy: other)
        }
      }
      for agreement in changed.agreements.sorted() { try affected.add(agreedBy: agreement) }
      return try assessAndIssue(input, [], affected.complete(), transaction)
    }
  }

  /// Ends a transaction that is to leave no trace.
  private enum Refusal: Error {
    case rejected(InvalidInput)
    case duplicate(InputRecord)
    case onlyTried
  }

  /// Takes in a file; when this returns, what it says is in the ledger for good, or not at all.
  ///
  /// - Parameter limits: how large it may be; what was taken in once is read again without.
  /// - Throws: ``FileFailure`` when the file cannot be read, what SQLite reports, and what the progress
  ///   throws.
  public func ingest(
    _ source: InputSource, kind: RecordKind, at now: Moment, within limits: FileLimits? = nil
  ) throws -> IntakeResult {
    try result {
      try ledger.write { transaction in
        try ingest(source, kind, at: now, within: limits?[kind.name], into: transaction)
      }
    }
  }

  /// Takes in a file within a transaction of several.
  public typealias Ingestion = (
    _ source: InputSource, _ kind: RecordKind, _ now: Moment, _ limits: FileLimits?
  ) throws -> IntakeResult

  /// A file that affects more contracts than one that is taken in with others may.
  public struct TooLargeError: Error {}

  /// Takes in several files in one transaction, in which each is whole or leaves no trace. Each comes at a later time
  /// than the one before it.
  ///
  /// - Parameters:
  ///   - contracts: how many a file may affect; of one that affects more, ``TooLargeError`` is thrown and nothing stays.
  ///   - body: takes in one after another. What it throws leaves nothing of any of them.
  public func together(
    affecting contracts: Int64, _ body: (_ ingest: Ingestion) throws -> Void
  ) throws {
    try ledger.write { transaction in
      try body { source, kind, now, limits in
        try result {
          try transaction.whole {
            try ingest(
              source, kind, at: now, within: limits?[kind.name], affecting: contracts,
              into: transaction)
          }
        }
      }
    }
  }

  private func result(_ ingest: () throws -> IntakeReport) throws -> IntakeResult {
    defer { meter.end() }
    do { return .accepted(try ingest()) } catch Refusal.rejected(let invalid) {
      return .rejected(invalid)
    } catch Refusal.duplicate(let earlier) {
      return .duplicate(of: earlier)
    }
  }

  private func ingest(
    _ source: InputSource, _ kind: RecordKind, at now: Moment, within limit: FileLimits.Limit?,
    affecting most: Int64 = .max, into transaction: LedgerTransaction
  ) throws -> IntakeReport {
    let name = source.name
    let sequence = try transaction.nextInput()
    let kept = KeptBytes(source, within: limit, in: transaction, input: sequence, meter)
    let encoding = try TextEncoding(of: name) {
      let next = source.pieces(within: limit)
      return {
        try progress()
        return try next()
      }
    }
    let record = RecordFile(
      name: name,
      bytes: ByteReader(
        fetching: encoding.decoding {
          try progress()
          return try kept.next()
        }), limit: limit, progress: progress)
    if let problem = source.problem(as: kind, under: grounds.policy) {
      record.problems.add(problem)
    }
    let affected = try AffectedContracts(transaction, progress: progress)
    let tally = RecordTally()
    let records = RecordIntake(
      transaction, sequence, record, affected, catalogue, grounds.policy, received: Receipt(now),
      engine: engine, tally, progress)
    try kind.read(
      record, ReadingContext(checking: catalogue, received: Receipt(now)), into: records)
    let succession = try records.finish()
    try refuseWrong(record)
    let (digest, content) = try kept.finish()
    try refuseRepeated(name, kind, digest, sequence, transaction)
    let input = InputRecord(
      sequence: sequence, kind: kind.name, fileName: name, sha256: digest, content: content,
      size: kept.size,
      owner: source.owner, received: now, records: tally.records)
    try transaction.accept(input)
    try transaction.setLastTime(now)
    let incidents = try succession.apply(to: affected, record.problems)
    try refuseWrong(record)
    let contracts = try affected.complete()
    guard contracts.count <= most else { throw TooLargeError() }
    let report = try assessAndIssue(input, incidents, contracts, transaction)
    let receipt = InputReceipt(
      input, changed: tally.changed,
      results: try tally.results.map { result in
        guard let revision = result.revision, result.outcome != .superseded else { return result }
        return try result.reaching(transaction.reach(of: result.id, revision: revision))
      })
    try transaction.setUnmoved(sequence, receipt: receipt.text)
    guard try source.isUnchanged() else { throw ChangedFileError() }
    var told = report
    told.receipt = receipt
    return told
  }

  private func refuseWrong(_ record: RecordFile) throws {
    guard record.problems.isEmpty else { throw Refusal.rejected(InvalidInput(record.problems)) }
  }

  /// The same content again changes nothing. Where newer data have replaced it since, only a person
  /// can tell whether it was sent twice or is meant to be restored.
  private func refuseRepeated(
    _ name: String, _ kind: RecordKind, _ digest: Digest, _ sequence: Int64,
    _ transaction: LedgerTransaction
  ) throws {
    guard let earlier = try transaction.input(kind: kind.name, sha256: digest) else { return }
    guard try transaction.hasEffect(sequence) else { throw Refusal.duplicate(earlier) }
    // Of mergers the later received stands, so there is nothing to tell apart.
    guard kind != .accounts else { return }
    throw Refusal.rejected(
      InvalidInput(
        problems: [
          Problem(
            file: name, position: nil, path: "exported_at",
            expected: LocalizedText(
              ja: "まだ受け取っていない内容", en: "content that was not taken in before"),
            found: "\(earlier.fileName), \(earlier.received)",
            fix: LocalizedText(
              ja: "同じ内容を\(earlier.received)に受け取り、その後の記録で置き換えられています。"
                + "戻すなら exported_at を新しくしてください。",
              en: "the same content came at \(earlier.received) and was replaced since; to restore "
                + "it, give it a new exported_at"))
        ], unlisted: 0))
  }

  /// Assesses every affected contract and issues the difference to what stands credited.
  private func assessAndIssue(
    _ input: InputRecord, _ incidents: [(id: Identifier, revision: Int)],
    _ contracts: AffectedList, _ transaction: LedgerTransaction
  ) throws -> IntakeReport {
    // Where mergers or closings cannot be read, nothing is issued at all.
    let rules = try transaction.unlessCorrupt {
      try IssuingRules(transaction, at: input.received, under: grounds.policy)
    }
    let gatherer =
      try transaction.unlessCorrupt {
        try AdjustmentGatherer(
          transaction, input: input.sequence, at: input.received, by: rules, progress: progress,
          meter)
      } ?? nil
    var assessed = ContractsAssessed(
      contracts, by: input, grounds, rules: rules, in: transaction, meter, progress)
    try assessed.run(gatherer)
    // What a person decided on needs no other person.
    let isDecided = input.kind == RecordKind.approvals.name
    var (held, issued) = (HeldAdjustments?.none, IssuedNotes())
    if let gatherer {
      let weighed = try gatherer.weigh(isLimited: !isDecided)
      held = weighed.held
      issued = try weighed.issue(listing: Int(Intake.listedContracts))
    }
    try transaction.seal(upTo: input.sequence, engine: engine)
    return IntakeReport(
      input: input, contracts: contracts.count, incidents: incidents, notes: issued,
      held: held?.batch, heldBecause: held?.reasons ?? [], outcomes: assessed.outcomes,
      listed: assessed.listed)
  }
}
