extension Generator {
  mutating func addIncidents(_ input: inout RefCase, _ terms: RefTerms) {
    let count = random.pick(isLong ? [2: 50, 3: 30, 4: 20] : [1: 25, 2: 35, 3: 25, 4: 15])
    var previous: (from: Moment, to: Moment)?
    for number in 1...count {
      var from = pickStart(previous)
      var length = pickLength()
      if isLong, number == 1, let version = input.contracts[0].versions.last {
        // A month or contract year nearly used up.
        var first = FeeMonth(containing: anchor + 4, startDay: version.feeMonthStartDay).first
        var days = random.pick([27, 28, 29, 30, 30, 30, 31])
        if version.billing == .fixedAnnual, random.chance(70) {
          let year = ContractYear(containing: anchor, serviceStart: version.serviceStart)
          first = max(year.first, version.terms.heldFrom)
          days = random.int(362...367)
        }
        from = start(of: first) + Int64(random.int(0...2)) * step
        length = Int64(days) * dayLength + Int64(random.int(-1...1)) * step
      } else if isLong, let previous, random.chance(70) {
        from = previous.to + Int64(random.int(1...3)) * step
        if random.chance(50) { length = dayLength + Int64(random.int(0...1)) * step }
      }
      if let previous, random.chance(20) {
        // Ends where the one before begins or ends, or inside it.
        length = max(step, random.pick([previous.to, previous.from, previous.to - step]) - from)
      }
      if random.chance(2) { length = 0 }
      if isPool, number == 1, random.chance(85) { length = max(length, dayLength + step) }
      let ofLong = isLong && number < 3 && random.chance(85)
      var report = makeIncident(number, from, from + length, previous, terms)
      if ofLong {
        report.attribution = .provider
        report.fault = pickFault()
        report.impact = .total
        report.phases = []
        report.known = report.began
        report.announced = nil
        report.windowFrom = nil
        report.windowUntil = nil
      }
      if isPool, number == 1, random.chance(90) {
        // A carrier's outage, long enough, and known.
        report.attribution = .carrier
        report.fault = nil
        report.impact = random.pick([.total, .equivalent])
        report.phases.removeAll {
          $0.attribution != nil || $0.fault != nil || $0.impact == .partial
        }
        report.known = random.pick([from, from, from + step, from - dayLength])
        report.announced = nil
        report.windowFrom = nil
        report.windowUntil = nil
      }
      for contract in input.contracts {
        if input.contracts.count > 1, number > 1, random.chance(50), !report.affects.isEmpty {
          continue
        }
        report.affects.append(makeEntry(contract, report))
      }
      input.incidents.append(report)
      if previous == nil || random.chance(70) { previous = (from, from + length) }
    }
  }

  private mutating func pickStart(_ previous: (from: Moment, to: Moment)?) -> Moment {
    guard let previous else {
      return start(of: anchor) + Int64(random.int(0...Int(dayLength / step) - 1)) * step
    }
    let inside = Int((previous.to - previous.from) / step)
    switch random.int(0...11) {
    case 0, 1, 2, 3: return previous.from + Int64(random.int(0...max(0, inside))) * step
    case 4, 5, 6: return previous.to
    case 7: return previous.to + step
    case 8: return previous.from
    case 9: return previous.from - Int64(random.int(1...4)) * step
    case 10: return previous.to + Int64(random.int(1...8)) * step
    default: return previous.to + Int64(random.int(1...12)) * dayLength
    }
  }

  private mutating func pickLength() -> Moment {
    let days = Int64(random.pick([1: 40, 2: 25, 3: 15, 4: 10, 5: 5, 6: 5])) * dayLength
    switch random.int(0...11) {
    case 0, 1: return days
    case 2, 3: return max(step, days - step)
    case 4, 5: return days + step
    case 6, 7, 8: return Int64(random.int(1...Int(dayLength / step))) * step
    case 9, 10: return Int64(random.int(1...Int(4 * dayLength / step))) * step
    default:
      guard missing == 0, random.chance(40) else { return days }
      return Int64(random.pick([29, 31, 33, 45, 62, 370])) * dayLength
    }
  }

