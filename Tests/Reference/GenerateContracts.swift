extension Generator {
  mutating func makeContract(_ number: Int, _ terms: RefTerms, _ startDay: Int, _ start: Day)
    -> RefContract
  {
    let billing: RefBilling =
      terms == .network
      ? random.pick([
        .fixedMonthly: 48, .fixedAnnual: 22, .meteredMonthly: 22, .metered: 6, .oneTime: 2,
      ]) : .fixedMonthly
    let rate = random.pick([10: 85, 8: 10, 0: 5])
    let first = RefVersion(
      validFrom: start, account: "A-\(number)", terms: terms, service: pickService(terms),
      billing: billing, fee: pickFee(billing), feeMonthStartDay: startDay, taxRate: rate,
      serviceStart: start, serviceEnd: nil)
    var contract = RefContract(id: "C-\(number)", versions: [first])
    if random.chance(30) { addVersion(&contract) }
    if random.chance(8) { addVersion(&contract) }
    if random.chance(12) {
      let last = contract.versions.count - 1
      let end = max(contract.versions[last].validFrom, anchor + random.int(-1...6))
      contract.versions[last].serviceEnd = end
    }
    return contract
  }

  func hasFee(_ billing: RefBilling) -> Bool {
    billing == .fixedMonthly || billing == .fixedAnnual
  }

  mutating func pickFee(_ billing: RefBilling) -> Int? {
    guard hasFee(billing) else { return nil }
    if isPool { return random.pick([50_000, 90_000, 300_000, 123_457]) }
    let fee = random.pick([
      0: 4, 1: 2, 29: 1, 31: 1, 744: 1, 10_000: 5, 50_000: 10, 100_000: 15, 300_000: 15,
      310_000: 10,
      123_457: 10, 999_999_999_999: 1, random.int(1...2_000_000): 25,
    ])
    return billing == .fixedAnnual && random.chance(70) ? fee * 12 : fee
  }

  mutating func pickService(_ terms: RefTerms) -> String {
    switch terms {
    case .network: "net-a"
    case .optage: random.pick(["cloud-storage", "managed"])
    case .iot:
      random.pick([
        "iot", "mobile-access", "data-storage", "private-connector", "private-mobile-gateway",
        "wise-paas-connector", "vpn-gateway",
      ])
    case .backup: "cloud-backup"
    case .iijID: "iij-id"
    }
  }

  /// Another version about the time of the outages.
  private mutating func addVersion(_ contract: inout RefContract) {
    guard var next = contract.versions.last else { return }
    let from = anchor + random.int(-35...9)
    guard from > next.validFrom else { return }
    next.validFrom = from
    switch random.int(0...7) {
    case 0, 1: next.fee = next.fee.flatMap { _ in pickFee(next.billing) }
    case 2: next.account += "b"
    case 3:
      if next.terms == .network {
        next.billing = random.pick([.fixedMonthly, .fixedAnnual, .meteredMonthly])
        next.fee = pickFee(next.billing)
      } else {
        next.fee = pickFee(next.billing)
      }
    case 4: next.feeMonthStartDay = random.pick([1, 15, 29, 30, 31])
    case 5:
      switch next.terms {
      case .network: next.service = "net-b"
      case .optage: next.service = next.service == "managed" ? "cloud-storage" : "managed"
      default: next.service = pickService(next.terms)
      }
      if random.chance(50) { next.fee = pickFee(next.billing) }
    case 6:
      // Other terms; never with a claim, whose clause would be open.
      if !hasClaims, next.terms == .network {
        next.terms = .optage
        next.service = pickService(.optage)
        next.billing = .fixedMonthly
        next.fee = pickFee(.fixedMonthly)
      } else if !hasClaims, next.terms == .optage {
        next.terms = .network
        next.service = "net-a"
        next.fee = pickFee(.fixedMonthly)
      }
    default: next.taxRate = random.pick([8, 10])
    }
    contract.versions.append(next)
  }
}
