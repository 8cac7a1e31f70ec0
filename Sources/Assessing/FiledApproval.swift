import Domain
import Notation
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
  public enum Discount: String, CaseIterable, Canonical, Hashable, Sendable {
    /// Whoever determined the fault approved as well.
    case samePerson = "same-person"
    /// Whoever filed the claim approved as well.
    case sameFiler = "same-filer"
    /// One user owned the report's file and the approval's.
    case sameOwner = "same-owner"
    /// One user owned the claim's file and the approval's.
    case sameClaimOwner = "same-claim-owner"
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
