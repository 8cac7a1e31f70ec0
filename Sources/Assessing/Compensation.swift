import Domain
import Quantities

/// What a clause compensates of a claim: the losses that it covers, up to its cap, of which earlier
/// claims may have taken a part (DOMAIN §5).
struct Compensation {
  let claim: Claim
  let rule: DamagesRule
  /// The charges by which a cap is measured.
  let schedule: ChargeSchedule
  /// The clause that incorporates the rule's document, with a cap of its own.
  let incorporating: DamagesReferral?
  /// The day on which the outage or the incident began.
  let beginning: CivilDate
  /// Whole days without service; 0 where the clause does not look at an outage.
  let days: Int64

  /// Decides what is owed, if anything.
  ///
  /// - Parameter used: what earlier claims took of the cap, to which is added what this one takes.
  /// - Throws: ``MissingCharge``, and ``QuantityOverflow``.
  func decide(_ verdict: inout Verdict, used: inout Yen) throws {
    let lacking = lackingDetails
    guard lacking.isEmpty else {
      verdict.outcome = .awaits(lacking)
      return
    }
    let number = rule.clause.number
    let paid = try verdict.paidCap(by: incorporating, schedule, beginning)
    let claimed = try claim.total(of: rule.recoverable)
    let recoverable = paid.map { min($0, claimed) } ?? claimed
    guard let cap = try cap(&verdict) else {
      verdict.steps += [.noCap(clause: number), .recoverable(clause: number, amount: recoverable)]
      verdict.outcome = recoverable == .zero ? .none(.nothingRecoverable) : .held(recoverable)
      verdict.approvable = try claim.total(of: rule.recoverable.union(rule.atApproval))
      return
    }
    let ownCap = try cap.rounded(Rounding(.down, basis: number))
    let whole = paid.map { min($0, ownCap) } ?? ownCap
    verdict.cap = whole
    guard whole > .zero else {
      verdict.outcome = .none(cap == .zero ? .noFee : .belowOneYen)
      return
    }
    guard isInTime(&verdict) else {
      verdict.outcome = .none(.lateClaim)
      return
    }
    verdict.steps.append(.recoverable(clause: number, amount: recoverable))
    guard recoverable > .zero else {
      verdict.outcome = .none(.nothingRecoverable)
      return
    }
    let left = Yen(max(0, whole.amount - used.amount))
    if used > .zero { verdict.steps.append(.capUsed(used: used, left: left)) }
    guard left > .zero else {
      verdict.outcome = .none(.capUsed)
      return
    }
    let amount = min(recoverable, left)
    used = try used + amount
    verdict.settledAfterMonths = rule.settledAfterMonths
    verdict.outcome = rule.isPooled ? .pooled(amount) : .credit(amount)
  }

  /// What the clause asks of a claim and this one does not state.
  private var lackingDetails: [Awaited] {
    guard rule.needsDetails else { return [] }
    return (claim.damageOn == nil ? [.damageOn] : []) + (claim.taxClass == nil ? [.taxClass] : [])
  }

  /// The cap before its floor; `nil` where there is none.
  private func cap(_ verdict: inout Verdict) throws -> ExactYen? {
    switch rule.cap {
    case .unlimited:
      return nil
    case .daysOfPreviousMonth(let part):
      let (month, charges, divisor) = try schedule.worthOfDay(part: part, beginning: beginning)
      let cap = try charges * Fraction(Int128(days), over: Int128(divisor))
      verdict.units = days
      verdict.steps.append(
        .damagesCap(
          clause: rule.clause.number, month: month.name, charges: charges, days: days,
          part: divisor, cap: cap))
      return cap
    case .feeOfMonth:
      guard let month = verdict.supply else { return nil }
      let cap = try schedule.fee(of: month)
      verdict.steps.append(.feeCap(clause: rule.clause.number, month: month.name, cap: cap))
      return cap
    }
  }

  /// Whether the damage was claimed in time, where the clause limits that (I-11).
  private func isInTime(_ verdict: inout Verdict) -> Bool {
    guard let within = rule.claimedWithin, let damageOn = claim.damageOn else { return true }
    // The day after the damage is the first of the days (民法第140条).
    let last = damageOn + within
    verdict.steps.append(
      .claimDeadline(
        clause: rule.clause.number, damageOn: damageOn, lastDay: last,
        receivedOn: claim.receivedOn))
    return claim.receivedOn <= last
  }
}

extension Verdict {
  /// What was paid for the fee months before a beginning, where a clause says that it is the most
  /// that there is.
  mutating func paidCap(
    by referral: DamagesReferral?, _ schedule: ChargeSchedule, _ beginning: CivilDate
  ) throws(QuantityOverflow) -> Yen? {
    guard let referral, let months = referral.paidMonths else { return nil }
    let cap = try schedule.paid(forMonths: months, before: beginning)
    steps.append(.paidCap(clause: referral.clause.number, months: months, cap: cap))
    return cap
  }
}
