import Notation
import Quantities

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
