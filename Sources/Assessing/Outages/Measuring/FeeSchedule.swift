import Domain
import Quantities

/// The fee of each period of a contract, as an outage under one version and edition sees it
/// (docs/domain.md §4 "Fees", §11 "Contracts").
struct FeeSchedule {
  enum Fee: Hashable {
    /// The fee, and how a price table makes it up where the contract has none of its own.
    case known(Yen, Pricing?)
    case missing(Awaited)
  }

  let facts: ContractFacts
  /// The version in force when the outage began.
  let version: ContractVersion
  let edition: TermsEdition?

  /// The fee that arises on the period's first day or, for the first period, on the service's.
  func fee(of period: FeePeriod) throws(QuantityOverflow) -> Fee {
    if version.billing == .meteredMonthly {
      guard let charge = facts.charges[period.name] else {
        return .missing(.charge(period.name))
      }
      return .known(charge.charged, nil)
    }
    if edition?.feesFromNextMonth ?? false, period.firstDay < firstDayOfFees {
      return .known(.zero, nil)
    }
    let priced = pricedVersion(of: period)
    if let fee = priced.fee { return .known(fee, nil) }
    if let table = edition?.priceTable(for: priced.service),
      let price = try table.price(of: priced)
    {
      return .known(price.fee, Pricing(clause: table.clause, price: price))
    }
    return .missing(.contract(version.contract))
  }

  /// The version whose fee a period's is: that in force on its first day, unless it is under other
  /// terms, for another service or billing (docs/domain.md §11).
  func pricedVersion(of period: FeePeriod) -> ContractVersion {
    let arising = facts.contract.version(
      on: max(period.firstDay, facts.contract.latest.serviceStart))
    let isAlike =
      arising.terms == version.terms && arising.billing == version.billing
      && arising.service == version.service
    return isAlike ? arising : version
  }

  private var firstDayOfFees: CivilDate {
    let (year, month, _) = facts.contract.latest.serviceStart.components
    return FeeMonth(year: year, month: month, startDay: 1).nextFirstDay
  }
}

/// A price table's clause and the fee that it makes up.
struct Pricing: Hashable {
  let clause: Clause
  let price: PriceTable.Price
}
