import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// Gathers what one input makes due and what it makes wrong, and issues the notes: what is wrong is
/// reversed whole, what is due is gathered by account (FORMATS §5).
public struct NoteBook {
  private let book: Book
  private let input: Int64
  /// The day of issue, unless the ledger is ahead of it.
  private let day: CivilDate
  private let policy: Policy
  /// Whether notes are issued, rather than gathered for when the month is closed.
  private let issuesNow: Bool
  private let mergers: AccountMergers
  /// Whether any contract waits for a closing.
  private let hasPending: Bool

  private static let lineColumns = """
    contract_id, remedy, request_id, clauses, from_ms, to_ms, supply_from, supply_to, units, exact,
    amount, tax_rate, apply_to, incidents, readings, steps, key
    """

  /// An empty gathering, kept in the database: an input may make a million lines due.
  ///
  /// - Parameter isClosing: whether the input closes a month.
  public init(
    _ book: Book, input: Int64, on day: CivilDate, under policy: Policy, isClosing: Bool = false
  ) throws {
    self.book = book
    self.input = input
    self.day = day
    self.policy = policy
    issuesNow = isClosing || policy.gathering == .immediate
    mergers = try book.mergers()
    hasPending = try book.number("SELECT 1 FROM pending_now LIMIT 1") != nil
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.due (account_id TEXT, kind TEXT, contract_id TEXT, remedy TEXT,
      request_id TEXT, clauses TEXT, from_ms INTEGER, to_ms INTEGER, supply_from TEXT,
      supply_to TEXT, units INTEGER, exact TEXT, amount INTEGER, tax_rate INTEGER, apply_to TEXT,
      incidents TEXT, readings TEXT, steps TEXT, key TEXT)
      """)
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.wrong (note INTEGER, ordinal INTEGER,
      PRIMARY KEY (note, ordinal))
      """)
    try book.run("CREATE TABLE IF NOT EXISTS temp.decided (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE TABLE IF NOT EXISTS temp.changed (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE INDEX IF NOT EXISTS temp.due_by_account ON due (account_id, kind)")
    for table in ["due", "wrong", "decided", "changed"] {
      try book.run("DELETE FROM temp.\(table)")
    }
  }

  /// Compares what a contract is owed with what stands on its notes, and gathers the difference;
  /// nothing while issuing or the contract's corrections are held, or while the month is open.
  public func settle(_ contract: Identifier, owed assessments: [Assessment]) throws {
    guard policy.issuing == .immediate else { return }
    let due = try Due(assessments, under: policy, after: book.priorCredits(of: contract))
    let settlement = Settlement(
      due: due.entitlements, standing: try book.standing(contract)
    ) { mergers.successor(of: $0, on: day) }
    guard issuesNow else {
      return try book.setPending(contract, since: settlement.isEmpty ? nil : input)
    }
    if let held = try book.hold(on: contract) {
      let isRight = settlement.isEmpty
      if isRight || held.correction == settlement.correction {
        let isApproved = try book.decision(on: held.batch, policy.sameOwner)?.decision == .approved
        guard isRight || isApproved else { return }
        try book.release(contract)
        try book.run("INSERT INTO temp.decided VALUES (?)", [contract.text])
      } else {
        // An approval is of what was shown: what has changed since waits for another one.
        try book.run("INSERT INTO temp.changed VALUES (?)", [contract.text])
      }
    }
    if hasPending { try book.setPending(contract, since: nil) }
    for line in settlement.wrong {
      try book.run("INSERT INTO temp.wrong VALUES (?, ?)", [line.note, line.ordinal])
    }
    guard !settlement.fresh.isEmpty else { return }
    let charges = try book.charges(of: contract)
    for entitlement in settlement.fresh {
      try gather(entitlement, NoteKind(for: entitlement, charges: charges))
    }
  }

  private func gather(_ entitlement: Entitlement, _ kind: NoteKind) throws {
    try book.run(
      "INSERT INTO temp.due VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        entitlement.account.text, kind.rawValue, entitlement.contract.text,
        entitlement.remedy.rawValue, entitlement.request?.text,
        entitlement.clauses.map(\.code).column,
        entitlement.outage?.from.milliseconds, entitlement.outage?.to?.milliseconds,
        entitlement.supply.from.description, entitlement.supply.to.description,
        entitlement.units, entitlement.exact.description, try entitlement.amount.column,
        entitlement.taxRate, entitlement.appliedTo(on: day)?.description,
        entitlement.incidents.map(\.text).column,
        entitlement.readings.column, entitlement.steps.map(\.code).column, entitlement.key,
      ])
  }

  /// Holds what was gathered where it corrects more than the policy allows without an approval, or
  /// where it is not what was held before; what a person decided on already is not held again.
  ///
  /// - Parameter isLimited: whether the policy's limits are looked at.
  /// - Returns: the name of the batch in which it is held; `nil` when all may be issued.
  public func holdIfNeeded(isLimited: Bool) throws -> Identifier? {
    let undecided = "contract_id NOT IN (SELECT contract_id FROM temp.decided)"
    if isLimited {
      let (notes, lowered) = try weight(of: undecided)
      let isTooLow = policy.correctionYen.map { lowered > $0 } ?? false
      if notes > 0, notes > policy.correctionNotes || isTooLow { return try hold(undecided) }
    }
    guard try book.number("SELECT 1 FROM temp.changed LIMIT 1") != nil else { return nil }
    return try hold("contract_id IN (SELECT contract_id FROM temp.changed)")
  }

  /// How many notes some contracts' corrections reverse, and by how much they lower what stands.
  private func weight(of contracts: String) throws -> (notes: Int64, lowered: Yen) {
    let wrong = "FROM temp.wrong JOIN note_line USING (note, ordinal) WHERE \(contracts)"
    let notes = try book.number("SELECT count(DISTINCT note) \(wrong)") ?? 0
    let standing = try book.number("SELECT sum(amount) \(wrong)") ?? 0
    let due = try book.number("SELECT sum(amount) FROM temp.due WHERE \(contracts)") ?? 0
    return (notes, Yen(standing - due))
  }

  private func hold(_ contracts: String) throws -> Identifier {
    let (notes, lowered) = try weight(of: contracts)
    let wrong = "FROM temp.wrong JOIN note_line USING (note, ordinal) WHERE \(contracts)"
    let held = try book.rows(
      """
      SELECT contract_id FROM temp.due WHERE \(contracts) UNION
      SELECT contract_id \(wrong) ORDER BY 1
      """
    ).map { row in
      let name = row.text("contract_id")
      let gone = try book.rows("SELECT key \(wrong) AND contract_id = ?", [name])
      let fresh = try book.rows("SELECT key FROM temp.due WHERE contract_id = ?", [name])
      return (
        name,
        Settlement.correction(
          wrong: gone.map { $0.text("key") }, fresh: fresh.map { $0.text("key") })
      )
    }
    try book.run("DELETE FROM temp.due WHERE \(contracts)")
    try book.run(
      "DELETE FROM temp.wrong WHERE (note, ordinal) IN (SELECT note, ordinal \(wrong))")
    return try book.hold(held, input: input, notes: notes, lowered: lowered)
  }

  /// Issues what was gathered: reversals first, then notes by account.
  ///
  /// - Parameter listed: how many of the notes are told one by one.
  /// - Returns: the notes, in order of number.
  public func issue(listing listed: Int) throws -> IssuedNotes {
    var issued = IssuedNotes()
    var last = Int64.min
    while let note = try book.number("SELECT min(note) FROM temp.wrong WHERE note > ?", [last]) {
      let reversal = try reverse(note)
      issued.add(reversal, paidOn: try book.paidBefore(reversal), listing: listed)
      last = note
    }
    try book.forEachKey(
      """
      SELECT DISTINCT account_id FROM temp.due WHERE account_id > ? ORDER BY account_id LIMIT ?
      """
    ) { account in
      for row in try book.rows(
        "SELECT DISTINCT account_id, kind FROM temp.due WHERE account_id = ? ORDER BY kind",
        [account])
      {
        issued.add(
          try issue(to: row.identifier("account_id"), kind: row.name("kind")), listing: listed)
      }
    }
    return issued
  }

  /// Takes back a note whole; those of its lines that are still right become due again.
  private func reverse(_ note: Int64) throws -> NoteHeader {
    guard let reversed = try book.note(note) else { throw DamagedRow("note_line.note", note) }
    let account = mergers.successor(of: reversed.account, on: day)
    try book.run(
      """
      INSERT INTO temp.due SELECT ?, ?, \(Self.lineColumns) FROM note_line
      WHERE note = ? AND (note, ordinal) NOT IN (SELECT note, ordinal FROM temp.wrong)
      """, [account.text, reversed.kind.rawValue, note])
    let place = try book.nextPlace(on: day)
    try book.run(
      """
      INSERT INTO note_line SELECT ?, ordinal, contract_id, remedy, request_id, clauses, from_ms,
      to_ms, supply_from, supply_to, units, CASE WHEN exact LIKE '-%' THEN substr(exact, 2)
      ELSE '-' || exact END, -amount, tax_rate, apply_to, incidents, readings, steps, key
      FROM note_line WHERE note = ?
      """, [place.sequence, note])
    try book.run(
      "INSERT INTO note_incident SELECT ?, incident_id, revision, title FROM note_incident "
        + "WHERE note = ?", [place.sequence, note])
    return try book.insert(
      place, kind: .reversal, input: input, policy: policy, account: account,
      accountName: try book.name(of: account, mergers), totals: reversed.totals.negated,
      reverses: note)
  }

  private func issue(
    to account: Identifier, kind: NoteKind
  ) throws -> NoteHeader {
    let place = try book.nextPlace(on: day)
    try book.run(
      """
      INSERT INTO note_line SELECT ?, row_number() OVER (ORDER BY contract_id, from_ms, key),
      \(Self.lineColumns) FROM temp.due WHERE account_id = ? AND kind = ?
      """, [place.sequence, account.text, kind.rawValue])
    try book.run(
      """
      INSERT INTO note_incident SELECT DISTINCT ?, incident_id, revision, title
      FROM note_line, json_each(note_line.incidents) named
      JOIN incident_now ON incident_now.incident_id = named.value
      JOIN incident USING (incident_id, revision) WHERE note = ?
      """, [place.sequence, place.sequence])
    let sums = try book.rows(
      "SELECT tax_rate, sum(amount) net FROM note_line WHERE note = ? GROUP BY tax_rate",
      [place.sequence])
    let totals = try NoteTotals(
      netByRate: Dictionary(
        sums.map { (Int($0.integer("tax_rate")), Yen($0.integer("net"))) }
      ) { first, _ in first })
    return try book.insert(
      place, kind: kind, input: input, policy: policy, account: account,
      accountName: try book.name(of: account, mergers), totals: totals, reverses: nil)
  }
}

