import Domain
import Quantities

/// The contracts that one input affects, when no other is added.
public struct AffectedList {
  let transaction: LedgerTransaction
  /// How many they are.
  public let count: Int64

  /// The next of them after a contract, in order of name; none after the last.
  ///
  /// - Parameters:
  ///   - limit: how many at most.
  ///   - rows: how many reports and lines of notes they have at most, but for a contract that has more alone.
  func next(
    _ limit: Int, holding rows: Int64, after contract: Identifier?
  ) throws -> [Identifier] {
    var (found, held): ([Identifier], Int64) = ([], 0)
    try transaction.forEachRow(
      """
      SELECT contract_id,
      (SELECT count(*) FROM contract_incident hit WHERE hit.contract_id = affected.contract_id)
      + (SELECT count(*) FROM note_line line WHERE line.contract_id = affected.contract_id) rows
      FROM temp.affected WHERE contract_id > ? ORDER BY contract_id LIMIT ?
      """, [contract?.text ?? "", limit]
    ) { row in
      held += row.integer("rows")
      if held <= rows || found.isEmpty { found.append(try row.identifier("contract_id")) }
    }
    return found
  }
}
