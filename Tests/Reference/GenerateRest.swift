extension Generator {
  /// After everything that has happened.
  mutating func setReceipt(_ input: inout RefCase) {
    var latest = Moment.min
    for report in input.incidents {
      latest = max(latest, report.began, report.known ?? .min, report.restored ?? .min)
      latest = max(latest, report.announced ?? .min)
      for phase in report.phases { latest = max(latest, phase.from) }
      for entry in report.affects {
        latest = max(latest, entry.began ?? .min, entry.known ?? .min, entry.restored ?? .min)
      }
    }
    input.received =
      isScheduled ? latest : latest + Int64(random.pick([0, 1, 24, 300])) * hour
  }

  /// Metered months about the outages are booked; others now and then.
  mutating func addCharges(_ input: inout RefCase) {
    let from = civil(anchor - 130)
    let last = input.incidents.map { max($0.began, $0.restored ?? $0.began) }.max() ?? 0
    for contract in input.contracts {
      let isMetered = contract.versions.contains { !hasFee($0.billing) }
      let isPaid = contract.versions[0].terms == .iijID
      guard isMetered || isPaid || random.chance(hasClaims ? 40 : 10) else { continue }
      var month = FeeMonth(startDay: 1, year: from.year, month: from.month)
      if isPaid {
        for _ in 0..<10 { month = month.previous }
      }
      while start(of: month.first) <= last + 40 * dayLength {
        if isMetered || random.chance(80) {
          var amount = random.pick([
            0: 12, 1: 2, 29: 2, 82_345: 15, 300_000: 20, random.int(1000...900_000): 50,
          ])
          if isPool { amount = max(amount, 20_000) }
          var charge = RefCharge(contract: contract.id, month: month.name, amount: amount)
          if random.chance(15) { charge.beforeCredits = amount + random.int(0...50_000) }
          let paid = month.end + random.int(0...40)
          if isPaid, random.chance(85), paid <= day(of: input.received) { charge.paidOn = paid }
          input.charges.append(charge)
        }
        month = month.next
      }
    }
  }

  /// Announced works ahead of the receipt, after a fault that may still last.
  mutating func addScheduled(_ input: inout RefCase, _ terms: RefTerms) {
    let isOpen = random.chance(80)
    if isOpen { open(&input, input.incidents.count - 1) }
    let from =
      start(of: day(of: input.received)) + Int64(random.int(1...4)) * dayLength
      + Int64(random.int(0...1)) * step
    let to = from + Int64(random.int(1...6)) * step
    let attribution = random.pick([
      RefAttribution.planned, .planned, .planned, .legal, .carrier,
    ])
    let announced = min(
      input.received,
      random.pick([from - 9 * dayLength, input.incidents[0].began, input.received]))
    var report = RefIncident(
      id: "INC-9", began: from, known: random.chance(90) ? announced : nil, restored: to,
      announced: announced, windowFrom: nil, windowUntil: nil,
      impact: random.pick([.total: 70, .equivalent: 15, .partial: 15]), attribution: attribution,
      fault: nil, phases: [], affects: input.contracts.map { RefAffect(contract: $0.id) })
    if attribution == .planned || random.chance(30) {
      report.windowFrom = from
      report.windowUntil = to
      if !isOpen || random.chance(20) { report.restored = nil }
    }
    input.incidents.append(report)
  }

  /// Not restored yet. A contract whose charges have no end of months is left alone.
  private mutating func open(_ input: inout RefCase, _ index: Int) {
    guard
      !input.contracts.contains(where: { $0.versions.contains { $0.billing == .meteredMonthly } })
    else { return }
    let report = input.incidents[index]
    // Whether a window of a carrier or an order bounds its end is not said; leave it out.
    if report.windowUntil != nil, report.attribution != .planned { return }
    // Works known only after their window cannot still go on inside it.
    let known = ([report.known] + report.affects.map(\.known)).compactMap { $0 }.max()
    if let until = report.windowUntil, let known, known > until { return }
    input.incidents[index].restored = nil
    for entry in report.affects.indices { input.incidents[index].affects[entry].restored = nil }
  }

  // MARK: Facts that are missing

  /// Takes facts away one by one, as long as all ways to fill them in can still be tried.
  mutating func removeFacts(_ input: inout RefCase) {
    var tries = 0
    var removed = 0
    while removed < missing, tries < 12 {
      tries += 1
      var next = input
      removeOne(&next)
      guard next.incidents != input.incidents || next.charges != input.charges else { continue }
      let most = isPool ? 150 : hasClaims ? 600 : 2500
      guard next.estimatedCompletions <= most else { continue }
      input = next
      removed += 1
    }
  }

  private mutating func removeOne(_ input: inout RefCase) {
    let index = random.int(0...input.incidents.count - 1)
    let report = input.incidents[index]
    guard report.began <= input.received else { return }
    switch random.int(0...6) {
    case 0, 1:
      // A fault of its own in a later phase would be an error without `provider`.
      guard !report.phases.contains(where: { $0.fault != nil && $0.attribution == nil }) else {
        return
      }
      if random.chance(25),
        let phase = report.phases.firstIndex(where: {
          $0.attribution != nil && $0.attribution != report.attribution
        }), phase == report.phases.count - 1, report.attribution != .planned
      {
        input.incidents[index].phases[phase].attribution = .undetermined
        input.incidents[index].phases[phase].fault = nil
        return
      }
      // A phase that gives the same attribution again would now be another one, with a fault missing.
      guard report.phases.allSatisfy({ $0.attribution != .provider || $0.fault != nil }) else {
        return
      }
      input.incidents[index].attribution = .undetermined
      input.incidents[index].fault = nil
      input.incidents[index].announced = nil
      input.incidents[index].windowFrom = nil
      input.incidents[index].windowUntil = nil
    case 2:
      if report.attribution == .provider {
        input.incidents[index].fault = nil
      } else if let phase = report.phases.firstIndex(where: { $0.attribution == .provider }) {
        input.incidents[index].phases[phase].fault = nil
      }
    case 3:
      input.incidents[index].known = nil
      for entry in report.affects.indices {
        input.incidents[index].affects[entry].known = nil
        if input.contracts.count > 1 {
          input.incidents[index].affects[entry].began = nil
          input.incidents[index].affects[entry].restored = nil
        }
      }
    case 4, 5:
      open(&input, index)
      if input.contracts.count > 1 {
        for entry in report.affects.indices {
          input.incidents[index].affects[entry].began = nil
          input.incidents[index].affects[entry].known = nil
        }
      }
    default:
      let month = FeeMonth(containing: anchor, startDay: 1)
      let names = [month.name, month.previous.name]
      let near = input.charges.indices.filter { names.contains(input.charges[$0].month) }
      if !near.isEmpty { input.charges.remove(at: random.pick(near)) }
    }
  }
}

extension RefCase {
  /// About how many completions there are.
  var estimatedCompletions: Int {
    var product = 1
    let all = contracts.indices.flatMap { pairs(contract: $0) }
    let first = incidents.map(\.began).min() ?? 0
    let open = Int((lastInstant + 3 * dayLength - first) / step)
    for fact in missingFacts(all) {
      switch fact.kind {
      case .restored(let incident):
        let from = incidents[incident].began
        product *= Int((lastInstant + 3 * dayLength - from) / step) * 2 + 70
      case .known(let incident):
        let report = incidents[incident]
        product *= report.restored.map { Int(($0 - report.began) / step) * 2 + 1 } ?? open
      case .confirmation: product *= 2
      default: product *= max(1, fact.options.count)
      }
      if product > 1_000_000 { return product }
    }
    return product
  }
}
