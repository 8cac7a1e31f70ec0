import Domain
import Quantities

/// What a clause compensates of a claim: the losses that it covers, as far as somebody recognised them,
/// up to its cap, of which earlier claims may have taken a part (docs/domain.md §5).
struct Compensation {
  let claim: Claim
  let rule: DamagesRule
  /// The clauses that give way to it here.
  let displaced: [DamagesRule]
  /// The charges by which a cap is measured.
  let schedule: ChargeSchedule
  /// The clause that incorporates the rule's document, with a cap of its own.
  let incorporating: DamagesReferral?
  /// The day on which the outage or the incident began.
  let beginning: CivilDate
  /// Whole days without service; 0 where the clause does not look at an outage.
  let days: Int64
  /// The causes of the parts.
  let causes: CauseSet
  /// The clause by which it would go if the other cause alone had done it (I-29).
  let other: Clause?
  let decisions: ClaimDecisions

  /// Decides what is owed, if anything.
  ///
  /// - Parameter used: what earlier claims took of the cap, to which is added what this one takes.
  /// - Throws: ``MissingCharge``, and `QuantityOverflow`.
  func decide(_ verdict: inout Verdict, used: inout Yen) throws {
    let lacking = lackingDetails
    guard !lacking.contains(.damageOn) else {
      verdict.outcome = .awaits(lacking)
      return
    }
    try value(&verdict, used: &used)
    guard !lacking.isEmpty else { return }
    // How it is taxed changes neither what it gets nor what it takes of the cap.
    verdict.outcome = .awaits(lacking)
    verdict.settlement = nil
    verdict.steps.removeAll(where: \.tellsSettlement)
  }

  private func value(_ verdict: inout Verdict, used: inout Yen) throws {
    let limits = try limits(&verdict)
    verdict.cap = limits.least
    if let own = limits.own {
      guard own > .zero else {
        verdict.outcome = .nothing(limits.isFeeZero ? .noFee : .belowOneYen)
        return
      }
      guard isInTime(&verdict) else {
        verdict.outcome = .nothing(.lateClaim)
        return
      }
    }
    let claimed = try claim.claimed
    try tell(claimed, &verdict)
    guard try claimed.total(of: awardable) > .zero else {
      verdict.outcome = .nothing(.nothingRecoverable)
      return
    }
    let room = Room(limits: limits, used: used, isGrave: isGrave)
    if let own = limits.own, used > .zero {
      verdict.steps.append(.capUsed(used: used, left: own.left(after: used)))
    }
    guard room.forPerson.map({ $0 > .zero }) ?? true else {
      verdict.outcome = .nothing(limits.least == .zero ? .noFee : .capUsed)
      return
    }
    let taken = try grant(&verdict, claimed, room)
    // What has no cap uses none up (004 第21条第1項, its exception).
    if limits.least != nil { used = try used + taken }
  }

  /// What may be granted under the caps, after what others took.
  private struct Room {
    /// By the program; `nil` without end.
    let forProgram: Yen?
    /// By a person, to whom a cap is no bar against gross negligence and intent (I-36).
    let forPerson: Yen?

    init(limits: Limits, used: Yen, isGrave: Bool) {
      let own = limits.own.map { $0.left(after: used) }
      let paid = limits.paid.map { $0.left(after: used) }
      forProgram = [own, paid].compactMap { $0 }.min()
      forPerson = isGrave ? own : forProgram
    }

    func program(_ amount: Yen) -> Yen { forProgram.map { min($0, amount) } ?? amount }
    func person(_ amount: Yen) -> Yen { forPerson.map { min($0, amount) } ?? amount }
  }

  /// Whether any part is by gross negligence or intent.
  var isGrave: Bool { !causes.isDisjoint(with: .grave) }

  /// The losses that somebody can award.
  private var awardable: Set<Claim.Item.Kind> { rule.recoverable.union(rule.forPerson) }

  /// Grants what is recognised, or holds it for a person.
  ///
  /// - Returns: what it takes of the cap.
  private func grant(
    _ verdict: inout Verdict, _ claimed: Losses, _ room: Room
  ) throws -> Yen {
    let own = try claim.recognised
    let basis = try (own ?? claimed).total(of: rule.recoverable)
    let shown = room.program(basis)
    let hasBoth = !causes.isDisjoint(with: rule.heldIfAlso)
    if hasBoth, let other {
      verdict.steps.append(
        .bothCauses(clause: rule.clause.number, other: other.number, amount: shown))
    }
    verdict.approvable = room.person(try claimed.total(of: awardable))
    let isForPerson =
      own == nil || rule.cap == .unlimited || hasBoth || room.person(basis) > shown
    guard isForPerson else {
      tellRecognition(own, &verdict)
      try give(shown, recognisedOn: claim.recognition?.on, isPooled: rule.isPooled, &verdict)
      return shown
    }
    let (filed, disregarded) = decisions.answer(
      to: .init(claim: claim, members: verdict.members, needsAmount: basis == .zero))
    // What a decision recognises is told with it.
    if own != nil || filed == nil { tellRecognition(own, &verdict) }
    verdict.steps += disregarded
    guard let filed else {
      verdict.outcome = rule.isPooled ? .heldInPool(shown) : .held(shown)
      if rule.isPooled { verdict.steps.append(.poolHeld(clause: rule.clause.number)) }
      return shown
    }
    guard filed.approval.decision == .approved else {
      verdict.steps.append(filed.step(granting: .zero))
      verdict.outcome = .nothing(.refused)
      return .zero
    }
    let losses = filed.approval.recognised(
      of: claimed, recoverable: rule.recoverable, forPerson: rule.forPerson)
    let amount = try losses.map { room.person(try $0.total(of: awardable)) } ?? shown
    verdict.steps.append(
      filed.step(granting: amount, of: losses.map { $0.amounts } ?? []))
    let isRefusal = try losses?.total() == .zero
    try give(
      amount, recognisedOn: filed.approval.day, isPooled: rule.isPooled && !hasBoth, &verdict,
      otherwise: isRefusal ? .refused : .nothingRecoverable)
    return amount
  }

