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
  public let title: LocalizedText
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
    id: Identifier, edition: CivilDate, heldFrom: CivilDate, title: LocalizedText,
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
