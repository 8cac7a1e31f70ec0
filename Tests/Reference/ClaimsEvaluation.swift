/// All claims of a case under one completion: they share caps and pools.
struct ClaimsEvaluation {
  let input: RefCase
  let pairs: [[Pair]]
  let facts: [Fact]
  let values: [Int64]
  var results: [ClaimResult]
  var used: [CapKey: Int] = [:]
  /// By incident: the claims, in order of receipt, and what each would get by 第1項.
  var pool: [String: [(claim: Int, amount: Int)]] = [:]
  /// Facts that are missing and were not known to be.
  var asked: [Fact] = []
  private var completedContracts: [Int: CompletedContract] = [:]

  init(_ input: RefCase, _ pairs: [[Pair]], _ facts: [Fact], _ values: [Int64]) {
    self.input = input
    self.pairs = pairs
    self.facts = facts
    self.values = values
    results = Array(repeating: ClaimResult(), count: input.claims.count)
    // In order of receipt, then id (§5).
    let order = input.claims.indices.sorted {
      (input.claims[$0].receivedOn, input.claims[$0].id)
        < (input.claims[$1].receivedOn, input.claims[$1].id)
    }
    for index in order { evaluate(index) }
    for (incident, entries) in pool { share(incident, entries) }
  }

  /// The value of a fact that only a claim asks for; noted where it is not among the facts yet.
  mutating func ask(_ kind: Fact.Kind, _ name: String, otherwise: Int64) -> Int64 {
    if let index = facts.firstIndex(where: { $0.kind == kind }) { return values[index] }
    if !asked.contains(where: { $0.kind == kind }) { asked.append(Fact(kind: kind, name: name)) }
    return otherwise
  }

  mutating func completed(_ contract: Int) -> CompletedContract {
    if let found = completedContracts[contract] { return found }
    let made = CompletedContract(
      contract: input.contracts[contract], pairs: pairs[contract], facts: facts, values: values)
    completedContracts[contract] = made
    return made
  }

  /// What of a cap is gone: what earlier claims took, and what those may have taken that are on incidents
  /// not reported yet ("a later one waits for the same facts as far as they could change what is left").
  mutating func gone(_ key: CapKey, before index: Int) -> Int {
    var gone = used[key] ?? 0
    let later = input.claims[index]
    for (number, claim) in input.claims.enumerated()
    where claim.contract == later.contract
      && (claim.receivedOn, claim.id) < (later.receivedOn, later.id)
      && !input.incidents.contains(where: { $0.id == claim.incident })
    {
      let most: Int
      switch key {
      case .month(_, let month):
        guard let damageOn = claim.damageOn, month.first <= damageOn, damageOn < month.next.first,
          claim.receivedOn <= lastDayInTime(damageOn: damageOn)
        else { continue }
        most = claim.sum([.ordinary])
      case .outage(_, let from):
        guard day(of: from) <= claim.damageOn ?? claim.receivedOn else { continue }
        // Were a carrier's part beside ours, a person could award all that is claimed (I-29).
        most = claim.items.filter { $0.kind == .ordinary }.reduce(0) { $0 + $1.amount }
      }
      guard most > 0 else { continue }
      gone += most * Int(ask(.taken(claim: number), "incident:\(claim.incident)", otherwise: 0)) / 4
    }
    return gone
  }

  private mutating func evaluate(_ index: Int) {
    let claim = input.claims[index]
    guard let contract = input.contracts.firstIndex(where: { $0.id == claim.contract }) else {
      // A report that names its contracts by id, and not this one, cannot come to hit it.
      if let report = input.incidents.first(where: { $0.id == claim.incident }),
        !report.affects.contains(where: { $0.contract == claim.contract })
      {
        results[index].none(.notAffected)
      } else {
        results[index].pending.insert("contract:\(claim.contract)")
      }
      return
    }
    guard let incident = input.incidents.firstIndex(where: { $0.id == claim.incident }) else {
      results[index].pending.insert("incident:\(claim.incident)")
      return
    }
    results[index].incidents = [incident]
    guard let pair = pairs[contract].firstIndex(where: { $0.incident == incident }) else {
      return results[index].none(.notAffected)
    }
    // Outside the service period: none, under every document.
    guard let from = completed(contract).pairs[pair].clippedFrom else {
      return results[index].none(.outsideService)
    }
    let terms = input.contracts[contract].version(on: day(of: from)).terms
    if terms != .network, let edition = terms.missingEdition(at: from) {
      results[index].pending.insert(edition)
      return
    }
    switch terms {
    case .network: network(index, contract, pair, from)
    case .optage: optage(index, contract, pair, from)
    case .iot: iot(index, contract, pair)
    case .backup, .iijID: usen(index, contract, pair, from)
    }
  }
}
