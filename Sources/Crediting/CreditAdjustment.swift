import Assessing
import Domain
import Quantities

/// A line that stands on an issued note.
public struct OutstandingLine: Hashable, Sendable {
  /// The note's place in the ledger.
  public let note: Int64
  /// The line's place on the note.
  public let ordinal: Int
  /// The account that received the note.
  public let account: Identifier
  /// What it says.
  public let debt: Debt

  /// A line by its place, account and debt.
  public init(note: Int64, ordinal: Int, account: Identifier, debt: Debt) {
    self.note = note
    self.ordinal = ordinal
    self.account = account
    self.debt = debt
  }
}

/// What has to change so that what stands credited to a contract equals what it is owed.
public struct CreditAdjustment: Hashable, Sendable {
  /// Lines that are no longer right: their notes are to be reversed whole.
  public let toReverse: [OutstandingLine]
  /// What is owed and stands on no note.
  public let toIssue: [CreditDue]

  /// Compares what is owed with what stands.
  ///
  /// - Parameters:
  ///   - bills: what is known of the contract's bills, asked for only where an amount is of several
  ///     fee months.
  ///   - successor: which account stands for another; it receives what is due, and what stands to the
  ///     other one stands for it.
  /// - Throws: `QuantityOverflow`, and what `bills` throws.
  public init(
    due: [CreditDue], outstanding: [OutstandingLine],
    bills: () throws -> Bills,
    successor: (Identifier) -> Identifier = { $0 }
  ) throws {
    var unmatched = outstanding.map { line in
      (line, debt: line.debt.received(by: successor(line.account)))
    }
    let debts = Set(unmatched.map(\.debt))
    toIssue = try due.map { $0.addressed(by: successor) }
      .flatMap { try $0.lines(outstanding: debts, bills: bills) }
      .filter { credit in
        let debt = credit.debt
        guard let index = unmatched.firstIndex(where: { $0.debt == debt }) else { return true }
        unmatched.remove(at: index)
        return false
      }
    toReverse = unmatched.map(\.0)
  }

  /// The line that each credit to be issued corrects, each line once: of the same right, claim or
  /// relief, at the same account, for a time and a supply that overlap; those of the same supply first.
  ///
  /// - Parameter successor: which account stands for another.
  public func corrected(successor: (Identifier) -> Identifier) -> [OutstandingLine?] {
    var left = toReverse
    return toIssue.map { due in
      let own = due.debt
      let found = left.indices.filter { index in
        successor(left[index].account) == due.account && left[index].debt.mayBecome(own)
      }
      let ofSameSupply = found.first {
        left[$0].debt.credit.supply.from == own.credit.supply.from
          && left[$0].debt.credit.supply.to == own.credit.supply.to
      }
      guard let index = ofSameSupply ?? found.first else { return nil }
      return left.remove(at: index)
    }
  }

  /// Whether what stands is right.
  public var isEmpty: Bool { toReverse.isEmpty && toIssue.isEmpty }
}
