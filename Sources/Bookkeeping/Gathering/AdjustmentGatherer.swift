import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Threads

/// Gathers what one input makes due and what it makes wrong, contract by contract. After that it is weighed,
/// and only then issued: each step takes the one before it with it.
public struct AdjustmentGatherer: ~Copyable {
  private let context: IssuingContext
  private let gathered: GatheredAdjustments
  private let decisions = BatchDecisions()
  /// Whether any contract waits for an approval: hardly ever, so it is asked once.
  private let hasHeld: Bool

  /// Nothing gathered yet; `nil` where nothing can be issued.
  ///
  /// - Parameters:
  ///   - received: when the input was received.
  ///   - progress: called again and again while work goes on; what it throws ends the work.
  ///   - meter: told how far issuing has come.
  public init?(
    _ transaction: LedgerTransaction, input: Int64, at received: Moment, by rules: IssuingRules?,
    progress: @escaping () throws -> Void = {}, _ meter: WorkMeter = WorkMeter()
  ) throws {
    guard let rules else { return nil }
    let context = try IssuingContext(
      transaction, input: input, at: received, by: rules, progress: progress, meter)
    let hasHeld = try transaction.number("SELECT 1 FROM held_now LIMIT 1") != nil
    let gathered = try GatheredAdjustments(in: transaction)
    (self.context, self.hasHeld, self.gathered) = (context, hasHeld, gathered)
  }

  /// Gathers what is to change of a contract's notes; nothing while issuing or the contract's corrections are held,
  /// or while the month is open.
  ///
  /// - Throws: ``CorruptRowError`` for a row that is not what was written; nothing is then gathered.
  public func gather(_ outcome: ContractOutcome) throws {
    guard let prepared = outcome.adjustment else { return }
    // What is only added to reads nothing after its first write, so that nothing can be left half done.
    if prepared.adjustment.toReverse.isEmpty, !hasHeld, !context.hasPending {
      try gather(prepared, of: outcome.contract)
    } else {
      try context.transaction.whole { try gather(prepared, of: outcome.contract) }
    }
  }

  /// Weighs what was gathered, and holds what does not go without a person (``WeighedAdjustments``).
  ///
  /// - Parameter isLimited: whether the policy's limits are looked at.
  public consuming func weigh(isLimited: Bool) throws -> WeighedAdjustments {
    try WeighedAdjustments(gathered, context, isLimited: isLimited)
  }

  private func gather(_ prepared: PreparedAdjustment, of contract: Identifier) throws {
    guard try isDue(prepared, of: contract) else { return }
    try gathered.add(prepared)
  }

  /// Whether what is to change is to change now. What is not waits: for an approval, or for the month
  /// to be closed.
  private func isDue(_ prepared: PreparedAdjustment, of contract: Identifier) throws -> Bool {
    let (transaction, input) = (context.transaction, context.input)
    let adjustment = prepared.adjustment
    if adjustment.isEmpty {
      if hasHeld { try transaction.release(contract) }
      if context.hasPending { try transaction.clearPending(contract) }
      return false
    }
    guard context.policy.issuing == .immediate else {
      // Nothing is issued yet, but who asks for a correction is remembered.
      if !adjustment.toReverse.isEmpty { try transaction.setPending(contract, by: input) }
      return false
    }
    let isIssuable = try isIssuable(contract)
    if hasHeld, let held = try transaction.hold(on: contract) {
      if adjustment.toReverse.isEmpty, !held.isNew {
        // Of what was held for its corrections only those need an approval.
        try transaction.release(contract)
      } else if try held.correction == adjustment.correction {
        let decision = try decisions.on(held.batch, context.policy.sameOwner, transaction)
        guard decision?.decision == .approved else {
          if try context.hasPending && transaction.isPending(contract) {
            // It had changed; who brought it back to what it was has asked for it, too.
            try transaction.setPending(contract, by: input)
            try transaction.joinSources(of: held.batch, contract)
          }
          return false
        }
        try transaction.release(contract)
        try gathered.mark(contract, in: GatheredAdjustments.decided)
        return true
      } else if isIssuable {
        // An approval is of what was shown: what has changed since waits for another one.
        try gathered.mark(contract, in: GatheredAdjustments.changed)
      }
    }
    if !isIssuable {
      try transaction.setPending(contract, by: input)
    } else if prepared.isAfterCredits {
      try gathered.mark(contract, in: GatheredAdjustments.looping)
    }
    return isIssuable
  }

  /// Whether a contract's notes are issued by this input: where they are gathered by the month, only
  /// when it is closed, and only of those that have waited since.
  private func isIssuable(_ contract: Identifier) throws -> Bool {
    guard context.policy.gathering == .monthly else { return true }
    guard let closing = context.closing else { return false }
    return try context.transaction.isPending(contract, at: closing)
  }
}

extension Debt {
  /// What tells two of them apart.
  var key: Digest {
    get throws { Digest(of: try CanonicalJSON.encode(self)) }
  }
}

extension CreditAdjustment {
  /// What the correction comes to, so that two can be compared: what goes and what comes, whichever
  /// note it stands on.
  var correction: Digest {
    get throws {
      CreditAdjustment.correction(
        reversing: try toReverse.map { try $0.debt.key },
        issuing: try toIssue.map { try $0.debt.key })
    }
  }

  /// A correction by the keys of what goes and of what comes.
  static func correction(reversing: [Digest], issuing: [Digest]) -> Digest {
    var digest = Digester()
    digest.add("-")
    for key in reversing.sorted() { digest.add(key) }
    digest.add("+")
    for key in issuing.sorted() { digest.add(key) }
    return digest.digest
  }
}
