import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// What of an input's corrections waits for a person.
extension NoteBook {
  /// Holds the corrections that were gathered where together they exceed what the policy allows
  /// without an approval, each that is not what was held before, and each that seems to come of a
  /// charge after credits; what a person decided on already is not held again, and a contract to
  /// which only a credit is added never is.
  ///
  /// - Parameter isLimited: whether the policy's limits are looked at.
  /// - Returns: the name of the batch in which they are held; `nil` when all may be issued.
  public func holdIfNeeded(isLimited: Bool) throws -> Identifier? {
    // Mostly nothing is wrong, and a million lines are only due: then there is nothing to weigh.
    guard try book.number("SELECT 1 FROM temp.wrong LIMIT 1") != nil else { return nil }
    if isLimited {
      let undecided = "contract_id NOT IN (SELECT contract_id FROM temp.decided)"
      let (notes, lowered) = try weight(of: undecided)
      let isTooLow = policy.correctionYen.map { lowered > $0 } ?? false
      if notes > 0, notes > policy.correctionNotes || isTooLow {
        return try hold(undecided, isAuthor: closing == nil)
      }
    }
    let held = "SELECT contract_id FROM temp.changed UNION SELECT contract_id FROM temp.looping"
    guard try book.number("SELECT 1 FROM (\(held)) LIMIT 1") != nil else { return nil }
    // Who decides on a correction, or closes a month, has not asked for it.
    return try hold(
      "contract_id IN (\(held))",
      isAuthor: isLimited && closing == nil)
  }

  /// How many notes some contracts' corrections reverse, and by how much they lower what stands.
  private func weight(of contracts: String) throws -> (notes: Int64, lowered: Yen) {
    let notes =
      try book.number(
        "SELECT count(DISTINCT note) FROM temp.wrong WHERE \(contracts)") ?? 0
    let standing =
      try book.number("SELECT sum(amount) FROM temp.wrong WHERE \(contracts)") ?? 0
    let due =
      try book.number(
        "SELECT sum(amount) FROM temp.due WHERE \(Self.isCorrected) AND \(contracts)") ?? 0
    return (notes, Yen(standing - due))
  }

  /// - Parameter isAuthor: whether the owner of this input asks for the corrections.
  private func hold(_ contracts: String, isAuthor: Bool) throws -> Identifier {
    // Not before: to have them while a million lines are gathered would take its time.
    try book.run("CREATE INDEX IF NOT EXISTS temp.due_by_contract ON due (contract_id)")
    try book.run("CREATE INDEX IF NOT EXISTS temp.wrong_by_contract ON wrong (contract_id)")
    let (notes, lowered) = try weight(of: contracts)
    let batch = try book.openBatch(by: input, notes: notes, lowered: lowered, isAuthor: isAuthor)
    try book.forEachKey(
      """
      SELECT DISTINCT contract_id FROM temp.wrong WHERE contract_id > ? AND \(contracts)
      ORDER BY contract_id LIMIT ?
      """
    ) { contract in
      try progress()
      let wrong = try book.rows("SELECT key FROM temp.wrong WHERE contract_id = ?", [contract])
      let due = try book.rows("SELECT line FROM temp.due WHERE contract_id = ?", [contract])
      try book.hold(
        contract, in: batch,
        correction: CreditAdjustment.correction(
          reversing: wrong.map { $0.text("key") },
          issuing: due.map {
            try NoteSummary.Line($0.text("line")).debt.key
          }),
        isAfterCredits: try book.number(
          "SELECT 1 FROM temp.looping WHERE contract_id = ?", [contract]) != nil)
    }
    // The contracts are told apart by what is wrong, so that goes last.
    try book.run("DELETE FROM temp.due WHERE \(Self.isCorrected) AND \(contracts)")
    try book.run("DELETE FROM temp.wrong WHERE \(contracts)")
    return batch
  }

  /// Whether something of a contract is wrong, and not only more is due.
  private static let isCorrected = "contract_id IN (SELECT contract_id FROM temp.wrong)"
}
