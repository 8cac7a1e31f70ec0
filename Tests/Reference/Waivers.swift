/// What one group of outages comes to under one completion, ceilings applied.
private struct GroupResult {
  /// Each outage's whole yen, in order of start; -1 where its edition is not held. Outages that give
  /// nothing are left out: a change is one of money or of its kind.
  var signature: [Int] = []
  var total = Ratio.zero
  var units: Int?
  var usage: [CeilingKey: Ratio] = [:]
  var editions: Set<String> = []
  var first: RefReason?
  var holds = Reasons()
  var from: Moment?
  var to: Moment?
}

extension RefCase {
  /// The waiver assessments of one contract: one for each outage, and one for each pair that is part of
  /// no outage (docs/formats.md §4). All that could be one outage is one assessment (§11).
  func waiverAssessments(contract index: Int) -> [RefAssessment] {
    let contract = contracts[index]
    let pairs = pairs(contract: index)
    var facts = missingFacts(pairs)
    var charges = Charges(self.charges, contract: contract.id)
    var completions = completions(facts, pairs)
    func evaluate(_ values: [Int64]) -> WaiverEvaluation {
      charges.completed = [:]
      for (position, fact) in facts.enumerated() {
        if case .charge(_, let month) = fact.kind {
          charges.completed[month] = Int(values[position])
        }
      }
      let completed = CompletedContract(
        contract: contract, pairs: pairs, facts: facts, values: values)
      return completed.waivers(&charges)
    }
    var evaluations = completions.map { evaluate($0.values) }
    if !charges.missing.isEmpty {
      // Each charge that was asked for and is not booked: some amount for all, or none for one.
      for month in charges.missing.sorted() {
        facts.append(Fact(kind: .charge(contract: index, month: month), name: "charge:\(month)"))
      }
      let count = charges.missing.count
      completions = completions.flatMap { completion in
        (-1..<count).map { zero in
          let amounts = (0..<count).map { Int64($0 == zero ? 0 : 300_000) }
          return Completion(values: completion.values + amounts)
        }
      }
      evaluations = completions.map { evaluate($0.values) }
    }

    var used: [CeilingKey: Ratio] = [:]
    var grouped: Set<Int> = []
    var found: [RefAssessment] = []
    for group in groups(evaluations) {
      grouped.formUnion(group.incidents)
      let results = zip(completions, evaluations).map { _, evaluation in
        result(of: group, in: evaluation, used)
      }
      let assessment = decide(contract, group, results, facts, completions, &used)
      if !group.incidents.allSatisfy({ isScheduled($0) }) { found.append(assessment) }
    }
    for (position, pair) in pairs.enumerated()
    where !grouped.contains(pair.incident) && !pair.isScheduled {
      found.append(ownAssessment(contract, position, evaluations, facts, completions))
    }
    return found
  }

  private func isScheduled(_ incident: Int) -> Bool {
    incidents[incident].began > received + 5 * 60_000
  }

  private struct Group {
    var from: Moment
    var to: Moment
    var incidents: Set<Int>
  }

