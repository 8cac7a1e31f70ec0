import Quantities

/// What a contract was charged for one fee month, as finance booked it.
public struct Charge: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case contract = "contract_id"
    case feeMonth
    case amount
    case beforeCredits
    case estimated
    case invoiceNumber = "invoice_no"
    case invoicedOn
    case paidOn
    case exportedAt
  }

  /// The contract charged.
  public var contract: Identifier
  /// The fee month, by its name.
  public var feeMonth: FeeMonthName
  /// Whole yen before tax, after credits.
  public var amount: Yen
  /// What it was before credits, where `amount` is after them.
  public var beforeCredits: Yen?
  /// Whether finance estimated it because metering failed (002 第8条第3項(3)).
  public var estimated: Bool
  /// The invoice it is on.
  public var invoiceNumber: String?
  /// When it was invoiced.
  public var invoicedOn: CivilDate?
  /// When it was paid.
  public var paidOn: CivilDate?
  /// When finance wrote it out.
  public var exportedAt: Moment?

  /// A charge made of its parts.
  public init(
    contract: Identifier, feeMonth: FeeMonthName, amount: Yen, beforeCredits: Yen? = nil,
    estimated: Bool = false,
    invoiceNumber: String? = nil, invoicedOn: CivilDate? = nil, paidOn: CivilDate? = nil,
    exportedAt: Moment? = nil
  ) {
    self.contract = contract
    self.feeMonth = feeMonth
    self.amount = amount
    self.beforeCredits = beforeCredits
    self.estimated = estimated
    self.invoiceNumber = invoiceNumber
    self.invoicedOn = invoicedOn
    self.paidOn = paidOn
    self.exportedAt = exportedAt
  }

  /// What every rule counts but the cap on what was paid (docs/domain.md §11).
  public var charged: Yen { beforeCredits ?? amount }

  /// Whether the fee month is on an invoice.
  public var isInvoiced: Bool { invoiceNumber != nil || invoicedOn != nil }
}
