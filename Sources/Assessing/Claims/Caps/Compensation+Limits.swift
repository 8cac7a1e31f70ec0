import Domain
import Quantities

extension Compensation {
  /// The caps in whole yen, before others used them.
  struct Limits {
    /// The clause's own; `nil` where there is none.
    var own: Yen?
    var isFeeZero = false
    /// What was paid, where the incorporating clause says that it is the most that there is.
    var paid: Yen?

    var least: Yen? { [own, paid].compactMap { $0 }.min() }
  }

  func limits(_ verdict: inout Verdict) throws -> Limits {
    var limits = Limits()
    limits.paid = try verdict.paidCap(by: incorporating, schedule, beginning)
    if let incorporating, limits.paid != nil, isGrave {
      verdict.steps.append(
        .capForPerson(clause: incorporating.clause.number, isSettled: true))
    }
    let number = rule.clause.number
    switch rule.cap {
    case .unlimited:
      verdict.steps.append(noCap)
    case .daysOfPreviousMonth(let part):
      let worth = try schedule.worthOfDay(part: part, beginning: beginning)
      let cap = try worth.charges * Fraction(Int128(days), over: Int128(worth.days))
      verdict.units = days
      verdict.steps.append(
        .damagesCap(
          clause: number,
          by: worth.isOutagesOwn ? rule.capClauses?.unused : rule.capClauses?.used,
          period: Step.Period(worth.month), isOutagesOwn: worth.isOutagesOwn,
          charges: worth.charges, days: days, part: worth.days, cap: cap, isLeast: false))
      limits.own = try cap.rounded(Rounding(.down, basis: number))
      limits.isFeeZero = cap == .zero
    case .feeOfMonth:
      guard let month = verdict.supply else { break }
      let (fee, rate) = try schedule.fee(of: month)
      let cap = try fee.withTax(at: rate)
      verdict.steps.append(
        .feeCap(
          clause: number, period: Step.Period(month), fee: fee, taxRate: Int64(rate), cap: cap))
      limits.own = cap
      limits.isFeeZero = cap == .zero
    }
    return limits
  }

  /// Whether the damage was claimed in time, where the clause limits that (I-11).
  func isInTime(_ verdict: inout Verdict) -> Bool {
    guard let damageOn = claim.damageOn, let deadline = rule.deadline(forDamageOn: damageOn)
    else { return true }
    verdict.steps.append(
      .claimDeadline(
        clause: rule.claimedBy ?? rule.clause.number, damageOn: damageOn,
        termDay: deadline.term, lastDay: deadline.lastDay, receivedOn: claim.receivedOn))
    return claim.receivedOn <= deadline.lastDay
  }

  /// That there is no cap, and which of the other limits of the clauses displaced there are not either.
  var noCap: Step {
    let kinds = Claim.Item.Kind.allCases.filter { kind in
      rule.recoverable.contains(kind)
        && displaced.contains { $0.leftOut.contains { $0.kinds.contains(kind) } }
    }
    return .noCap(
      clause: rule.clause.number,
      length: rule.threshold == nil ? displaced.compactMap(\.threshold).max() : nil,
      days: rule.claimedWithin == nil ? displaced.compactMap(\.claimedWithin).max() : nil,
      kinds: kinds)
  }
}
