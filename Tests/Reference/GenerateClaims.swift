extension Generator {
  mutating func addClaims(_ input: inout RefCase) {
    let count = isPool ? random.int(2...4) : random.pick([1: 55, 2: 30, 3: 15])
    for number in 1...count {
      let claim = makeClaim(&input, isPool ? number : 1, "K-\(random.int(1...9))\(number)")
      input.claims.append(claim)
    }
    if isPool || random.chance(10) { addRecoveries(&input) }

    var last = day(of: input.received)
    for claim in input.claims { last = max(last, claim.receivedOn, claim.recognisedOn ?? last) }
    for recovery in input.recoveries { last = max(last, recovery.receivedOn) }
    if last > day(of: input.received) { input.received = start(of: last) + 12 * hour }
    // Months that were paid meanwhile stay as they are: what is paid later is not known yet.
  }

  private mutating func makeClaim(_ input: inout RefCase, _ number: Int, _ id: String) -> RefClaim {
    let contract = input.contracts[(number - 1) % input.contracts.count]
    let hitting = input.incidents.filter { report in
      report.affects.contains { $0.contract == contract.id }
    }
    let wanted = hitting.filter { [.provider, .carrier].contains($0.attribution) }
    let report =
      isPool
      ? input.incidents[0]
      : random.pick(random.chance(80) && !wanted.isEmpty ? wanted : hitting)
    let entry = report.affects.first { $0.contract == contract.id }
    let from = entry?.began ?? report.began
    let to = max(from, entry?.restored ?? report.restored ?? from)
    let first = day(of: from)
    let last = min(day(of: to), first + 60)

    var claim = RefClaim(
      id: id, incident: report.id, contract: contract.id, receivedOn: last + random.int(0...45),
      items: [])
    let damageOn = random.int(first...last) + (random.chance(15) ? random.int(-3...3) : 0)
    if contract.versions[0].terms == .optage {
      claim.damageOn = damageOn
      claim.taxClass = random.pick(["fee-reduction", "out-of-scope"])
      if random.chance(55) {
        // About the 30th day, or the day that stands in its place.
        let end = random.chance(50) ? damageOn + 30 : lastDayInTime(damageOn: damageOn)
        claim.receivedOn = end + random.int(-1...1)
      }
    } else {
      claim.taxClass = "out-of-scope"
      if random.chance(45) { claim.damageOn = damageOn }
    }
    claim.receivedOn = max(claim.receivedOn, claim.damageOn ?? claim.receivedOn)
    if claim.receivedOn < first { claim.receivedOn = first }

    if random.chance(65) {
      claim.recognisedBy = "法務部長"
      claim.recognisedOn = claim.receivedOn + random.int(0...3)
    }
    if random.chance(50) { claim.filedBy = random.chance(25) ? "法務部長" : "営業担当" }
    let fee = contract.versions.compactMap(\.fee).max() ?? 100_000
    var kinds: [RefItemKind] = random.chance(88) ? [.ordinary] : []
    for kind in [RefItemKind.special, .lostProfit, .dataLoss] where random.chance(25) {
      kinds.append(kind)
    }
    if kinds.isEmpty { kinds = [random.pick([.special, .lostProfit, .dataLoss])] }
    for kind in kinds {
      let amount = random.pick([
        1: 3, 1000: 10, 100_000: 15, 1_000_000: 15, max(1, fee): 8, max(1, fee + fee / 10): 8,
        max(1, fee / 30): 12, max(1, fee / 15): 8, max(1, fee / 15 + 1): 4,
        random.int(1...400_000): 20,
      ])
      var item = RefItem(kind: kind, amount: amount, recognised: nil)
      if claim.recognisedBy != nil, random.chance(25) { item.recognised = random.int(1...amount) }
      claim.items.append(item)
    }
    if !isPool {
      if random.chance(2) { claim.incident = "INC-77" }
      if random.chance(2) { claim.contract = "C-77" }
    }
    return claim
  }

  private mutating func addRecoveries(_ input: inout RefCase) {
    let incident = input.incidents[0].id
    let dates = input.claims.map(\.receivedOn)
    let fee = input.contracts.compactMap { $0.versions[0].fee }.max() ?? 300_000
    for number in 0..<random.pick([0: 12, 1: 60, 2: 28]) {
      input.recoveries.append(
        RefRecovery(
          id: "R-\(number + 1)", incident: incident, carrier: "Carrier",
          amount: random.pick([0: 8, fee / 60: 15, fee / 30: 25, fee / 10: 25, fee * 3: 27]),
          receivedOn: random.pick(dates) + random.pick([-1, 0, 0, 1, 5]),
          isFinal: random.chance(70)))
    }
  }
}
