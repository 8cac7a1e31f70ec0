import Assessing
import Crediting
import Domain
import Foundation
import Notation
import Quantities

/// Gathers what one input makes due and what it makes wrong, and issues the notes: what is wrong is
/// reversed whole, what is due is gathered by account (docs/formats.md §5).
public struct NoteIssuer {
  let book: LedgerTransaction
  let input: Int64
  /// The day of issue, unless the ledger is ahead of it.
  private let day: CivilDate
  let policy: Policy
  /// What a closing takes in, when the input closes a month.
  let closing: ClosingCutoff?
  private let mergers: AccountMergers
  /// Up to which day finance has closed the books.
  private let closedThrough: CivilDate?
  /// Whether any contract waits for a closing, or for an approval: hardly ever, so it is asked once.
  private let hasPending: Bool
  private let hasHeld: Bool
  /// Called again and again while work goes on.
  let progress: () throws -> Void
  private let headers = NoteHeaders()
  private let decisions = BatchDecisions()

  /// An empty gathering, kept in the database: an input may make a million lines due.
  ///
  /// - Parameters:
  ///   - received: when the input was received.
  ///   - policy: the settings that stand.
  ///   - progress: called again and again while work goes on; what it throws ends the work.
  public init(
    _ book: LedgerTransaction, input: Int64, at received: Moment, under policy: Policy,
    progress: @escaping () throws -> Void = {}
  ) throws {
    self.progress = progress
    self.book = book
    self.input = input
    self.policy = policy
    day = try book.issueDay(on: UTCOffset.japan.date(of: received))
    closing = try book.closing(by: input).map { ClosingCutoff(month: $0, closedAt: received) }
    mergers = try book.mergers()
    closedThrough = try book.booksClosedThrough()
    hasPending = try book.number("SELECT 1 FROM pending_now LIMIT 1") != nil
    hasHeld = try book.number("SELECT 1 FROM held_now LIMIT 1") != nil
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.due (account_id TEXT, kind TEXT, tax_included INTEGER,
      untaxed INTEGER, bill TEXT, replaces INTEGER, contract_id TEXT, request_id TEXT,
      from_ms INTEGER, supply_from TEXT, amount INTEGER, tax_rate INTEGER, invoice_no TEXT,
      incidents TEXT, line TEXT)
      """)
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.wrong (note INTEGER, ordinal INTEGER, contract_id TEXT,
      key TEXT, amount INTEGER, PRIMARY KEY (note, ordinal))
      """)
    try book.run("CREATE TABLE IF NOT EXISTS temp.decided (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE TABLE IF NOT EXISTS temp.changed (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE TABLE IF NOT EXISTS temp.looping (contract_id TEXT PRIMARY KEY)")
    try book.run(
      "CREATE INDEX IF NOT EXISTS temp.due_by_account ON due (account_id, replaces, kind)")
    try book.run(
      "CREATE TABLE IF NOT EXISTS temp.rising (contract_id TEXT PRIMARY KEY, rise INTEGER)")
    try book.run(
      "CREATE TABLE IF NOT EXISTS temp.holding (contract_id TEXT PRIMARY KEY, issues INTEGER)")
    for table in ["due", "wrong", "decided", "changed", "looping"] {
      try book.run("DELETE FROM temp.\(table)")
    }
  }

  /// Compares what a contract is owed with what stands on its notes, and gathers the difference;
  /// nothing while issuing or the contract's corrections are held, or while the month is open.
  ///
  /// - Throws: ``CorruptRowError`` for a row that is not what was written; nothing is then gathered.
  public func settle(_ contract: Identifier, owed assessments: [Assessment]) throws {
    let due = try CreditsDue(assessments, under: policy, after: book.priorCredits(of: contract))
    let adjustment = try CreditAdjustment(
      due: due.credits, outstanding: try book.outstanding(contract, headers),
      bills: { try bills(of: contract) },
      successor: { mergers.successor(of: $0, on: day) })
    // What is only added to reads nothing after its first write, so that nothing can be left half done.
    if adjustment.toReverse.isEmpty, !hasHeld, !hasPending {
      try gather(adjustment, of: contract)
    } else {
      try book.whole { try gather(adjustment, of: contract) }
    }
  }

  private func gather(_ adjustment: CreditAdjustment, of contract: Identifier) throws {
    guard try isDue(adjustment, of: contract) else { return }
    for line in adjustment.toReverse {
      try book.run(
        "INSERT INTO temp.wrong VALUES (?, ?, ?, ?, ?)",
        [
          line.note, line.ordinal, contract.text, try line.debt.key,
          try line.debt.credit.amount.column,
        ])
    }
    guard !adjustment.toIssue.isEmpty else { return }
    let known = try bills(of: contract)
    let corrected = adjustment.corrected { mergers.successor(of: $0, on: day) }
    for (credit, line) in zip(adjustment.toIssue, corrected) {
      try gather(
        NoteLine(credit, known), kind: credit.kind(known), for: credit.account,
        replacing: line?.note)
    }
  }

  private func bills(of contract: Identifier) throws -> Bills {
    Bills(
      try book.charges(of: contract), on: day, registeredOn: policy.registeredOn,
      closedThrough: closedThrough)
  }

  /// Whether what is to change is to change now. What is not waits: for an approval, or for the month
  /// to be closed.
  private func isDue(_ adjustment: CreditAdjustment, of contract: Identifier) throws -> Bool {
    if adjustment.isEmpty {
      if hasHeld { try book.release(contract) }
      if hasPending { try book.clearPending(contract) }
      return false
    }
    guard policy.issuing == .immediate else {
      // Nothing is issued yet, but who asks for a correction is remembered.
      if !adjustment.toReverse.isEmpty { try book.setPending(contract, by: input) }
      return false
    }
    let isIssuable = try isIssuable(contract)
    if hasHeld, let held = try book.hold(on: contract) {
      if adjustment.toReverse.isEmpty, !held.isNew {
        // Of what was held for its corrections only those need an approval.
        try book.release(contract)
      } else if try held.correction == adjustment.correction {
        let isApproved = try decisions.on(held.batch, policy.sameOwner, book)?.decision == .approved
        guard isApproved else {
          if try hasPending && book.isPending(contract) {
            // It had changed; who brought it back to what it was has asked for it, too.
            try book.setPending(contract, by: input)
            try book.joinSources(of: held.batch, contract)
          }
          return false
        }
        try book.release(contract)
        try book.run("INSERT INTO temp.decided VALUES (?)", [contract.text])
        return true
      } else if isIssuable {
        // An approval is of what was shown: what has changed since waits for another one.
        try book.run("INSERT INTO temp.changed VALUES (?)", [contract.text])
      }
    }
    if !isIssuable {
      try book.setPending(contract, by: input)
    } else if try isAfterCredits(adjustment, of: contract) {
      try book.run("INSERT INTO temp.looping VALUES (?)", [contract.text])
    }
    return isIssuable
  }

  /// Whether a contract's notes are issued by this input: where they are gathered by the month, only
  /// when it is closed, and only of those that have waited since.
  private func isIssuable(_ contract: Identifier) throws -> Bool {
    guard policy.gathering == .monthly else { return true }
    guard let closing else { return false }
    return try book.isPending(contract, at: closing)
  }

  private func gather(
    _ line: NoteLine, kind: NoteKind, for account: Identifier, replacing note: Int64?
  ) throws {
    try line.credit.refuseContradiction()
    let bill = line.isTaxIncluded ? line.applyTo : nil
    try book.run(
      "INSERT INTO temp.due VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        account.text, kind.rawValue, line.isTaxIncluded, line.taxRate == 0, bill?.description,
        note, line.contract.text, line.request?.text, line.outage?.from.milliseconds,
        line.supplyFrom.description, try line.amount.column, line.taxRate, line.invoice?.number,
        try CanonicalJSON.encode(line.incidents), try CanonicalJSON.encode(line),
      ])
  }

  /// Issues what was gathered: reversals first, then notes by account. Where a note that is to be taken
  /// back is not what was written, everything about the contracts that it is wrong for stays as it is.
  ///
  /// - Parameter listed: how many of the notes are told one by one.
  /// - Returns: the notes, in order of number.
  public func issue(listing listed: Int) throws -> IssuedNotes {
    while true {
      do {
        var issued = IssuedNotes()
        try book.whole { issued = try issueAll(listing: listed) }
        return issued
      } catch let failure as IrreversibleNoteError {
        _ = try book.unlessCorrupt { throw failure.cause }
        let concerned = "SELECT contract_id FROM temp.wrong WHERE note = ?"
        try book.run(
          "DELETE FROM temp.due WHERE contract_id IN (\(concerned))", [failure.note])
        try book.run(
          "DELETE FROM temp.wrong WHERE contract_id IN (\(concerned))", [failure.note])
      }
    }
  }

  /// A note that cannot be taken back, because it is not what was written.
  private struct IrreversibleNoteError: Error {
    let note: Int64
    let cause: CorruptRowError
  }

  private func issueAll(listing listed: Int) throws -> IssuedNotes {
    if hasPending {
      try book.run(
        """
        DELETE FROM pending_now WHERE contract_id IN (
        SELECT contract_id FROM temp.due UNION SELECT contract_id FROM temp.wrong)
        """)
    }
    var issued = IssuedNotes()
    var last = Int64.min
    while let note = try book.number("SELECT min(note) FROM temp.wrong WHERE note > ?", [last]) {
      try progress()
      last = note
      do {
        let reversal = try reverse(note)
        let paidOn = try book.unlessCorrupt { try book.paidBefore(reversal) }
        try issued.add(reversal, paidOn: paidOn ?? nil, listing: listed) {
          try book.incidents(of: reversal)
        }
      } catch let cause as CorruptRowError {
        throw IrreversibleNoteError(note: note, cause: cause)
      }
    }
    try book.forEachKey(
      """
      SELECT DISTINCT account_id FROM temp.due WHERE account_id > ? ORDER BY account_id LIMIT ?
      """
    ) { account in
      try progress()
      for row in try book.rows(
        """
        SELECT DISTINCT account_id, kind, tax_included, untaxed, bill, replaces FROM temp.due
        WHERE account_id = ? ORDER BY replaces IS NULL, replaces, kind, tax_included, untaxed, bill
        """, [account])
      {
        let note = try issue(Group(row))
        try issued.add(note, listing: listed) { try book.incidents(of: note) }
      }
    }
    return issued
  }

  /// Takes back a note whole, from whom it went to; those of its lines that are still right become due
  /// again, to whoever stands for that account now.
  private func reverse(_ note: Int64) throws -> NoteHeader {
    guard let record = try book.noteRecord(note) else {
      throw CorruptRowError("note_line.note", note)
    }
    let reversed = record.note
    let successor = mergers.successor(of: reversed.account, on: day)
    let place = try book.nextPlace(on: day)
    var lines = LinesAdded(to: place.sequence, by: input, in: book)
    try book.forEachLine(of: note) { line in
      try progress()
      try lines.add(line.reversed(isClosed))
      let isWrong = try book.number(
        "SELECT 1 FROM temp.wrong WHERE note = ? AND ordinal = ?", [note, lines.count])
      guard isWrong == nil else { return }
      try gather(
        line.standingAgain(isClosed), kind: reversed.kind, for: successor, replacing: note)
    }
    return try book.insert(
      header(
        place, .reversal, for: reversed.account, named: reversed.accountName,
        reversed.totals.negated, isRequired: reversed.isReturnInvoiceRequired,
        isFormOmitted: reversed.isFormOmitted, reverses: note, replaces: nil),
      at: place, record.incidents, lines, input: input)
  }

  private func isClosed(_ day: CivilDate) -> Bool { closedThrough.map { day <= $0 } ?? false }

  private func header(
    _ place: LedgerTransaction.Place, _ kind: NoteKind, for account: Identifier, named name: String,
    _ totals: NoteTotals, isRequired: Bool, isFormOmitted: Bool, reverses: Int64?,
    replaces: Int64?
  ) -> NoteHeader {
    NoteHeader(
      sequence: place.sequence, number: place.number, kind: kind, issuedOn: place.issuedOn,
      issuer: policy.issuer, language: policy.language(of: account), account: account,
      accountName: name, totals: totals, isReturnInvoiceRequired: isRequired,
      isFormOmitted: isFormOmitted, reverses: reverses, replaces: replaces)
  }

  /// What goes on one note.
  private struct Group {
    let account: Identifier
    let kind: NoteKind
    let isTaxIncluded: Bool
    let isUntaxed: Bool
    let bill: String?
    let replaces: Int64?

    init(_ row: any LedgerRow) throws {
      account = try row.identifier("account_id")
      kind = try row.name("kind")
      isTaxIncluded = row.integer("tax_included") != 0
      isUntaxed = row.integer("untaxed") != 0
      bill = row.optionalText("bill")
      replaces = row.optionalInteger("replaces")
    }

    /// Its rows of what is due.
    var rows: (sql: String, arguments: SQLArguments) {
      (
        """
        FROM temp.due WHERE account_id = ? AND kind = ? AND tax_included = ? AND untaxed = ?
        AND bill IS ? AND replaces IS ?
        """,
        [account.text, kind.rawValue, isTaxIncluded, isUntaxed, bill, replaces]
      )
    }
  }

  private func issue(_ group: Group) throws -> NoteHeader {
    let place = try book.nextPlace(on: day)
    let (sql, arguments) = group.rows
    var lines = LinesAdded(to: place.sequence, by: input, in: book)
    var byRate: [Int: Yen] = [:]
    var duty = ReturnInvoiceDuty()
    try book.forEachRow(
      "SELECT * \(sql) ORDER BY contract_id, from_ms, supply_from, line", arguments
    ) { row in
      try progress()
      let (rate, amount) = (Int(row.integer("tax_rate")), Yen(row.integer("amount")))
      byRate[rate] = try (byRate[rate] ?? .zero) + amount
      try duty.add(amount, rate: rate, invoice: row.optionalText("invoice_no"))
      try lines.add(row)
    }
    let totals =
      try group.isTaxIncluded
      ? NoteTotals(grossByRate: byRate)
      : NoteTotals(netByRate: byRate, rounding: policy.taxRounding)
    let isRequired =
      try group.kind == .qualifiedReturnInvoice && duty.isRequired(rounding: policy.taxRounding)
    let names = try book.texts(
      """
      SELECT DISTINCT named.value FROM (SELECT DISTINCT incidents \(sql)),
      json_each(incidents) named ORDER BY named.value
      """, arguments)
    return try book.insert(
      header(
        place, group.kind, for: group.account, named: book.name(of: group.account, mergers),
        totals, isRequired: isRequired,
        isFormOmitted: policy.omitsForm(of: group.kind, isRequired: isRequired), reverses: nil,
        replaces: group.replaces),
      at: place, try names.compactMap(named), lines, input: input)
  }

  private func named(_ name: String) throws -> NoteIncident? {
    guard let id = Identifier(name) else { throw CorruptRowError("due.incidents", name) }
    return try book.unlessCorrupt { try book.named(id) } ?? nil
  }
}

extension Debt {
  /// What tells two of them apart.
  var key: String {
    get throws { Digest.hexadecimal(of: try CanonicalJSON.encode(self)) }
  }
}

extension CreditAdjustment {
  /// What the correction comes to, so that two can be compared: what goes and what comes, whichever
  /// note it stands on.
  var correction: String {
    get throws {
      CreditAdjustment.correction(
        reversing: try toReverse.map { try $0.debt.key },
        issuing: try toIssue.map { try $0.debt.key })
    }
  }

  /// A correction by the keys of what goes and of what comes.
  static func correction(reversing: [String], issuing: [String]) -> String {
    var digest = Digest()
    digest.add(["-"] + reversing.sorted() + ["+"] + issuing.sorted())
    return digest.hexadecimal
  }
}
