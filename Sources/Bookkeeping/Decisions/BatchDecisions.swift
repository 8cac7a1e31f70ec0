import Assessing
import Domain

/// The decisions on batches while one input is settled: none of them changes meanwhile.
final class BatchDecisions {
  private var known: [Identifier: Approval?] = [:]

  func on(
    _ batch: Identifier, _ sameOwner: Policy.SameOwner, _ transaction: LedgerTransaction
  ) throws -> Approval? {
    if let decision = known[batch] { return decision }
    let decision = try transaction.decision(on: batch, sameOwner)
    known[batch] = .some(decision)
    return decision
  }
}
