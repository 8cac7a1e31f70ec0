extension ClaimsEvaluation {
  /// 002 第19条第3項: all customers together get no more than the carrier paid us (I-12).
  mutating func share(_ incident: String, _ entries: [(claim: Int, amount: Int)]) {
    let recoveries = input.recoveries.filter { $0.incident == incident }
    var paid = recoveries.reduce(0) { $0 + $1.amount }
    // On time is who was received by the first final one's date.
    let finalOn = recoveries.filter(\.isFinal).map(\.receivedOn).min()
    if finalOn != nil, paid == 0 {
      for entry in entries { results[entry.claim].none(.poolExhausted) }
      return
    }
    if finalOn == nil, let number = input.incidents.firstIndex(where: { $0.id == incident }) {
      // Until one is final, more may come: nothing more, some, or all that is wanting.
      let wanting = max(0, entries.reduce(0) { $0 + $1.amount } - paid)
      let quarters = ask(.recovery(incident: number), "recovery:\(incident)", otherwise: 4)
      paid += wanting * Int(quarters) / 4
    }

    // What an approval may still recognise of a claim that is not recognised yet.
    var wanted: [(claim: Int, amount: Int)] = []
    for entry in entries {
      let claim = input.claims[entry.claim]
      var amount = entry.amount
      if !claim.isRecognised, entries.count > 1 {
        let quarters = ask(.approval(claim: entry.claim), "approval:\(claim.id)", otherwise: 4)
        amount = amount * Int(quarters) / 4
      }
      wanted.append((entry.claim, amount))
    }
    let onTime = wanted.filter { input.claims[$0.claim].receivedOn <= finalOn ?? .max }
    var gets = inProportion(onTime, paid)
    // Later claims share what is left, in order of receipt.
    var left = paid - gets.values.reduce(0, +)
    for late in wanted where gets[late.claim] == nil {
      let amount = min(late.amount, left)
      gets[late.claim] = amount
      left -= amount
    }

    for entry in entries {
      if !input.claims[entry.claim].isRecognised {
        results[entry.claim].give(.held, entry.amount)
      } else if let amount = gets[entry.claim], amount > 0 {
        results[entry.claim].give(.credit, amount)
      } else {
        results[entry.claim].none(.poolExhausted)
      }
      if finalOn == nil, input.claims[entry.claim].isRecognised {
        results[entry.claim].pending.insert("recovery:\(incident)")
      }
    }
  }

  /// floor(a × R / Σa), and the yen left over one each to the largest remainders, ties by claim id.
  private func inProportion(_ wanted: [(claim: Int, amount: Int)], _ paid: Int) -> [Int: Int] {
    let sum = wanted.reduce(0) { $0 + $1.amount }
    guard sum > paid else {
      return Dictionary(uniqueKeysWithValues: wanted.map { ($0.claim, $0.amount) })
    }
    var gets: [Int: Int] = [:]
    var remainders: [(claim: Int, remainder: Int128)] = []
    for entry in wanted {
      let product = Int128(entry.amount) * Int128(paid)
      gets[entry.claim] = Int(product / Int128(sum))
      remainders.append((entry.claim, product % Int128(sum)))
    }
    remainders.sort {
      $0.remainder != $1.remainder
        ? $0.remainder > $1.remainder : input.claims[$0.claim].id < input.claims[$1.claim].id
    }
    let over = paid - gets.values.reduce(0, +)
    for entry in remainders.prefix(over) { gets[entry.claim, default: 0] += 1 }
    return gets
  }
}
