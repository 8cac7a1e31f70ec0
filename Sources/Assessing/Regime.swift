import Domain
import Quantities

/// A stretch of a contract's service under one version of it and one edition of its terms.
struct Regime {
  let interval: Interval
  let version: ContractVersion
  /// What the edition says; that of the earliest edition before any is held; `nil` when no edition
  /// of the terms is held at all.
  let rule: ServiceRule?
  /// Whether the edition in force is held.
  let isHeld: Bool

  /// The document that decides instead of the contract's terms.
  var referral: Awaited? {
    version.agreement.map { .terms($0) } ?? rule?.referral.map { .terms($0.terms) }
  }

  /// The edition that would have to be held at a moment.
  func edition(at moment: Moment) -> Awaited {
    .edition(version.terms, (rule?.edition.offset ?? .japan).date(of: moment))
  }

  /// The waiver by which outages are told apart, unless something else decides.
  var outage: Waiver? { referral == nil ? rule?.outage : nil }
}

/// A stretch of a contract's service under one document and for one service: outages do not reach
/// across its ends (DOMAIN §11).
struct Segment {
  let interval: Interval
  let regimes: [Regime]

  /// The regime at a moment; the nearest one outside.
  func regime(at moment: Moment) -> Regime? {
    regimes.last { $0.interval.start <= moment } ?? regimes.first
  }

  /// The waivers by which outages are told apart in it, without repetition.
  var outageWaivers: [Waiver] {
    var found: [Waiver] = []
    for waiver in regimes.compactMap(\.outage) where !found.contains(waiver) {
      found.append(waiver)
    }
    return found
  }
}

/// Cuts contracts' service periods into segments and regimes.
struct Timeline {
  private struct RuleKey: Hashable {
    let terms: Identifier
    let heldFrom: CivilDate
    let service: Identifier
    let billing: Billing
  }

  private let catalogue: TermsCatalogue
  /// Nearly all contracts share a few rules: each is looked up once.
  private var rules: [RuleKey: ServiceRule] = [:]

  init(_ catalogue: TermsCatalogue) {
    self.catalogue = catalogue
  }

  /// The segments of a contract's service, which ends no later than `horizon`.
  mutating func segments(of contract: ContractHistory, until horizon: Moment) -> [Segment] {
    let service = contract.service
    let whole = Interval(service.start, min(service.end ?? horizon, horizon))
    var segments: [[Regime]] = []
    for regime in regimes(of: contract, within: whole) {
      if let last = segments.last?.last, last.version.terms == regime.version.terms,
        last.version.service == regime.version.service
      {
        segments[segments.count - 1].append(regime)
      } else {
        segments.append([regime])
      }
    }
    return segments.compactMap { regimes in
      guard let first = regimes.first, let last = regimes.last else { return nil }
      return Segment(
        interval: Interval(first.interval.start, last.interval.end), regimes: regimes)
    }
  }

  private mutating func regimes(of contract: ContractHistory, within whole: Interval) -> [Regime] {
    var found: [Regime] = []
    for (index, version) in contract.versions.enumerated() {
      let isLast = index == contract.versions.count - 1
      let from =
        index == 0 ? whole.start : UTCOffset.japan.start(of: contract.versions[index].validFrom)
      let to =
        isLast ? whole.end : UTCOffset.japan.start(of: contract.versions[index + 1].validFrom)
      let interval = Interval(from, to).clipped(to: whole)
      let editions = catalogue.editions[version.terms] ?? []
      let changes = editions.map { $0.offset.start(of: $0.heldFrom) }
      for piece in interval.split(at: changes) {
        let held = editions.last { $0.offset.start(of: $0.heldFrom) <= piece.start }
        let edition = held ?? editions.first
        found.append(
          Regime(
            interval: piece, version: version, rule: edition.map { rule($0, version) },
            isHeld: held != nil))
      }
    }
    return found
  }

  /// Whether some document of a contract shares what a carrier paid, as far as editions are held.
  func mayPool(_ contract: ContractHistory) -> Bool {
    contract.versions.contains { version in
      (catalogue.editions[version.terms] ?? []).contains { edition in
        edition.damages.rules.contains(where: \.isPooled)
      }
    }
  }

  private mutating func rule(_ edition: TermsEdition, _ version: ContractVersion) -> ServiceRule {
    let key = RuleKey(
      terms: edition.id, heldFrom: edition.heldFrom, service: version.service,
      billing: version.billing)
    if let known = rules[key] { return known }
    let rule = edition.rule(for: version.service, version.billing)
    rules[key] = rule
    return rule
  }
}
