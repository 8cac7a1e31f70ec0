import Assessing
import Bookkeeping
import Crediting
import Delivering
import Documents
import Domain
import Ingesting
import Quantities
import Reading

extension Inquiry {
  /// How many entries of a list are read at once.
  private static let pageSize = 500

  /// Hands over the notes that are looked for, in order of number.
  public func forEachNote(
    _ search: NoteSearch = NoteSearch(), _ body: (ListedNote) throws -> Void
  ) throws {
    try forEachNote(search, with: { $1 }, body)
  }

  /// The same, with what else the ledger says of each.
  func forEachNote<Found>(
    _ search: NoteSearch, with found: (LedgerTransaction, ListedNote) throws -> Found,
    _ body: (Found) throws -> Void
  ) throws {
    try inPages(from: Int64(0)) { transaction, place, add in
      try transaction.forEachNote(search, after: place) {
        try add(found(transaction, $0), $0.note.sequence)
      }
    } body: {
      try body($0)
    }
  }

  /// Hands over a list with nothing of the ledger open, a page at a time: whoever takes it slowly must not
  /// keep the log of the ledger from being worked off. What is added meanwhile may be in it.
  private func inPages<Entry, Place>(
    from first: Place,
    _ read: (LedgerTransaction, Place, (Entry, Place) throws -> Void) throws -> Void,
    body: (Entry) throws -> Void
  ) throws {
    var place = first
    var page: [Entry] = []
    repeat {
      page.removeAll(keepingCapacity: true)
      try ledger.read { transaction in
        do {
          try read(transaction, place) { entry, next in
            page.append(entry)
            place = next
            if page.count == Self.pageSize { throw PageIsFull() }
          }
        } catch is PageIsFull {}
      }
      try page.forEach(body)
      onPage()
    } while page.count == Self.pageSize
  }

  /// Hands over all incidents by their standing revision, in order of name.
  public func forEachIncident(
    _ body: (Incident, _ contracts: Int64) throws -> Void
  ) throws {
    try inPages(from: "") { transaction, place, add in
      try transaction.forEachIncident(after: place) { incident in
        try add((incident, try transaction.contractsHit(by: incident.id)), incident.id.text)
      }
    } body: {
      try body($0.0, $0.1)
    }
  }

  /// Hands over the incidents that hit no contract: the NOC should look at them.
  public func forEachUnreaching(_ body: (Incident) throws -> Void) throws {
    try inPages(from: "") { transaction, place, add in
      try transaction.forEachUnreaching(after: place) { try add($0, $0.id.text) }
    } body: {
      try body($0)
    }
  }

  /// Hands over what has one of these outcomes, each with the moment since when it has.
  public func forEachWaiting(
    _ outcomes: [Outcome], _ body: (Assessment, _ since: Moment) throws -> Void
  ) throws {
    for outcome in outcomes {
      try inPages(from: WaitingPlace()) { transaction, place, add in
        try transaction.forEachWaiting(outcome, after: place) { try add(($0, $1), $2) }
      } body: {
        try body($0.0, $0.1)
      }
    }
  }

  /// Hands over the corrections and new notes that are held for an approval.
  public func forEachBatch(_ body: (HeldBatch) throws -> Void) throws {
    let policy = try grounds().policy
    var batches: [HeldBatch] = []
    try ledger.read { try $0.forEachBatch(policy.sameOwner) { batches.append($0) } }
    try batches.forEach(body)
  }
}
