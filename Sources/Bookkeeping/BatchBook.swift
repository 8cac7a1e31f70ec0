import Assessing
import Domain
import Foundation
import GRDB
import Quantities

/// Corrections of one input that are too large to be made without a person's approval, and so are
/// held together.
public struct HeldBatch: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The input that asked for the corrections.
  public let input: InputRecord
  /// How many notes would be reversed.
  public let notes: Int64
  /// By how much the standing total would fall.
  public let lowered: Yen
  /// How many contracts are held in it now.
  public let contracts: Int64
  /// The last decision that counts, where it refuses.
  public let refusal: Approval?
}

extension Book {
  /// Holds contracts together, each with what its correction would be.
  ///
  /// - Returns: the batch's name.
  func hold(
    _ contracts: [(name: String, correction: String)], input: Int64, notes: Int64, lowered: Yen
  ) throws -> Identifier {
    guard let id = Identifier("B-\(input)") else { throw DamagedRow("input.sequence", input) }
    try run(
      "INSERT INTO batch VALUES (?, ?, ?, ?)", [id.text, input, notes, try lowered.column])
    for (contract, correction) in contracts {
      try run("INSERT INTO batch_member VALUES (?, ?)", [id.text, contract])
      try run(
        """
        INSERT INTO held_now VALUES (?, ?, ?) ON CONFLICT DO UPDATE
        SET batch_id = excluded.batch_id, correction = excluded.correction
        """, [contract, id.text, correction])
    }
    return id
  }

  /// The batch in which a contract is held, and what its correction would be; `nil` when it is not
  /// held, or no longer.
  func hold(on contract: Identifier) throws -> (batch: Identifier, correction: String)? {
    try fetchRare("SELECT * FROM held_now WHERE contract_id = ?", [contract.text]) {
      (try $0.identifier("batch_id"), $0.text("correction"))
    }.first
  }

  /// Whether corrections of that name are or were held.
  public func isBatch(_ id: Identifier) throws -> Bool {
    try number("SELECT 1 FROM batch WHERE batch_id = ?", [id.text]) != nil
  }

  /// Lets a contract go.
  func release(_ contract: Identifier) throws {
    try run("DELETE FROM held_now WHERE contract_id = ?", [contract.text])
  }

  /// The last decision on a batch that counts: not by the owner of the file that asked for it.
  func decision(on batch: Identifier, _ sameOwner: Policy.SameOwner) throws -> Approval? {
    let owner = try number(
      "SELECT owner FROM batch JOIN input ON input = sequence WHERE batch_id = ?", [batch.text])
    let counting = try approvals(ofBatch: batch).filter { filed in
      sameOwner == .allowed || owner.map { Int64(filed.owner) != $0 } ?? true
    }
    return counting.max(by: FiledApproval.isEarlier)?.approval
  }

  /// How many contracts are held.
  public func heldContracts() throws -> Int64 { try number("SELECT count(*) FROM held_now") ?? 0 }

  /// Hands over the batches that hold contracts now, in order of input.
  public func forEachBatch(_ sameOwner: Policy.SameOwner, _ body: (HeldBatch) throws -> Void) throws
  {
    let found = try rows(
      """
      SELECT batch.*, count(*) contracts FROM batch JOIN held_now USING (batch_id)
      GROUP BY batch_id ORDER BY input
      """)
    for row in found {
      let id = try row.identifier("batch_id")
      guard let input = try input(after: row.integer("input") - 1)?.record else { continue }
      let decision = try decision(on: id, sameOwner)
      try body(
        HeldBatch(
          id: id, input: input, notes: row.integer("notes"), lowered: Yen(row.integer("lowered")),
          contracts: row.integer("contracts"),
          refusal: decision?.decision == .refused ? decision : nil))
    }
  }
}
