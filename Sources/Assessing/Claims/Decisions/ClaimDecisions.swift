import Domain
import Quantities

/// People's decisions on the claims of one contract. Nobody decides on a fault that they determined, or
/// on a claim that they filed, nor from the file owner who reported or claimed.
struct ClaimDecisions {
  /// What is known of one claim's decisions.
  struct Filed {
    /// The decisions, in any order.
    let approvals: [FiledApproval]
    /// The user who owned the claim's file; `nil` where none is known.
    let claimOwner: FileOwner?
  }

  let filed: [Identifier: Filed]
  /// Who reported each incident, and who determined its fault, by the number of the report.
  let reporters: [Int: Reporters]
  let sameOwner: Policy.SameOwner

  /// Nothing decided.
  static let none = ClaimDecisions(filed: [:], reporters: [:], sameOwner: .refused)

  /// What a decision is asked for.
  struct Question {
    let claim: Claim
    /// The reports that make up the outage, or the claimed one.
    let members: [Int]
    /// Whether a decision that names no amount answers it.
    let needsAmount: Bool
  }

  /// The last decision that counts, and what is told of those that do not.
  func answer(to question: Question) -> (decision: FiledApproval?, disregarded: [Step]) {
    guard let filed = filed[question.claim.id] else { return (nil, []) }
    var counting: FiledApproval?
    var steps: [Step] = []
    for entry in filed.approvals.sorted(by: FiledApproval.isEarlier) {
      if let discount = discount(entry, question, filed.claimOwner) {
        steps.append(.approvalDisregarded(approval: entry.approval.id, why: discount))
      } else {
        counting = entry
      }
    }
    return (counting, steps)
  }

  private func discount(
    _ entry: FiledApproval, _ question: Question, _ claimOwner: FileOwner?
  ) -> FiledApproval.DisqualificationReason? {
    let (approval, claim) = (entry.approval, question.claim)
    let reporters = question.members.compactMap { self.reporters[$0] }
    let person = PersonName(approval.decidedBy)
    if reporters.contains(where: { $0.determinedBy.contains { PersonName($0) == person } }) {
      return .samePerson
    }
    if let filedBy = claim.filedBy, PersonName(filedBy) == person { return .sameFiler }
    if sameOwner == .refused {
      if reporters.contains(where: { $0.owners.contains(entry.owner.uid) }) { return .sameOwner }
      if claimOwner?.uid == entry.owner.uid { return .sameClaimOwner }
      if !entry.owner.isProven { return .unproven }
      if !reporters.allSatisfy(\.isProven) { return .unprovenReport }
      if claimOwner?.isProven == false { return .unprovenClaim }
    }
    guard approval.decision == .approved else { return nil }
    // Nobody can have granted, with all claims for an incident, one that they could not know of.
    if case .incident = approval.subject,
      claim.receivedOn > UTCOffset.japan.date(of: entry.decided)
    {
      return .beforeClaim
    }
    return approval.award == nil && question.needsAmount ? .noAmount : nil
  }
}

extension Approval {
  /// What it recognises of a claim, kind by kind; of a sum the recoverable kinds come first, then those
  /// that are left to a person. More than is claimed does not count.
  func recognised(
    of claimed: Losses, recoverable: Set<Claim.Item.Kind>, forPerson: [Claim.Item.Kind]
  ) -> Losses? {
    switch award {
    case nil: nil
    case .amount(let amount):
      claimed.filled(
        with: amount,
        in: Claim.Item.Kind.allCases.filter { recoverable.contains($0) }
          + forPerson.filter { !recoverable.contains($0) })
    case .items(let losses): losses.limited(to: claimed)
    }
  }

  /// The day on which it was decided, at +09:00.
  var day: CivilDate { UTCOffset.japan.date(of: decidedAt) }
}

extension FiledApproval {
  /// What it decided, as a step.
  ///
  /// - Parameter amounts: what it recognises, by kind of loss; empty where it does not say.
  func step(granting amount: Yen, of amounts: [Yen] = []) -> Step {
    .decided(
      approval: approval.id, by: approval.decidedBy, owner: signature, at: approval.decidedAt,
      decision: approval.decision, amount: amount, reason: approval.reason, recognised: amounts)
  }
}
