import Bookkeeping
import Domain
import Ingesting
import Quantities
import Reading
import Spooling

/// Small files of a backlog: many in one transaction, in which each is whole or leaves no trace. They are moved and
/// answered when it is committed.
extension Service {
  /// How much is taken together: what lies behind it must not wait for long.
  private static let most = (files: 64, bytes: Int64(1 << 20), contracts: Int64(1_000))
  /// In bytes; what is larger is taken alone.
  private static let small: Int64 = 64 << 10

  /// Takes files in their order; what came to the directory of the urgent kind meanwhile waits for the one under way,
  /// and for no other.
  ///
  /// - Parameter listed: what was there when they were listed; `nil` where more lies in the urgent kind's directory,
  ///   which comes before what arrives.
  /// - Returns: how many were decided on; `nil` where the service was asked to end.
  func take(
    _ drops: [Spool.Drop], besides listed: [Spool.Drop]?, unless shouldStop: () -> Bool
  ) throws -> Int? {
    var (rest, taken) = (drops[...], 0)
    var arrivals = listed.map { Arrivals(besides: $0, atMost: Service.round) }
    while let drop = rest.first {
      if shouldStop() { return nil }
      manager.progress()
      if !waits.contains(drop) { try tellStatus(backlog: rest.count, at: drop) }
      do {
        let group = rest.prefix(groupLength(of: rest))
        let done = try group.count > 1 ? takeTogether(group) : takeEach(group)
        rest = rest.dropFirst(done.seen)
        taken += done.taken
      } catch is GivenUpError { return nil }
      guard drop.kind != spool.urgentKind || spool.isLarge(drop) else { continue }
      // What keeps it from being listed is told by the next round.
      let fresh = arrivals?.among(((try? spool.urgent()) ?? []).filter(isUrgent)) ?? []
      if !fresh.isEmpty { rest = bringing(fresh, before: rest) }
    }
    return taken
  }

  /// What comes to a directory after it was listed. Of a flood the rest waits for the next round, as of each directory.
  private struct Arrivals {
    private var known: Set<String>
    private var left: Int

    init(besides listed: [Spool.Drop], atMost count: Int) {
      (known, left) = (Set(listed.map(\.path)), count)
    }

    mutating func among(_ found: [Spool.Drop]) -> [Spool.Drop] {
      let fresh = Array(found.filter { !known.contains($0.path) }.prefix(left))
      known.formUnion(fresh.map(\.path))
      left -= fresh.count
      return fresh
    }
  }

  private func isUrgent(_ drop: Spool.Drop) -> Bool {
    drop.kind == spool.urgentKind && drop.irregularity == nil && !spool.isLarge(drop)
      && !fatal.isSuspect(drop) && !postponed.contains(drop)
  }

  /// Nothing urgent overtakes what is urgent and came before it.
  private func bringing(
    _ fresh: [Spool.Drop], before rest: ArraySlice<Spool.Drop>
  ) -> ArraySlice<Spool.Drop> {
    let urgent = (fresh + rest.filter(isUrgent)).sorted(by: spool.isEarlier)
    return (urgent + rest.filter { !isUrgent($0) })[...]
  }

  /// How many files, from the first on, are taken together.
  private func groupLength(of drops: ArraySlice<Spool.Drop>) -> Int {
    var (names, bytes) = (Set<String>(), Int64(0))
    for drop in drops {
      bytes += drop.size
      // A request is about what came before it, and of one name only one file can be in hand.
      guard drop.size <= Service.small, drop.kind != RecordKind.requests.name,
        !fatal.isSuspect(drop), !postponed.contains(drop), names.count < Service.most.files,
        bytes <= Service.most.bytes,
        names.insert("\(drop.kind)/\(drop.name)").inserted
      else { break }
    }
    return max(1, names.count)
  }

  /// What came of a file of a group.
  private struct Decided {
    let drop: Spool.Drop
    let owner: FileOwner
    let received: Moment
    let result: IntakeResult
  }

  /// Takes small files together, up to the first that is not accepted, as nothing may be on record behind what is not
  /// answered, and up to one that affects very many contracts.
  ///
  /// - Returns: how many were looked at, and how many were decided on.
  func takeTogether(_ drops: ArraySlice<Spool.Drop>) throws -> (seen: Int, taken: Int) {
    guard try DiskReserve(of: settings.state).free > 0 else { return try takeEach(drops) }
    var (seen, decided, contracts): (Int, [Decided], Int64) = (0, [], 0)
    var large: Spool.Drop?
    var now = try receiptTime()
    do {
      try intake.together(affecting: Service.most.contracts) { ingest in
        for drop in drops {
          manager.progress()
          let found: Decided?
          do { found = try decide(on: drop, at: now, ingest) } catch is Intake.TooLargeError {
            // Those before it must not wait for it.
            large = drop
            break
          }
          seen += 1
          guard let found else { continue }
          decided.append(found)
          guard case .accepted(let report) = found.result else { break }
          contracts += report.contracts
          guard contracts <= Service.most.contracts else { break }
          // What was recorded at one time is one whole.
          now = now + Elapsed(milliseconds: 1)
        }
      }
    } catch let error where !(error is GivenUpError) {
      // Nothing of them is in the ledger. Alone, each shows what is the matter with it.
      try fatal.layDown()
      // Documents are of what all of them come to, as they would be together.
      deliversLater = true
      defer { deliversLater = false }
      let done = try takeEach(drops.map(spool.again)[...])
      try deliver()
      return done
    }
    try fatal.layDown()
    for file in decided {
      try settle(file.drop, file.result, owner: file.owner, at: file.received)
    }
    try keepAccepted()
    try deliver()
    guard let large else { return (seen, decided.count) }
    let alone = try takeEach([spool.again(large)])
    return (seen + alone.seen, decided.count + alone.taken)
  }

  private func takeEach(_ drops: ArraySlice<Spool.Drop>) throws -> (seen: Int, taken: Int) {
    let taken = try drops.filter { drop in
      manager.progress()
      return try takeIfRoom(drop)
    }
    return (drops.count, taken.count)
  }

  /// - Returns: `nil` for a file that waits, or is gone.
  private func decide(
    on drop: Spool.Drop, at now: Moment, _ ingest: Intake.Ingestion
  ) throws -> Decided? {
    guard let kind = RecordKind(named: drop.kind), let file = try claim(drop) else { return nil }
    journal.taking(drop)
    try fatal.take(drop)
    let source = InputSource(file, name: drop.name)
    do {
      let result = try ingest(source, kind, now, settings.fileLimits)
      return Decided(drop: drop, owner: source.owner, received: now, result: result)
    } catch is ChangedFileError {
      wait(drop, .writer)
      return nil
    }
  }
}
