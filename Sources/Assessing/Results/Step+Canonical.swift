import Domain
import Notation
import Quantities

extension Step: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "fact":
      self = try .fact(
        incident: its["incident"], from: its["from"], to: its["to"], impact: its["impact"],
        attribution: its["attribution"], fault: its["fault"])
    case "excluded":
      self = try .excluded(clause: its["clause"], reason: its["reason"], by: its["by"])
    case "excluded_time":
      self = try .excludedTime(
        from: its["from"], to: its["to"], clause: its["clause"], reason: its["reason"],
        by: its["by"])
    case "outside_service": self = try .outsideService(from: its["from"], to: its["to"])
    case "paused":
      self = try .paused(
        by: its["by"], attribution: its["attribution"], from: its["from"], to: its["to"],
        isWithin: its["is_within"])
    case "all_paused": self = try .allPaused(clause: its["clause"], by: its["by"])
    case "not_paused": self = try .notPaused(by: its["by"], announcedAt: its["announced_at"])
    case "outage": self = try .outage(from: its["from"], to: its["to"], incidents: its["incidents"])
    case "service_starts": self = try .serviceStarts(on: its["on"])
    case "service_ends": self = try .serviceEnds(on: its["on"])
    case "terms_changed": self = try .termsChanged(on: its["on"])
    case "termination":
      self = try .termination(
        serviceEnd: its["service_end"], isWithin: its["is_within"], clauses: its["clauses"])
    case "clock": self = try .clock(clause: its["clause"], clock: its["clock"], from: its["from"])
    case "knowledge":
      self = try .knowledge(
        clause: its["clause"], by: its["by"], known: its["known"], from: its["from"])
    case "known_after_service":
      self = try .knownAfterService(
        clause: its["clause"], known: its["known"], serviceEnd: its["service_end"])
    case "known_too_late":
      self = try .knownTooLate(
        clause: its["clause"], known: its["known"], restored: its["restored"])
    case "threshold":
      self = try .threshold(clause: its["clause"], needed: its["needed"], elapsed: its["elapsed"])
    case "threshold_bound":
      self = try .thresholdBound(
        clause: its["clause"], needed: its["needed"], elapsed: its["elapsed"],
        isAtLeast: its["is_at_least"])
    case "part_threshold":
      self = try .partThreshold(
        clause: its["clause"], from: its["from"], to: its["to"], needed: its["needed"],
        elapsed: its["elapsed"])
    case "fee_of_first_day":
      self = try .feeOfFirstDay(period: its["period"], on: its["on"], fee: its["fee"])
    case "charge":
      self = try .charge(
        period: its["period"], amount: its["amount"], isEstimated: its["is_estimated"])
    case "price_base":
      self = try .priceBase(
        clause: its["clause"], plan: its["plan"], from: its["from"], to: its["to"],
        base: its["base"])
    case "price_item":
      self = try .priceItem(
        clause: its["clause"], quantities: its["quantities"], low: its["low"], high: its["high"],
        count: its["count"], each: its["each"], amount: its["amount"])
    case "price_total": self = try .priceTotal(clause: its["clause"], fee: its["fee"])
    case "units":
      self = try .units(
        clause: its["clause"], period: its["period"], count: its["count"], unit: its["unit"],
        fee: its["fee"], days: its["days"], worth: its["worth"])
    case "time":
      self = try .time(
        clause: its["clause"], period: its["period"], elapsed: its["elapsed"], fee: its["fee"],
        days: its["days"], worth: its["worth"])
    case "never_less": self = try .neverLess(special: its["special"], general: its["general"])
    case "ceiling":
      self = try .ceiling(
        period: its["period"], fee: its["fee"], used: its["used"], wanted: its["wanted"])
    case "rounded":
      self = try .rounded(exact: its["exact"], rounding: its["rounding"], amount: its["amount"])
    case "awaits": self = try .awaits(its.whole())
    case "awaits_charge": self = try .awaitsCharge(its.whole())
    case "settled_whatever_is_missing": self = .settledWhateverIsMissing
    case "too_many_possibilities": self = .tooManyPossibilities
    case "settled_whatever": self = try .settledWhatever(missing: its["missing"])
    case "referred": self = try .referred(clause: its["clause"], to: its["to"])
    case "read_into": self = try .readInto(clause: its["clause"], terms: its["terms"])
    case "refund": self = try .refund(clause: its["clause"], periods: its["periods"])
    case "agreed":
      self = try .agreed(
        clause: its["clause"], agreement: its["agreement"], instead: its["instead"])
    case "withdrawn": self = try .withdrawn(its.whole())
    case "damage_outside": self = try .damageOutside(on: its["on"])
    case "damage_within": self = try .damageWithin(on: its["on"], from: its["from"], to: its["to"])
    case "not_liable": self = try .notLiable(clause: its["clause"])
    case "liability_referred":
      self = try .liabilityReferred(
        clause: its["clause"], limitedBy: its["limited_by"], terms: its["terms"])
    case "claimed":
      self = try .claimed(
        claim: its["claim"], receivedOn: its["received_on"], amounts: its["amounts"])
    case "recognised": self = try .recognised(by: its["by"], on: its["on"], amounts: its["amounts"])
    case "unrecognised": self = try .unrecognised(onlyByFiler: its["only_by_filer"])
    case "recoverable": self = try .recoverable(clause: its["clause"], amount: its["amount"])
    case "left_out":
      self = try .leftOut(
        clause: its["clause"], kind: its["kind"], amount: its["amount"],
        isForPerson: its["is_for_person"])
    case "damages_cap":
      self = try .damagesCap(
        clause: its["clause"], by: its["by"], period: its["period"],
        isOutagesOwn: its["is_outages_own"], charges: its["charges"], days: its["days"],
        part: its["part"], cap: its["cap"], isLeast: its["is_least"])
    case "fee_cap":
      self = try .feeCap(
        clause: its["clause"], period: its["period"], fee: its["fee"], taxRate: its["tax_rate"],
        cap: its["cap"])
    case "other_contracts": self = try .otherContracts(its.whole())
    case "paid_cap":
      self = try .paidCap(
        clause: its["clause"], months: its["months"], paidMonths: its["paid_months"],
        cap: its["cap"])
    case "cap_for_person":
      self = try .capForPerson(clause: its["clause"], isSettled: its["is_settled"])
    case "both_causes":
      self = try .bothCauses(clause: its["clause"], other: its["other"], amount: its["amount"])
    case "no_cap":
      self = try .noCap(
        clause: its["clause"], length: its["length"], days: its["days"], kinds: its["kinds"])
    case "cap_open": self = try .capOpen(claims: its["claims"])
    case "cap_used": self = try .capUsed(used: its["used"], left: its["left"])
    case "claim_deadline":
      self = try .claimDeadline(
        clause: its["clause"], damageOn: its["damage_on"], termDay: its["term_day"],
        lastDay: its["last_day"], receivedOn: its["received_on"])
    case "pool":
      self = try .pool(
        clause: its["clause"], received: its["received"], wanted: its["wanted"],
        cutOff: its["cut_off"], share: its["share"], amount: its["amount"])
    case "pool_rest":
      self = try .poolRest(
        clause: its["clause"], received: its["received"], cutOff: its["cut_off"],
        receivedOn: its["received_on"], left: its["left"], amount: its["amount"])
    case "pool_held": self = try .poolHeld(clause: its["clause"])
    case "decided":
      self = try .decided(
        approval: its["approval"], by: its["by"], owner: its["owner"], at: its["at"],
        decision: its["decision"], amount: its["amount"], reason: its["reason"],
        recognised: its["recognised"])
    case "not_counted": self = try .approvalDisregarded(approval: its["approval"], why: its["why"])
    case "settled_on_bill":
      self = try .settledOnBill(
        clause: its["clause"], recognised: its["recognised"], after: its["after"],
        bill: its["bill"], tax: its["tax"])
    case "paid_in_money":
      self = try .paidInMoney(serviceEnd: its["service_end"], insteadOfBill: its["instead_of_bill"])
    case "concluded": self = try .concluded(amount: its["amount"], isHeld: its["is_held"])
    case "granted":
      self = try .granted(
        authority: its["authority"], reason: its["reason"], decidedOn: its["decided_on"])
    case "given_before":
      self = try .givenBefore(prior: its["prior"], on: its["on"], amount: its["amount"])
    case "fees_begin": self = try .feesBegin(clause: its["clause"], on: its["on"])
    case "share":
      self = try .share(
        period: its["period"], share: its["share"], fee: its["fee"], worth: its["worth"])
    case "relief_concluded": self = try .reliefConcluded(amount: its["amount"])
    default: throw its.unknown(Self.self)
    }
  }
}

extension Step.Period: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    from = try fields["from"]
    to = try fields["to"]
    month = try fields["month"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("from", from, "month", month, "to", to)
  }
}
