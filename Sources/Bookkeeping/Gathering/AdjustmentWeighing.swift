import Crediting
import Domain
import Quantities

/// What of an input's corrections, and of what it would newly issue, waits for a person.
struct AdjustmentWeighing {
  /// Contracts to which more is issued than is taken back, and how much more: what is only corrected, or goes
  /// to another account, is not new.
  private static let rising = GatheringTable(
    "rising", ["contract_id": "TEXT PRIMARY KEY", "rise": "INTEGER"])
  /// Contracts that are held, each with whether what is newly issued to it is.
  private static let holding = GatheringTable(
    "holding", ["contract_id": "TEXT PRIMARY KEY", "issues": "INTEGER"])

  static let tables = [rising, holding]

  private let gathered: GatheredAdjustments
  private let context: IssuingContext
  private var transaction: LedgerTransaction { context.transaction }

  init(_ gathered: GatheredAdjustments, _ context: IssuingContext) {
    (self.gathered, self.context) = (gathered, context)
  }

  /// Holds the corrections that were gathered where together they exceed what the policy allows without
  /// an approval, and likewise what is newly issued; what is not what was held before; and each
  /// correction that seems to come of a charge after credits. What a person decided on already is not
  /// held again. A contract to which only a credit is added is held by the limits of issuing alone.
  ///
  /// - Parameter isLimited: whether the policy's limits are looked at.
  /// - Returns: the batch in which they are held, and why; `nil` when all may be issued.
  func holdIfNeeded(isLimited: Bool) throws -> HeldAdjustments? {
    let policy = context.policy
    let isIssuingLimited = isLimited && (policy.issueNotes != nil || policy.issueYen != nil)
    // Mostly nothing is wrong, and a million lines are only due: then there is nothing to weigh.
    guard try isIssuingLimited || isAny("wrong") || isAny("changed") else { return nil }
    try gatherRising()
    try Self.holding.empty(in: transaction)
    var reasons: [HoldReason] = []
    if isLimited {
      let corrections = try excessiveCorrections()
      if !corrections.isEmpty { try hold("0 FROM temp.wrong WHERE \(Self.isUndecided)") }
      let issues = try excessiveIssues()
      if !issues.isEmpty { try hold("1 FROM temp.rising WHERE true") }
      reasons = corrections + issues
    }
    if try isAny("changed") {
      try hold("issues FROM temp.changed JOIN held_now USING (contract_id) WHERE true")
      reasons.append(HoldReason(.changed))
    }
    if try isAny("looping") {
      try hold("0 FROM temp.looping WHERE true")
      reasons.append(HoldReason(.afterCredits))
    }
    guard !reasons.isEmpty else { return nil }
    // Who decides on a correction, or closes a month, has not asked for it.
    let isAuthor = isLimited && context.closing == nil
    return HeldAdjustments(
      batch: try holdGathered(because: reasons, isAuthor: isAuthor), reasons: reasons)
  }

  private func isAny(_ rows: String, _ arguments: SQLArguments = []) throws -> Bool {
    try transaction.number("SELECT 1 FROM temp.\(rows) LIMIT 1", arguments) != nil
  }

  /// Adds contracts to those that are held, each with whether what is newly issued to it is.
  private func hold(_ rows: String) throws {
    try transaction.run(
      """
      INSERT INTO \(Self.holding.into) SELECT DISTINCT contract_id, \(rows)
      ON CONFLICT DO UPDATE SET issues = max(issues, excluded.issues)
      """)
  }

  /// The limits that the corrections exceed.
  private func excessiveCorrections() throws -> [HoldReason] {
    let notes = try weight(of: Self.isUndecided).notes
    guard notes > 0 else { return [] }
    // What rises elsewhere makes no fall smaller.
    let lowered = try weight(of: "\(Self.isUndecided) AND \(Self.isNotRising)").lowered
    return [
      HoldReason(.correctionNotes, notes, over: context.policy.correctionNotes),
      HoldReason(.correctionYen, lowered, over: try context.policy.correctionYen?.column),
    ].compactMap { $0 }
  }

  /// The limits that what is newly issued exceeds.
  private func excessiveIssues() throws -> [HoldReason] {
    let (notes, raised) = try newWeight(of: "true")
    return [
      HoldReason(.issueNotes, notes, over: context.policy.issueNotes),
      HoldReason(.issueYen, raised, over: try context.policy.issueYen?.column),
    ].compactMap { $0 }
  }

