import Assessing
import Bookkeeping
import Crediting
import Domain
import Quantities

extension Inquiry {
  /// The numbers that tell how things stand.
  public struct Standing: Hashable, Sendable {
    /// Notes issued.
    public let notes: Int64
    /// What the rules give for the facts now known, before tax.
    public let owed: Yen
    /// What of it was given by hand before the ledger began.
    public let prior: Yen
    /// What stands credited before tax.
    public let total: Yen
    /// How many contracts have corrections or new notes that are held.
    public let heldContracts: Int64
    /// How many contracts wait for a month to be closed.
    public let pendingContracts: Int64
    /// Assessments that wait, by outcome.
    public let waiting: [Outcome: Int64]

    /// What is owed and does not stand credited yet, or the other way round where it is negative:
    /// what is held, or waits for a month to be closed.
    public let difference: Yen
  }

  /// How things stand.
  public func standing() throws -> Standing {
    let policy = try grounds().policy
    return try ledger.read { transaction in
      var waiting: [Outcome: Int64] = [:]
      for outcome in [Outcome.undetermined, .referred, .held] {
        waiting[outcome] = try transaction.waiting(outcome)
      }
      let (owed, prior) = (try transaction.owedTotal(), try priorTotal(transaction, policy))
      let total = try transaction.netCredited()
      return Standing(
        notes: try transaction.noteCount(), owed: owed, prior: prior, total: total,
        heldContracts: try transaction.heldContracts(),
        pendingContracts: try transaction.pendingContracts(),
        waiting: waiting, difference: try owed - prior - total)
    }
  }

  /// What prior credits, and the day on which the ledger starts, take off what is owed.
  private func priorTotal(_ transaction: LedgerTransaction, _ policy: Policy) throws -> Yen {
    var total = Yen.zero
    try transaction.forEachContract(settledBefore: policy.startsOn) { contract in
      let assessments = try transaction.assessments(of: contract)
      let due = try CreditsDue(
        assessments, under: policy, after: transaction.priorCredits(of: contract))
      for credit in assessments.compactMap({ CreditDue($0) }) {
        total = try total + credit.amount
      }
      for credit in due.credits { total = try total - credit.amount }
    }
    return total
  }
}
