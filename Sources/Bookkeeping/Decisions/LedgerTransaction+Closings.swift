import Crediting
import Domain
import Quantities
import Reading

/// What a closing takes in: what has waited since its month or longer.
struct ClosingCutoff {
  /// The month.
  let month: YearMonth
  /// When the closing was received.
  let closedAt: Moment

  /// A closing of a month.
  init(month: YearMonth, closedAt: Moment) {
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

extension LedgerTransaction {
  /// Whether a request closed a month, or the books.
  public func isClosing(_ request: Identifier) throws -> Bool {
    try number(
      """
      SELECT 1 FROM request WHERE request_id = ? AND (month IS NOT NULL OR through IS NOT NULL)
      """, [request.text]) != nil
  }

  /// The last day up to which the books are closed; `nil` before they ever were.
  public func booksClosedThrough() throws -> CivilDate? {
    let last = try record(
      ServiceRequest.self, "WHERE through IS NOT NULL ORDER BY through DESC")
    guard case .closeBooks(let day)? = last?.action else { return nil }
    return day
  }

  /// The month that an input closes; `nil` when it closes none.
  public func closing(by input: Int64) throws -> YearMonth? {
    try closing("WHERE input = ? AND month IS NOT NULL", [input])
  }

  /// The month in whose closing a note was issued; `nil` when it was issued at once.
  public func closing(of note: NoteHeader) throws -> YearMonth? {
    try closing(by: input(of: note))
  }

  /// The latest month that is closed.
  public func lastClosedMonth() throws -> YearMonth? {
    try closing("WHERE month IS NOT NULL ORDER BY month DESC", [])
  }

  private func closing(_ rest: String, _ arguments: SQLArguments) throws -> YearMonth? {
    guard case .closeMonth(let month)? = try record(ServiceRequest.self, rest, arguments)?.action
    else { return nil }
    return month
  }

  /// Notes that a contract waits for a closing, and that an input has a part in it.
  func setPending(_ contract: Identifier, by input: Int64) throws {
    try run(Table.pendingNow.insertionIfAbsent, [contract.text, input])
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
  func isPending(_ contract: Identifier, at closing: ClosingCutoff) throws -> Bool {
    try number(
      "SELECT 1 FROM pending_now JOIN input ON input = sequence WHERE contract_id = ?3 "
        + "AND \(ClosingCutoff.condition) LIMIT 1",
      [closing.end.milliseconds, closing.closedAt.milliseconds, contract.text]) != nil
  }

  /// How many contracts wait for the next closing.
  public func pendingContracts() throws -> Int64 {
    try number("SELECT count(DISTINCT contract_id) FROM pending_now") ?? 0
  }
}
