import Domain
import Quantities

/// The contracts that one input affects, when no other is added.
public struct AffectedList {
  let transaction: LedgerTransaction
  /// How many they are.
  public let count: Int64

  /// Hands over each contract, in order of name.
  public func forEach(_ body: (Identifier) throws -> Void) throws {
    try transaction.forEachKey(
      "SELECT contract_id FROM temp.affected WHERE contract_id > ? ORDER BY contract_id LIMIT ?"
    ) { name in
      guard let id = Identifier(name) else { throw CorruptRowError("contract_id", name) }
      try body(id)
    }
  }
}
