import Domain
import Notation
import Quantities

/// An approval with the owner of the file that brought it.
public struct FiledApproval: Hashable, Sendable {
  /// The approval.
  public let approval: Approval
  /// The user who owned its file.
  public let owner: FileOwner
  /// When its file was received.
  public let received: Moment

  /// An approval from somebody's file.
  public init(_ approval: Approval, owner: FileOwner, received: Moment) {
    self.approval = approval
    self.owner = owner
    self.received = received
  }

  /// The owner as people are told of it: the name, else the number.
  var signature: String { owner.name.isEmpty ? String(owner.uid) : owner.name }

  /// When it was decided, and never later than it was received: a time that lies ahead, be it by the
  /// minutes by which clocks may differ, does not put a decision after one that is made later.
  var decided: Moment { min(approval.decidedAt, received) }

  /// Why an approval does not count.
  public enum DisqualificationReason: String, CaseIterable, Canonical, Hashable, Sendable {
    /// Whoever determined the fault approved as well.
    case samePerson = "same-person"
    /// Whoever filed the claim approved as well.
    case sameFiler = "same-filer"
    /// One user owned the report's file and the approval's.
    case sameOwner = "same-owner"
    /// One user owned the claim's file and the approval's.
    case sameClaimOwner = "same-claim-owner"
    /// Its own file is no evidence of its owner.
    case unproven
    /// The file of a report that it rests on is no evidence of its owner.
    case unprovenReport = "unproven-report"
    /// The claim's file is no evidence of its owner.
    case unprovenClaim = "unproven-claim"
    /// It is on all claims for an incident, and this one was received on a later day.
    case beforeClaim = "before-claim"
    /// It answers a question to which only an amount is an answer, without one.
    case noAmount = "no-amount"
  }

  /// In order of decision; of two at one instant a refusal comes last, so that it stands.
  public static func isEarlier(_ left: FiledApproval, _ right: FiledApproval) -> Bool {
    if left.instant != right.instant { return left.instant < right.instant }
    let (one, other) = (left.approval, right.approval)
    if one.decision != other.decision { return one.decision == .approved }
    return one.id < other.id
  }

  /// When it was decided; of those that lay ahead of one receipt, in the order of their own times.
  private var instant: (Moment, Int, Moment) {
    (decided, approval.decidedAt > received ? 0 : 1, approval.decidedAt)
  }
}
