import Quantities

/// A document as it stands from one day on: the rules that the program applies (約款・利用規約の版).
public struct TermsEdition: Hashable, Sendable {
  /// The document's name in this program.
  public let id: Identifier
  /// The date on the document.
  public let edition: CivilDate
  /// The first day on which we hold these clauses.
  public let heldFrom: CivilDate
  /// The document's title.
  public let title: Words
  /// The services it governs; `nil` for any name.
  public let services: [Identifier]?
  /// The billings it knows; a contract of another is refused.
  public let billings: [Billing]
  /// On which civil days moments fall (I-1).
  public let offset: UTCOffset
  /// Whether fees accrue only from the first of the month after the service's start (usen 第7条).
  public let feesFromNextMonth: Bool
  /// The number of the clause that says so.
  public let feesFromNextMonthBy: String?
  /// What gives money back.
  public var waivers: [Waiver]
  /// What gives nothing, and why.
  public var exclusions: [Exclusion]
  /// What another document or a person decides.
  public var referrals: [Referral]
  /// The fees of services whose contracts need not carry one.
  public let priceTables: [PriceTable]
  /// What it says of claims.
  public var damages: DamagesRules
  /// The clause on reductions in a disaster, if there is one.
  public let relief: Clause?
  /// The clause on fees that were paid and go back, if there is one.
  public let refund: Clause?
  /// The clauses that a person should look at when service ends in an outage or soon after.
  public let termination: [Clause]
  /// Whether the fee of a month in which service ends may have been prorated, so that only its booked
  /// charge tells what it was.
  public let proratesLastMonth: Bool

  /// An edition made of its parts.
  public init(
    id: Identifier, edition: CivilDate, heldFrom: CivilDate, title: Words,
    services: [Identifier]?, billings: [Billing], offset: UTCOffset, feesFromNextMonth: Bool,
    feesFromNextMonthBy: String? = nil,
    waivers: [Waiver], exclusions: [Exclusion], referrals: [Referral], priceTables: [PriceTable],
    damages: DamagesRules = .silent, relief: Clause? = nil, refund: Clause? = nil,
    termination: [Clause] = [], proratesLastMonth: Bool = false
  ) {
    self.id = id
    self.edition = edition
    self.heldFrom = heldFrom
    self.title = title
    self.services = services
    self.billings = billings
    self.offset = offset
    self.feesFromNextMonth = feesFromNextMonth
    self.feesFromNextMonthBy = feesFromNextMonthBy
    self.waivers = waivers
    self.exclusions = exclusions
    self.referrals = referrals
    self.priceTables = priceTables
    self.damages = damages
    self.relief = relief
    self.refund = refund
    self.termination = termination
    self.proratesLastMonth = proratesLastMonth
  }

  /// Every clause, in the order of the file.
  public var clauses: [Clause] {
    waivers.map(\.clause) + exclusions.map(\.clause) + referrals.map(\.clause)
      + priceTables.map(\.clause) + damages.clauses
      + [relief, refund].compactMap { $0 } + termination
  }

  /// What the document says to contracts of one service and billing.
  public func rule(for service: Identifier, _ billing: Billing) -> ServiceRule {
    let own = waivers.filter { $0.scope.covers(service, billing) }
    let general = own.first { $0.displaces == nil }
    let sibling = waivers.first { waiver in
      waiver.displaces == nil && (waiver.scope.services?.contains(service) ?? true)
    }
    return ServiceRule(
      edition: self, general: general, specials: own.filter { $0.displaces != nil },
      exclusions: exclusions.filter { $0.scope.covers(service, billing) },
      referral: referrals.first { $0.scope.covers(service, billing) },
      outage: general ?? sibling, damages: damages.scoped(to: service, billing))
  }

  /// The table that prices a service.
  public func priceTable(for service: Identifier) -> PriceTable? {
    priceTables.first { $0.service == service }
  }
}

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
    let incorporating = damages.clauses.contains(clause) ? damagesVia?.clause : via
    let isOwn = clause.terms == edition.id
    return [
      isOwn || incorporating == clause ? nil : incorporating, clause,
      clause.replaces.flatMap { amended[$0] },
    ].compactMap { $0 }
  }

  /// The first reason, in order of precedence, why an impact by a cause gives nothing.
  public func exclusion(_ impact: Impact, _ cause: Cause) -> Exclusion? {
    exclusions.filter { $0.circumstances.admits(impact, cause) }.min { $0.reason < $1.reason }
  }
}

/// All editions of all documents that the program holds.
public struct TermsCatalogue: Hashable, Sendable {
  /// The editions of each document, in order of the day from which they are held.
  public let editions: [Identifier: [TermsEdition]]
  /// The agreements that amend them, by name.
  public let agreements: [Identifier: Agreement]

  /// The documents that incorporate another one, in order of name.
  public func documents(incorporating terms: Identifier) -> [Identifier] {
    editions.filter { _, editions in
      editions.contains { edition in edition.referrals.contains { $0.terms == terms } }
    }.keys.sorted()
  }

  /// The catalogue of the editions and agreements given.
  public init(_ editions: some Sequence<TermsEdition>, agreements: [Agreement] = []) {
    self.agreements = Dictionary(agreements.map { ($0.id, $0) }) { first, _ in first }
    self.editions = Dictionary(grouping: editions, by: \.id)
      .mapValues { $0.sorted { $0.heldFrom < $1.heldFrom } }
  }
}
