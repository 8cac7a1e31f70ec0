import Crediting
import Domain
import Quantities

/// What is the same for everything that one input issues.
struct IssuingContext {
  let transaction: LedgerTransaction
  let input: Int64
  let policy: Policy
  /// The day of issue: that of the receipt, unless the ledger is ahead of it.
  let day: CivilDate
  /// What a closing takes in, when the input closes a month.
  let closing: ClosingCutoff?
  let mergers: AccountMergers
  /// Up to which day finance has closed the books.
  private let closedThrough: CivilDate?
  /// Whether any contract waits for a closing: hardly ever, so it is asked once.
  let hasPending: Bool
  /// Called again and again while work goes on.
  let progress: () throws -> Void

  init(
    _ transaction: LedgerTransaction, input: Int64, at received: Moment, under policy: Policy,
    progress: @escaping () throws -> Void
  ) throws {
    self.transaction = transaction
    self.input = input
    self.policy = policy
    self.progress = progress
    day = try transaction.issueDay(on: UTCOffset.japan.date(of: received))
    closing = try transaction.closing(by: input).map {
      ClosingCutoff(month: $0, closedAt: received)
    }
    mergers = try transaction.mergers()
    closedThrough = try transaction.booksClosedThrough()
    hasPending = try transaction.number("SELECT 1 FROM pending_now LIMIT 1") != nil
  }

  /// Whether finance has closed the books of a day.
  func isClosed(_ day: CivilDate) -> Bool { closedThrough.map { day <= $0 } ?? false }

  /// The account that stands for another on the day of issue.
  func successor(of account: Identifier) -> Identifier { mergers.successor(of: account, on: day) }

  func bills(of contract: Identifier) throws -> Bills {
    Bills(
      try transaction.charges(of: contract), on: day, registeredOn: policy.registeredOn,
      closedThrough: closedThrough)
  }
}
