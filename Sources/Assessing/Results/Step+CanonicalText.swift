import Domain
import Notation
import Quantities

/// A step as it is written (``CanonicalObject``).
extension Step {
  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      try object.add(case: "fact") {
        try $0.add("attribution", attribution, "fault", fault, "from", from)
        try $0.add("impact", impact, "incident", incident, "to", to)
      }
    case .excluded(let clause, let reason, let by):
      try object.add(case: "excluded") { try $0.add("by", by, "clause", clause, "reason", reason) }
    case .excludedTime(let from, let to, let clause, let reason, let by):
      try object.add(case: "excluded_time") {
        try $0.add("by", by, "clause", clause, "from", from, "reason", reason, "to", to)
      }
    case .outsideService(let from, let to):
      try object.add(case: "outside_service") { try $0.add("from", from, "to", to) }
    case .paused(let by, let attribution, let from, let to, let isWithin):
      try object.add(case: "paused") {
        try $0.add(
          "attribution", attribution, "by", by, "from", from, "is_within", isWithin, "to", to)
      }
    case .allPaused(let clause, let by):
      try object.add(case: "all_paused") { try $0.add("by", by, "clause", clause) }
    case .notPaused(let by, let announcedAt):
      try object.add(case: "not_paused") { try $0.add("announced_at", announcedAt, "by", by) }
    case .outage(let from, let to, let incidents):
      try object.add(case: "outage") { try $0.add("from", from, "incidents", incidents, "to", to) }
    case .serviceStarts(let on): try object.add(case: "service_starts") { try $0.add("on", on) }
    case .serviceEnds(let on): try object.add(case: "service_ends") { try $0.add("on", on) }
    case .termsChanged(let on): try object.add(case: "terms_changed") { try $0.add("on", on) }
    case .termination(let serviceEnd, let isWithin, let clauses):
      try object.add(case: "termination") {
        try $0.add("clauses", clauses, "is_within", isWithin, "service_end", serviceEnd)
      }
    case .clock(let clause, let clock, let from):
      try object.add(case: "clock") { try $0.add("clause", clause, "clock", clock, "from", from) }
    case .knowledge(let clause, let by, let known, let from):
      try object.add(case: "knowledge") {
        try $0.add("by", by, "clause", clause, "from", from, "known", known)
      }
    case .knownAfterService(let clause, let known, let serviceEnd):
      try object.add(case: "known_after_service") {
        try $0.add("clause", clause, "known", known, "service_end", serviceEnd)
      }
    case .knownTooLate(let clause, let known, let restored):
      try object.add(case: "known_too_late") {
        try $0.add("clause", clause, "known", known, "restored", restored)
      }
    case .threshold(let clause, let needed, let elapsed):
      try object.add(case: "threshold") {
        try $0.add("clause", clause, "elapsed", elapsed, "needed", needed)
      }
    case .thresholdBound(let clause, let needed, let elapsed, let isAtLeast):
      try object.add(case: "threshold_bound") {
        try $0.add("clause", clause, "elapsed", elapsed, "is_at_least", isAtLeast, "needed", needed)
      }
    case .partThreshold(let clause, let from, let to, let needed, let elapsed):
      try object.add(case: "part_threshold") {
        try $0.add("clause", clause, "elapsed", elapsed, "from", from, "needed", needed, "to", to)
      }
    case .feeOfFirstDay(let period, let on, let fee):
      try object.add(case: "fee_of_first_day") {
        try $0.add("fee", fee, "on", on, "period", period)
      }
    case .charge(let period, let amount, let isEstimated):
      try object.add(case: "charge") {
        try $0.add("amount", amount, "is_estimated", isEstimated, "period", period)
      }
    case .priceBase(let clause, let plan, let from, let to, let base):
      try object.add(case: "price_base") {
        try $0.add("base", base, "clause", clause, "from", from, "plan", plan, "to", to)
      }
    case .priceItem(let clause, let quantities, let low, let high, let count, let each, let amount):
      try object.add(case: "price_item") {
        try $0.add("amount", amount, "clause", clause, "count", count, "each", each)
        try $0.add("high", high, "low", low, "quantities", quantities)
      }
    case .priceTotal(let clause, let fee):
      try object.add(case: "price_total") { try $0.add("clause", clause, "fee", fee) }
    case .units(let clause, let period, let count, let unit, let fee, let days, let worth):
      try object.add(case: "units") {
        try $0.add("clause", clause, "count", count, "days", days, "fee", fee)
        try $0.add("period", period, "unit", unit, "worth", worth)
      }
    case .time(let clause, let period, let elapsed, let fee, let days, let worth):
      try object.add(case: "time") {
        try $0.add("clause", clause, "days", days, "elapsed", elapsed)
        try $0.add("fee", fee, "period", period, "worth", worth)
      }
    case .neverLess(let special, let general):
      try object.add(case: "never_less") { try $0.add("general", general, "special", special) }
    case .ceiling(let period, let fee, let used, let wanted):
      try object.add(case: "ceiling") {
        try $0.add("fee", fee, "period", period, "used", used, "wanted", wanted)
      }
    case .rounded(let exact, let rounding, let amount):
      try object.add(case: "rounded") {
        try $0.add("amount", amount, "exact", exact, "rounding", rounding)
      }
    case .awaits(let value): try object.add("awaits", value)
    case .awaitsCharge(let value): try object.add("awaits_charge", value)
    case .settledWhateverIsMissing: try object.add(case: "settled_whatever_is_missing")
    case .tooManyPossibilities: try object.add(case: "too_many_possibilities")
    case .settledWhatever(let missing):
      try object.add(case: "settled_whatever") { try $0.add("missing", missing) }
    case .referred(let clause, let to):
      try object.add(case: "referred") { try $0.add("clause", clause, "to", to) }
    case .readInto(let clause, let terms):
      try object.add(case: "read_into") { try $0.add("clause", clause, "terms", terms) }
    case .refund(let clause, let periods):
      try object.add(case: "refund") { try $0.add("clause", clause, "periods", periods) }
    case .agreed(let clause, let agreement, let instead):
      try object.add(case: "agreed") {
        try $0.add("agreement", agreement, "clause", clause, "instead", instead)
      }
    case .withdrawn(let value): try object.add("withdrawn", value)
    case .damageOutside(let on): try object.add(case: "damage_outside") { try $0.add("on", on) }
    case .damageWithin(let on, let from, let to):
      try object.add(case: "damage_within") { try $0.add("from", from, "on", on, "to", to) }
    case .notLiable(let clause): try object.add(case: "not_liable") { try $0.add("clause", clause) }
    case .liabilityReferred(let clause, let limitedBy, let terms):
      try object.add(case: "liability_referred") {
        try $0.add("clause", clause, "limited_by", limitedBy, "terms", terms)
      }
    case .claimed(let claim, let receivedOn, let amounts):
      try object.add(case: "claimed") {
        try $0.add("amounts", amounts, "claim", claim, "received_on", receivedOn)
      }
    case .recognised(let by, let on, let amounts):
      try object.add(case: "recognised") { try $0.add("amounts", amounts, "by", by, "on", on) }
    case .unrecognised(let onlyByFiler):
      try object.add(case: "unrecognised") { try $0.add("only_by_filer", onlyByFiler) }
    case .recoverable(let clause, let amount):
      try object.add(case: "recoverable") { try $0.add("amount", amount, "clause", clause) }
    case .leftOut(let clause, let kind, let amount, let isForPerson):
      try object.add(case: "left_out") {
        try $0.add("amount", amount, "clause", clause, "is_for_person", isForPerson, "kind", kind)
      }
    case .damagesCap(
      let clause, let by, let period, let isOutagesOwn, let charges, let days, let part, let cap,
      let isLeast
    ):
      try object.add(case: "damages_cap") {
        try $0.add("by", by, "cap", cap, "charges", charges, "clause", clause, "days", days)
        try $0.add(
          "is_least", isLeast, "is_outages_own", isOutagesOwn, "part", part, "period", period)
      }
    case .feeCap(let clause, let period, let fee, let taxRate, let cap):
      try object.add(case: "fee_cap") {
        try $0.add("cap", cap, "clause", clause, "fee", fee, "period", period, "tax_rate", taxRate)
      }
    case .otherContracts(let value): try object.add("other_contracts", value)
    case .paidCap(let clause, let months, let paidMonths, let cap):
      try object.add(case: "paid_cap") {
        try $0.add("cap", cap, "clause", clause, "months", months, "paid_months", paidMonths)
      }
    case .capForPerson(let clause, let isSettled):
      try object.add(case: "cap_for_person") {
        try $0.add("clause", clause, "is_settled", isSettled)
      }
    case .bothCauses(let clause, let other, let amount):
      try object.add(case: "both_causes") {
        try $0.add("amount", amount, "clause", clause, "other", other)
      }
    case .noCap(let clause, let length, let days, let kinds):
      try object.add(case: "no_cap") {
        try $0.add("clause", clause, "days", days, "kinds", kinds, "length", length)
      }
    case .capOpen(let claims): try object.add(case: "cap_open") { try $0.add("claims", claims) }
    case .capUsed(let used, let left):
      try object.add(case: "cap_used") { try $0.add("left", left, "used", used) }
    case .claimDeadline(let clause, let damageOn, let termDay, let lastDay, let receivedOn):
      try object.add(case: "claim_deadline") {
        try $0.add(
          "clause", clause, "damage_on", damageOn, "last_day", lastDay, "received_on", receivedOn,
          "term_day", termDay)
      }
    case .pool(let clause, let received, let wanted, let cutOff, let share, let amount):
      try object.add(case: "pool") {
        try $0.add("amount", amount, "clause", clause, "cut_off", cutOff)
        try $0.add("received", received, "share", share, "wanted", wanted)
      }
    case .poolRest(let clause, let received, let cutOff, let receivedOn, let left, let amount):
      try object.add(case: "pool_rest") {
        try $0.add("amount", amount, "clause", clause, "cut_off", cutOff)
        try $0.add("left", left, "received", received, "received_on", receivedOn)
      }
    case .poolHeld(let clause): try object.add(case: "pool_held") { try $0.add("clause", clause) }
    case .decided(
      let approval, let by, let owner, let at, let decision, let amount, let reason,
      let recognised
    ):
      try object.add(case: "decided") {
        try $0.add("amount", amount, "approval", approval, "at", at, "by", by)
        try $0.add("decision", decision, "owner", owner, "reason", reason, "recognised", recognised)
      }
    case .approvalDisregarded(let approval, let why):
      try object.add(case: "not_counted") { try $0.add("approval", approval, "why", why) }
    case .settledOnBill(let clause, let recognised, let after, let bill, let tax):
      try object.add(case: "settled_on_bill") {
        try $0.add(
          "after", after, "bill", bill, "clause", clause, "recognised", recognised, "tax", tax)
      }
    case .paidInMoney(let serviceEnd, let insteadOfBill):
      try object.add(case: "paid_in_money") {
        try $0.add("instead_of_bill", insteadOfBill, "service_end", serviceEnd)
      }
    case .concluded(let amount, let isHeld):
      try object.add(case: "concluded") { try $0.add("amount", amount, "is_held", isHeld) }
    case .granted(let authority, let reason, let decidedOn):
      try object.add(case: "granted") {
        try $0.add("authority", authority, "decided_on", decidedOn, "reason", reason)
      }
    case .givenBefore(let prior, let on, let amount):
      try object.add(case: "given_before") {
        try $0.add("amount", amount, "on", on, "prior", prior)
      }
    case .feesBegin(let clause, let on):
      try object.add(case: "fees_begin") { try $0.add("clause", clause, "on", on) }
    case .share(let period, let share, let fee, let worth):
      try object.add(case: "share") {
        try $0.add("fee", fee, "period", period, "share", share, "worth", worth)
      }
    case .reliefConcluded(let amount):
      try object.add(case: "relief_concluded") { try $0.add("amount", amount) }
    }
  }
}
