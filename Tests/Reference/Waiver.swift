/// What one outage of a completed contract gives, before the ceilings.
struct WaiverOutage {
  var from: Moment
  var to: Moment
  /// Numbers of the incidents that make it up.
  var incidents: [Int]
  /// Announced incidents alone affect nobody (§2).
  var isScheduledOnly: Bool
  var missingEdition: String?
  /// By the general row, and where something is gross also by the special one (I-9).
  var general = Shares()
  var special: Shares?
  /// Why there is nothing; nil where there is something before the ceilings.
  var reason: RefReason?
  /// Everything that holds, for comparing completions.
  var holds = Reasons()
}

/// One contract under one completion.
struct WaiverEvaluation {
  struct OwnPair {
    var incident: Int
    var reason: RefReason?
    var holds: Reasons
    var missingEdition: String?
    /// `waits_for`, where the pair is referred.
    var referred: [String]?
  }

  var outages: [WaiverOutage] = []
  /// Every pair, as it is judged where it is part of no outage.
  var pairs: [OwnPair] = []
}

/// The charges of one contract; where one is asked for that is not booked, it is noted.
struct Charges {
  var booked: [String: Int]
  var completed: [String: Int] = [:]
  var missing: Set<String> = []

  /// Charges count before waivers, reliefs and set-off (§11).
  init(_ list: [RefCharge], contract: String) {
    booked = [:]
    for charge in list where charge.contract == contract {
      booked[charge.month] = charge.beforeCredits ?? charge.amount
    }
  }

  mutating func charge(_ month: FeeMonth) -> Int {
    if let amount = booked[month.name] { return amount }
    missing.insert(month.name)
    return completed[month.name] ?? 300_000
  }
}

extension CompletedContract {
  func waivers(_ charges: inout Charges) -> WaiverEvaluation {
    let runs = contract.runs
    let slots = slots(runs) { run in
      let clause = WaiverClause(run.terms, run.service)
      return { span, slot in
        if clause.qualifies(span) { slot.qualifies = true }
        if clause.joins(span) { slot.joins = true }
        if clause.isGross(span) { slot.isGross = true }
        if clause.pauses(span) {
          if span.cause.attribution == .planned {
            slot.announced = min(slot.announced, span.cause.announced ?? .min)
          } else {
            slot.pauses = true
          }
        }
      }
    }
    let found = outages(
      slots,
      isMember: { run, span in
        let clause = WaiverClause(run.terms, run.service)
        return clause.qualifies(span) || clause.joins(span)
      }, runs)
    var evaluation = WaiverEvaluation()
    for outage in found {
      evaluation.outages.append(waiver(outage, runs[outage.run], &charges))
    }
    for index in pairs.indices {
      evaluation.pairs.append(ownPair(index, runs, slots, &charges))
    }
    return evaluation
  }

  private func waiver(_ outage: Outage, _ run: Run, _ charges: inout Charges) -> WaiverOutage {
    // Terms, service, billing and fee-month day of the version in force when it begins.
    let version = contract.version(on: day(of: outage.from))
    let clause = WaiverClause(run.terms, run.service)
    var result = WaiverOutage(
      from: outage.from, to: outage.to, incidents: outage.members.map { pairs[$0].incident },
      isScheduledOnly: outage.members.allSatisfy { pairs[$0].isScheduled })
    result.missingEdition = run.terms.missingEdition(at: outage.from)
    if run.terms == .network, [.metered, .oneTime].contains(version.billing) {
      result.reason = .noFormula
      result.holds.insert(.noFormula)
      return result
    }

    let clock = clause == .network ? outage.from : outage.known
    let counted = Counted(outage.slots, clock: clock, outageFrom: outage.from)
    result.general = unitShares(counted, clause, version, &charges)
    if outage.slots.contains(where: \.isGross) {
      result.special = specialShares(outage, clock, clause, version, &charges)
    }

    let isPaused = outage.slots.contains { $0.isPaused(outageFrom: outage.from) }
    if counted.time == 0 {
      // The reason is that of what pauses; without any pause it was known too late.
      if isPaused {
        result.reason = clause == .network ? .attribution : .feesStayDue
      } else {
        result.reason = .knownTooLate
      }
    } else if result.general.list.isEmpty, result.special?.list.isEmpty ?? true {
      result.reason = .tooShort
    } else if result.general.total == .zero, result.special?.total ?? .zero == .zero {
      result.reason = .noFee
    }
    if let reason = result.reason { result.holds.insert(reason) }
    if counted.time < dayLength { result.holds.insert(.tooShort) }
    if isWithoutFee(outage.from, outage.to, version, &charges) { result.holds.insert(.noFee) }
    return result
  }

  /// By whole 24 h, each in the fee month (year) of the day of its first counted instant.
  private func unitShares(
    _ counted: Counted, _ clause: WaiverClause, _ version: RefVersion, _ charges: inout Charges
  ) -> Shares {
    var shares = Shares()
    for unit in counted.unitStarts {
      shares.units += 1
      let (key, fee) = ceiling(day(of: unit), version, &charges)
      switch key {
      case .year: shares.add(key, fee: fee, Ratio(Int128(fee), 365))
      case .month(let month):
        let days = clause == .network ? 30 : month.days
        shares.add(key, fee: fee, Ratio(Int128(fee), Int128(days)))
      }
    }
    return shares
  }

