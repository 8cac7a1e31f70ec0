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
    case .paused(let incident, let attribution, let from, let to):
      ["paused", incident.text, attribution.rawValue, from.code, to.code]
    case .outage(let from, let to, let incidents):
      ["outage", from.code, to?.code ?? ""] + incidents.map(\.text)
    case .serviceStarts(let day): ["service-starts", day.description]
    case .serviceEnds(let day): ["service-ends", day.description]
    case .termination(let day, let clauses): ["termination", day.description] + clauses
    case .clock(let clause, let clock, let from): ["clock", clause, clock.rawValue, from.code]
    case .knownTooLate(let clause, let known, let restored):
      ["known-too-late", clause, known.code, restored.code]
    case .threshold(let clause, let needed, let elapsed):
      ["threshold", clause, needed.code, elapsed.code]
    case .priceBase(let clause, let base): ["price-base", clause, base.description]
    case .priceItem(let clause, let quantities, let count, let each, let amount):
      ["price-item", clause, String(count), each.description, amount.description]
        + quantities.map(\.rawValue)
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
    case .settledWhateverIsMissing: ["settled"]
    case .referred(let clause, let awaited): ["referred", clause] + awaited.code
    case .readInto(let clause, let terms): ["read-into", clause, terms.text]
    case .refund(let clause): ["refund", clause]
    case .agreed(let clause, let agreement, let instead):
      ["agreed", clause, agreement.text, instead]
    case .claimed(let claim, let day, let amounts):
      ["claimed", claim.text, day.description] + amounts.map(\.description)
    case .recognised(let by, let day, let amounts):
      ["recognised", by, day.description] + amounts.map(\.description)
    case .unrecognised(let onlyByFiler): ["unrecognised", String(onlyByFiler)]
    case .recoverable(let clause, let amount): ["recoverable", clause, amount.description]
    case .leftOut(let clause, let kind, let amount, let isForPerson):
      ["left-out", clause, kind.rawValue, amount.description, String(isForPerson)]
    case .damagesCap(
      let clause, let period, let isOwn, let charges, let days, let part, let cap):
      ["damages-cap", clause] + period.code + [
        String(isOwn), charges.description, String(days), String(part), cap.description,
      ]
    case .feeCap(let clause, let period, let fee, let taxRate, let cap):
      ["fee-cap", clause] + period.code + [fee.description, String(taxRate), cap.description]
    case .otherContracts(let contracts): ["other-contracts"] + contracts.map(\.text)
    case .paidCap(let clause, let months, let paid, let cap):
      ["paid-cap", clause, String(months), String(paid), cap.description]
    case .capForPerson(let clause): ["cap-for-person", clause]
    case .bothCauses(let clause, let other, let amount):
      ["both-causes", clause, other, amount.description]
    case .noCap(let clause): ["no-cap", clause]
    case .capUsed(let used, let left): ["cap-used", used.description, left.description]
    case .claimDeadline(let clause, let damage, let term, let last, let received):
      [
        "claim-deadline", clause, damage.description, term.description, last.description,
        received.description,
      ]
    case .pool(let clause, let received, let wanted, let share):
      ["pool", clause, received.description, wanted.description, share.description]
    case .decided(let id, let by, let owner, let at, let decision, let amount, let reason):
      ["decided", id.text, by, owner, at.code, decision.rawValue, amount.description, reason]
    case .notCounted(let id, let discount): ["not-counted", id.text, discount.rawValue]
    case .settledOnBill(let month): ["settled-on-bill", month.description]
    case .paidInMoney(let day): ["paid-in-money", day.description]
    case .concluded(let amount, let isHeld): ["concluded", amount.description, String(isHeld)]
    case .givenBefore(let id, let day, let amount):
      ["given-before", id.text, day.description, amount.description]
    case .granted(let authority, let reason, let day):
      ["granted", authority, reason, day.description]
    case .share(let month, let share, let fee, let worth):
      ["share", month.description, share.description, fee.description, worth.description]
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
    case "paused":
      .paused(
        by: row.identifier(), row.name(.undetermined), from: row.moment(), to: row.moment())
    case "service-starts": .serviceStarts(on: row.date())
    case "service-ends": .serviceEnds(on: row.date())
    case "termination": .termination(serviceEnd: row.date(), clauses: row.texts())
    case "known-too-late":
      .knownTooLate(clause: row.text(), known: row.moment(), restored: row.moment())
    case "outage":
      .outage(from: row.moment(), to: row.optionalMoment(), incidents: row.identifiers())
    case "clock": .clock(clause: row.text(), row.name(.began), from: row.moment())
    case "threshold":
      .threshold(clause: row.text(), needed: row.elapsed(), elapsed: row.elapsed())
    case "price-base": .priceBase(clause: row.text(), base: row.yen())
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
    case "settled": .settledWhateverIsMissing
    case "referred": .referred(clause: row.text(), to: row.awaited())
    case "read-into": .readInto(clause: row.text(), terms: row.identifier())
    case "refund": .refund(clause: row.text())
    case "agreed":
      .agreed(clause: row.text(), agreement: row.identifier(), instead: row.text())
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
        clause: row.text(), row.period(), isOutagesOwn: row.flag(), charges: row.exactYen(),
        days: row.integer(), part: row.integer(), cap: row.exactYen())
    case "fee-cap":
      .feeCap(
        clause: row.text(), row.period(), fee: row.yen(), taxRate: row.integer(), cap: row.yen())
    case "other-contracts": .otherContracts(row.identifiers())
    case "paid-cap":
      .paidCap(
        clause: row.text(), months: row.integer(), paidMonths: row.integer(), cap: row.yen())
    case "cap-for-person": .capForPerson(clause: row.text())
    case "both-causes":
      .bothCauses(clause: row.text(), other: row.text(), amount: row.yen())
    case "no-cap": .noCap(clause: row.text())
    case "cap-used": .capUsed(used: row.yen(), left: row.yen())
    case "claim-deadline":
      .claimDeadline(
        clause: row.text(), damageOn: row.date(), termDay: row.date(), lastDay: row.date(),
        receivedOn: row.date())
    case "pool":
      .pool(
        clause: row.text(), received: row.yen(), wanted: row.yen(),
        share: row.exactYen())
    case "decided":
      .decided(
        approval: row.identifier(), by: row.text(), owner: row.text(), at: row.moment(),
        row.name(.refused),
        amount: row.yen(), reason: row.text())
    case "not-counted": .notCounted(approval: row.identifier(), row.name(.samePerson))
    case "settled-on-bill": .settledOnBill(row.feeMonth())
    case "paid-in-money": .paidInMoney(serviceEnd: row.date())
    case "concluded": .concluded(amount: row.yen(), isHeld: row.flag())
    case "given-before":
      .givenBefore(row.identifier(), on: row.date(), amount: row.yen())
    case "granted":
      .granted(authority: row.text(), reason: row.text(), decidedOn: row.date())
    case "share":
      .share(
        month: row.feeMonth(), share: row.fraction(), fee: row.exactYen(), worth: row.exactYen())
    default: nil
    }
  }

  private static func priceItem(_ row: inout CodeRow) -> Step {
    let (clause, count, each, amount) = (row.text(), row.integer(), row.yen(), row.yen())
    return .priceItem(
      clause: clause, row.names(.backupGiB), count: count, each: each, amount: amount)
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
