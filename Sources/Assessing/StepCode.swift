import Domain
import Quantities

/// Steps as short rows of text: the form in which a ledger keeps them, whatever the wording of the
/// day.
extension Step {
  /// The row.
  public var code: [String] {
    switch self {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      [
        "fact", incident.text, from.code, to?.code ?? "", impact.rawValue, attribution.rawValue,
        fault?.rawValue ?? "",
      ]
    case .excluded(let clause, let reason, let attribution):
      ["excluded", clause ?? "", reason.rawValue, attribution?.rawValue ?? ""]
    case .excludedTime(let from, let to, let clause, let reason, let attribution):
      [
        "excluded-time", from.code, to.code, clause ?? "", reason.rawValue,
        attribution?.rawValue ?? "",
      ]
    case .outsideService(let from, let to):
      ["outside-service", from.description, to?.description ?? ""]
    case .paused(let incident, let attribution, let from, let to, let isWithin):
      [
        "paused", incident.text, attribution.rawValue, from.code, to.code, String(isWithin),
      ]
    case .allPaused(let clause, let attribution): ["all-paused", clause, attribution.rawValue]
    case .notPaused(let incident, let announced): ["not-paused", incident.text, announced.code]
    case .outage(let from, let to, let incidents):
      ["outage", from.code, to?.code ?? ""] + incidents.map(\.text)
    case .serviceStarts(let day): ["service-starts", day.description]
    case .serviceEnds(let day): ["service-ends", day.description]
    case .termsChanged(let day): ["terms-changed", day.description]
    case .termination(let day, let isWithin, let clauses):
      ["termination", day.description, String(isWithin)] + clauses
    case .clock(let clause, let clock, let from): ["clock", clause, clock.rawValue, from.code]
    case .knowledge(let clause, let incident, let known, let from):
      ["knowledge", clause, incident?.text ?? "", known.code, from.code]
    case .knownAfterService(let clause, let known, let end):
      ["known-after-service", clause, known.code, end.description]
    case .knownTooLate(let clause, let known, let restored):
      ["known-too-late", clause, known.code, restored.code]
    case .threshold(let clause, let needed, let elapsed):
      ["threshold", clause, needed.code, elapsed.code]
    case .thresholdBound(let clause, let needed, let elapsed, let isAtLeast):
      ["threshold-bound", clause, needed.code, elapsed.code, String(isAtLeast)]
    case .partThreshold(let clause, let from, let to, let needed, let elapsed):
      ["part-threshold", clause, from.code, to.code, needed.code, elapsed.code]
    case .feeOfFirstDay(let period, let day, let fee):
      ["fee-of-first-day"] + period.code + [day.description, fee.description]
    case .charge(let period, let amount, let isEstimated):
      ["charge"] + period.code + [amount.description, String(isEstimated)]
    case .priceBase(let clause, let plan, let from, let to, let base):
      [
        "price-base", clause, plan ?? "", from?.description ?? "", to?.description ?? "",
        base.description,
      ]
    case .priceItem(let clause, let quantities, let low, let high, let count, let each, let amount):
      [
        "price-item", clause, low.map { String($0) } ?? "", high.map { String($0) } ?? "",
        String(count), each.description, amount.description,
      ] + quantities.map(\.rawValue)
    case .priceTotal(let clause, let fee): ["price-total", clause, fee.description]
    case .units(let clause, let period, let count, let unit, let fee, let days, let worth):
      ["units", clause] + period.code + [
        String(count), unit.code, fee.description, String(days), worth.description,
      ]
    case .time(let clause, let period, let elapsed, let fee, let days, let worth):
      ["time", clause] + period.code + [
        elapsed.code, fee.description, String(days), worth.description,
      ]
    case .neverLess(let special, let general):
      ["never-less", special.description, general.description]
    case .ceiling(let period, let fee, let used, let wanted):
      ["ceiling"] + period.code + [fee.description, used.description, wanted.description]
    case .rounded(let exact, let rounding, let amount):
      [
        "rounded", exact.description, rounding.mode.rawValue, rounding.basis, amount.description,
      ]
    case .awaits(let awaited): ["awaits"] + awaited.code
    case .awaitsCharge(let period): ["awaits-charge"] + period.code
    case .settledWhateverIsMissing: ["settled"]
    case .settledWhatever(let missing):
      ["settled-whatever"] + missing.flatMap(\.code)
    case .referred(let clause, let awaited): ["referred", clause] + awaited.code
    case .readInto(let clause, let terms): ["read-into", clause, terms.text]
    case .refund(let clause, let periods): ["refund", clause] + periods.flatMap(\.code)
    case .agreed(let clause, let agreement, let instead):
      ["agreed", clause, agreement.text, instead]
    case .withdrawn(let incident): ["withdrawn", incident.text]
    case .damageOutside(let day): ["damage-outside", day.description]
    case .damageWithin(let day, let from, let to):
      ["damage-within", day.description, from.code, to.code]
    case .notLiable(let clause): ["not-liable", clause]
    case .liabilityReferred(let clause, let limit, let terms):
      ["liability-referred", clause, limit ?? "", terms.text]
    case .claimed(let claim, let day, let amounts):
      ["claimed", claim.text, day.description] + amounts.map(\.description)
    case .recognised(let by, let day, let amounts):
      ["recognised", by, day.description] + amounts.map(\.description)
    case .unrecognised(let onlyByFiler): ["unrecognised", String(onlyByFiler)]
    case .recoverable(let clause, let amount): ["recoverable", clause, amount.description]
    case .leftOut(let clause, let kind, let amount, let isForPerson):
      ["left-out", clause, kind.rawValue, amount.description, String(isForPerson)]
    case .damagesCap(
      let clause, let by, let period, let isOwn, let charges, let days, let part, let cap,
      let isLeast):
      ["damages-cap", clause, by ?? ""] + period.code + [
        String(isOwn), charges.description, String(days), String(part), cap.description,
        String(isLeast),
      ]
    case .feeCap(let clause, let period, let fee, let taxRate, let cap):
      ["fee-cap", clause] + period.code + [fee.description, String(taxRate), cap.description]
    case .otherContracts(let contracts): ["other-contracts"] + contracts.map(\.text)
    case .paidCap(let clause, let months, let paid, let cap):
      ["paid-cap", clause, String(months), String(paid), cap.description]
    case .capForPerson(let clause, let isSettled):
      ["cap-for-person", clause, String(isSettled)]
    case .bothCauses(let clause, let other, let amount):
      ["both-causes", clause, other, amount.description]
    case .noCap(let clause, let length, let days, let kinds):
      ["no-cap", clause, length?.code ?? "", days.map { String($0) } ?? ""]
        + kinds.map(\.rawValue)
    case .capOpen(let claims): ["cap-open"] + claims.map(\.text)
    case .capUsed(let used, let left): ["cap-used", used.description, left.description]
    case .claimDeadline(let clause, let damage, let term, let last, let received):
      [
        "claim-deadline", clause, damage.description, term.description, last.description,
        received.description,
      ]
    case .pool(let clause, let received, let wanted, let cutOff, let share, let amount):
      [
        "pool", clause, received.description, wanted.description, cutOff.description,
        share.description, amount.description,
      ]
    case .poolRest(let clause, let received, let cutOff, let day, let left, let amount):
      [
        "pool-rest", clause, received.description, cutOff.description, day.description,
        left.description, amount.description,
      ]
    case .poolHeld(let clause): ["pool-held", clause]
    case .decided(
      let id, let by, let owner, let at, let decision, let amount, let reason, let recognised):
      ["decided", id.text, by, owner, at.code, decision.rawValue, amount.description, reason]
        + recognised.map(\.description)
    case .notCounted(let id, let discount): ["not-counted", id.text, discount.rawValue]
    case .settledOnBill(let clause, let recognised, let months, let bill, let tax):
      [
        "settled-on-bill", clause, recognised.description, String(months), bill.description,
        tax?.description ?? "",
      ]
    case .paidInMoney(let day, let insteadOfBill):
      ["paid-in-money", day.description, String(insteadOfBill)]
    case .concluded(let amount, let isHeld): ["concluded", amount.description, String(isHeld)]
    case .givenBefore(let id, let day, let amount):
      ["given-before", id.text, day.description, amount.description]
    case .granted(let authority, let reason, let day):
      ["granted", authority, reason, day.description]
    case .feesBegin(let clause, let day): ["fees-begin", clause, day.description]
    case .share(let period, let share, let fee, let worth):
      ["share"] + period.code + [share.description, fee.description, worth.description]
    case .reliefConcluded(let amount): ["relief-concluded", amount.description]
    }
  }

