import Assessing
import Domain
import Notation

/// A row that two ledgers do not have alike.
public struct RowDifference: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The row's key, in words.
  public let key: String
  /// The contract that it is about, where it is about one.
  public let contract: Identifier?
  /// What the ledger says, and what deciding anew gives.
  public let text: String
}
