extension ClaimsEvaluation {
  /// 002 第19, 20条. Nothing pauses (§11 Damages).
  mutating func network(_ index: Int, _ contract: Int, _ pair: Int, _ from: Moment) {
    let claim = input.claims[index]
    let completed = completed(contract)
    let runs = completed.contract.runs
    func counts(_ run: Run, _ span: Span) -> Bool {
      run.terms == .network && span.impact != .partial
        && [.provider, .carrier].contains(span.cause.attribution)
    }
    func isGross(_ span: Span) -> Bool {
      span.cause.attribution == .provider && span.cause.fault?.isGross == true
    }
    let slots = completed.slots(runs) { run in
      { span, slot in if counts(run, span) { slot.qualifies = true } }
    }
    let outages = completed.outages(slots, isMember: counts, runs).filter {
      $0.members.contains(pair)
    }

    guard let outage = choose(outages, index) else {
      // The claimed incident is part of no outage.
      if let edition = RefTerms.network.missingEdition(at: from) {
        results[index].pending.insert(edition)
        return
      }
      let parts = completed.spans.filter { $0.pair == pair }
      if parts.contains(where: { $0.impact == .partial && isGross($0) && $0.from < $0.to }) {
        results[index].outcome = .referred
        results[index].rulings = ["ruling:第20条第1項"]
        return
      }
      for part in parts {
        if ![.provider, .carrier].contains(part.cause.attribution) {
          results[index].none(.attribution)
        }
        if part.impact == .partial { results[index].none(.partialImpact) }
      }
      if completed.pairs[pair].clippedTo - from < dayLength { results[index].none(.tooShort) }
      if claim.sum([.ordinary]) == 0 { results[index].holds.insert(.nothingRecoverable) }
      return
    }

    results[index].outage = outage
    results[index].incidents = outage.members.map { completed.pairs[$0].incident }
    if let edition = RefTerms.network.missingEdition(at: outage.from) {
      results[index].pending.insert(edition)
      return
    }
    let inside = completed.spans.filter {
      counts(runs[outage.run], $0) && $0.from < outage.to && $0.to > outage.from
        && $0.from < $0.to  // a span of zero length makes up nothing (§11 Outages)
    }
    if inside.contains(where: isGross) {
      // 第19条第2項: some part by gross negligence or intent. No threshold, no cap, held for approval;
      // data-loss only as far as a person allows it (第20条第3項).
      let amount = claim.sum([.ordinary, .special, .lostProfit])
      if amount == 0, claim.sum([.dataLoss]) == 0 {
        results[index].none(.nothingRecoverable)
      } else {
        results[index].give(.held, amount)
      }
      return
    }

    // 第19条第1項; nothing pauses, so the days are plain.
    let time = max(0, outage.to - outage.known)
    let days = Int(time / dayLength)
    results[index].units = days
    if time == 0 {
      results[index].none(.knownTooLate)
    } else if days == 0 {
      results[index].none(.tooShort)
    }
    if days == 0 { results[index].holds.insert(.tooShort) }
    let cap = networkCap(outage, days, contract, index)
    let ordinary = claim.sum([.ordinary])
    if ordinary == 0 { results[index].none(.nothingRecoverable) }
    let key = CapKey.outage(contract: contract, from: outage.from)
    let left = max(0, cap - gone(key, before: index))
    if left == 0 { results[index].holds.insert(.capUsed) }
    guard results[index].first == nil else { return }
    let amount = min(ordinary, left)
    guard amount > 0 else { return results[index].none(.capUsed) }
    // Used up by what a claim gets before a pool cuts it; a held claim keeps its part of it.
    used[key, default: 0] += amount

    let isCarrier = inside.contains { $0.cause.attribution == .carrier }
    let isProvider = inside.contains { $0.cause.attribution == .provider }
    if isCarrier, isProvider {
      // Which days are ours is a question of causation: held, and part of no pool (I-29).
      results[index].give(.held, amount)
    } else if isCarrier {
      // 第3項
      pool[claim.incident, default: []].append((index, amount))
    } else {
      results[index].give(claim.isRecognised ? .credit : .held, amount)
    }
  }

  /// "the claim is for the one that contains `damage_on` (any instant of that civil day)"
  private mutating func choose(_ outages: [Outage], _ index: Int) -> Outage? {
    guard outages.count > 1 else { return outages.first }
    if let number = input.claims[index].damageOn {
      let found = outages.first { $0.from < start(of: number + 1) && $0.to > start(of: number) }
      if let found { return found }
    }
    results[index].pending.insert("damage_on")
    let which = Int(ask(.damageOn(claim: index), "damage_on", otherwise: 0))
    return outages[min(which, outages.count - 1)]
  }

  /// floor(P × days / 30); where nothing was used in that month floor(C × days / D) (§5).
  private mutating func networkCap(_ outage: Outage, _ days: Int, _ contract: Int, _ index: Int)
    -> Int
  {
    guard days > 0 else { return 0 }
    let owner = input.contracts[contract]
    let version = owner.version(on: day(of: outage.from))
    let current = FeeMonth(containing: day(of: outage.from), startDay: version.feeMonthStartDay)
    let isMetered = version.billing == .metered || version.billing == .meteredMonthly
    var basis = Ratio.zero
    var isUsed = false
    if owner.isInService(current.previous) {
      basis = monthCharge(current.previous, version, contract)
      isUsed = !(isMetered && basis == .zero)
    }
    var divisor = 30
    if !isUsed {
      basis = monthCharge(current, version, contract)
      divisor = owner.daysInService(current)
    }
    let cap = Ratio(basis.n * Int128(days), basis.d * Int128(divisor)).floor
    results[index].cap = cap
    if basis == .zero {
      results[index].none(.noFee)
    } else if cap == 0 {
      results[index].none(.belowOneYen)
    }
    return cap
  }

  /// As booked; not booked: the fee for fixed-monthly, else undetermined; for fixed-annual always 1/12 of
  /// the annual fee in force (I-17).
  private mutating func monthCharge(_ month: FeeMonth, _ version: RefVersion, _ contract: Int)
    -> Ratio
  {
    let owner = input.contracts[contract]
    if version.billing == .fixedAnnual {
      let year = ContractYear(
        containing: max(month.first, owner.serviceStart), serviceStart: owner.serviceStart)
      let fee = owner.feeVersion(first: year.first, outage: version).fee ?? 0
      return Ratio(Int128(fee), 12)
    }
    let charge = input.charges.first { $0.contract == owner.id && $0.month == month.name }
    if let charge { return Ratio(charge.beforeCredits ?? charge.amount) }
    if version.billing == .fixedMonthly {
      return Ratio(owner.feeVersion(first: month.first, outage: version).fee ?? 0)
    }
    let kind = Fact.Kind.charge(contract: contract, month: month.name)
    return Ratio(Int(ask(kind, "charge:\(month.name)", otherwise: 300_000)))
  }
}
