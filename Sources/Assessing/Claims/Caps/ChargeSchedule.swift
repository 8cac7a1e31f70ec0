import Domain
import Quantities

/// The charges of a contract's fee months, as a cap on damages sees them (docs/domain.md §5: P, C and D).
struct ChargeSchedule {
  let facts: ContractFacts
  /// The version in force when the outage began.
  let version: ContractVersion
  let edition: TermsEdition
  /// Charges that are supposed, for want of booked ones.
  let supposed: [YearMonth: Yen]

  /// What one day without service is worth at most: a part of the charges of the fee month before
  /// the one in which the outage began; where nothing was used in that month, the average a day of
  /// the month itself (I-10, I-24).
  func worthOfDay(
    part: Int64, beginning day: CivilDate
  ) throws -> (month: FeeMonth, isOutagesOwn: Bool, charges: ExactYen, days: Int64) {
    let current = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
    let previous = current.advanced(by: -1)
    if daysInService(of: previous) > 0 {
      let charges = try charges(of: previous)
      if !(version.billing.isMetered && charges == .zero) {
        return (previous, false, charges, part)
      }
    }
    return (current, true, try charges(of: current), max(1, daysInService(of: current)))
  }

  /// The fee of a month, without regard to what was booked or waived, with its rate of tax; nothing for
  /// a month wholly out of service.
  func fee(of month: FeeMonth) throws -> (fee: Yen, taxRate: Int) {
    guard daysInService(of: month) > 0 else { return (.zero, version.taxRate) }
    let fee = try knownFee(of: .month(month), month)
    return (
      try fee.rounded(Rounding(.down, basis: "I-25")), fees.pricedVersion(of: .month(month)).taxRate
    )
  }

  /// What was paid, with tax, for so many fee months before the one that contains a day, and how many
  /// of them are paid.
  func paid(
    forMonths months: Int64, before day: CivilDate
  ) throws(QuantityOverflow) -> (sum: Yen, months: Int64) {
    let begun = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
    var paid: (sum: Yen, months: Int64) = (.zero, 0)
    for back in 1...months {
      let month = begun.advanced(by: -Int(back))
      guard let charge = facts.charges[month.name], charge.paidOn != nil else { continue }
      let rate = facts.contract.version(
        on: max(month.firstDay, facts.contract.latest.serviceStart)
      ).taxRate
      paid = (try paid.sum + charge.amount.withTax(at: rate), paid.months + 1)
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
    if let booked = facts.charges[month.name]?.charged { return booked.exact }
    if version.billing == .fixedMonthly { return try knownFee(of: .month(month), month) }
    guard let charge = supposed[month.name] else { throw MissingCharge(month: month.name) }
    return charge.exact
  }

  private var fees: FeeSchedule {
    FeeSchedule(facts: facts, version: version, edition: edition)
  }

  private func knownFee(of period: FeePeriod, _ month: FeeMonth) throws -> ExactYen {
    switch try fees.fee(of: period) {
    case .known(let fee, _): return fee.exact
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

extension Yen {
  /// With the tax on it, that rounded down to whole yen (004 第24条第1項, 別表3第6項).
  func withTax(at percent: Int) throws(QuantityOverflow) -> Yen {
    let share = try Fraction(Int128(percent), over: 100)
    return try self + (exact * share).rounded(Rounding(.down, basis: "I-25"))
  }
}
