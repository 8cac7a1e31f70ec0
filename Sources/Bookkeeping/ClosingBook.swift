import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// What a closing takes in: what has waited since its month or longer.
struct ClosingCut {
  /// The month.
  let month: FeeMonthName
  /// When the closing was received.
  let closedAt: Moment

  /// A closing of a month.
  init(month: FeeMonthName, closedAt: Moment) {
    self.month = month
    self.closedAt = closedAt
  }

  /// The first moment after the month at +09:00.
  var end: Moment {
    let after = FeeMonth(year: month.year, month: month.month, startDay: 1).nextFirstDay
    return UTCOffset.japan.start(of: after)
  }

  /// Whether an input, joined to what waits, came in time: before the end (`?1`), or, when a clock was
  /// ahead, seemingly after the closing itself (`?2`).
  static let condition = "(received_ms < ?1 OR received_ms > ?2)"
}

extension Book {
  /// Notes that a month is closed by an input.
  public func close(_ month: FeeMonthName, request: Identifier, input: Int64) throws {
    try run(
      "INSERT INTO closing VALUES (?, ?, ?)", [month.description, input, request.text])
  }

  /// Notes that finance has closed the books up to a day.
  public func closeBooks(through day: CivilDate, request: Identifier, input: Int64) throws {
    try run(
      "INSERT INTO books_closing (input, request_id, through) VALUES (?, ?, ?)",
      [input, request.text, day.description])
  }

  /// Whether a request closed the books.
  public func isClosingOfBooks(_ request: Identifier) throws -> Bool {
    try number("SELECT 1 FROM books_closing WHERE request_id = ?", [request.text]) != nil
  }

  /// The last day up to which the books are closed; `nil` before they ever were.
  public func booksClosedThrough() throws -> CivilDate? {
    try row("SELECT through FROM books_closing ORDER BY id DESC LIMIT 1")?.date("through")
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

  /// Whether a contract waits for a closing.
  func isPending(_ contract: Identifier) throws -> Bool {
    try number("SELECT 1 FROM pending_now WHERE contract_id = ? LIMIT 1", [contract.text]) != nil
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
