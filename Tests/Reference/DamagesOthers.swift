extension ClaimsEvaluation {
  /// 004 第21条: the facts of the claimed incident decide alone, whatever its impact.
  mutating func optage(_ index: Int, _ contract: Int, _ pair: Int, _ from: Moment) {
    let claim = input.claims[index]
    let owner = input.contracts[contract]
    let parts = completed(contract).spans.filter { $0.pair == pair && $0.from < $0.to }
    let ours = parts.filter { $0.cause.attribution == .provider }
    guard let damageOn = claim.damageOn else {
      results[index].pending.insert("damage_on")
      return
    }
    let ordinary = claim.sum([.ordinary])
    if ours.isEmpty { results[index].none(.attribution) }
    if ours.contains(where: { $0.cause.fault?.isGross == true }) {
      // Its exception: needs nothing, no cap, held; what 第20条第5項 excludes is left to a person (I-36).
      if claim.sum(Set(RefItemKind.allCases)) == 0 {
        results[index].none(.nothingRecoverable)
      } else {
        results[index].give(.held, ordinary)
      }
      return
    }

    // The fee of the fee month of the damage, with tax on it, rounded down (I-25).
    let version = owner.version(on: day(of: from))
    let month = FeeMonth(containing: damageOn, startDay: version.feeMonthStartDay)
    let source = owner.feeVersion(first: month.first, outage: version)
    let fee = owner.isInService(month) ? source.fee ?? 0 : 0
    let cap = fee + fee * source.taxRate / 100
    results[index].cap = cap
    if cap == 0 { results[index].none(.noFee) }
    if claim.receivedOn > lastDayInTime(damageOn: damageOn) { results[index].none(.lateClaim) }
    if ordinary == 0 { results[index].none(.nothingRecoverable) }
    guard results[index].first == nil else { return }
    let key = CapKey.month(contract: contract, month)
    let amount = min(ordinary, max(0, cap - gone(key, before: index)))
    guard amount > 0 else { return results[index].none(.capUsed) }
    used[key, default: 0] += amount
    results[index].give(claim.isRecognised ? .credit : .held, amount)
  }

  /// 003 第23条: none; with gross negligence or intent a person decides (I-36).
  mutating func iot(_ index: Int, _ contract: Int, _ pair: Int) {
    let isGross = completed(contract).spans.contains {
      $0.pair == pair && $0.from < $0.to && $0.cause.attribution == .provider
        && $0.cause.fault?.isGross == true
    }
    if isGross {
      results[index].outcome = .referred
      results[index].rulings = ["ruling:第23条"]
    } else {
      results[index].none(.noGuarantee)
    }
  }

  /// 000, 001: by `iij-internet`; 第12条第1項 before any incorporated clause.
  mutating func usen(_ index: Int, _ contract: Int, _ pair: Int, _ from: Moment) {
    let owner = input.contracts[contract]
    let version = owner.version(on: day(of: from))
    let parts = completed(contract).spans.filter { $0.pair == pair }
    if parts.allSatisfy({ $0.cause.attribution == .forceMajeure }) {
      return results[index].none(.attribution)
    }
    results[index].outcome = .referred
    results[index].rulings = ["terms:iij-internet"]
    guard version.terms == .iijID else { return }
    // 001 第13条: what was paid, with tax, for the 12 fee months before the outage's (I-25, I-35).
    var month = FeeMonth(containing: day(of: from), startDay: version.feeMonthStartDay)
    var cap = 0
    for _ in 0..<12 {
      month = month.previous
      for charge in input.charges
      where charge.contract == owner.id && charge.month == month.name && charge.paidOn != nil {
        let rate = owner.version(on: max(month.first, owner.serviceStart)).taxRate
        cap += charge.amount + charge.amount * rate / 100
      }
    }
    results[index].cap = cap
  }
}
