import Domain
import Quantities

/// The fee of each period of a contract, as an outage under one version and edition sees it
/// (DOMAIN §4 "Fees", §11 "Contracts").
struct FeeSchedule {
  enum Fee: Hashable {
    /// The fee, and the price table that gives it where the contract has none of its own.
    case known(Yen, by: Clause?)
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
      return .known(charge.amount, by: nil)
    }
    if edition?.feesFromNextMonth ?? false, period.firstDay < firstDayOfFees {
      return .known(.zero, by: nil)
    }
    let arising = facts.contract.version(
      on: max(period.firstDay, facts.contract.latest.serviceStart))
    let sameFootings = arising.terms == version.terms && arising.billing == version.billing
    let priced = sameFootings ? arising : version
    if let fee = priced.fee { return .known(fee, by: nil) }
    if let table = edition?.priceTable(for: priced.service), let fee = try table.fee(of: priced) {
      return .known(fee, by: table.clause)
    }
    return .missing(.contract(version.contract))
  }

  private var firstDayOfFees: CivilDate {
    let (year, month, _) = facts.contract.latest.serviceStart.components
    return FeeMonth(year: year, month: month, startDay: 1).nextFirstDay
  }
}
