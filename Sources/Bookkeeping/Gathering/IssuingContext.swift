import Crediting
import Domain
import Quantities
import Threads

/// What is the same for everything that one input issues, and the ledger that it is issued from.
struct IssuingContext {
  let transaction: LedgerTransaction
  let input: Int64
  let rules: IssuingRules
  /// What a closing takes in, when the input closes a month.
  let closing: ClosingCutoff?
  /// Whether any contract waits for a closing: hardly ever, so it is asked once.
  let hasPending: Bool
  /// Called again and again while work goes on.
  let progress: () throws -> Void
  let meter: WorkMeter

  var policy: Policy { rules.policy }

  init(
    _ transaction: LedgerTransaction, input: Int64, at received: Moment, by rules: IssuingRules,
    progress: @escaping () throws -> Void, _ meter: WorkMeter
  ) throws {
    self.transaction = transaction
    self.input = input
    self.progress = progress
    self.meter = meter
    self.rules = rules
    closing = try transaction.closing(by: input).map {
      ClosingCutoff(month: $0, closedAt: received)
    }
    hasPending = try transaction.number("SELECT 1 FROM pending_now LIMIT 1") != nil
  }
}
