import Domain
import Foundation
import Quantities

/// An approval with the owner of the file that brought it.
public struct FiledApproval: Hashable, Sendable {
  /// The approval.
  public let approval: Approval
  /// The number of the user who owned its file.
  public let owner: UInt32
  /// The user's name then; empty where the number had none.
  public let ownerName: String

  /// An approval from somebody's file.
  public init(_ approval: Approval, owner: UInt32, ownerName: String) {
    self.approval = approval
    self.owner = owner
    self.ownerName = ownerName
  }

  /// The owner as people are told of it: the name, else the number.
  var signature: String { ownerName.isEmpty ? String(owner) : ownerName }

  /// Why an approval does not count.
  public enum Discount: String, CaseIterable, Hashable, Sendable {
    /// Whoever determined the fault approved as well.
    case samePerson = "same-person"
    /// One user owned the report's file and the approval's.
    case sameOwner = "same-owner"
    /// It exceeds what is claimed of what could be approved.
    case tooMuch = "too-much"
    /// It is on all claims for an incident, and this one was received on a later day.
    case beforeClaim = "before-claim"
    /// It answers a question to which only an amount is an answer, without one.
    case noAmount = "no-amount"
  }

  /// In order of decision; of two at one instant a refusal comes last, so that it stands.
  public static func isEarlier(_ left: FiledApproval, _ right: FiledApproval) -> Bool {
    let (one, other) = (left.approval, right.approval)
    if one.decidedAt != other.decidedAt { return one.decidedAt < other.decidedAt }
    if one.decision != other.decision { return one.decision == .approved }
    return one.id < other.id
  }
}

/// Applies people's decisions to what is held or referred to them. Nobody approves on a fault that
/// they determined themselves, nor from the file owner who reported it.
struct Ruling {
  /// The decisions, in any order.
  let filed: [FiledApproval]
  /// Who reported, and who determined the faults.
  let reporters: Reporters
  let sameOwner: Policy.SameOwner
  /// When the claim was received that they decide on.
  let receivedOn: CivilDate

  /// The assessment after the last decision that counts.
  func applied(to assessment: Assessment) -> Assessment {
    let isRuling = assessment.waitsFor.allSatisfy {
      if case .ruling = $0 { true } else { false }
    }
    guard assessment.outcome == .held || (assessment.outcome == .referred && isRuling) else {
      return assessment
    }
    var result = assessment
    var counting: FiledApproval?
    for entry in filed.sorted(by: FiledApproval.isEarlier) {
      if let discount = discount(entry, assessment) {
        result.steps.append(.notCounted(approval: entry.approval.id, discount))
      } else {
        counting = entry
      }
    }
    guard let counting else { return result }
    let approval = counting.approval
    let amount = approval.amount ?? assessment.amount
    result.steps.append(
      .decided(
        approval: approval.id, by: approval.decidedBy, owner: counting.signature,
        at: approval.decidedAt, approval.decision,
        amount: approval.decision == .approved ? amount : .zero, reason: approval.reason))
    result.waitsFor = []
    if approval.decision == .approved, amount > .zero {
      result.outcome = .credit
      result.amount = amount
      result.exact = amount.exact
    } else {
      result.outcome = .none
      result.reason = .refused
      result.amount = .zero
      result.exact = .zero
    }
    return result
  }

  private func discount(
    _ filed: FiledApproval, _ assessment: Assessment
  ) -> FiledApproval.Discount? {
    let approval = filed.approval
    let person = Self.person(approval.decidedBy)
    if reporters.determinedBy.contains(where: { Self.person($0) == person }) { return .samePerson }
    if sameOwner == .refused, reporters.owners.contains(filed.owner) { return .sameOwner }
    guard approval.decision == .approved else { return nil }
    // Nobody can have granted, with all claims for an incident, one that they could not know of.
    if case .incident = approval.subject,
      receivedOn > UTCOffset.japan.date(of: approval.decidedAt)
    {
      return .beforeClaim
    }
    if approval.amount == nil, assessment.outcome == .referred { return .noAmount }
    if let amount = approval.amount, amount > assessment.approvable { return .tooMuch }
    return nil
  }

  /// A name without what readers do not see: width, case, spaces and formatting characters. Whoever
  /// writes their own name in another way is the same person.
  private static func person(_ name: String) -> String {
    let seen = name.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.filter {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    return String(String.UnicodeScalarView(seen))
  }
}