/// The notes that one input made: very many are counted, and only the first of them told.
public struct IssuedNotes: Hashable, Sendable {
  /// The first of them, in order of number.
  public private(set) var first: [NoteHeader] = []
  /// When the notes that some of them take back had been paid, by the places of those that do.
  public private(set) var paidBefore: [Int64: CivilDate] = [:]
  /// How many there are.
  public private(set) var count = 0

  /// None.
  init() {}

  fileprivate mutating func add(
    _ note: NoteHeader, paidOn: CivilDate? = nil, listing listed: Int
  ) {
    count += 1
    guard first.count < listed else { return }
    first.append(note)
    paidBefore[note.sequence] = paidOn
  }
}

extension Book {
  /// The lines about a contract that stand: on notes that are no reversals and not reversed.
  ///
  /// `CROSS JOIN` keeps the order of search: left to choose, SQLite looks through every note there is.
  func standing(_ contract: Identifier) throws -> [Settlement.StandingLine] {
    try fetch(
      """
      SELECT note, note_line.ordinal, key FROM note_line CROSS JOIN credit_note ON note = sequence
      WHERE contract_id = ? AND reverses IS NULL
      AND NOT EXISTS (SELECT 1 FROM credit_note reversal WHERE reversal.reverses = note)
      """, [contract.text]
    ) {
      Settlement.StandingLine(
        note: $0.integer("note"), ordinal: $0["ordinal"], key: $0.text("key"))
    }
  }

