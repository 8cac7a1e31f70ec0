import Assessing
import Domain
import Quantities

/// What of a contract's assessments is to stand on notes of this ledger: not what began before it
/// did, nor what was given by hand already.
public struct CreditsDue: Hashable, Sendable {
  /// What is to stand.
  public let credits: [CreditDue]

  /// What is due under a policy, after prior credits in their order.
  ///
  /// - Throws: `QuantityOverflow`.
  public init(
    _ assessments: [Assessment], under policy: Policy, after priors: [PriorCredit]
  ) throws(QuantityOverflow) {
    var due = assessments.compactMap { CreditDue($0) }
      .filter { policy.credits(from: $0.decisiveDay) }
    for prior in priors {
      var left = prior.amount
      for index in due.indices
      where left > .zero && due[index].remedy == .waiver
        && due[index].incidents.contains(prior.incident)
      {
        (due[index], left) = try due[index].after(prior, left: left)
      }
    }
    credits = due.filter { $0.amount > .zero }
  }
}
