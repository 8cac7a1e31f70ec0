import Domain
import Quantities

extension ClaimJudgement {
  /// A verdict after a person's decision, where what is asked is a person's to answer.
  func ruled(_ verdict: Verdict, _ claim: Claim) throws -> Verdict {
    guard case .referred(let awaited) = verdict.outcome,
      awaited.allSatisfy({ if case .ruling = $0 { true } else { false } })
    else { return verdict }
    let (filed, disregarded) = decisions.answer(
      to: .init(claim: claim, members: verdict.members, needsAmount: true))
    var result = verdict
    result.steps += disregarded
    guard let filed else { return result }
    let losses = filed.approval.recognised(
      of: try claim.claimed, recoverable: Set(Claim.Item.Kind.allCases), forPerson: [])
    let isApproved = filed.approval.decision == .approved
    let amount = isApproved ? try losses?.total() ?? .zero : .zero
    result.steps.append(
      filed.step(granting: amount, of: isApproved ? losses?.amounts ?? [] : []))
    result.outcome = amount > .zero ? .credit(amount) : .nothing(.refused)
    return result
  }
}
