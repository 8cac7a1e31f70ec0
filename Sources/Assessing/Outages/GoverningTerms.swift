import Domain
import Quantities

/// A stretch of a contract's service under one version of it and one edition of its terms.
///
/// It never changes, and is a class because it is handed around a lot: to copy all that a version and
/// a rule hold took a tenth of an intake.
final class GoverningTerms: Sendable {
  let interval: Interval
  let version: ContractVersion
  /// What the edition says, with what it incorporates and what was agreed; that of the earliest
  /// edition before any is held; `nil` when no edition of the terms is held at all.
  let rule: ServiceRule?
  /// The document whose edition in force is not held.
  let lacking: Identifier?
  /// The document that decides instead of the contract's terms, and is not held.
  let referral: Awaited?

  init(
    interval: Interval, version: ContractVersion, rule: ServiceRule?, lacking: Identifier?,
    referral: Awaited?
  ) {
    self.interval = interval
    self.version = version
    self.rule = rule
    self.lacking = lacking
    self.referral = referral
  }

  /// Whether the editions in force are held.
  var isHeld: Bool { lacking == nil }

  /// The edition that would have to be held at a moment.
  func edition(at moment: Moment) -> Awaited {
    .edition(lacking ?? version.terms, (rule?.edition.offset ?? .japan).date(of: moment))
  }

  /// The waiver by which outages are told apart, unless something else decides.
  var outage: Waiver? { referral == nil ? rule?.outage : nil }
}

/// A stretch of a contract's service under one document and for one service: outages do not reach
/// across its ends (docs/domain.md §11).
struct ServiceSpan {
  let interval: Interval
  let governingTerms: [GoverningTerms]

  /// The governing terms at a moment; the nearest one outside.
  func governing(at moment: Moment) -> GoverningTerms? {
    governingTerms.last { $0.interval.start <= moment } ?? governingTerms.first
  }

  /// The outages in it, in order of time, each with the governing terms to which it belongs: that in which it
  /// begins, and which it may outlast.
  ///
  /// - Parameter counted: the stretches that count under its governing terms, within what it can reach and apart
  ///   from what outages of earlier ones took.
  func outages(
    _ counted: (GoverningTerms, _ reach: Interval, _ except: IntervalSet) -> IntervalSet
  ) -> [(interval: Interval, governing: GoverningTerms)] {
    var found: [(interval: Interval, governing: GoverningTerms)] = []
    var taken = IntervalSet.empty
    for governing in governingTerms {
      let reach = Interval(governing.interval.start, interval.end)
      let own = counted(governing, reach, taken).intervals.filter {
        $0.start < governing.interval.end
      }
      taken = taken.union(IntervalSet(own))
      found += own.map { ($0, governing) }
    }
    return found
  }

  /// The waivers by which outages are told apart in it, without repetition.
  var outageWaivers: [Waiver] { governingTerms.compactMap(\.outage).distinct }
}

extension [ServiceSpan] {
  /// The governing terms in force at a moment; the nearest one outside.
  func governing(at moment: Moment) -> GoverningTerms? {
    (first { $0.interval.contains(moment) } ?? last)?.governing(at: moment)
  }
}

/// Cuts contracts' service periods into service spans and, within them, governing terms.
struct Timeline {
  private struct RuleKey: Hashable {
    let terms: Identifier
    let heldFrom: CivilDate
    let service: Identifier
    let billing: Billing
    let agreement: Identifier?
  }

  private struct ChangeKey: Hashable {
    let terms: Identifier
    let agreement: Identifier?
  }

  private let catalogue: TermsCatalogue
  /// Nearly all contracts share a few rules: each is looked up once.
  private var rules: [RuleKey: ServiceRule] = [:]
  private var changes: [ChangeKey: [Moment]] = [:]

  init(_ catalogue: TermsCatalogue) {
    self.catalogue = catalogue
  }

  /// The service spans of a contract's service, which ends no later than `horizon`.
  mutating func serviceSpans(of contract: ContractHistory, until horizon: Moment) -> [ServiceSpan] {
    let service = contract.service
    let whole = Interval(service.start, min(service.end ?? horizon, horizon))
    var serviceSpans: [[GoverningTerms]] = []
    for governing in governingTerms(of: contract, within: whole) {
      if let last = serviceSpans.last?.last, last.version.terms == governing.version.terms,
        last.version.service == governing.version.service
      {
        serviceSpans[serviceSpans.count - 1].append(governing)
      } else {
        serviceSpans.append([governing])
      }
    }
    return serviceSpans.compactMap { governingTerms in
      guard let first = governingTerms.first, let last = governingTerms.last else { return nil }
      return ServiceSpan(
        interval: Interval(first.interval.start, last.interval.end), governingTerms: governingTerms)
    }
  }

