import Assessing
import Domain
import Reference

/// What the program and the reference have to agree on about one assessment.
struct Told: Comparable {
  /// By which the two are put beside one another: contract, remedy, claim, incidents, beginning.
  let place: [String]
  let outcome: String
  let amount: String
  let exact: String
  let reason: String
  let waitsFor: [String]
  let cap: String
  /// Whether more than one completion was tried, so that only what all of them share can be compared.
  let isOpen: Bool

  init(_ assessment: Assessment) {
    place = [
      assessment.contract.text, assessment.remedy.rawValue, assessment.request?.text ?? "",
      assessment.incidents.map(\.text).joined(separator: " "),
      assessment.remedy == .waiver ? assessment.outage?.from.description ?? "" : "",
    ]
    outcome = assessment.outcome.rawValue
    amount = assessment.amount.description
    exact = assessment.exact.description
    // Of a share below one yen the reference says that nothing is left.
    reason =
      assessment.reason == .belowOneYen && assessment.remedy == .damages && assessment.cap != .zero
      ? Reason.poolExhausted.rawValue : assessment.reason?.rawValue ?? ""
    waitsFor = assessment.waitsFor.map(\.description).sorted()
    cap = assessment.cap?.description ?? ""
    isOpen = false
  }

  init(_ assessment: RefAssessment) {
    place = [
      assessment.contract, assessment.remedy.rawValue, assessment.claim ?? "",
      assessment.incidents.joined(separator: " "),
      assessment.remedy == .waiver ? assessment.from.map { Reference.text(moment: $0) } ?? "" : "",
    ]
    outcome = assessment.outcome.rawValue
    amount = String(assessment.amount)
    exact = assessment.exact
    reason = assessment.reason ?? ""
    waitsFor = assessment.waitsFor.sorted()
    cap = assessment.cap.map { String($0) } ?? ""
    isOpen = assessment.factsMissing
  }

  static func < (left: Told, right: Told) -> Bool {
    left.place.lexicographicallyPrecedes(right.place)
  }

  private var isWaiver: Bool { place[1] == "waiver" }

  /// Where two lists differ first; `nil` where they agree.
  ///
  /// Not compared are: under a billing without a formula, where nothing can be an outage, how reports are
  /// gathered (the program answers each, the reference those together that would be one); and, where claims
  /// under several contracts share a payment, whether what is missing of an incident that they have in
  /// common could still matter (the program completes it for each contract by itself, and so may wait
  /// where the reference decides).
  static func difference(_ found: [Told], _ expected: [Told]) -> String? {
    let withoutFormula = Set(found.filter { $0.reason == "no-formula" }.map { $0.place[0] })
    func compared(_ told: [Told]) -> [Told] {
      told.filter { !($0.isWaiver && withoutFormula.contains($0.place[0])) }.sorted()
    }
    let (found, expected) = (compared(found), compared(expected))
    let difference = "\(list(found)) instead of \(list(expected))"
    guard bySettled(found).count == bySettled(expected).count else { return difference }
    if expected.contains(where: \.isOpen) || found.contains(where: \.waitsForEdition) {
      let pool = Set(found.filter { !$0.isWaiver }.map { $0.place[0] }).count > 1
      let (one, other) = (bySettled(found), bySettled(expected))
      let differing = zip(one, other).filter { !$0.agrees(with: $1) }
      let isBolder =
        pool
        && differing.allSatisfy { one, other in
          !one.isWaiver && one.outcome == "undetermined" && one.place[2] == other.place[2]
        }
      return differing.isEmpty || isBolder ? nil : difference
    }
    for (one, other) in zip(found, expected) where !one.isAlike(other) {
      return "\(one.text) instead of \(other.text)"
    }
    return nil
  }

  /// Whether both settle the same. The reference tries moments far off only day by day, so the program
  /// may name a fact more that matters.
  private func agrees(with other: Told) -> Bool {
    settled == other.settled
      || outcome == "undetermined" && outcome == other.outcome && place[0...2] == other.place[0...2]
        && Set(waits).isSuperset(of: other.waits)
  }

  /// In order of what is settled; what waits for an edition is once told by report, once by outage.
  private static func bySettled(_ told: [Told]) -> [Told] {
    var seen: Set<String> = []
    return told.sorted { $0.settled < $1.settled }
      .filter { !$0.waitsForEdition || seen.insert($0.settled).inserted }
  }

  private func isAlike(_ other: Told) -> Bool {
    // Of a share of a pool the program tells the exact part, the reference whole yen.
    place == other.place && settled == other.settled && reason == other.reason
      && (exact == other.exact || !isWaiver) && (outcome == "none" || cap == other.cap)
  }

  /// What must agree whatever is missing.
  private var settled: String {
    "\(place[0...2].joined(separator: "/")) \(outcome) \(amount) \(waits.joined(separator: " "))"
  }

  /// What is waited for. Beside an edition or a day of damage what else may matter is told in two ways;
  /// and of other claims in a pool the reference tries a few amounts, the program all.
  private var waits: [String] {
    if waitsForEdition { return ["edition"] }
    if waitsFor.contains("damage_on") { return ["damage_on"] }
    return isWaiver
      ? waitsFor : waitsFor.filter { !$0.hasPrefix("approval:") && !$0.contains("@") }
  }

  private var waitsForEdition: Bool { waitsFor.contains { $0.hasPrefix("edition:") } }

  private static func list(_ told: [Told]) -> String {
    told.map(\.text).joined(separator: "; ")
  }

  private var text: String {
    "\(place.joined(separator: "/")) \(outcome) \(amount) (\(exact)) \(reason) \(waitsFor) \(cap)"
  }
}