  private mutating func pickAttribution(_ terms: RefTerms) -> RefAttribution {
    if isPool {
      return random.pick([.carrier: 70, .provider: 14, .suspension: 6, .thirdParty: 10])
    }
    if hasClaims, terms == .network {
      return random.pick([
        .provider: 50, .carrier: 30, .faultless: 5, .customer: 3, .suspension: 6, .emergency: 3,
        .planned: 3,
      ])
    }
    switch terms {
    case .network:
      return random.pick([
        .provider: 25, .faultless: 10, .carrier: 18, .thirdParty: 8, .forceMajeure: 8, .planned: 8,
        .emergency: 6, .legal: 4, .suspension: 13, .customer: 8,
      ])
    case .optage:
      return random.pick([
        .provider: 48, .faultless: 4, .carrier: 6, .thirdParty: 3, .forceMajeure: 3, .planned: 11,
        .emergency: 9, .legal: 5, .suspension: 8, .customer: 4,
      ])
    default:
      return random.pick([
        .provider: 45, .forceMajeure: 20, .carrier: 8, .customer: 5, .planned: 8, .suspension: 5,
        .emergency: 4, .legal: 3, .thirdParty: 3,
      ])
    }
  }

  private mutating func pickImpact(_ terms: RefTerms) -> RefImpact {
    terms == .network
      ? random.pick([.total: 60, .equivalent: 28, .partial: 12])
      : random.pick([.total: 80, .equivalent: 10, .partial: 10])
  }

  private mutating func pickFault() -> RefFault {
    random.pick([.negligence: 50, .gross: isPool ? 5 : 32, .intent: isPool ? 3 : 12])
  }

  private mutating func makeIncident(
    _ number: Int, _ from: Moment, _ to: Moment, _ previous: (from: Moment, to: Moment)?,
    _ terms: RefTerms
  ) -> RefIncident {
    let attribution = pickAttribution(terms)
    var report = RefIncident(
      id: "INC-\(number)", began: from, known: pickKnown(from, to), restored: to, announced: nil,
      windowFrom: nil, windowUntil: nil, impact: pickImpact(terms), attribution: attribution,
      fault: attribution == .provider ? pickFault() : nil, phases: [], affects: [])
    let inside = Int((to - from) / step) - 1
    if inside > 0, random.chance(35) {
      var instants: Set<Int> = [random.int(1...inside)]
      if random.chance(40) { instants.insert(random.int(1...inside)) }
      if random.chance(15) { instants.insert(random.int(1...inside)) }
      addPhases(&report, instants.sorted(), terms)
    }
    addAnnouncement(&report, previous)
    return report
  }

  private mutating func addPhases(_ report: inout RefIncident, _ instants: [Int], _ terms: RefTerms)
  {
    var attribution = report.attribution
    for instant in instants {
      var phase = RefPhase(
        from: report.began + Int64(instant) * step, impact: nil, attribution: nil, fault: nil)
      let kind = random.int(0...5)
      if kind < 2 || kind == 5 { phase.impact = pickImpact(terms) }
      if kind >= 2 {
        if attribution == .provider, random.chance(60) {
          phase.fault = pickFault()
        } else {
          // A phase never turns any other attribution into works (I-32).
          var next = pickAttribution(terms)
          if next == .planned || next == .emergency { next = .provider }
          phase.attribution = next
          if next == .provider, next != attribution || random.chance(50) {
            phase.fault = pickFault()
          }
          attribution = next
        }
      }
      report.phases.append(phase)
    }
  }

