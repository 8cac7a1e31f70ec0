import Notation

/// Why nothing is owed, in the order in which reasons are looked for: of several that hold, the
/// first is given.
public enum Reason: String, CaseIterable, Canonical, Hashable, Comparable, Sendable {
  /// The claim names a contract that the incident does not hit.
  case notAffected = "not-affected"
  /// The incident lies outside the contract's service period.
  case outsideService = "outside-service"
  /// The document guarantees nothing and says so.
  case noGuarantee = "no-guarantee"
  /// The clause has no formula for this billing.
  case noFormula = "no-formula"
  /// The document keeps the fee due under this cause.
  case feesStayDue = "fees-stay-due"
  /// The clause does not cover this attribution.
  case attribution
  /// The service was not unusable enough for the clause.
  case partialImpact = "partial-impact"
  /// Shorter than the clause's threshold.
  case tooShort = "too-short"
  /// The provider learned of it only when it was over.
  case knownTooLate = "known-too-late"
  /// The fee of the time concerned is zero.
  case noFee = "no-fee"
  /// Earlier waivers have used up the fee.
  case ceilingUsed = "ceiling-used"
  /// Less than one yen.
  case belowOneYen = "below-one-yen"
  /// The claim came too late.
  case lateClaim = "late-claim"
  /// Nothing claimed is recoverable.
  case nothingRecoverable = "nothing-recoverable"
  /// Earlier claims have used up the cap.
  case capUsed = "cap-used"
  /// Nothing is left of what the carrier paid.
  case poolExhausted = "pool-exhausted"
  /// A person who had to decide on it refused it.
  case refused

  /// How far it comes where scenarios give several reasons, and that which comes furthest holds in
  /// all of them: what was known too late is too short as well.
  public var reach: Int { self == .knownTooLate ? Reason.tooShort.rank * 2 - 1 : rank * 2 }

  private var rank: Int { Reason.allCases.firstIndex(of: self) ?? 0 }

  /// Orders by precedence.
  public static func < (left: Reason, right: Reason) -> Bool { left.rank < right.rank }
}
