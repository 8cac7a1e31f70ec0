/// A fact that is missing from the reports of a case.
struct Fact {
  enum Kind: Equatable {
    /// The value is 0 (did not take place) or 1 (did as reported).
    case confirmation(incident: Int)
    /// The value is the instant.
    case restored(incident: Int)
    case known(incident: Int)
    /// The value is an index into `options`.
    case attribution(incident: Int, cause: Int)
    case fault(incident: Int, cause: Int)
    /// Only added where an evaluation asked for it; the value is the charge.
    case charge(contract: Int, month: String)
    /// Which outage (by number) a claim means; only added where one asked for it.
    case damageOn(claim: Int)
    /// Quarters of what a claim may get that an approval would recognise.
    case approval(claim: Int)
    /// Quarters of what a claim on an incident that is not reported yet may take of a cap.
    case taken(claim: Int)
    /// What more the carrier will pay, in quarters of what is wanting.
    case recovery(incident: Int)
  }

  var kind: Kind
  var options: [Cause] = []
  /// As `waits_for` has it.
  var name: String
}

/// One way to fill in all facts that are missing.
struct Completion {
  var values: [Int64]
}

extension RefCase {
  /// What the reports of these pairs leave open, times first (ranges depend on them).
  func missingFacts(_ pairs: [Pair]) -> [Fact] {
    var facts: [Fact] = []
    func add(_ kind: Fact.Kind, _ name: String, _ options: [Cause] = []) {
      if !facts.contains(where: { $0.kind == kind }) {
        facts.append(Fact(kind: kind, options: options, name: name))
      }
    }
    for pair in pairs where pair.isScheduled {
      add(.confirmation(incident: pair.incident), "confirmation:\(incidents[pair.incident].id)")
    }
    for pair in pairs where pair.restored == nil {
      add(.restored(incident: pair.incident), "restored_at")
    }
    for pair in pairs where pair.known == nil {
      add(.known(incident: pair.incident), "known_at")
    }
    for pair in pairs {
      for (index, cause) in pair.causes.enumerated() {
        if cause.attribution == .undetermined {
          let options = attributionOptions(pair, cause: index, among: pairs)
          add(.attribution(incident: pair.incident, cause: index), "attribution", options)
        } else if cause.attribution == .provider, cause.fault == nil {
          let options = RefFault.allCases.map { Cause(attribution: .provider, fault: $0) }
          add(.fault(incident: pair.incident, cause: index), "fault", options)
        }
      }
    }
    return facts
  }

  /// "attribution over all values, `provider` with each fault" (§2).
  private func attributionOptions(_ pair: Pair, cause index: Int, among pairs: [Pair]) -> [Cause] {
    var options = RefFault.allCases.map { Cause(attribution: .provider, fault: $0) }
    for attribution in RefAttribution.allCases
    where ![.provider, .undetermined, .planned, .emergency].contains(attribution) {
      options.append(Cause(attribution: attribution))
    }
    // A phase never turns any other attribution into works (I-32).
    if index == 0 {
      options.append(Cause(attribution: .emergency))
      // Works are announced before they begin; when is not known either.
      var announced: Set<Moment> = [.min, pair.began]
      for other in pairs {
        for segment in other.segments where segment.from < pair.began {
          announced.insert(segment.from)
        }
      }
      for moment in announced.sorted() {
        options.append(Cause(attribution: .planned, announced: moment))
      }
    }
    return options
  }

  /// Every completion of `facts`, tried one by one.
  func completions(_ facts: [Fact], _ pairs: [Pair]) -> [Completion] {
    var found: [Completion] = []
    var values: [Int64] = []
    func complete(_ index: Int) {
      guard index < facts.count else {
        found.append(Completion(values: values))
        return
      }
      for value in candidates(facts, index, pairs, values) {
        values.append(value)
        complete(index + 1)
        values.removeLast()
      }
    }
    complete(0)
    return found
  }

  func candidates(_ facts: [Fact], _ index: Int, _ pairs: [Pair], _ values: [Int64])
    -> [Int64]
  {
    switch facts[index].kind {
    case .confirmation: return [0, 1]
    case .restored(let incident):
      // From the last known instant on, without end; works: to the end of their window.
      guard let pair = pairs.first(where: { $0.incident == incident }) else { return [] }
      return instants(pair.lastKnownInstant, pair.latestEnd, fact: index, of: facts.count)
    case .known(let incident):
      // `began_at … restored_at`
      guard let pair = pairs.first(where: { $0.incident == incident }) else { return [] }
      let end = pair.restored ?? value(of: .restored(incident: incident), facts, values)
      return instants(pair.began, end, fact: index, of: facts.count)
    case .attribution, .fault: return facts[index].options.indices.map { Int64($0) }
    case .charge: return [0, 7, 300_000, 30_000_000_000]
    case .damageOn: return [0, 1, 2, 3]
    case .approval, .recovery: return [0, 1, 2, 4]
    case .taken: return [0, 4]
    }
  }

  private func value(of kind: Fact.Kind, _ facts: [Fact], _ values: [Int64]) -> Int64? {
    facts.firstIndex { $0.kind == kind }.map { values[$0] }
  }

  /// The instants of the grid between two, and one strictly between each two neighbours. Beyond three
  /// days after all that the case knows, one a day, to 70 days; without an end also one far away.
  private func instants(_ from: Moment, _ end: Moment?, fact: Int, of count: Int) -> [Moment] {
    let dense = max(from, lastInstant) + 3 * dayLength
    let far = max(from, lastInstant) + 70 * dayLength
    let between = step * Int64(fact + 1) / Int64(count + 1)
    var found: [Moment] = []
    var at = from
    while at <= min(end ?? far, far) {
      found.append(at)
      if at < dense, at + between < end ?? far { found.append(at + between) }
      at += at < dense ? step : dayLength
    }
    if let end {
      if found.last != end, end >= from { found.append(end) }
    } else {
      found.append(far + 330 * dayLength)
    }
    return found
  }

  /// The latest instant that any report states.
  var lastInstant: Moment {
    var latest = Moment.min
    for report in incidents {
      latest = max(latest, report.began, report.known ?? .min, report.restored ?? .min)
      for phase in report.phases { latest = max(latest, phase.from) }
      for entry in report.affects {
        latest = max(latest, entry.began ?? .min, entry.known ?? .min, entry.restored ?? .min)
      }
    }
    return latest
  }
}

/// The facts for which two completions that differ in nothing else differ in the result (§11).
func matteringFacts(_ facts: [Fact], _ completions: [Completion], _ results: [Int]) -> [Int] {
  guard let one = results.first, results.contains(where: { $0 != one }) else { return [] }
  return facts.indices.filter { index in
    var seen: [[Int64]: Int] = [:]
    for (completion, result) in zip(completions, results) {
      var rest = completion.values
      rest[index] = 0
      if let other = seen[rest] {
        if other != result { return true }
      } else {
        seen[rest] = result
      }
    }
    return false
  }
}
