/// Makes one small case, valid by docs/formats.md §3 and docs/domain.md §2.
struct Generator {
  var random: Random
  var seed: UInt64
  var step: Moment = 6 * hour
  var missing = 0
  var hasClaims = false
  var isPool = false
  var isScheduled = false
  /// Nearly a whole month first, and more after it.
  var isLong = false
  /// About where things happen.
  var anchor: Day = 0

  init(seed: UInt64) {
    self.seed = seed
    random = Random(seed: seed)
  }

  mutating func make() -> RefCase {
    hasClaims = random.chance(40)
    isPool = hasClaims && random.chance(30)
    isScheduled = !hasClaims && random.chance(8)
    missing = random.pick([0: 66, 1: 19, 2: 11, 3: 4])
    isLong = !isScheduled && !isPool && missing < 2 && random.chance(7)
    if isScheduled { missing = min(missing, 1) }
    let steps: [Int64] =
      switch missing {
      case 0: isScheduled ? [6, 12] : [1, 2, 3, 4, 6, 12]
      case 1: isScheduled ? [12] : isLong ? [6, 12] : [2, 3, 4, 6, 12]
      case 2: [6, 8, 12]
      default: [12]
      }
    step = random.pick(steps) * hour

    let terms = pickTerms()
    let startDay = random.pick([1: 50, 29: 6, 30: 8, 31: 10, random.int(2...28): 26])
    let serviceStart = pickAnchor(terms, startDay)
    let count = isPool ? random.int(2...3) : 1
    var contracts = [makeContract(1, terms, startDay, serviceStart)]
    while contracts.count < count {
      contracts.append(
        makeContract(contracts.count + 1, terms, random.pick([1, startDay, 15]), serviceStart))
    }
    var input = RefCase(
      seed: seed, received: 0, step: step, contracts: contracts, incidents: [], charges: [],
      claims: [], recoveries: [])
    addIncidents(&input, terms)
    if missing == 0, !isScheduled, random.chance(25) { leaveTheGrid(&input) }
    setReceipt(&input)
    addCharges(&input)
    if hasClaims { addClaims(&input) }
    if isScheduled { addScheduled(&input, terms) }
    removeFacts(&input)
    return input
  }

  private mutating func pickTerms() -> RefTerms {
    if isPool { return .network }
    return random.pick([.network: 46, .optage: 36, .iot: 8, .backup: 4, .iijID: 6])
  }

  /// Sets the anchor and gives `service_start`, which may have to do with it.
  private mutating func pickAnchor(_ terms: RefTerms, _ startDay: Int) -> Day {
    let low = terms.heldFrom + 3
    let high = dayNumber(2027, 8, 20)
    if random.chance(4) {
      anchor = terms.heldFrom + random.int(-4...1)
      return anchor - random.int(40...400)
    }
    var start: Day?
    switch random.int(0...9) {
    case 0, 1:
      let date = civil(random.int(low...high))
      anchor = dayNumber(date.year, date.month, 1) - random.int(0...3)
    case 2, 3:
      anchor = FeeMonth(containing: random.int(low...high), startDay: startDay).first
      anchor -= random.int(0...3)
    case 4:
      // Near an anniversary, 29 February among them.
      let first = random.pick([
        dayNumber(2020, 2, 29), dayNumber(2024, 2, 29), random.int(low - 900...low),
      ])
      var year = ContractYear(serviceStart: first, index: 0)
      let wanted = random.int(low...high)
      while year.first < wanted { year.index += 1 }
      anchor = year.first - random.int(0...3)
      start = first
    case 5:
      anchor = random.pick([
        dayNumber(2024, 2, 27), dayNumber(2025, 2, 27), dayNumber(2026, 2, 26),
        dayNumber(2028, 2, 27), dayNumber(2023, 12, 20), dayNumber(2025, 4, 1),
        dayNumber(2026, 4, 2), dayNumber(2025, 11, 28), dayNumber(2024, 12, 2),
      ])
    case 6:
      anchor = random.int(low...high)
      start = anchor + random.int(-2...2)
    default:
      anchor = random.int(low...high)
    }
    anchor = max(low, anchor)
    // The table of holidays ends with 2027.
    if hasClaims { anchor = min(anchor, high) }
    return start ?? anchor - random.int(5...900)
  }
}

extension RefCase {
  /// The same seed gives the same case.
  package static func random(seed: UInt64) -> RefCase {
    var generator = Generator(seed: seed)
    return generator.make()
  }
}
