import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// Gathers what one input makes due and what it makes wrong, and issues the notes: what is wrong is
/// reversed whole, what is due is gathered by account (docs/formats.md §5).
public struct NoteBook {
  let book: Book
  let input: Int64
  /// The day of issue, unless the ledger is ahead of it.
  private let day: CivilDate
  let policy: Policy
  /// What a closing takes in, when the input closes a month.
  let closing: ClosingCut?
  private let mergers: AccountMergers
  /// Up to which day finance has closed the books.
  private let closedThrough: CivilDate?
  /// Whether any contract waits for a closing, or for an approval: hardly ever, so it is asked once.
  private let hasPending: Bool
  private let hasHeld: Bool
  /// Called again and again while work goes on.
  let progress: () -> Void

  private static let lineColumns = """
    contract_id, remedy, request_id, clauses, from_ms, to_ms, supply_from, supply_to, units, exact,
    amount, tax_rate, apply_to, settlement, invoice_no, invoiced_on, booked, month_end, unchanged,
    incidents, readings, steps, key
    """

  /// Told to SQLite: amounts with tax stand on notes of their own (docs/formats.md §5), and so do
  /// amounts without tax on the supply (docs/domain.md §8).
  private static let isTaxIncluded = "(remedy = 'damages' AND tax_rate > 0)"
  private static let isUntaxed = "(tax_rate = 0)"
  /// Tax is a bill's: damages that lower two bills are two notes.
  private static let ownBill = "(CASE WHEN \(isTaxIncluded) THEN apply_to END)"

