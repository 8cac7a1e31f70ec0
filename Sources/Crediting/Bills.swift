import Assessing
import Domain
import Notation
import Quantities

/// How a line stands to the bill whose fee it lowers, as far as finance told.
public enum LineSettlement: String, CaseIterable, Canonical, Hashable, Sendable {
  /// Its bill comes out lower.
  case billReduced = "bill-reduced"
  /// It was billed and is not paid: the receivable falls.
  case receivableReduced = "receivable-reduced"
  /// It was paid, so money goes back.
  case refunded
  /// Nothing is known of the bill.
  case unknown
}

/// What is known of the bills of a contract's fee months on the day on which notes are issued.
public struct Bills: Sendable {
  private let charges: [YearMonth: Charge]
  private let day: CivilDate
  private let registeredOn: CivilDate
  /// The last day up to which finance has closed the books.
  private let closedThrough: CivilDate?

  /// What is known.
  ///
  /// - Parameter registeredOn: from when the issuer is registered as an issuer of qualified invoices.
  public init(
    _ charges: [YearMonth: Charge], on day: CivilDate, registeredOn: CivilDate,
    closedThrough: CivilDate?
  ) {
    self.charges = charges
    self.day = day
    self.registeredOn = registeredOn
    self.closedThrough = closedThrough
  }

  /// How the fee of a period stands: a month that starts after the note is not billed unless a charge
  /// says so (docs/domain.md §8).
  func settlement(of supply: Credit.Supply) -> LineSettlement {
    let found = Set(
      supply.feeMonths.map { month -> LineSettlement in
        guard let charge = charges[month] else {
          return supply.from > day ? .billReduced : .unknown
        }
        guard charge.isInvoiced else { return .billReduced }
        return charge.paidOn == nil ? .receivableReduced : .refunded
      })
    return found.count == 1 ? found.first ?? .unknown : .unknown
  }

  /// How a bill stands on which damages are settled: it is to come unless finance says otherwise.
  func settlement(on month: YearMonth) -> LineSettlement {
    guard let charge = charges[month], charge.isInvoiced else { return .billReduced }
    return charge.paidOn == nil ? .receivableReduced : .refunded
  }

  /// The invoice that bears the fee of a period, where finance gave one number for all of it.
  func invoice(of supply: Credit.Supply) -> PrecedingDocument? {
    let found = Set(
      supply.feeMonths.map { month in
        charges[month].flatMap { charge in
          charge.invoiceNumber.map {
            PrecedingDocument(number: $0, issuedOn: charge.invoicedOn)
          }
        }
      })
    return found.count == 1 ? found.first.flatMap { $0 } : nil
  }

  /// The kind of note on which the fee of a period is lowered.
  func kind(of supply: Credit.Supply, taxRate: Int) -> NoteKind {
    if settlement(of: supply) == .billReduced { return .billingAdjustment }
    return taxRate == 0 || supply.to < registeredOn ? .refund : .qualifiedReturnInvoice
  }

  /// Whether the books of a month that ends on a day are closed.
  public func isClosed(_ lastDay: CivilDate) -> Bool {
    closedThrough.map { lastDay <= $0 } ?? false
  }
}

extension CreditDue {
  /// The kind of note on which it belongs.
  public func kind(_ bills: Bills) -> NoteKind {
    switch subject.remedy {
    case .damages: isTaxIncluded ? .billingAdjustment : .damages
    case .waiver, .relief: bills.kind(of: credit.supply, taxRate: credit.taxRate)
    }
  }

  /// How it stands to a bill.
  public func settlement(_ bills: Bills) -> LineSettlement {
    guard subject.remedy == .damages else { return bills.settlement(of: credit.supply) }
    if let settledOn = credit.settledOn { return bills.settlement(on: settledOn) }
    let isInMoney = evidence.steps.contains { if case .paidInMoney = $0 { true } else { false } }
    return isInMoney ? .refunded : .unknown
  }

  /// The invoice whose fee it lowers; damages lower none.
  public func invoice(_ bills: Bills) -> PrecedingDocument? {
    subject.remedy == .damages ? nil : bills.invoice(of: credit.supply)
  }

  /// The last day of the month whose bill it lowers.
  public var monthEnd: CivilDate {
    guard subject.remedy == .damages, let settledOn = credit.settledOn else {
      return credit.supply.to
    }
    return FeeMonth(
      year: settledOn.year, month: settledOn.month, startDay: credit.supply.from.components.day
    ).lastDay
  }

  /// Whether it is booked: a bill that comes out lower shows that itself, as long as its month is open in
  /// the books (docs/domain.md §8).
  public func isBooked(_ bills: Bills) -> Bool {
    guard kind(bills) == .billingAdjustment else { return true }
    return settlement(bills) != .billReduced || bills.isClosed(monthEnd)
  }
}
