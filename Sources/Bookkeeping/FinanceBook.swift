import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// What finance said of a note so far.
public struct NoteProgress: Hashable, Sendable {
  /// The day on which it was booked, as last told.
  public var bookedOn: CivilDate?
  /// The day on which it was paid out or set off, as last told.
  public var paidOn: CivilDate?
  /// What finance's own system calls it, as last told.
  public var reference: String?
}

extension Book {
  // MARK: Acknowledgements

  /// Takes in what became of a note.
  public func record(
    _ acknowledgement: Acknowledgement, of note: Int64, input: Int64
  ) throws -> Reception {
    let known = try row(
      """
      SELECT acknowledgement.*, number FROM acknowledgement JOIN credit_note ON sequence = note
      WHERE acknowledgement_id = ?
      """, [acknowledgement.id.text])
    if let known { return try Self.acknowledgement(known) == acknowledgement ? .known : .differs }
    try run(
      """
      INSERT INTO acknowledgement (acknowledgement_id, input, note, booked_on, paid_on, reference,
      withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        acknowledgement.id.text, input, note, acknowledgement.bookedOn?.description,
        acknowledgement.paidOn?.description, acknowledgement.reference, acknowledgement.withdrawn,
      ])
    return .new
  }

  /// What finance said of a note, as far as it was known when an input was taken in.
  public func progress(of note: Int64, knownTo input: Int64 = .max) throws -> NoteProgress {
    var progress = NoteProgress()
    for row in try rows(
      "SELECT * FROM acknowledgement WHERE note = ? AND input <= ? ORDER BY id", [note, input])
    {
      if row["withdrawn"] { progress = NoteProgress() }
      progress.bookedOn = try row.optionalDate("booked_on") ?? progress.bookedOn
      progress.paidOn = try row.optionalDate("paid_on") ?? progress.paidOn
      progress.reference = row.optionalText("reference") ?? progress.reference
    }
    return progress
  }

  /// The day on which the note that a reversal takes back had been paid, as was known when it was
  /// taken back.
  public func paidBefore(_ reversal: NoteHeader) throws -> CivilDate? {
    guard let reversed = reversal.reverses else { return nil }
    return try progress(of: reversed, knownTo: input(of: reversal)).paidOn
  }

  private static func acknowledgement(_ row: Row) throws -> Acknowledgement {
    Acknowledgement(
      id: try row.identifier("acknowledgement_id"), note: row.text("number"),
      bookedOn: try row.optionalDate("booked_on"), paidOn: try row.optionalDate("paid_on"),
      reference: row.optionalText("reference"), withdrawn: row["withdrawn"])
  }

  // MARK: Accounts

  /// Takes in a merger; of two of one account the later received stands.
  public func record(_ merger: AccountMerger, input: Int64) throws {
    guard try standingMerger(of: merger.account) != merger else { return }
    try run(
      """
      INSERT INTO account_merger (input, account_id, merged_into, account_name, merged_on)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        input, merger.account.text, merger.successor?.account.text, merger.successor?.name,
        merger.successor?.since.description,
      ])
  }

  /// The mergers that stand.
  public func mergers() throws -> AccountMergers {
    AccountMergers(
      try rows(
        "SELECT * FROM account_merger WHERE id IN (SELECT max(id) FROM account_merger GROUP BY account_id)"
      ).map(Self.merger))
  }

  /// The name by which an account was last known: by the latest export of a contract that it has, or had,
  /// by a merger into it, or by its last note.
  func name(of account: Identifier, _ mergers: AccountMergers) throws -> String {
    func first(_ query: String) throws -> String? {
      try row("SELECT account_name FROM \(query) LIMIT 1", [account.text])?.text("account_name")
    }
    return try first(
      """
      contract_version version JOIN contract_now now USING (contract_id, valid_from)
      WHERE account_id = ? AND now.version = version.id
      ORDER BY exported_ms DESC NULLS LAST, id DESC
      """)
      ?? first("contract_version WHERE account_id = ? ORDER BY id DESC")
      ?? mergers.name(of: account)
      ?? first("credit_note WHERE account_id = ? ORDER BY sequence DESC") ?? account.text
  }

  private func standingMerger(of account: Identifier) throws -> AccountMerger? {
    try row(
      "SELECT * FROM account_merger WHERE account_id = ? ORDER BY id DESC LIMIT 1", [account.text]
    ).map(Self.merger)
  }

  private static func merger(_ row: Row) throws -> AccountMerger {
    var successor: AccountMerger.Successor?
    if let account = try row.optionalIdentifier("merged_into") {
      successor = AccountMerger.Successor(
        account: account, name: row.text("account_name"), since: try row.date("merged_on"))
    }
    return AccountMerger(account: try row.identifier("account_id"), successor: successor)
  }

  // MARK: Closings

  /// Notes that a month is closed by an input.
  public func close(_ month: FeeMonthName, request: Identifier, input: Int64) throws {
    try run(
      "INSERT INTO closing VALUES (?, ?, ?)", [month.description, input, request.text])
  }

  /// Whether a request closed a month.
  public func isClosing(_ request: Identifier) throws -> Bool {
    try number("SELECT 1 FROM closing WHERE request_id = ?", [request.text]) != nil
  }

  /// The month that an input closes; `nil` when it closes none.
  public func closing(by input: Int64) throws -> FeeMonthName? {
    try row("SELECT month FROM closing WHERE input = ?", [input])?.month("month")
  }

  /// The month in whose closing a note was issued; `nil` when it was issued at once.
  public func closing(of note: NoteHeader) throws -> FeeMonthName? {
    try row(
      "SELECT month FROM closing JOIN credit_note USING (input) WHERE sequence = ?",
      [note.sequence])?.month("month")
  }

  /// The latest month that is closed.
  public func lastClosedMonth() throws -> FeeMonthName? {
    try row("SELECT month FROM closing ORDER BY month DESC LIMIT 1")?.month("month")
  }

  /// Notes that a contract waits for a closing, and that an input has a part in it.
  func setPending(_ contract: Identifier, by input: Int64) throws {
    try run("INSERT OR IGNORE INTO pending_now VALUES (?, ?)", [contract.text, input])
  }

  /// Notes that a contract waits for no closing.
  func clearPending(_ contract: Identifier) throws {
    try run("DELETE FROM pending_now WHERE contract_id = ?", [contract.text])
  }

  /// Whether a contract waits since a closing's month, or longer.
  func isPending(_ contract: Identifier, at closing: ClosingCut) throws -> Bool {
    try number(
      "SELECT 1 FROM pending_now JOIN input ON input = sequence WHERE contract_id = ?3 "
        + "AND \(ClosingCut.condition) LIMIT 1",
      [closing.end.milliseconds, closing.closedAt.milliseconds, contract.text]) != nil
  }

  /// How many contracts wait for the next closing.
  public func pendingContracts() throws -> Int64 {
    try number("SELECT count(DISTINCT contract_id) FROM pending_now") ?? 0
  }
}