  /// An empty gathering, kept in the database: an input may make a million lines due.
  ///
  /// - Parameters:
  ///   - received: when the input was received.
  ///   - policy: the settings that stand.
  ///   - progress: called again and again while work goes on.
  public init(
    _ book: Book, input: Int64, at received: Moment, under policy: Policy,
    progress: @escaping () -> Void = {}
  ) throws {
    self.progress = progress
    self.book = book
    self.input = input
    self.policy = policy
    day = try book.issueDay(on: UTCOffset.japan.date(of: received))
    closing = try book.closing(by: input).map { ClosingCut(month: $0, closedAt: received) }
    mergers = try book.mergers()
    closedThrough = try book.booksClosedThrough()
    hasPending = try book.number("SELECT 1 FROM pending_now LIMIT 1") != nil
    hasHeld = try book.number("SELECT 1 FROM held_now LIMIT 1") != nil
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.due (account_id TEXT, kind TEXT, contract_id TEXT, remedy TEXT,
      request_id TEXT, clauses TEXT, from_ms INTEGER, to_ms INTEGER, supply_from TEXT,
      supply_to TEXT, units INTEGER, exact TEXT, amount INTEGER, tax_rate INTEGER, apply_to TEXT,
      settlement TEXT, invoice_no TEXT, invoiced_on TEXT, booked INTEGER, month_end TEXT, unchanged INTEGER,
      incidents TEXT, readings TEXT, steps TEXT, key TEXT, replaces INTEGER)
      """)
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.wrong (note INTEGER, ordinal INTEGER, contract_id TEXT,
      key TEXT, PRIMARY KEY (note, ordinal))
      """)
    try book.run("CREATE TABLE IF NOT EXISTS temp.decided (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE TABLE IF NOT EXISTS temp.changed (contract_id TEXT PRIMARY KEY)")
    try book.run("CREATE TABLE IF NOT EXISTS temp.looping (contract_id TEXT PRIMARY KEY)")
    try book.run(
      "CREATE INDEX IF NOT EXISTS temp.due_by_account ON due (account_id, replaces, kind)")
    for table in ["due", "wrong", "decided", "changed", "looping"] {
      try book.run("DELETE FROM temp.\(table)")
    }
  }

  /// Compares what a contract is owed with what stands on its notes, and gathers the difference;
  /// nothing while issuing or the contract's corrections are held, or while the month is open.
  public func settle(_ contract: Identifier, owed assessments: [Assessment]) throws {
    let due = try Due(assessments, under: policy, after: book.priorCredits(of: contract))
    let settlement = try Settlement(
      due: due.entitlements, standing: try book.standing(contract),
      bills: { try bills(of: contract) },
      successor: { mergers.successor(of: $0, on: day) })
    guard try isDue(settlement, of: contract) else { return }
    for line in settlement.wrong {
      try book.run(
        "INSERT INTO temp.wrong VALUES (?, ?, ?, ?)",
        [line.note, line.ordinal, contract.text, line.key])
    }
    guard !settlement.fresh.isEmpty else { return }
    let known = try bills(of: contract)
    let corrected = settlement.corrected { mergers.successor(of: $0, on: day) }
    for (entitlement, line) in zip(settlement.fresh, corrected) {
      try gather(entitlement, known, replacing: line?.note)
    }
  }

  private func bills(of contract: Identifier) throws -> Bills {
    Bills(
      try book.charges(of: contract), on: day, registeredOn: policy.registeredOn,
      closedThrough: closedThrough)
  }

  /// Whether what is to change is to change now. What is not waits: for an approval, or for the month
  /// to be closed.
  private func isDue(_ settlement: Settlement, of contract: Identifier) throws -> Bool {
    if settlement.isEmpty {
      if hasHeld { try book.release(contract) }
      if hasPending { try book.clearPending(contract) }
      return false
    }
    guard policy.issuing == .immediate else {
      // Nothing is issued yet, but who asks for a correction is remembered.
      if !settlement.wrong.isEmpty { try book.setPending(contract, by: input) }
      return false
    }
    let isInTurn = try isInTurn(contract)
    if hasHeld, let held = try book.hold(on: contract) {
      if settlement.wrong.isEmpty {
        // Only a correction needs an approval.
        try book.release(contract)
      } else if held.correction == settlement.correction {
        let isApproved = try book.decision(on: held.batch, policy.sameOwner)?.decision == .approved
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
      } else if isInTurn {
        // An approval is of what was shown: what has changed since waits for another one.
        try book.run("INSERT INTO temp.changed VALUES (?)", [contract.text])
      }
    }
    if !isInTurn {
      try book.setPending(contract, by: input)
    } else if try isAfterCredits(settlement, of: contract) {
      try book.run("INSERT INTO temp.looping VALUES (?)", [contract.text])
    }
    return isInTurn
  }

  /// Whether a contract's notes are issued by this input: where they are gathered by the month, only
  /// when it is closed, and only of those that have waited since.
  private func isInTurn(_ contract: Identifier) throws -> Bool {
    guard policy.gathering == .monthly else { return true }
    guard let closing else { return false }
    return try book.isPending(contract, at: closing)
  }

  private func gather(
    _ entitlement: Entitlement, _ bills: Bills, replacing note: Int64?
  ) throws {
    let invoice = entitlement.invoice(bills)
    try book.run(
      """
      INSERT INTO temp.due VALUES
      (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entitlement.account.text, entitlement.kind(bills).rawValue, entitlement.contract.text,
        entitlement.remedy.rawValue, entitlement.request?.text,
        entitlement.clauses.map(\.code).column,
        entitlement.outage?.from.milliseconds, entitlement.outage?.to?.milliseconds,
        entitlement.supply.from.description, entitlement.supply.to.description,
        entitlement.units, entitlement.exact.description, try entitlement.amount.column,
        entitlement.taxRate, entitlement.settledOn?.description,
        entitlement.settlement(bills).rawValue, invoice?.number, invoice?.issuedOn?.description,
        entitlement.isBooked(bills), entitlement.monthEnd.description, false,
        entitlement.incidents.map(\.text).column,
        entitlement.readings.column, entitlement.steps.map(\.code).column, entitlement.key, note,
      ])
  }

  /// Issues what was gathered: reversals first, then notes by account.
  ///
  /// - Parameter listed: how many of the notes are told one by one.
  /// - Returns: the notes, in order of number.
  public func issue(listing listed: Int) throws -> IssuedNotes {
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
      progress()
      let reversal = try reverse(note)
      issued.add(reversal, paidOn: try book.paidBefore(reversal), listing: listed)
      last = note
    }
    try book.forEachKey(
      """
      SELECT DISTINCT account_id FROM temp.due WHERE account_id > ? ORDER BY account_id LIMIT ?
      """
    ) { account in
      progress()
      for row in try book.rows(
        """
        SELECT DISTINCT account_id, kind, \(Self.isTaxIncluded) tax_included,
        \(Self.isUntaxed) untaxed, \(Self.ownBill) bill, replaces FROM temp.due
        WHERE account_id = ? ORDER BY replaces IS NULL, replaces, kind, tax_included, untaxed, bill
        """, [account])
      {
        issued.add(
          try issue(
            to: row.identifier("account_id"), kind: row.name("kind"),
            taxIncluded: row["tax_included"], untaxed: row["untaxed"], bill: row["bill"],
            replacing: row["replaces"]),
          listing: listed)
      }
    }
    return issued
  }

  /// Takes back a note whole, from whom it went to; those of its lines that are still right become due
  /// again, to whoever stands for that account now.
  private func reverse(_ note: Int64) throws -> NoteHeader {
    guard let reversed = try book.note(note) else { throw DamagedRow("note_line.note", note) }
    try book.run(
      """
      INSERT INTO temp.due SELECT ?, ?, contract_id, remedy, request_id, clauses, from_ms, to_ms,
      supply_from, supply_to, units, exact, amount, tax_rate, apply_to, settlement, invoice_no,
      invoiced_on, \(Self.isBookedNow), month_end, 1, incidents, readings, steps, key, note FROM note_line
      WHERE note = ? AND (note, ordinal) NOT IN (SELECT note, ordinal FROM temp.wrong)
      """,
      [
        mergers.successor(of: reversed.account, on: day).text, reversed.kind.rawValue,
        closedThrough?.description, note,
      ])
    let place = try book.nextPlace(on: day)
    try book.run(
      """
      INSERT INTO note_line SELECT ?, ordinal, contract_id, remedy, request_id, clauses, from_ms,
      to_ms, supply_from, supply_to, units, CASE WHEN exact LIKE '-%' THEN substr(exact, 2)
      ELSE '-' || exact END, -amount, tax_rate, apply_to, settlement, invoice_no, invoiced_on,
      \(Self.isBookedNow), month_end, 0, incidents, readings, steps, key FROM note_line WHERE note = ?
      """, [place.sequence, closedThrough?.description, note])
    try book.run(
      """
      INSERT INTO note_incident SELECT ?, incident_id, revision, title, customer_title, began_ms,
      restored_ms FROM note_incident WHERE note = ?
      """, [place.sequence, note])
    return try book.insert(
      place, kind: .reversal, input: input, policy: policy, account: reversed.account,
      accountName: reversed.accountName, totals: reversed.totals.negated,
      isReturnInvoiceRequired: reversed.isReturnInvoiceRequired,
      isFormOmitted: reversed.isFormOmitted, reverses: note, replaces: nil)
  }

  /// Told to SQLite: whether a line that is taken back, or stands again, is booked: as it was, or because
  /// its month was closed since.
  private static let isBookedNow = "(booked OR coalesce(month_end <= ?, 0))"

  private func issue(
    to account: Identifier, kind: NoteKind, taxIncluded: Bool, untaxed: Bool, bill: String?,
    replacing replaced: Int64?
  ) throws -> NoteHeader {
    let place = try book.nextPlace(on: day)
    try book.run(
      """
      INSERT INTO note_line SELECT ?, row_number() OVER (ORDER BY contract_id, from_ms, key),
      \(Self.lineColumns) FROM temp.due
      WHERE account_id = ? AND kind = ? AND \(Self.isTaxIncluded) = ? AND \(Self.isUntaxed) = ?
      AND \(Self.ownBill) IS ? AND replaces IS ?
      """, [place.sequence, account.text, kind.rawValue, taxIncluded, untaxed, bill, replaced])
    try book.run(
      """
      INSERT INTO note_incident SELECT DISTINCT ?, incident_id, revision, title, customer_title,
      began_ms, restored_ms FROM note_line, json_each(note_line.incidents) named
      JOIN incident_now ON incident_now.incident_id = named.value
      JOIN incident USING (incident_id, revision) WHERE note = ?
      """, [place.sequence, place.sequence])
    let (totals, isRequired) = try sums(of: place.sequence, kind, taxIncluded: taxIncluded)
    return try book.insert(
      place, kind: kind, input: input, policy: policy, account: account,
      accountName: try book.name(of: account, mergers), totals: totals,
      isReturnInvoiceRequired: isRequired,
      isFormOmitted: policy.omitsForm(of: kind, isRequired: isRequired), reverses: nil,
      replaces: replaced)
  }

  /// What the lines of a note come to, and whether the law requires it.
  private func sums(
    of note: Int64, _ kind: NoteKind, taxIncluded: Bool
  ) throws -> (totals: NoteTotals, isRequired: Bool) {
    var byRate: [Int: Yen] = [:]
    var duty = ReturnInvoiceDuty()
    for row in try book.rows(
      """
      SELECT invoice_no, tax_rate, sum(amount) sum FROM note_line WHERE note = ?
      GROUP BY invoice_no, tax_rate
      """, [note])
    {
      let (rate, sum): (Int, Yen) = (row["tax_rate"], Yen(row.integer("sum")))
      byRate[rate] = try (byRate[rate] ?? .zero) + sum
      try duty.add(sum, rate: rate, invoice: row.optionalText("invoice_no"))
    }
    let totals =
      try taxIncluded
      ? NoteTotals(grossByRate: byRate)
      : NoteTotals(netByRate: byRate, rounding: policy.taxRounding)
    return (
      totals,
      try kind == .qualifiedReturnInvoice && duty.isRequired(rounding: policy.taxRounding)
    )
  }
}
