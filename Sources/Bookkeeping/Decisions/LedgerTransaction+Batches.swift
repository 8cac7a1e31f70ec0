import Assessing
import Domain
import Notation
import Quantities

/// What one input would correct or newly issue, and what is not done without a person's approval: too
/// large, other than what was held before, or seemingly of charges after credits.
public struct HeldBatch: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The input by which they came to be held: what asked for them, or a closing or a decision.
  public let input: InputRecord
  /// How many notes would be reversed.
  public let notes: Int64
  /// By how much what stands would fall, of contracts of which it would.
  public let lowered: Yen
  /// How many notes would newly be issued.
  public let newNotes: Int64
  /// By how much what stands would rise, of contracts of which it would.
  public let raised: Yen
  /// Why it is held.
  public let reasons: [HoldReason]
  /// How many contracts are held in it now.
  public let contracts: Int64
  /// How many of them seem to come of charges that were sent again after credits.
  public let afterCredits: Int64
  /// The last decision that counts, where it refuses.
  public let refusal: Approval?
  /// What keeps an approval from counting, or from counting alone; `nil` where nothing does.
  public let doubt: BatchAskers.Doubt?
}

extension LedgerTransaction {
  /// Opens a batch of what an input brings about.
  ///
  /// - Parameter isAuthor: whether the owner of the input asks for it.
  /// - Returns: its name.
  func openBatch(
    by input: Int64, isAuthor: Bool, _ record: (Identifier) -> BatchRecord
  ) throws -> Identifier {
    guard let id = Identifier("B-\(input)") else { throw CorruptRowError("input.sequence", input) }
    try append(record(id), input: input)
    if isAuthor { try run(Table.batchSource.insertion, [id.text, input]) }
    return id
  }

  /// Holds a contract in a batch, with what its correction would be. Those who asked for it are the
  /// owners of what the contract waited with, and of what it was held for before; who decides on it or
  /// closes a month asks for nothing.
  func hold(
    _ contract: String, in batch: Identifier, correction: Digest, isNew: Bool,
    isAfterCredits: Bool
  ) throws {
    try run(Table.batchMember.insertion, [batch.text, contract])
    try run(
      """
      INSERT OR IGNORE INTO \(Table.batchSource.into) SELECT ?1, input FROM batch_source
      JOIN held_now USING (batch_id) WHERE contract_id = ?2
      """, [batch.text, contract])
    try joinSources(of: batch, contract)
    if try number("SELECT 1 FROM held_now WHERE contract_id = ?", [contract]) == nil {
      try counters.add(1, to: .heldContracts)
    }
    try run(
      """
      \(Table.heldNow.insertion) ON CONFLICT DO UPDATE
      SET batch_id = excluded.batch_id, correction = excluded.correction,
      after_credits = max(after_credits, excluded.after_credits),
      issues = max(issues, excluded.issues)
      """, [contract, batch.text, correction, isAfterCredits, isNew])
  }

  /// Counts those as askers for a batch with whose inputs a contract waited; it waits with them no longer.
  func joinSources(of batch: Identifier, _ contract: Identifier) throws {
    try joinSources(of: batch, contract.text)
  }

  private func joinSources(of batch: Identifier, _ contract: String) throws {
    try run(
      """
      INSERT OR IGNORE INTO batch_source
      SELECT ?1, sequence FROM pending_now JOIN input ON sequence = pending_now.input
      WHERE contract_id = ?2 AND kind NOT IN ('approvals', 'requests')
      """, [batch.text, contract])
    try run("DELETE FROM pending_now WHERE contract_id = ?", [contract])
  }

  /// The batch in which a contract is held, what its correction would be, and whether what is newly
  /// issued to it is held as well; `nil` when it is not held, or no longer.
  func hold(
    on contract: Identifier
  ) throws -> (batch: Identifier, correction: Digest, isNew: Bool)? {
    try fetchIfExists("SELECT * FROM held_now WHERE contract_id = ?", [contract.text]) {
      (try $0.identifier("batch_id"), $0.digest("correction"), $0.integer("issues") != 0)
    }.first
  }

  /// Whether corrections of that name are or were held.
  public func isBatch(_ id: Identifier) throws -> Bool {
    try number("SELECT 1 FROM batch WHERE batch_id = ?", [id.text]) != nil
  }

  /// Lets a contract go.
  func release(_ contract: Identifier) throws {
    guard
      try runTellingChange("DELETE FROM held_now WHERE contract_id = ?", [contract.text])
    else { return }
    try counters.add(-1, to: .heldContracts)
  }

  /// The last decision on a batch that counts: not by whoever asked for what is held in it.
  func decision(on batch: Identifier, _ sameOwner: Policy.SameOwner) throws -> Approval? {
    let approvals = try approvals(ofBatch: batch)
    guard !approvals.isEmpty else { return nil }
    return try askers(for: batch).decision(among: approvals, sameOwner)
  }

  /// How many contracts are held.
  public func heldContracts() throws -> Int64 { try count(.heldContracts) }

  /// Hands over the batches that hold contracts now, in order of input.
  public func forEachBatch(_ sameOwner: Policy.SameOwner, _ body: (HeldBatch) throws -> Void) throws
  {
    let found = try rows(
      """
      SELECT batch_id, batch.input, count(*) contracts, sum(after_credits) after_credits
      FROM batch JOIN held_now USING (batch_id) GROUP BY batch_id ORDER BY batch.input
      """)
    for row in found {
      let id = try row.identifier("batch_id")
      guard let input = try input(row.integer("input")),
        let batch = try record(BatchRecord.self, "WHERE batch_id = ?", [id.text])
      else { throw CorruptRowError("batch", id) }
      let askers = try askers(for: id)
      let decision = askers.decision(among: try approvals(ofBatch: id), sameOwner)
      let doubt = sameOwner == .refused ? askers.doubt : nil
      try body(
        HeldBatch(
          id: id, input: input, notes: batch.notes, lowered: batch.lowered,
          newNotes: batch.newNotes, raised: batch.raised, reasons: batch.reasons,
          contracts: row.integer("contracts"), afterCredits: row.integer("after_credits"),
          refusal: decision?.decision == .refused ? decision : nil, doubt: doubt))
    }
  }
}
