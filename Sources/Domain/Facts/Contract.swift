import Notation
import Quantities

/// How a contract is charged.
public enum Billing: String, CaseIterable, Canonical, Hashable, Sendable {
  /// A fixed fee each fee month (固定月額払).
  case fixedMonthly = "fixed-monthly"
  /// A fixed fee each contract year (固定年額払).
  case fixedAnnual = "fixed-annual"
  /// By use, with a monthly charge (従量月額払).
  case meteredMonthly = "metered-monthly"
  /// By use (従量払).
  case metered
  /// Once (一括払).
  case oneTime = "one-time"

  /// Whether the fee is fixed for a period that comes again.
  public var isFixed: Bool {
    switch self {
    case .fixedMonthly, .fixedAnnual: true
    case .meteredMonthly, .metered, .oneTime: false
    }
  }

  /// Whether the fee is by use.
  public var isMetered: Bool {
    switch self {
    case .meteredMonthly, .metered: true
    case .fixedMonthly, .fixedAnnual, .oneTime: false
    }
  }
}

/// What is counted to compute a fee from a price table.
public enum Quantity: String, CaseIterable, Canonical, CanonicalKey, Hashable, Sendable {
  /// Gibibytes of backup.
  case backupGiB = "backup_gib"
  /// Private gateway options.
  case privateGateway = "private_gateway"
  /// Managed components running Linux.
  case componentsLinux = "components_linux"
  /// Managed components running Windows.
  case componentsWindows = "components_windows"
  /// Components whose metric limit was raised once.
  case metricLimitComponents = "metric_limit_components"
}

/// A contract as it stands from one day on (利用契約).
public struct ContractVersion: Hashable, Sendable {
  /// The contract's name.
  public var contract: Identifier
  /// The billing account, to whom credit notes are addressed (請求先).
  public var account: Identifier
  /// The account's name.
  public var accountName: String
  /// The terms that govern it.
  public var terms: Identifier
  /// The service it is for, as its terms name it.
  public var service: Identifier
  /// How it is charged.
  public var billing: Billing
  /// The fee agreed, whole yen before tax, a month or a year by `billing`; else the price table's.
  public var fee: Yen?
  /// The first day of service.
  public var serviceStart: CivilDate
  /// The last day of service; none while it runs.
  public var serviceEnd: CivilDate?
  /// The first day on which this version holds.
  public var validFrom: CivilDate
  /// On which day of a month its fee months start.
  public var feeMonthStartDay: Int
  /// Consumption tax, whole percent.
  public var taxRate: Int
  /// What incident reports can select it by.
  public var labels: [String: String]
  /// An agreement that amends the terms.
  public var agreement: Identifier?
  /// Its plan in the price table.
  public var plan: String?
  /// The day of application, which selects the price; the start of service when not given.
  public var appliedOn: CivilDate?
  /// What the price table counts.
  public var quantities: [Quantity: Int64]
  /// When finance or the CRM wrote it out.
  public var exportedAt: Moment?

  /// A version made of its parts.
  public init(
    contract: Identifier, account: Identifier, accountName: String, terms: Identifier,
    service: Identifier, billing: Billing, fee: Yen? = nil, serviceStart: CivilDate,
    serviceEnd: CivilDate? = nil, validFrom: CivilDate? = nil, feeMonthStartDay: Int = 1,
    taxRate: Int = 10, labels: [String: String] = [:], agreement: Identifier? = nil,
    plan: String? = nil, appliedOn: CivilDate? = nil, quantities: [Quantity: Int64] = [:],
    exportedAt: Moment? = nil
  ) {
    self.contract = contract
    self.account = account
    self.accountName = accountName
    self.terms = terms
    self.service = service
    self.billing = billing
    self.fee = fee
    self.serviceStart = serviceStart
    self.serviceEnd = serviceEnd
    self.validFrom = validFrom ?? serviceStart
    self.feeMonthStartDay = feeMonthStartDay
    self.taxRate = taxRate
    self.labels = labels
    self.agreement = agreement
    self.plan = plan
    self.appliedOn = appliedOn
    self.quantities = quantities
    self.exportedAt = exportedAt
  }
}

extension ContractVersion: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    contract = try fields["contract_id"]
    account = try fields["account_id"]
    accountName = try fields["account_name"]
    terms = try fields["terms"]
    service = try fields["service"]
    billing = try fields["billing"]
    fee = try fields["fee"]
    serviceStart = try fields["service_start"]
    serviceEnd = try fields["service_end"]
    validFrom = try fields["valid_from"]
    feeMonthStartDay = try fields["fee_month_start_day"]
    taxRate = try fields["tax_rate"]
    labels = try fields["labels"]
    agreement = try fields["agreement"]
    plan = try fields["plan"]
    appliedOn = try fields["applied_on"]
    quantities = try fields["quantities"]
    exportedAt = try fields["exported_at"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "account_id", account, "account_name", accountName, "agreement", agreement, "applied_on",
      appliedOn, "billing", billing)
    try object.add(
      "contract_id", contract, "exported_at", exportedAt, "fee", fee, "fee_month_start_day",
      feeMonthStartDay, "labels", labels)
    try object.add(
      "plan", plan, "quantities", quantities, "service", service, "service_end", serviceEnd,
      "service_start", serviceStart)
    try object.add("tax_rate", taxRate, "terms", terms, "valid_from", validFrom)
  }
}

/// A contract through all its versions.
public struct ContractHistory: Hashable, Sendable {
  /// The versions in order of the day from which they hold; at least one.
  public let versions: [ContractVersion]

  /// The history made of versions of one contract, in any order; `nil` when there are none.
  public init?(_ versions: [ContractVersion]) {
    guard !versions.isEmpty else { return nil }
    self.versions = versions.sorted { $0.validFrom < $1.validFrom }
  }

  /// The contract's name.
  public var id: Identifier { versions[0].contract }

  /// The version that holds last: the service's dates are its.
  public var latest: ContractVersion { versions[versions.count - 1] }

  /// The version in force on a day; days before the first belong to the first (docs/domain.md §11).
  public func version(on day: CivilDate) -> ContractVersion {
    versions.last { $0.validFrom <= day } ?? versions[0]
  }

  /// The service period, whole days at +09:00; without end while the service runs.
  public var service: (start: Moment, end: Moment?) {
    (
      UTCOffset.japan.start(of: latest.serviceStart),
      latest.serviceEnd.map { UTCOffset.japan.start(of: $0 + 1) }
    )
  }

  /// Whether some time of a stretch lies inside the service period.
  public func hasService(during time: Interval) -> Bool {
    let (start, end) = service
    return time.overlaps(Interval(start, end ?? Moment(milliseconds: .max)))
  }

  /// Whether a stretch of time lies at least partly inside the service period; one of no length
  /// counts as the moment at which it stands.
  public func isInService(_ time: Interval) -> Bool {
    let (start, end) = service
    return time.meets(Interval(start, end ?? Moment(milliseconds: .max)))
  }
}
