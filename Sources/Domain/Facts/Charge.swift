import Notation
import Quantities

/// What a contract was charged for one fee month, as finance booked it.
public struct Charge: Hashable, Sendable {
  /// The contract charged.
  public var contract: Identifier
  /// The fee month, by its name.
  public var feeMonth: YearMonth
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
    contract: Identifier, feeMonth: YearMonth, amount: Yen, beforeCredits: Yen? = nil,
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

extension Charge: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    contract = try fields["contract_id"]
    feeMonth = try fields["fee_month"]
    amount = try fields["amount"]
    beforeCredits = try fields["before_credits"]
    estimated = try fields["estimated"]
    invoiceNumber = try fields["invoice_no"]
    invoicedOn = try fields["invoiced_on"]
    paidOn = try fields["paid_on"]
    exportedAt = try fields["exported_at"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "amount", amount, "before_credits", beforeCredits, "contract_id", contract, "estimated",
      estimated, "exported_at", exportedAt)
    try object.add(
      "fee_month", feeMonth, "invoice_no", invoiceNumber, "invoiced_on", invoicedOn, "paid_on",
      paidOn)
  }
}
