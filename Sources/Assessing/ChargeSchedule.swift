import Domain
import Quantities

/// The charges of a contract's fee months, as a cap on damages sees them (DOMAIN §5: P, C and D).
struct ChargeSchedule {
  let facts: ContractFacts
  /// The version in force when the outage began.
  let version: ContractVersion
  let edition: TermsEdition
  /// Charges that are supposed, for want of booked ones.
  let supposed: [FeeMonthName: Yen]

  /// What one day without service is worth at most: a part of the charges of the fee month before
  /// the one in which the outage began; where nothing was used in that month, the average a day of
  /// the month itself (I-10, I-24).
  func worthOfDay(
    part: Int64, beginning day: CivilDate
  ) throws -> (month: FeeMonth, charges: ExactYen, days: Int64) {
    let current = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
    let previous = current.advanced(by: -1)
    if daysInService(of: previous) > 0 {
      let charges = try charges(of: previous)
      if !(version.billing.isMetered && charges == .zero) { return (previous, charges, part) }
    }
    return (current, try charges(of: current), max(1, daysInService(of: current)))
  }

  /// The fee of a month, without regard to what was booked; nothing for a month wholly out of
  /// service.
  func fee(of month: FeeMonth) throws -> ExactYen {
    guard daysInService(of: month) > 0 else { return .zero }
    return try knownFee(of: .month(month), month)
  }

  /// What was paid for so many fee months before the one that contains a day.
  func paid(forMonths months: Int64, before day: CivilDate) throws(QuantityOverflow) -> Yen {
    let begun = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
    var paid = Yen.zero
    for back in 1...months {
      let charge = facts.charges[begun.advanced(by: -Int(back)).name]
      if let charge, charge.paidOn != nil { paid = try paid + charge.amount }
    }
    return paid
  }

  /// A month's charges: as booked; an annual fee always by a twelfth (I-17); not booked, a monthly
  /// fee as agreed.
  private func charges(of month: FeeMonth) throws -> ExactYen {
    if version.billing == .fixedAnnual {
      let firstDay = max(month.firstDay, facts.contract.latest.serviceStart)
      let year = ContractYear(
        containing: firstDay, serviceStart: facts.contract.latest.serviceStart)
      return try knownFee(of: .year(year), month) * Fraction(1, over: 12)
    }
    if let booked = facts.charges[month.name]?.amount { return booked.exact }
    if version.billing == .fixedMonthly { return try knownFee(of: .month(month), month) }
    guard let charge = supposed[month.name] else { throw MissingCharge(month: month.name) }
    return charge.exact
  }

  private func knownFee(of period: FeePeriod, _ month: FeeMonth) throws -> ExactYen {
    let fees = FeeSchedule(facts: facts, version: version, edition: edition)
    switch try fees.fee(of: period) {
    case .known(let fee, by: _): return fee.exact
    case .missing:
      // Only a metered charge can be missing here; a fixed fee is required when it is read.
      guard let supposed = supposed[month.name] else { throw MissingCharge(month: month.name) }
      return supposed.exact
    }
  }

  /// How many days of a month lie in the contract's service.
  private func daysInService(of month: FeeMonth) -> Int64 {
    let latest = facts.contract.latest
    let first = max(month.firstDay, latest.serviceStart)
    let last = min(month.lastDay, latest.serviceEnd ?? month.lastDay)
    return max(0, last - first + 1)
  }
}
