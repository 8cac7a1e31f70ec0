import Crediting
import Domain
import Quantities

/// By what one input issues, the same for every contract.
public struct IssuingRules: Sendable {
  /// The settings that stand.
  let policy: Policy
  /// The day of issue: that of the receipt, unless the ledger is ahead of it.
  let day: CivilDate
  let mergers: AccountMergers
  /// Up to which day finance has closed the books.
  private let closedThrough: CivilDate?

  /// The rules of the day on which an input was received.
  ///
  /// - Throws: ``CorruptRowError`` where mergers or closings are not what was written.
  public init(_ transaction: LedgerTransaction, at received: Moment, under policy: Policy) throws {
    try self.init(
      transaction, on: transaction.issueDay(on: UTCOffset.japan.date(of: received)), under: policy)
  }

  /// The rules of a day of issue.
  ///
  /// - Throws: the same.
  init(_ transaction: LedgerTransaction, on day: CivilDate, under policy: Policy) throws {
    self.policy = policy
    self.day = day
    mergers = try transaction.mergers()
    closedThrough = try transaction.booksClosedThrough()
  }

  /// Whether finance has closed the books of a day.
  func isClosed(_ day: CivilDate) -> Bool { closedThrough.map { day <= $0 } ?? false }

  /// The account that stands for another on the day of issue.
  func successor(of account: Identifier) -> Identifier { mergers.successor(of: account, on: day) }

  func bills(_ charges: [YearMonth: Charge]) -> Bills {
    Bills(charges, on: day, registeredOn: policy.registeredOn, closedThrough: closedThrough)
  }
}