  /// Outages of different completions that share an instant could be one outage.
  private func groups(_ evaluations: [WaiverEvaluation]) -> [Group] {
    var outages: Set<Group3> = []
    for evaluation in evaluations {
      for outage in evaluation.outages where !outage.isScheduledOnly {
        outages.insert(Group3(from: outage.from, to: outage.to, incidents: outage.incidents))
      }
    }
    var groups: [Group] = []
    for outage in outages.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = groups.last, outage.from < last.to {
        groups[groups.count - 1].to = max(last.to, outage.to)
        groups[groups.count - 1].incidents.formUnion(outage.incidents)
      } else {
        groups.append(Group(from: outage.from, to: outage.to, incidents: Set(outage.incidents)))
      }
    }
    return groups
  }

  private struct Group3: Hashable {
    var from: Moment
    var to: Moment
    var incidents: [Int]
  }

  private func result(
    of group: Group, in evaluation: WaiverEvaluation, _ usedBefore: [CeilingKey: Ratio]
  ) -> GroupResult {
    var result = GroupResult()
    var used = usedBefore
    let outages = evaluation.outages.filter {
      !$0.isScheduledOnly && $0.from >= group.from && $0.to <= group.to
    }
    for outage in outages {
      result.from = min(result.from ?? outage.from, outage.from)
      result.to = max(result.to ?? outage.to, outage.to)
      if let edition = outage.missingEdition {
        result.signature.append(-1)
        result.editions.insert(edition)
        continue
      }
      // "Never less" is compared after the ceilings, before rounding (§11 Ceilings).
      var chosen = outage.general.cut(used)
      if let special = outage.special?.cut(used), special.total >= chosen.total { chosen = special }
      let exact = chosen.total
      var holds = outage.holds
      var reason = outage.reason
      if reason == nil {
        result.units = (result.units ?? 0) + chosen.units
        if exact == .zero {
          reason = .ceilingUsed
        } else if exact.floor == 0 {
          reason = .belowOneYen
        }
        if let reason { holds.insert(reason) }
      }
      // Ceilings count exact yen, before rounding.
      for share in chosen.list {
        used[share.key] = (used[share.key] ?? .zero) + share.exact
        result.usage[share.key] = (result.usage[share.key] ?? .zero) + share.exact
      }
      result.total = result.total + exact
      if let reason {
        result.first = min(result.first ?? reason, reason)
        result.holds = result.holds.union(holds)
      } else {
        result.signature.append(exact.floor)
      }
    }
    if outages.isEmpty {
      for pair in evaluation.pairs where group.incidents.contains(pair.incident) {
        if isScheduled(pair.incident) { continue }
        if let edition = pair.missingEdition {
          result.signature.append(-1)
          result.editions.insert(edition)
        }
        if let reason = pair.reason { result.first = min(result.first ?? reason, reason) }
        result.holds = result.holds.union(pair.holds)
      }
    }
    return result
  }

  private func decide(
    _ contract: RefContract, _ group: Group, _ results: [GroupResult], _ facts: [Fact],
    _ completions: [Completion], _ used: inout [CeilingKey: Ratio]
  ) -> RefAssessment {
    var assessment = RefAssessment(
      contract: contract.id, remedy: .waiver, outcome: .none,
      incidents: group.incidents.map { incidents[$0].id }.sorted())
    assessment.factsMissing = results.count > 1
    let one = results[0]
    if results.allSatisfy({ $0.from == one.from }) { assessment.from = one.from }
    if results.allSatisfy({ $0.to == one.to }) { assessment.to = one.to }

    let editions = results.reduce(into: Set<String>()) { $0.formUnion($1.editions) }
    let signatures = numbered(results.map(\.signature))
    let mattering = matteringFacts(facts, completions, signatures)
    if !mattering.isEmpty || !editions.isEmpty || Set(signatures).count > 1 {
      assessment.outcome = .undetermined
      assessment.waitsFor = Set(mattering.map { facts[$0].name }).union(editions).sorted()
      return assessment
    }

    // Decided. Where only the exact sums differ, the ceilings count the least (§11).
    var least = one
    for result in results where result.total < least.total { least = result }
    for (key, exact) in least.usage { used[key] = (used[key] ?? .zero) + exact }
    assessment.exact = least.total.text
    assessment.units = least.units
    if one.signature.isEmpty {
      assessment.reason = commonReason(results.map { ($0.first, $0.holds) })
    } else {
      assessment.outcome = .credit
      assessment.amount = one.signature.reduce(0, +)
    }
    return assessment
  }

  private func ownAssessment(
    _ contract: RefContract, _ position: Int, _ evaluations: [WaiverEvaluation], _ facts: [Fact],
    _ completions: [Completion]
  ) -> RefAssessment {
    let results = evaluations.map { $0.pairs[position] }
    var assessment = RefAssessment(
      contract: contract.id, remedy: .waiver, outcome: .none,
      incidents: [incidents[results[0].incident].id])
    assessment.factsMissing = results.count > 1
    let editions = Set(results.compactMap(\.missingEdition))
    let signatures = numbered(
      results.map { $0.missingEdition != nil ? [-1] : $0.referred != nil ? [1] : [] })
    let mattering = matteringFacts(facts, completions, signatures)
    if !mattering.isEmpty || !editions.isEmpty {
      assessment.outcome = .undetermined
      assessment.waitsFor = Set(mattering.map { facts[$0].name }).union(editions).sorted()
    } else if let referred = results[0].referred {
      assessment.outcome = .referred
      // As determined: what holds in all.
      let common = results.reduce(Set(referred)) { $0.intersection($1.referred ?? []) }
      assessment.waitsFor = common.sorted()
    } else {
      assessment.reason = commonReason(results.map { ($0.reason, $0.holds) })
    }
    return assessment
  }

  /// "where facts are missing and every completion gives none, the first that holds in all of them"
  func commonReason(_ reasons: [(first: RefReason?, holds: Reasons)]) -> String? {
    guard let one = reasons.first else { return nil }
    if reasons.allSatisfy({ $0.first == one.first }) { return one.first?.text }
    let common = reasons.reduce(Reasons.all) { $0.intersection($1.holds) }
    return (common.first ?? reasons.compactMap(\.first).max())?.text
  }

  func numbered<Value: Hashable>(_ values: [Value]) -> [Int] {
    var numbers: [Value: Int] = [:]
    return values.map { value in
      if let number = numbers[value] { return number }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
  }
}

/// Every assessment of a case.
package func reference(_ input: RefCase) -> [RefAssessment] {
  input.contracts.indices.flatMap { index in input.waiverAssessments(contract: index) }
    + input.damagesAssessments()
}
