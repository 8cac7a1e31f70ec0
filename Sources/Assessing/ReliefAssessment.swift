import Domain
import Quantities

/// Values what the provider grants of its own accord, under the ceiling of the month's fee
/// (004 別表3第7項, I-5).
struct ReliefAssessment {
  private let facts: ContractFacts
  private let serviceSpans: [ServiceSpan]

  init(_ facts: ContractFacts, _ serviceSpans: [ServiceSpan]) {
    self.facts = facts
    self.serviceSpans = serviceSpans
  }

  /// What is granted to the contract, after what waivers and earlier reliefs took of the fee.
  ///
  /// - Throws: `QuantityOverflow`.
  func assess(
    _ relief: Relief, _ ceilings: inout Ceilings
  ) throws(QuantityOverflow) -> Assessment {
    let month = self.month(relief)
    let latest = facts.contract.latest
    let day = max(month.firstDay, latest.serviceStart)
    let version = facts.contract.version(on: day)
    var assessment = Assessment(
      Subject(contract: facts.contract.id, remedy: .relief, request: relief.id),
      account: version.account,
      Evidence(
        incidents: [relief.incident].compactMap { $0 },
        steps: [
          .granted(
            authority: relief.authority, reason: relief.reason, decidedOn: relief.decidedOn)
        ]), .nothing(.outsideService))
    let isOver = latest.serviceEnd.map { $0 < month.firstDay } ?? false
    guard month.lastDay >= latest.serviceStart, !isOver else {
      return assessment
    }
    let edition = serviceSpans.governing(at: UTCOffset.japan.start(of: day))?.rule?.edition
    // A disaster is all that the documents' clause speaks of.
    if let clause = edition?.relief, relief.namesDisaster { assessment.cite([clause]) }
    let period = FeePeriod(
      containing: day, of: version, serviceStart: latest.serviceStart)
    switch try fee(of: period, month, version, edition) {
    case .missing(let awaited):
      assessment.wait(for: [awaited])
    case .known(let fee, let pricing):
      assessment.steps += pricing?.told ?? []
      if fee == .zero, let edition, let number = edition.feesFromNextMonthBy {
        let first = FeeMonth(containing: latest.serviceStart, startDay: 1).nextFirstDay
        if period.firstDay < first {
          assessment.steps.append(.feesBegin(clause: number, on: first))
        }
      }
      try value(relief, month, fee, period, version, &ceilings, &assessment)
    }
    return assessment
  }

  /// The fee month that bears the name under the contract's own first day of the month.
  private func month(_ relief: Relief) -> FeeMonth {
    let (year, number) = (relief.feeMonth.year, relief.feeMonth.month)
    let calendar = FeeMonth(year: year, month: number, startDay: 1)
    let version = facts.contract.version(on: calendar.firstDay)
    return FeeMonth(year: year, month: number, startDay: version.feeMonthStartDay)
  }

  private func fee(
    of period: FeePeriod, _ month: FeeMonth, _ version: ContractVersion, _ edition: TermsEdition?
  ) throws(QuantityOverflow) -> FeeSchedule.Fee {
    // A month that the end of service cut short may have been charged by the day.
    let isProrated =
      edition?.proratesLastMonth == true
      && facts.contract.latest.serviceEnd.map { month.firstDay <= $0 && $0 < month.lastDay } == true
    guard version.billing.isFixed, !isProrated else {
      return facts.charges[month.name].map { .known($0.charged, nil) }
        ?? .missing(.charge(month.name))
    }
    return try FeeSchedule(facts: facts, version: version, edition: edition).fee(of: period)
  }

  private func value(
    _ relief: Relief, _ month: FeeMonth, _ fee: Yen, _ period: FeePeriod,
    _ version: ContractVersion, _ ceilings: inout Ceilings, _ assessment: inout Assessment
  ) throws(QuantityOverflow) {
    let wanted: ExactYen
    switch relief.grant {
    case .amount(let amount):
      wanted = amount.exact
    case .share(let share):
      // A month's part of an annual fee is a twelfth, as in I-17.
      let part: Fraction = if case .year = period { try Fraction(1, over: 12) } else { .one }
      let monthly = try fee.exact * part
      wanted = try monthly * share
      assessment.steps.append(
        .share(period: Step.Period(month), share: share, fee: monthly, worth: wanted))
    }
    let used = ceilings.used(of: period)
    let granted = try min(wanted, ceilings.left(of: fee, period))
    let rounding = Rounding(.down, basis: "I-4")
    let amount = try granted.rounded(rounding)
    if granted < wanted {
      assessment.steps.append(
        .ceiling(period: period.told, fee: fee, used: used, wanted: wanted))
    }
    if !granted.value.isWhole {
      assessment.steps.append(.rounded(exact: granted, rounding: rounding, amount: amount))
    }
    assessment.readings = ["I-4"] + (granted < wanted ? ["I-5"] : [])
    guard amount > .zero else {
      assessment.decision = .nothing(
        fee == .zero ? .noFee : granted == .zero && wanted > .zero ? .ceilingUsed : .belowOneYen)
      return
    }
    try ceilings.take([
      PeriodShare(
        period: period, fee: fee, pricing: nil, taxRate: 0, used: used, wanted: wanted,
        granted: granted)
    ])
    assessment.decision = .credit(
      Credit(
        account: version.account,
        supply: Credit.Supply(
          from: month.firstDay, to: month.lastDay, feeMonths: [month.name]),
        units: 0, exact: granted, amount: amount, taxRate: version.taxRate))
    assessment.steps.append(.reliefConcluded(amount: amount))
  }
}