  /// A note's place in the ledger and in its year's series of numbers, which has no gaps.
  fileprivate struct Place {
    let sequence: Int64
    let issuedOn: CivilDate
    let year: Int
    let ordinal: Int64

    var number: String {
      let digits = String(ordinal)
      return "CN-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
  }

  fileprivate func nextPlace(on day: CivilDate) throws -> Place {
    let last = try row("SELECT sequence, issued_on FROM credit_note ORDER BY sequence DESC LIMIT 1")
    // A clock that steps back must not reopen a year whose series went on.
    let issuedOn = try max(day, last?.date("issued_on") ?? day)
    let year = issuedOn.components.year
    let ordinal = try number("SELECT max(ordinal) FROM credit_note WHERE year = ?", [year]) ?? 0
    return Place(
      sequence: (last?.integer("sequence") ?? 0) + 1, issuedOn: issuedOn, year: year,
      ordinal: ordinal + 1)
  }

  fileprivate func insert(
    _ place: Place, kind: NoteKind, input: Int64, policy: Policy, account: Identifier,
    accountName: String, totals: NoteTotals, reverses: Int64?
  ) throws -> NoteHeader {
    let previous = try row("SELECT hash FROM credit_note WHERE sequence = ?", [place.sequence - 1])
    let unhashed = NoteHeader(
      sequence: place.sequence, number: place.number, kind: kind, issuedOn: place.issuedOn,
      issuer: policy.issuer, language: policy.language(of: account), account: account,
      accountName: accountName, totals: totals,
      isFormOmitted: policy.omitsForm(of: kind, totals), reverses: reverses,
      previousHash: previous?.text("hash") ?? NoteHeader.firstHash, hash: "")
    let header = try unhashed.hashed(over: self)
    try run(
      """
      INSERT INTO credit_note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        header.sequence, header.number, place.year, place.ordinal, kind.rawValue, input,
        header.issuedOn.description, header.issuer.name, header.issuer.registrationNumber,
        header.issuer.address,
        header.language.rawValue, account.text, accountName, header.rateColumn,
        try totals.net.column,
        try totals.gross.column, header.isFormOmitted, reverses, header.previousHash, header.hash,
      ])
    return header
  }
}