  /// How many notes some contracts' corrections reverse, and by how much they lower what stands.
  private func weight(of contracts: String) throws -> (notes: Int64, lowered: Int64) {
    let notes =
      try transaction.number(
        "SELECT count(DISTINCT note) FROM temp.wrong WHERE \(contracts)") ?? 0
    let standing =
      try transaction.number("SELECT sum(amount) FROM temp.wrong WHERE \(contracts)") ?? 0
    let due =
      try transaction.number(
        "SELECT sum(amount) FROM temp.due WHERE \(Self.isCorrected) AND \(contracts)") ?? 0
    return (notes, standing - due)
  }

  /// Gathers the contracts to which more is issued than is taken back, and how much more: what is only
  /// corrected, or goes to another account, is not new.
  private func gatherRising() throws {
    try Self.rising.empty(in: transaction)
    try transaction.run(
      """
      INSERT INTO \(Self.rising.into) SELECT contract_id, sum(amount) FROM (
        SELECT contract_id, amount FROM temp.due
        UNION ALL SELECT contract_id, -amount FROM temp.wrong
      ) WHERE \(Self.isUndecided) GROUP BY contract_id HAVING sum(amount) > 0
      """)
  }

  /// How many notes some contracts would newly have a part in, and how much more would stand.
  private func newWeight(of contracts: String) throws -> (notes: Int64, raised: Int64) {
    let notes =
      try transaction.number(
        """
        SELECT count(*) FROM (
          SELECT DISTINCT account_id, kind, tax_included, untaxed, bill FROM temp.due
          WHERE replaces IS NULL AND contract_id IN (SELECT contract_id FROM temp.rising)
          AND \(contracts)
        )
        """) ?? 0
    let raised = try transaction.number("SELECT sum(rise) FROM temp.rising WHERE \(contracts)") ?? 0
    return (notes, raised)
  }

  /// - Parameter isAuthor: whether the owner of this input asks for what is held.
  private func holdGathered(
    because reasons: [HoldReason], isAuthor: Bool
  ) throws -> Identifier {
    try gathered.indexByContract()
    let notes = try weight(of: Self.isHeld).notes
    let lowered = try weight(of: "\(Self.isHeld) AND \(Self.isNotRising)").lowered
    let (newNotes, raised) = try newWeight(of: Self.isHeld)
    let batch = try transaction.openBatch(
      by: context.input, isAuthor: isAuthor
    ) {
      BatchRecord(
        batchId: $0, notes: notes, lowered: Yen(lowered), newNotes: newNotes,
        raised: Yen(raised), reasons: reasons)
    }
    try transaction.forEachKey(
      "SELECT contract_id FROM temp.holding WHERE contract_id > ? ORDER BY contract_id LIMIT ?"
    ) { contract in
      try context.progress()
      let wrong = try transaction.rows(
        "SELECT key FROM temp.wrong WHERE contract_id = ?", [contract])
      let due = try transaction.rows("SELECT line FROM temp.due WHERE contract_id = ?", [contract])
      try transaction.hold(
        contract, in: batch,
        correction: CreditAdjustment.correction(
          reversing: wrong.map { $0.digest("key") },
          issuing: due.map {
            try NoteSummary.Line($0.text("line")).debt.key
          }),
        isNew: try isAny("holding WHERE issues AND contract_id = ?", [contract]),
        isAfterCredits: try isAny("looping WHERE contract_id = ?", [contract]))
    }
    try joinClaimants(of: batch)
    try gathered.leaveOut(where: Self.isHeld)
    return batch
  }

  /// Counts those as askers for a batch who reported, claimed or granted what is newly issued in it,
  /// whichever input made it due.
  private func joinClaimants(of batch: Identifier) throws {
    let due =
      "(SELECT * FROM temp.due WHERE contract_id IN (SELECT contract_id FROM temp.holding WHERE issues))"
    try transaction.run(
      """
      INSERT OR IGNORE INTO \(Table.batchSource.into) SELECT ?, input FROM (
        SELECT claim.input FROM \(due) due JOIN claim ON claim_id = request_id
        UNION SELECT relief.input FROM \(due) JOIN relief ON relief_id = request_id
        UNION SELECT incident.input FROM \(due), json_each(incidents) named
        JOIN incident_now ON incident_id = named.value JOIN incident USING (incident_id, revision)
      )
      """, [batch.text])
  }

  /// Whether something of a contract is wrong, and not only more is due.
  private static let isCorrected = "contract_id IN (SELECT contract_id FROM temp.wrong)"
  /// Whether nobody has decided on what is issued to a contract.
  private static let isUndecided = "contract_id NOT IN (SELECT contract_id FROM temp.decided)"
  private static let isNotRising = "contract_id NOT IN (SELECT contract_id FROM temp.rising)"
  private static let isHeld = "contract_id IN (SELECT contract_id FROM temp.holding)"
}