  /// `announced_at`, and a window in which all that is works lies.
  private mutating func addAnnouncement(
    _ report: inout RefIncident, _ previous: (from: Moment, to: Moment)?
  ) {
    let isWorks = report.attribution == .planned
    guard
      isWorks
        || ([.legal, .carrier].contains(report.attribution) && random.chance(30))
    else { return }
    let before = report.began - Int64(random.int(1...10)) * dayLength
    report.announced = random.chance(60) ? before : report.began
    if let previous, previous.from < report.began, random.chance(50) {
      report.announced = random.pick([previous.from, previous.from + step, previous.from - step])
      report.announced = min(report.announced ?? before, report.began)
    }
    if isWorks {
      let end = report.phases.first { ($0.attribution ?? .planned) != .planned }?.from
      report.windowFrom = report.began - Int64(random.int(0...3)) * step
      report.windowUntil = (end ?? report.restored ?? report.began)
      if end == nil || random.chance(50) {
        report.windowUntil = report.windowUntil.map { $0 + Int64(random.int(0...3)) * step }
      }
      // A window has a length, also around works that have none.
      if report.windowFrom == report.windowUntil {
        report.windowUntil = report.windowUntil.map { $0 + step }
      }
    }
  }

  private mutating func pickKnown(_ from: Moment, _ to: Moment) -> Moment {
    let inside = Int((to - from) / step)
    switch random.int(0...9) {
    case 0, 1, 2: return from
    case 3: return from - Int64(random.int(1...12)) * step
    case 4, 5, 6, 7: return from + Int64(random.int(0...min(inside, 4))) * step
    case 8: return from + Int64(random.int(0...inside)) * step
    default: return to + Int64(random.int(0...3)) * step
    }
  }

  private mutating func makeEntry(_ contract: RefContract, _ report: RefIncident) -> RefAffect {
    var entry = RefAffect(contract: contract.id)
    guard random.chance(isPool ? 15 : 22), let restored = report.restored else { return entry }
    let inside = Int((restored - report.began) / step)
    if random.chance(40) {
      entry.began = report.began + Int64(random.int(0...inside)) * step
    }
    if random.chance(40) {
      let from = entry.began ?? report.began
      let later = report.attribution == .planned ? 0 : random.int(0...3)
      let length = Int((restored - from) / step)
      entry.restored = from + Int64(random.int(0...length) + later) * step
      if report.attribution == .planned, report.phases.contains(where: { $0.attribution != nil }) {
        entry.restored = nil
      }
    }
    if random.chance(40) {
      entry.known = pickKnown(entry.began ?? report.began, entry.restored ?? restored)
    }
    if random.chance(40) { entry.impact = random.pick(RefImpact.allCases) }
    return entry
  }

  /// Instants such as 07:59:59.999; the same instant moves the same way everywhere.
  mutating func leaveTheGrid(_ input: inout RefCase) {
    var moved: [Moment: Moment] = [:]
    func move(_ moment: inout Moment) {
      if moved[moment] == nil {
        let by = random.pick([
          0: 20, -1: 20, 1: 20, 1000: 5, -1000: 5, random.int(-1_500_000...1_500_000): 30,
        ])
        moved[moment] = moment + Int64(by)
      }
      moment = moved[moment] ?? moment
    }
    func move(_ moment: inout Moment?) {
      guard var here = moment else { return }
      move(&here)
      moment = here
    }
    for index in input.incidents.indices {
      move(&input.incidents[index].began)
      move(&input.incidents[index].known)
      move(&input.incidents[index].restored)
      move(&input.incidents[index].announced)
      move(&input.incidents[index].windowFrom)
      move(&input.incidents[index].windowUntil)
      for phase in input.incidents[index].phases.indices {
        move(&input.incidents[index].phases[phase].from)
      }
      for entry in input.incidents[index].affects.indices {
        move(&input.incidents[index].affects[entry].began)
        move(&input.incidents[index].affects[entry].known)
        move(&input.incidents[index].affects[entry].restored)
      }
    }
  }
}
