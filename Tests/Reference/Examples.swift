/// The worked examples of docs/domain.md §10, as far as they are within reach: what is got beside what is owed.
package func workedExamples() -> [(name: String, got: String, expected: String)] {
  var found: [(name: String, got: String, expected: String)] = []

  func at(_ month: Int, _ day: Int, _ clock: Int = 0, _ minute: Int = 0) -> Moment {
    start(of: dayNumber(2026, month, day)) + Int64(clock) * hour + Int64(minute) * 60_000
  }
  func contract(_ terms: RefTerms, _ service: String, _ billing: RefBilling, _ fee: Int)
    -> RefContract
  {
    let from = dayNumber(2024, 2, 1)
    let version = RefVersion(
      validFrom: from, account: "A-1", terms: terms, service: service, billing: billing, fee: fee,
      feeMonthStartDay: 1, taxRate: 10, serviceStart: from, serviceEnd: nil)
    return RefContract(id: "C-1", versions: [version])
  }
  func incident(
    _ from: Moment, _ to: Moment, _ attribution: RefAttribution, _ fault: RefFault? = nil,
    known: Moment? = nil
  ) -> RefIncident {
    RefIncident(
      id: "", began: from, known: known ?? from, restored: to, announced: at(1, 2),
      windowFrom: from, windowUntil: to, impact: .total, attribution: attribution, fault: fault,
      phases: [], affects: [RefAffect(contract: "C-1")])
  }
  func example(
    _ name: String, _ contract: RefContract, _ reports: [RefIncident], charges: [RefCharge] = [],
    claims: [RefClaim] = [], recoveries: [RefRecovery] = [], _ expected: String
  ) {
    var reports = reports
    for index in reports.indices { reports[index].id = "INC-\(index + 1)" }
    let input = RefCase(
      seed: 0, received: at(12, 1), step: hour, contracts: [contract], incidents: reports,
      charges: charges, claims: claims, recoveries: recoveries)
    let got = reference(input).filter { claims.isEmpty || $0.remedy == .damages }.filter {
      $0.outcome != .none || reports.count == 1
    }
    found.append((name, got.map { "\($0.outcome) \($0.amount)" }.joined(separator: ", "), expected))
  }
  func claim(_ items: [RefItem], damage: Day? = nil, received: Day, by: String? = "B") -> RefClaim {
    RefClaim(
      id: "K-1", incident: "INC-1", contract: "C-1", receivedOn: received, damageOn: damage,
      recognisedBy: by, recognisedOn: by.map { _ in received }, filedBy: nil,
      taxClass: "out-of-scope", items: items)
  }
  func item(_ kind: RefItemKind, _ amount: Int) -> RefItem { RefItem(kind: kind, amount: amount) }

  let monthly = { contract(.network, "net", .fixedMonthly, $0) }
  let storage = { contract(.optage, "cloud-storage", .fixedMonthly, $0) }
  let april = incident(at(4, 12, 8, 50), at(4, 15, 8, 55), .thirdParty)
  example("1", monthly(50_000), [april], "credit 5000")
  example("2", contract(.network, "net", .fixedAnnual, 600_000), [april], "credit 4931")
  let works = incident(at(2, 27, 10), at(3, 2, 12), .provider, .negligence)
  example("3", storage(100_000), [works], "credit 10368")
  example(
    "4", storage(100_000), [incident(at(2, 27, 10), at(3, 2, 12), .provider, .gross)],
    "credit 10493")
  example(
    "5", storage(300_000), [incident(at(3, 2), at(3, 2, 2, 30), .provider, .gross)], "credit 1008")
  example(
    "5b", storage(300_000), [incident(at(3, 2), at(3, 2, 2, 30), .provider, .negligence)], "none 0")
  let six = incident(at(4, 12), at(4, 17, 1), .provider, .negligence)
  let items = [item(.ordinary, 100_000), item(.lostProfit, 40_000)]
  let booked = [RefCharge(contract: "C-1", month: "2026-03", amount: 82_345)]
  example(
    "6", monthly(50_000), [six], charges: booked,
    claims: [claim(items, received: dayNumber(2026, 5, 1))], "credit 13724")
  var gross = six
  gross.fault = .gross
  example(
    "6b", monthly(50_000), [gross], charges: booked,
    claims: [claim(items, received: dayNumber(2026, 5, 1))], "held 140000")
  example(
    "8", storage(310_000),
    [
      incident(at(3, 1), at(3, 1, 20), .provider, .negligence),
      incident(at(3, 1, 18), at(3, 2, 16), .provider, .negligence, known: at(3, 1, 22)),
    ], "credit 10000")
  example(
    "9", storage(100_000),
    [
      incident(at(3, 4), at(3, 6), .provider, .negligence),
      incident(at(3, 4), at(3, 6), .provider, .gross),
    ], "credit 6451")
  example(
    "10", storage(100_000),
    [
      incident(at(3, 10), at(3, 13), .provider, .negligence),
      incident(at(3, 1), at(4, 1), .suspension),
    ], "")
  example(
    "11", monthly(300_000),
    [
      incident(at(4, 10), at(4, 14), .provider, .negligence),
      incident(at(4, 1), at(5, 1), .customer),
    ], "credit 40000")
  example(
    "11b", monthly(300_000),
    [
      incident(at(4, 10), at(4, 11, 12), .provider, .negligence),
      incident(at(4, 10, 5), at(4, 10, 5, 1), .suspension),
    ], "credit 10000")
  example(
    "12", storage(300_000),
    [
      incident(at(4, 10), at(4, 14), .provider, .negligence),
      incident(at(4, 11), at(4, 12, 6), .planned),
    ], "credit 20000")
  let fault = incident(at(4, 3), at(4, 3, 5), .provider, .negligence)
  let damage = dayNumber(2026, 4, 3)
  for (loss, received, expected) in [
    (50_000, dayNumber(2026, 5, 7), "credit 50000"),
    (150_000, dayNumber(2026, 5, 7), "credit 110000"),
    (50_000, dayNumber(2026, 5, 8), "none 0"),
  ] {
    example(
      "13", storage(100_000), [fault],
      claims: [claim([item(.ordinary, loss)], damage: damage, received: received)], expected)
  }
  let five = incident(at(4, 3), at(4, 8), .carrier)
  let paid = RefRecovery(
    id: "R", incident: "INC-1", carrier: "X", amount: 1000, receivedOn: dayNumber(2026, 6, 1),
    isFinal: true)
  let million = claim([item(.ordinary, 1_000_000)], received: dayNumber(2026, 5, 8))
  example(
    "14", monthly(300_000),
    [five, incident(at(4, 4), at(4, 4, 0, 2), .provider, .negligence)], claims: [million],
    recoveries: [paid], "held 50000")
  example("14b", monthly(300_000), [five], claims: [million], recoveries: [paid], "credit 1000")
  example(
    "15", contract(.optage, "managed", .fixedMonthly, 300_000),
    [
      incident(at(4, 1), at(4, 4), .provider, .negligence, known: at(4, 3, 12)),
      incident(at(4, 2, 2), at(4, 2, 4), .carrier, known: at(3, 20)),
    ], "credit 10000")
  example(
    "16", storage(300_000),
    [
      incident(at(4, 1), at(4, 1, 20), .provider, .negligence),
      incident(at(4, 1, 20), at(4, 2, 16), .emergency),
      incident(at(4, 2, 16), at(4, 3, 12), .provider, .negligence),
    ], "credit 20000")
  return found
}
