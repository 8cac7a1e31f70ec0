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
      "INSERT INTO acknowledgement VALUES (?, ?, ?, ?, ?, ?)",
      [
        acknowledgement.id.text, input, note, acknowledgement.bookedOn?.description,
        acknowledgement.paidOn?.description, acknowledgement.reference,
      ])
    return .new
  }

  /// What finance said of a note, as far as it was known when an input was taken in.
  public func progress(of note: Int64, knownTo input: Int64 = .max) throws -> NoteProgress {
    var progress = NoteProgress()
    for row in try rows(
      "SELECT * FROM acknowledgement WHERE note = ? AND input <= ? ORDER BY input, acknowledgement_id",
      [note, input])
    {
      progress.bookedOn = try row.optionalDate("booked_on") ?? progress.bookedOn
      progress.paidOn = try row.optionalDate("paid_on") ?? progress.paidOn
      progress.reference = row.optionalText("reference") ?? progress.reference
    }
    return progress
  }

  /// The day on which the note that a reversal takes back had been paid, as was known when it was
  /// taken back.
  public func paidBefore(_ reversal: NoteHeader) throws -> CivilDate? {
    guard let reversed = reversal.reverses,
      let input = try number(
        "SELECT input FROM credit_note WHERE sequence = ?", [reversal.sequence])
    else { return nil }
    return try progress(of: reversed, knownTo: input).paidOn
  }

  private static func acknowledgement(_ row: Row) throws -> Acknowledgement {
    Acknowledgement(
      id: try row.identifier("acknowledgement_id"), note: row.text("number"),
      bookedOn: try row.optionalDate("booked_on"), paidOn: try row.optionalDate("paid_on"),
      reference: row.optionalText("reference"))
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

  /// The name by which an account was last known.
  func name(of account: Identifier, _ mergers: AccountMergers) throws -> String {
    func last(_ table: String) throws -> String? {
      try row(
        "SELECT account_name FROM \(table) WHERE account_id = ? ORDER BY rowid DESC LIMIT 1",
        [account.text])?.text("account_name")
    }
    return try last("contract_version") ?? mergers.name(of: account) ?? last("credit_note")
      ?? account.text
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

  /// Notes that a contract waits for the next closing, and since which input, if it did not before;
  /// or, without an input, that it does not.
  func setPending(_ contract: Identifier, since input: Int64?) throws {
    if let input {
      try run("INSERT OR IGNORE INTO pending_now VALUES (?, ?)", [contract.text, input])
    } else {
      try run("DELETE FROM pending_now WHERE contract_id = ?", [contract.text])
    }
  }

  /// How many contracts wait for the next closing.
  public func pendingContracts() throws -> Int64 {
    try number("SELECT count(*) FROM pending_now") ?? 0
  }
}