  private func give(
    _ amount: Yen, recognisedOn day: CivilDate?, isPooled: Bool, _ verdict: inout Verdict,
    otherwise reason: Reason = .nothingRecoverable
  ) throws {
    guard amount > .zero else {
      verdict.outcome = .nothing(reason)
      return
    }
    verdict.outcome = isPooled ? .pooled(amount) : .credit(amount)
    if let day, let months = rule.settledAfterMonths { try settle(amount, day, months, &verdict) }
  }

  /// On the bill of the second month after that of recognition or, where the service ends before it,
  /// in money (I-33, 民法第417条).
  private func settle(
    _ amount: Yen, _ day: CivilDate, _ months: Int64, _ verdict: inout Verdict
  ) throws {
    let (year, month, _) = day.components
    let bill = FeeMonth(
      year: year, month: month, startDay: schedule.version.feeMonthStartDay
    ).advanced(by: Int(months))
    let isByFee = claim.taxClass == .feeReduction
    if let end = schedule.facts.contract.latest.serviceEnd, end < bill.firstDay {
      verdict.settlement = .money
      verdict.steps.append(.paidInMoney(serviceEnd: end, insteadOfBill: isByFee))
    } else {
      verdict.settlement = .bill(bill.name)
      let rate = Int128(schedule.version.taxRate)
      // The tax is a part of the sum by which the bill is lowered (I-34).
      let tax = try amount.exact * Fraction(rate, over: 100 + rate)
      verdict.steps.append(
        .settledOnBill(
          clause: rule.settledBy ?? rule.clause.number,
          recognised: YearMonth(year: year, month: month), after: months, bill: bill.name,
          tax: isByFee ? try tax.rounded(Rounding(.down, basis: "I-34")) : nil))
    }
  }

  /// What the clause asks of a claim and this one does not state.
  private var lackingDetails: [Awaited] {
    guard rule.needsDetails else { return [] }
    return (claim.damageOn == nil ? [.damageOn] : []) + (claim.taxClass == nil ? [.taxClass] : [])
  }

  // MARK: What is told

  private func tell(_ claimed: Losses, _ verdict: inout Verdict) throws {
    let amount = try claimed.total(of: rule.recoverable)
    verdict.steps.append(.recoverable(clause: rule.clause.number, amount: amount))
    for kind in claimed.kinds {
      guard let left = rule.leftOut.first(where: { $0.kinds.contains(kind) }) else { continue }
      verdict.steps.append(
        .leftOut(
          clause: left.clause, kind: kind, amount: claimed[kind], isForPerson: left.isForPerson))
    }
  }

  private func tellRecognition(_ own: Losses?, _ verdict: inout Verdict) {
    if let own, let recognition = claim.recognition {
      verdict.steps.append(
        .recognised(by: recognition.by, on: recognition.on, amounts: own.amounts))
    } else {
      verdict.steps.append(.unrecognised(onlyByFiler: claim.recognition != nil))
    }
  }

  // MARK: Limits
}

extension Losses {
  /// The amounts, in the order of the kinds.
  var amounts: [Yen] { Claim.Item.Kind.allCases.map { self[$0] } }
}

extension Step {
  fileprivate var tellsSettlement: Bool {
    switch self {
    case .settledOnBill, .paidInMoney: true
    default: false
    }
  }
}

extension Verdict {
  /// What was paid for the fee months before a beginning, where a clause says that it is the most
  /// that there is.
  mutating func paidCap(
    by referral: DamagesReferral?, _ schedule: ChargeSchedule, _ beginning: CivilDate
  ) throws(QuantityOverflow) -> Yen? {
    guard let referral, let months = referral.paidMonths else { return nil }
    let paid = try schedule.paid(forMonths: months, before: beginning)
    steps.append(
      .paidCap(
        clause: referral.clause.number, months: months, paidMonths: paid.months, cap: paid.sum))
    return paid.sum
  }
}
