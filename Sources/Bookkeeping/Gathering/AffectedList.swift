import Domain
import Quantities

/// The contracts that one input affects, when no other is added.
public struct AffectedList {
  let transaction: LedgerTransaction
  /// How many they are.
  public let count: Int64

  /// The next of them after a contract, in order of name; none after the last.
  ///
  /// - Parameter limit: how many at most.
  func next(_ limit: Int, after contract: Identifier?) throws -> [Identifier] {
    try transaction.texts(
      "SELECT contract_id FROM temp.affected WHERE contract_id > ? ORDER BY contract_id LIMIT ?",
      [contract?.text ?? "", limit]
    ).map { name in
      guard let id = Identifier(name) else { throw CorruptRowError("contract_id", name) }
      return id
    }
  }
}
