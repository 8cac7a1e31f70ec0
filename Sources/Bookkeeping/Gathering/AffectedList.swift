import Domain
import Quantities

/// The contracts that one input affects, when no other is added.
public struct AffectedList {
  let transaction: LedgerTransaction
  /// How many they are.
  public let count: Int64

  /// The next of them after a contract, in order of name, each with how many reports and lines of notes it has; none
  /// after the last.
  func next(
    _ limit: Int, after contract: Identifier?
  ) throws -> [(contract: Identifier, rows: Int64)] {
    try transaction.fetch(
      """
      SELECT contract_id,
      (SELECT count(*) FROM contract_incident hit WHERE hit.contract_id = affected.contract_id)
      + (SELECT count(*) FROM note_line line WHERE line.contract_id = affected.contract_id) rows
      FROM temp.affected WHERE contract_id > ? ORDER BY contract_id LIMIT ?
      """, [contract?.text ?? "", limit]
    ) { (try $0.identifier("contract_id"), $0.integer("rows")) }
  }
}
