import Domain
import Notation

/// Why something is held together for a person to decide on.
public struct HoldReason: Hashable, Sendable {
  /// What the reason is.
  public enum Kind: String, CaseIterable, Canonical, Hashable, Sendable {
    /// More notes would be reversed than `limits.correction_notes` says.
    case correctionNotes = "correction_notes"
    /// What stands would fall by more than `limits.correction_yen` says.
    case correctionYen = "correction_yen"
    /// More notes would newly be issued than `limits.issue_notes` says.
    case issueNotes = "issue_notes"
    /// More would newly be issued than `limits.issue_yen` says.
    case issueYen = "issue_yen"
    /// It is not what was held before.
    case changed
    /// It seems to come of charges that were sent again after credits.
    case afterCredits = "after_credits"
  }

  /// What the reason is.
  public let kind: Kind
  /// How many notes, or how many yen, there are; `nil` where it is no limit.
  public let found: Int64?
  /// How many there may be.
  public let allowed: Int64?

  init(_ kind: Kind, found: Int64? = nil, allowed: Int64? = nil) {
    self.kind = kind
    self.found = found
    self.allowed = allowed
  }

  /// A limit that is exceeded; `nil` where it is not, or where none is set.
  init?(_ kind: Kind, _ found: Int64, over allowed: Int64?) {
    guard let allowed, found > allowed else { return nil }
    self.init(kind, found: found, allowed: allowed)
  }
}

extension HoldReason: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    kind = try fields["kind"]
    found = try fields["found"]
    allowed = try fields["allowed"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("allowed", allowed, "found", found, "kind", kind)
  }
}