  /// Its kind, as documents name it.
  public var kind: String { code[0] }

  /// Reads a row; `nil` for anything that ``code`` does not write.
  public init?(code: [String]) {
    var row = CodeRow(code)
    guard let step = Step.read(row.text(), &row), row.isIntact else { return nil }
    self = step
  }

  private static func read(_ kind: String, _ row: inout CodeRow) -> Step? {
    switch kind {
    case "fact":
      .fact(
        incident: row.identifier(), from: row.moment(), to: row.optionalMoment(),
        impact: row.name(.total), attribution: row.name(.undetermined),
        fault: row.optionalName())
    case "excluded":
      .excluded(
        clause: row.optionalText(), reason: row.name(.attribution), row.optionalName())
    case "excluded-time":
      .excludedTime(
        from: row.moment(), to: row.moment(), clause: row.optionalText(),
        reason: row.name(.attribution), row.optionalName())
    case "outside-service": .outsideService(from: row.date(), to: row.optionalDate())
    case "paused":
      .paused(
        by: row.identifier(), row.name(.undetermined), from: row.moment(), to: row.moment(),
        isWithin: row.flag())
    case "all-paused": .allPaused(clause: row.text(), row.name(.undetermined))
    case "not-paused": .notPaused(by: row.identifier(), announcedAt: row.moment())
    case "service-starts": .serviceStarts(on: row.date())
    case "service-ends": .serviceEnds(on: row.date())
    case "terms-changed": .termsChanged(on: row.date())
    case "termination":
      .termination(serviceEnd: row.date(), isWithin: row.flag(), clauses: row.texts())
    case "knowledge":
      .knowledge(
        clause: row.text(), by: row.optionalIdentifier(), known: row.moment(), from: row.moment())
    case "known-after-service":
      .knownAfterService(clause: row.text(), known: row.moment(), serviceEnd: row.date())
    case "known-too-late":
      .knownTooLate(clause: row.text(), known: row.moment(), restored: row.moment())
    case "outage":
      .outage(from: row.moment(), to: row.optionalMoment(), incidents: row.identifiers())
    case "clock": .clock(clause: row.text(), row.name(.began), from: row.moment())
    case "threshold":
      .threshold(clause: row.text(), needed: row.elapsed(), elapsed: row.elapsed())
    case "threshold-bound":
      .thresholdBound(
        clause: row.text(), needed: row.elapsed(), elapsed: row.elapsed(), isAtLeast: row.flag())
    case "part-threshold":
      .partThreshold(
        clause: row.text(), from: row.moment(), to: row.moment(), needed: row.elapsed(),
        elapsed: row.elapsed())
    case "fee-of-first-day": .feeOfFirstDay(row.period(), on: row.date(), fee: row.yen())
    case "charge": .charge(row.period(), amount: row.yen(), isEstimated: row.flag())
    case "price-base":
      .priceBase(
        clause: row.text(), plan: row.optionalText(), from: row.optionalDate(),
        to: row.optionalDate(), base: row.yen())
    case "price-item": priceItem(&row)
    case "price-total": .priceTotal(clause: row.text(), fee: row.yen())
    case "units":
      .units(
        clause: row.text(), row.period(), count: row.integer(), unit: row.elapsed(),
        fee: row.yen(), days: row.integer(), worth: row.exactYen())
    case "time":
      .time(
        clause: row.text(), row.period(), elapsed: row.elapsed(),
        fee: row.yen(), days: row.integer(), worth: row.exactYen())
    case "never-less": .neverLess(special: row.exactYen(), general: row.exactYen())
    case "ceiling":
      .ceiling(
        row.period(), fee: row.yen(), used: row.exactYen(),
        wanted: row.exactYen())
    case "rounded":
      .rounded(
        exact: row.exactYen(), Rounding(row.name(.down), basis: row.text()),
        amount: row.yen())
    case "awaits": .awaits(row.awaited())
    case "awaits-charge": .awaitsCharge(row.period())
    case "settled": .settledWhateverIsMissing
    case "settled-whatever": .settledWhatever(missing: row.severalAwaited())
    case "referred": .referred(clause: row.text(), to: row.awaited())
    case "read-into": .readInto(clause: row.text(), terms: row.identifier())
    case "refund": .refund(clause: row.text(), row.periods())
    case "agreed":
      .agreed(clause: row.text(), agreement: row.identifier(), instead: row.text())
    case "withdrawn": .withdrawn(row.identifier())
    case "damage-outside": .damageOutside(on: row.date())
    case "damage-within":
      .damageWithin(on: row.date(), from: row.moment(), to: row.moment())
    case "not-liable": .notLiable(clause: row.text())
    case "liability-referred":
      .liabilityReferred(
        clause: row.text(), limitedBy: row.optionalText(), terms: row.identifier())
    case "claimed":
      .claimed(row.identifier(), receivedOn: row.date(), amounts: row.amounts())
    case "recoverable": .recoverable(clause: row.text(), amount: row.yen())
    case "recognised":
      .recognised(by: row.text(), on: row.date(), amounts: row.amounts())
    case "unrecognised": .unrecognised(onlyByFiler: row.flag())
    case "left-out":
      .leftOut(
        clause: row.text(), row.name(.ordinary), amount: row.yen(), isForPerson: row.flag())
    case "damages-cap":
      .damagesCap(
        clause: row.text(), by: row.optionalText(), row.period(), isOutagesOwn: row.flag(),
        charges: row.exactYen(), days: row.integer(), part: row.integer(), cap: row.exactYen(),
        isLeast: row.flag())
    case "fee-cap":
      .feeCap(
        clause: row.text(), row.period(), fee: row.yen(), taxRate: row.integer(), cap: row.yen())
    case "other-contracts": .otherContracts(row.identifiers())
    case "paid-cap":
      .paidCap(
        clause: row.text(), months: row.integer(), paidMonths: row.integer(), cap: row.yen())
    case "cap-for-person": .capForPerson(clause: row.text(), isSettled: row.flag())
    case "both-causes":
      .bothCauses(clause: row.text(), other: row.text(), amount: row.yen())
    case "no-cap":
      .noCap(
        clause: row.text(), length: row.optionalInteger().map { Elapsed(milliseconds: $0) },
        days: row.optionalInteger(), row.names(.ordinary))
    case "cap-open": .capOpen(claims: row.identifiers())
    case "cap-used": .capUsed(used: row.yen(), left: row.yen())
    case "claim-deadline":
      .claimDeadline(
        clause: row.text(), damageOn: row.date(), termDay: row.date(), lastDay: row.date(),
        receivedOn: row.date())
    case "pool":
      .pool(
        clause: row.text(), received: row.yen(), wanted: row.yen(), cutOff: row.date(),
        share: row.exactYen(), amount: row.yen())
    case "pool-rest":
      .poolRest(
        clause: row.text(), received: row.yen(), cutOff: row.date(), receivedOn: row.date(),
        left: row.yen(), amount: row.yen())
    case "pool-held": .poolHeld(clause: row.text())
    case "decided":
      .decided(
        approval: row.identifier(), by: row.text(), owner: row.text(), at: row.moment(),
        row.name(.refused), amount: row.yen(), reason: row.text(), recognised: row.amounts())
    case "not-counted": .notCounted(approval: row.identifier(), row.name(.samePerson))
    case "settled-on-bill":
      .settledOnBill(
        clause: row.text(), recognised: row.feeMonth(), after: row.integer(), row.feeMonth(),
        tax: row.optionalInteger().map { Yen(Int128($0)) })
    case "paid-in-money": .paidInMoney(serviceEnd: row.date(), insteadOfBill: row.flag())
    case "concluded": .concluded(amount: row.yen(), isHeld: row.flag())
    case "given-before":
      .givenBefore(row.identifier(), on: row.date(), amount: row.yen())
    case "granted":
      .granted(authority: row.text(), reason: row.text(), decidedOn: row.date())
    case "share":
      .share(
        row.period(), share: row.fraction(), fee: row.exactYen(), worth: row.exactYen())
    case "fees-begin": .feesBegin(clause: row.text(), on: row.date())
    case "relief-concluded": .reliefConcluded(amount: row.yen())
    default: nil
    }
  }