  private mutating func governingTerms(of contract: ContractHistory, within whole: Interval)
    -> [GoverningTerms]
  {
    var found: [GoverningTerms] = []
    for (index, version) in contract.versions.enumerated() {
      let isLast = index == contract.versions.count - 1
      let from =
        index == 0 ? whole.start : UTCOffset.japan.start(of: contract.versions[index].validFrom)
      let to =
        isLast ? whole.end : UTCOffset.japan.start(of: contract.versions[index + 1].validFrom)
      let interval = Interval(from, to).clipped(to: whole)
      for piece in interval.split(at: changes(under: version)) {
        found.append(governing(piece, version))
      }
    }
    return found
  }

  /// When another edition, or an agreement, begins or ends to hold for a version of a contract.
  private mutating func changes(under version: ContractVersion) -> [Moment] {
    let key = ChangeKey(terms: version.terms, agreement: version.agreement)
    if let known = changes[key] { return known }
    let editions = catalogue.editions[version.terms] ?? []
    let incorporated = Set(editions.flatMap(\.referrals).map(\.terms))
      .flatMap { catalogue.editions[$0] ?? [] }
    let agreement = version.agreement.flatMap { catalogue.agreements[$0] }
    let days = [agreement?.from, agreement?.to.map { $0 + 1 }].compactMap { $0 }
    let found =
      (editions + incorporated).map { $0.offset.start(of: $0.heldFrom) }
      + days.map { UTCOffset.japan.start(of: $0) }
    changes[key] = found
    return found
  }

  private mutating func governing(_ piece: Interval, _ version: ContractVersion) -> GoverningTerms {
    let editions = catalogue.editions[version.terms] ?? []
    let held = edition(of: version.terms, at: piece.start)
    var lacking = held == nil ? version.terms : nil
    var referral: Awaited?
    let agreement = version.agreement.map { (id: $0, held: catalogue.agreements[$0]) }
    if let agreement, agreement.held == nil { referral = .terms(agreement.id) }
    let applying = agreement?.held.flatMap { agreement -> Agreement? in
      let day = UTCOffset.japan.date(of: piece.start)
      return agreement.holds(on: day) && agreement.amends == version.terms ? agreement : nil
    }
    var rule = (held ?? editions.first).map { self.rule($0, version, applying) }
    if let own = rule, let other = own.referral?.terms {
      if let incorporated = edition(of: other, at: piece.start),
        let found = own.incorporating(incorporated, for: version)
      {
        rule = found
      } else if catalogue.editions[other] != nil, edition(of: other, at: piece.start) == nil {
        lacking = lacking ?? other
      } else {
        referral = referral ?? .terms(other)
      }
    }
    return GoverningTerms(
      interval: piece, version: version, rule: rule, lacking: lacking, referral: referral)
  }

  /// The edition of a document in force at a moment, if it is held.
  private func edition(of terms: Identifier, at moment: Moment) -> TermsEdition? {
    (catalogue.editions[terms] ?? []).last { $0.offset.start(of: $0.heldFrom) <= moment }
  }

  /// Whether some document of a contract shares what a carrier paid, as far as editions are held.
  func mayPool(_ contract: ContractHistory) -> Bool {
    contract.versions.contains { version in
      (catalogue.editions[version.terms] ?? []).contains { edition in
        edition.damages.rules.contains(where: \.isPooled)
      }
    }
  }

  private mutating func rule(
    _ edition: TermsEdition, _ version: ContractVersion, _ agreement: Agreement?
  ) -> ServiceRule {
    let key = RuleKey(
      terms: edition.id, heldFrom: edition.heldFrom, service: version.service,
      billing: version.billing, agreement: agreement?.id)
    if let known = rules[key] { return known }
    let amended = agreement?.amending(edition) ?? edition
    var rule = amended.rule(for: version.service, version.billing)
    rule.amended = agreement?.replacements(edition) ?? [:]
    rules[key] = rule
    return rule
  }
}