  /// The fee month or contract year of a day, and its fee.
  private func ceiling(_ day: Day, _ version: RefVersion, _ charges: inout Charges)
    -> (CeilingKey, Int)
  {
    if version.billing == .fixedAnnual {
      let year = ContractYear(containing: day, serviceStart: contract.serviceStart)
      return (.year(year), contract.feeVersion(first: year.first, outage: version).fee ?? 0)
    }
    let month = FeeMonth(containing: day, startDay: version.feeMonthStartDay)
    if version.billing == .meteredMonthly { return (.month(month), charges.charge(month)) }
    return (.month(month), contract.feeVersion(first: month.first, outage: version).fee ?? 0)
  }

  /// Rows 2 and 4: gross time by exact time; each part that it leaves by units with a threshold of its
  /// own; all from the outage's clock, without the pauses (I-9, §11 Outages).
  private func specialShares(
    _ outage: Outage, _ clock: Moment, _ clause: WaiverClause, _ version: RefVersion,
    _ charges: inout Charges
  ) -> Shares {
    var shares = Shares()
    let gross = Counted(
      outage.slots.filter(\.isGross), clock: clock, outageFrom: outage.from)
    for slot in gross.slots {
      // Exact time, split at fee-month boundaries, 00:00 local.
      var at = slot.from
      while at < slot.to {
        let month = FeeMonth(containing: day(of: at), startDay: version.feeMonthStartDay)
        let end = min(slot.to, start(of: month.end))
        let fee = contract.feeVersion(first: month.first, outage: version).fee ?? 0
        shares.add(
          .month(month), fee: fee,
          Ratio(Int128(fee) * Int128(end - at), Int128(month.days) * Int128(dayLength)))
        at = end
      }
    }
    for part in outage.slots.split(whereSeparator: \.isGross) {
      let counted = Counted(part, clock: clock, outageFrom: outage.from)
      let units = unitShares(counted, clause, version, &charges)
      shares.units += units.units
      for share in units.list { shares.add(share.key, fee: share.fee, share.exact) }
    }
    return shares
  }

  /// The fee of every month (year) that some time touches is zero.
  private func isWithoutFee(
    _ from: Moment, _ to: Moment, _ version: RefVersion, _ charges: inout Charges
  ) -> Bool {
    // A charge that is not booked is no charge of zero, and is not asked for here.
    if version.billing == .meteredMonthly {
      var at = FeeMonth(containing: day(of: from), startDay: version.feeMonthStartDay)
      repeat {
        if charges.booked[at.name] ?? charges.completed[at.name] != 0 { return false }
        at = at.next
      } while start(of: at.first) < to
      return true
    }
    var at = day(of: from)
    repeat {
      let (key, fee) = ceiling(at, version, &charges)
      if fee != 0 { return false }
      switch key {
      case .month(let month): at = month.end
      case .year(let year):
        at = ContractYear(serviceStart: year.serviceStart, index: year.index + 1).first
      }
    } while start(of: at) < to
    return true
  }

  /// A pair of an incident and a contract, as judged where it is part of no outage.
  private func ownPair(
    _ index: Int, _ runs: [Run], _ slots: [Slot], _ charges: inout Charges
  ) -> WaiverEvaluation.OwnPair {
    let pair = pairs[index]
    var own = WaiverEvaluation.OwnPair(incident: pair.incident, reason: nil, holds: Reasons())
    guard let from = pair.clippedFrom else {
      own.reason = .outsideService
      own.holds = Reasons(.outsideService, .tooShort)
      return own
    }
    // The edition after `outside-service`, before every other reason (§11).
    let version = contract.version(on: day(of: from))
    own.missingEdition = version.terms.missingEdition(at: from)
    let parts = spans.filter { $0.pair == index }

    if version.terms == .backup || version.terms == .iijID {
      // 第3条: by `iij-internet`, which is not held.
      own.referred = ["terms:iij-internet"]
      if parts.contains(where: { $0.cause.attribution == .forceMajeure }) {
        own.referred = ["ruling:第12条第2項", "terms:iij-internet"]
      }
      return own
    }
    if version.terms == .iot {
      // As determined: what is not settled leaves it none (§4, I-36).
      let isGross = parts.contains {
        $0.from < $0.to && $0.impact != .partial && $0.reported.attribution == .provider
          && $0.reported.fault?.isGross == true
      }
      if isGross { own.referred = ["ruling:第23条"] }
      own.reason = .noGuarantee
      own.holds = Reasons(.noGuarantee)
      return own
    }

    if version.terms == .network, [.metered, .oneTime].contains(version.billing) {
      own.holds.insert(.noFormula)
    }
    for part in parts {
      for run in runs where part.from < run.to && (run.from < part.to || run.from <= part.from) {
        own.holds = own.holds.union(WaiverClause(run.terms, run.service).reasons(part))
      }
    }
    // Its own time, without what pauses there.
    var time: Moment = 0
    for slot in slots where slot.from >= from && slot.to <= pair.clippedTo {
      if !slot.isPaused(outageFrom: .max) { time += slot.length }
    }
    if time < dayLength { own.holds.insert(.tooShort) }
    if isWithoutFee(from, pair.clippedTo, version, &charges) { own.holds.insert(.noFee) }
    own.reason = own.holds.first
    return own
  }
}