  private static func priceItem(_ row: inout CodeRow) -> Step {
    let (clause, low, high) = (row.text(), row.optionalInteger(), row.optionalInteger())
    let (count, each, amount) = (row.integer(), row.yen(), row.yen())
    return .priceItem(
      clause: clause, row.names(.backupGiB), low: low, high: high, count: count, each: each,
      amount: amount)
  }
}

extension Step.Period {
  fileprivate var code: [String] {
    [from.description, to.description, month?.description ?? ""]
  }
}

extension Awaited {
  /// Its parts, as a ledger keeps them.
  public var code: [String] {
    switch self {
    case .attribution, .fault, .knownAt, .restoredAt, .approval, .damageOn, .taxClass: [description]
    case .approvalOf(let id): ["approval-of", id.text]
    case .confirmation(let id): ["confirmation", id.text]
    case .charge(let month): ["charge", month.description]
    case .recovery(let id): ["recovery", id.text]
    case .incident(let id): ["incident", id.text]
    case .contract(let id): ["contract", id.text]
    case .chargeOf(let id, let month): ["charge-of", id.text, month.description]
    case .edition(let id, let day): ["edition", id.text, day.description]
    case .terms(let id): ["terms", id.text]
    case .ruling(let clause): ["ruling", clause]
    }
  }

  /// Reads the parts; `nil` for anything that ``code`` does not write.
  public init?(code: [String]) {
    var row = CodeRow(code)
    let awaited = row.awaited()
    guard row.isIntact else { return nil }
    self = awaited
  }
}

extension Moment {
  fileprivate var code: String { String(milliseconds) }
}

extension Elapsed {
  fileprivate var code: String { String(milliseconds) }
}
