import Quantities

/// What one edition says to contracts of one service and billing.
public struct ServiceRule: Hashable, Sendable {
  /// The edition.
  public let edition: TermsEdition
  /// The waiver that applies where no special one does.
  public internal(set) var general: Waiver?
  /// The waivers that displace the general one.
  public internal(set) var specials: [Waiver]
  /// What gives nothing, and why.
  public internal(set) var exclusions: [Exclusion]
  /// What answers instead of this document.
  public internal(set) var referral: Referral?
  /// The waiver by which outages are told apart. That of another billing of the same service,
  /// where this billing has none: a change of billing does not cut an outage (docs/domain.md §11).
  public internal(set) var outage: Waiver?
  /// What is said of claims.
  public internal(set) var damages: DamagesRules
  /// The clause that incorporates the document from which the others are.
  public var via: Clause?
  /// What the document itself leaves to a person, though it incorporates another.
  public var rulings: [Ruling] = []
  /// The clause that incorporates what is said of claims, with its cap.
  public var damagesVia: DamagesReferral?
  /// The clauses that an agreement displaced, by their numbers.
  public var amended: [String: Clause] = [:]

  /// What is cited with a clause: what incorporates it before it, what it displaced after it.
  public func citations(of clause: Clause) -> [Clause] {
    var cited = [clause]
    if clause.terms != edition.id {
      let incorporating = damages.clauses.contains(clause) ? damagesVia?.clause : via
      if let incorporating, incorporating != clause { cited.insert(incorporating, at: 0) }
    }
    if let displaced = clause.replaces.flatMap({ amended[$0] }) { cited.append(displaced) }
    return cited
  }

  /// The first reason, in order of precedence, why an impact by a cause gives nothing.
  public func exclusion(_ impact: Impact, _ cause: Cause) -> Exclusion? {
    exclusions.filter { $0.circumstances.admits(impact, cause) }.min { $0.reason < $1.reason }
  }
}
