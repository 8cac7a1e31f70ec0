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
    /// For each contract and fee month: the fee of the month in which the damage arose, and the tax
    /// on it (I-25).
    case feeOfMonth
  }

  /// The numbers of the two ways to measure a cap by charges, where the document numbers them.
  public struct CapClauses: Hashable, Sendable {
    /// Where the service was used in the fee month before.
    public let used: String
    /// Where it was not.
    public let unused: String

    /// The two numbers.
    public init(used: String, unused: String) {
      self.used = used
      self.unused = unused
    }
  }

  /// Losses that the clause does not compensate, and the clause that says so.
  public struct LeftOut: Hashable, Sendable {
    /// The kinds of loss.
    public let kinds: Set<Claim.Item.Kind>
    /// The number of the clause.
    public let clause: String
    /// Whether a person may award them all the same (I-36).
    public let isForPerson: Bool

    /// Losses left out.
    public init(kinds: Set<Claim.Item.Kind>, clause: String, isForPerson: Bool) {
      self.kinds = kinds
      self.clause = clause
      self.isForPerson = isForPerson
    }
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
  /// The number of the clause that says so, where it is another.
  public let claimedBy: String?
  /// On which days a term does not end; `nil` where it ends on any.
  public let calendar: BusinessCalendar?
  /// The losses that it compensates.
  public let recoverable: Set<Claim.Item.Kind>
  /// The losses that it does not.
  public let leftOut: [LeftOut]
  /// The most that it gives.
  public let cap: Cap
  /// The numbers under which the document says how that is measured.
  public let capClauses: CapClauses?
  /// Whether all customers together get no more than the carrier paid.
  public let isPooled: Bool
  /// Where some part is by one of these as well, a person says which days are ours (I-29).
  public let heldIfAlso: CauseSet
  /// On the invoice of how many months after recognition it is settled.
  public let settledAfterMonths: Int64?
  /// The number of the clause that says so, where it is another.
  public let settledBy: String?
  /// Whether the claim has to state when the damage arose and how it is taxed.
  public let needsDetails: Bool
  /// The numbers of the clauses that give way to it.
  public var displaces: [String]

  /// A rule made of its parts.
  public init(
    clause: Clause, scope: Scope, basis: Basis, causes: CauseSet, threshold: Elapsed? = nil,
    claimedWithin: Int64? = nil, claimedBy: String? = nil, calendar: BusinessCalendar? = nil,
    recoverable: Set<Claim.Item.Kind>, leftOut: [LeftOut] = [], cap: Cap,
    capClauses: CapClauses? = nil, isPooled: Bool = false, heldIfAlso: CauseSet = [],
    settledAfterMonths: Int64? = nil, settledBy: String? = nil, needsDetails: Bool = false,
    displaces: [String] = []
  ) {
    self.clause = clause
    self.scope = scope
    self.basis = basis
    self.causes = causes
    self.threshold = threshold
    self.claimedWithin = claimedWithin
    self.claimedBy = claimedBy
    self.calendar = calendar
    self.recoverable = recoverable
    self.leftOut = leftOut
    self.cap = cap
    self.capClauses = capClauses
    self.isPooled = isPooled
    self.heldIfAlso = heldIfAlso
    self.settledAfterMonths = settledAfterMonths
    self.settledBy = settledBy
    self.needsDetails = needsDetails
    self.displaces = displaces
  }

  /// The losses that whoever decides may award though the clause leaves them out (I-36), in order.
  public var forPerson: [Claim.Item.Kind] {
    Claim.Item.Kind.allCases.filter { kind in
      leftOut.contains { $0.isForPerson && $0.kinds.contains(kind) }
    }
  }
}

/// A clause that leaves the answer to a claim to another document or to a person.
public struct DamagesReferral: Hashable, Sendable {
  /// The clause.
  public let clause: Clause
  /// The services and billings that it governs.
  public let scope: Scope
  /// It applies when some part of the incident meets this.
  public let circumstances: Circumstances
  /// The document that decides.
  public let terms: Identifier?
  /// The clause that is silent, on which a person rules.
  public let ruling: String?
  /// The cap: what was paid, with tax, for so many fee months before the outage's (I-25, I-35).
  public let paidMonths: Int64?

  /// A referral made of its parts.
  public init(
    clause: Clause, scope: Scope, circumstances: Circumstances, terms: Identifier?,
    ruling: String?, paidMonths: Int64?
  ) {
    self.clause = clause
    self.scope = scope
    self.circumstances = circumstances
    self.terms = terms
    self.ruling = ruling
    self.paidMonths = paidMonths
  }
}

/// Everything that one edition says of claims.
public struct DamagesRules: Hashable, Sendable {
  /// The clauses by which nothing is, before any other, where every part of the claimed incident meets
  /// them.
  public var preclusions: [Exclusion]
  /// The clauses by which something is compensated.
  public var rules: [DamagesRule]
  /// The clauses by which nothing is.
  public var exclusions: [Exclusion]
  /// The clauses that leave the answer to others.
  public var referrals: [DamagesReferral]

  /// An edition that says nothing of claims.
  public static let silent = DamagesRules(rules: [], exclusions: [], referrals: [])

  /// What an edition says.
  public init(
    preclusions: [Exclusion] = [], rules: [DamagesRule], exclusions: [Exclusion],
    referrals: [DamagesReferral]
  ) {
    self.preclusions = preclusions
    self.rules = rules
    self.exclusions = exclusions
    self.referrals = referrals
  }

  /// Whether it says nothing.
  public var isSilent: Bool { rules.isEmpty && exclusions.isEmpty && referrals.isEmpty }

  /// The clauses, with repetition.
  public var clauses: [Clause] {
    preclusions.map(\.clause) + rules.map(\.clause) + exclusions.map(\.clause)
      + referrals.map(\.clause)
  }

  /// Puts what was agreed in the place of the clauses that bear these numbers.
  ///
  /// - Parameter names: the agreed clauses' own numbers, by those that they replace.
  mutating func replace(
    _ numbers: Set<String>, named names: [String: String], by agreed: DamagesRules
  ) {
    preclusions = preclusions.filter { !numbers.contains($0.clause.number) } + agreed.preclusions
    rules =
      rules.filter { !numbers.contains($0.clause.number) }.map { rule in
        var renamed = rule
        renamed.displaces = rule.displaces.map { names[$0] ?? $0 }
        return renamed
      } + agreed.rules
    exclusions = exclusions.filter { !numbers.contains($0.clause.number) } + agreed.exclusions
    referrals = referrals.filter { !numbers.contains($0.clause.number) } + agreed.referrals
  }

  /// What it says of a service under a billing.
  public func scoped(to service: Identifier, _ billing: Billing) -> DamagesRules {
    DamagesRules(
      preclusions: preclusions.filter { $0.scope.covers(service, billing) },
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

  /// The referral for an impact by a cause.
  public func referral(_ impact: Impact, _ cause: Cause) -> DamagesReferral? {
    referrals.first { $0.circumstances.admits(impact, cause) }
  }

  /// Why a part of an incident gives nothing; the first reason of several.
  public func exclusion(_ impact: Impact, _ cause: Cause) -> Exclusion? {
    exclusions.filter { $0.circumstances.admits(impact, cause) }.min { $0.reason < $1.reason }
  }
}
