import Quantities

/// A clause by which the provider compensates a claimed loss (損害賠償).
///
/// Several clauses can meet one outage, each by another part of it; which of them gives way is named
/// by ``displaces``, so that one is left.
public struct DamagesRule: Hashable, Sendable {
  /// Over what the clause looks.
  public enum Basis: Hashable, Sendable {
    /// The outage that contains the claimed incident, built from what the circumstances admit.
    case outage(Circumstances)
    /// The claimed incident alone, whatever its impact.
    case incident
  }

  /// The most that all claims together can get under the clause (賠償額の上限).
  public enum Cap: Hashable, Sendable {
    /// There is none: an amount is held until somebody approves it.
    case unlimited
    /// For each contract and outage: a part of the charges of the fee month before, times the days
    /// without service, with one floor; nothing used in that month: the average a day of the month
    /// itself.
    case daysOfPreviousMonth(part: Int64)
    /// For each contract and fee month: the fee of the month in which the damage arose.
    case feeOfMonth
  }

  /// The clause.
  public let clause: Clause
  /// The services and billings that it governs.
  public let scope: Scope
  /// Over what it looks.
  public let basis: Basis
  /// It applies when some part is by one of these.
  public let causes: CauseSet
  /// How long the outage must have lasted since the provider learned of it; `nil`: any time.
  public let threshold: Elapsed?
  /// Within how many days of the damage it must be claimed (I-11).
  public let claimedWithin: Int64?
  /// The losses that it compensates.
  public let recoverable: Set<Claim.Item.Kind>
  /// Further losses that whoever approves may include (I-22).
  public let atApproval: Set<Claim.Item.Kind>
  /// The most that it gives.
  public let cap: Cap
  /// Whether all customers together get no more than the carrier paid.
  public let isPooled: Bool
  /// On the invoice of how many months after recognition it is settled.
  public let settledAfterMonths: Int64?
  /// Whether the claim has to state when the damage arose and how it is taxed.
  public let needsDetails: Bool
  /// The numbers of the clauses that give way to it.
  public let displaces: [String]

  /// A rule made of its parts.
  public init(
    clause: Clause, scope: Scope, basis: Basis, causes: CauseSet, threshold: Elapsed? = nil,
    claimedWithin: Int64? = nil, recoverable: Set<Claim.Item.Kind>,
    atApproval: Set<Claim.Item.Kind> = [], cap: Cap, isPooled: Bool = false,
    settledAfterMonths: Int64? = nil, needsDetails: Bool = false, displaces: [String] = []
  ) {
    self.clause = clause
    self.scope = scope
    self.basis = basis
    self.causes = causes
    self.threshold = threshold
    self.claimedWithin = claimedWithin
    self.recoverable = recoverable
    self.atApproval = atApproval
    self.cap = cap
    self.isPooled = isPooled
    self.settledAfterMonths = settledAfterMonths
    self.needsDetails = needsDetails
    self.displaces = displaces
  }
}

/// A clause that leaves the answer to a claim to another document or to a person.
public struct DamagesReferral: Hashable, Sendable {
  /// The clause.
  public let clause: Clause
  /// The services and billings that it governs.
  public let scope: Scope
  /// It applies when some part of the incident is by one of these.
  public let causes: CauseSet
  /// The document that decides.
  public let terms: Identifier?
  /// The clause that is silent, on which a person rules.
  public let ruling: String?
  /// The cap: what was paid for so many fee months before the outage's.
  public let paidMonths: Int64?

  /// A referral made of its parts.
  public init(
    clause: Clause, scope: Scope, causes: CauseSet, terms: Identifier?, ruling: String?,
    paidMonths: Int64?
  ) {
    self.clause = clause
    self.scope = scope
    self.causes = causes
    self.terms = terms
    self.ruling = ruling
    self.paidMonths = paidMonths
  }
}

/// Everything that one edition says of claims.
public struct DamagesRules: Hashable, Sendable {
  /// The clauses by which something is compensated.
  public let rules: [DamagesRule]
  /// The clauses by which nothing is.
  public let exclusions: [Exclusion]
  /// The clauses that leave the answer to others.
  public let referrals: [DamagesReferral]

  /// An edition that says nothing of claims.
  public static let silent = DamagesRules(rules: [], exclusions: [], referrals: [])

  /// What an edition says.
  public init(
    rules: [DamagesRule], exclusions: [Exclusion], referrals: [DamagesReferral]
  ) {
    self.rules = rules
    self.exclusions = exclusions
    self.referrals = referrals
  }

  /// Whether it says nothing.
  public var isSilent: Bool { rules.isEmpty && exclusions.isEmpty && referrals.isEmpty }

  /// The clauses, with repetition.
  public var clauses: [Clause] {
    rules.map(\.clause) + exclusions.map(\.clause) + referrals.map(\.clause)
  }

  /// What it says of a service under a billing.
  public func scoped(to service: Identifier, _ billing: Billing) -> DamagesRules {
    DamagesRules(
      rules: rules.filter { $0.scope.covers(service, billing) },
      exclusions: exclusions.filter { $0.scope.covers(service, billing) },
      referrals: referrals.filter { $0.scope.covers(service, billing) })
  }

  /// The circumstances out of which outages are built; `nil` where the incident decides alone.
  public var outageCircumstances: Circumstances? {
    for rule in rules { if case .outage(let circumstances) = rule.basis { return circumstances } }
    return nil
  }

  /// The rule that is left for parts by these causes; `nil` when none applies.
  public func rule(for causes: CauseSet) -> DamagesRule? {
    let applying = rules.filter { !$0.causes.isDisjoint(with: causes) }
    return applying.first { rule in
      !applying.contains { $0.displaces.contains(rule.clause.number) }
    }
  }

  /// The referral for parts by these causes.
  public func referral(for causes: CauseSet) -> DamagesReferral? {
    referrals.first { !$0.causes.isDisjoint(with: causes) }
  }

  /// Why a part of an incident gives nothing; the first reason of several.
  public func exclusion(_ impact: Impact, _ cause: Cause) -> Exclusion? {
    exclusions.filter { $0.circumstances.admits(impact, cause) }.min { $0.reason < $1.reason }
  }
}
