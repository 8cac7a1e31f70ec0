import Assessing
import Domain
import Quantities
import Reading
import Threads

/// Facts read from files and held in memory: what `assess` works on, without a ledger.
public struct FactsInMemory {
  /// What the reports told.
  var incidents = IncidentList()
  private var versions: [Identifier: [CivilDate: ContractVersion]] = [:]
  private var charges: [Identifier: [YearMonth: Charge]] = [:]
  private var requests = Requests()
  /// The standing reports, found by what names or selects contracts.
  private var standing = StandingReports([])

  /// What was asked for and what was paid in.
  private struct Requests {
    var claims: [Identifier: Claim] = [:]
    var claimsByContract: [Identifier: [Claim]] = [:]
    var claimsByIncident: [Identifier: [Claim]] = [:]
    var recoveries: [Identifier: Recovery] = [:]
    var reliefs: [Identifier: Relief] = [:]
  }

  /// No facts.
  public init() {}

  /// A contract through its versions; `nil` when it is not known.
  func history(of contract: Identifier) -> ContractHistory? {
    versions[contract].flatMap { ContractHistory(Array($0.values)) }
  }

  /// The contracts that are known.
  var histories: [ContractHistory] { versions.keys.compactMap { history(of: $0) } }

  /// Takes in a contract version; of two that hold from the same day, see ``isReplaced(_:by:)``.
  mutating func add(_ version: ContractVersion) {
    let held = versions[version.contract]?[version.validFrom]
    guard isReplaced(held?.exportedAt, by: version.exportedAt) else { return }
    versions[version.contract, default: [:]][version.validFrom] = version
  }

  /// Takes in a charge; of two for the same fee month, see ``isReplaced(_:by:)``.
  mutating func add(_ charge: Charge) {
    let held = charges[charge.contract]?[charge.feeMonth]
    guard isReplaced(held?.exportedAt, by: charge.exportedAt) else { return }
    charges[charge.contract, default: [:]][charge.feeMonth] = charge
  }

  /// Takes in a claim; `false` when another one bears its name.
  mutating func add(_ claim: Claim) -> Bool {
    if let known = requests.claims[claim.id] { return known == claim }
    requests.claims[claim.id] = claim
    requests.claimsByContract[claim.contract, default: []].append(claim)
    requests.claimsByIncident[claim.incident, default: []].append(claim)
    return true
  }

  /// Takes in a recovery; `false` when another one bears its name.
  mutating func add(_ recovery: Recovery) -> Bool {
    (requests.recoveries.updateValue(recovery, forKey: recovery.id) ?? recovery) == recovery
  }

  /// Takes in a relief; `false` when another one bears its name.
  mutating func add(_ relief: Relief) -> Bool {
    (requests.reliefs.updateValue(relief, forKey: relief.id) ?? relief) == relief
  }

  /// Whether a row written out at one time gives way to one received after it: the later export
  /// wins, and where one of the two does not say, the later received.
  private func isReplaced(_ held: Moment?, by received: Moment?) -> Bool {
    guard let held, let received else { return true }
    return held <= received
  }

  /// Assesses every contract that something was reported, claimed or granted for, in order of name.
  ///
  /// - Parameters:
  ///   - meter: told how far it has come.
  ///   - progress: called after each contract.
  /// - Throws: ``QuantityOverflow``, and whatever the body throws.
  public func assess(
    _ catalogue: TermsCatalogue, _ meter: WorkMeter = WorkMeter(), _ progress: () -> Void = {},
    _ body: (Assessment) throws -> Void
  ) throws {
    var source = self
    source.standing = StandingReports(incidents.standing)
    var assessor = Assessor(catalogue)
    var contracts = Set(versions.keys).union(source.standing.named)
    contracts.formUnion(requests.claims.values.map(\.contract))
    for relief in requests.reliefs.values { contracts.formUnion(relief.named) }
    meter.begin(.assessing, of: Int64(contracts.count))
    for contract in contracts.sorted() {
      for assessment in try assessor.assess(contract, from: &source) { try body(assessment) }
      meter.advance()
      progress()
    }
  }
}

extension FactsInMemory: FactSource {
  /// All facts about a contract.
  public func facts(of contract: Identifier) -> ContractFacts? {
    guard let history = history(of: contract) else {
      return nil
    }
    return ContractFacts(
      contract: history, hits: standing.hits(on: history), charges: charges[contract] ?? [:])
  }

  /// The standing incidents that name a contract.
  public func incidents(naming contract: Identifier) -> [Identifier] {
    standing.incidents(naming: contract)
  }

  /// How far an incident's standing report reaches to a contract.
  public func reach(of incident: Identifier, to contract: Identifier) -> ReportReach {
    let revisions = incidents.reports[incident] ?? [:]
    guard let report = revisions.max(by: { $0.key < $1.key })?.value else { return .unreported }
    if report.incident.withdrawn { return .withdrawn }
    let reaches = report.affects.contains { target in
      if case .contract(let id) = target.selector { id == contract } else { true }
    }
    return reaches ? .possible : .others
  }

  /// The claims under a contract.
  public func claims(under contract: Identifier) -> [Claim] {
    requests.claimsByContract[contract] ?? []
  }

  /// The claims for an incident.
  public func claims(for incident: Identifier) -> [Claim] {
    requests.claimsByIncident[incident] ?? []
  }

  /// What carriers paid for an incident.
  public func recoveries(for incident: Identifier) -> [Recovery] {
    requests.recoveries.values.filter { $0.incident == incident }
  }

  /// Unknown: without a ledger nothing tells whose the files are.
  public func owner(ofClaim id: Identifier) -> FileOwner? { nil }

  /// None: without a ledger nobody's files tell who decided what.
  public func approvals(of claim: Claim) -> [FiledApproval] { [] }

  /// Unknown: without a ledger nothing tells whose the files are.
  public func reporters(of incident: Identifier) -> Reporters { Reporters() }

  /// The reliefs granted to a contract.
  public func reliefs(for contract: Identifier) -> [Relief] {
    guard let history = history(of: contract) else {
      return requests.reliefs.values.filter { $0.named.contains(contract) }
    }
    return requests.reliefs.values.filter { $0.concerns(history) }
  }
}

extension Relief {
  /// The contracts that it names.
  fileprivate var named: [Identifier] {
    selectors.compactMap { if case .contract(let id) = $0 { id } else { nil } }
  }
}

/// The standing reports, found by the contracts that they name.
private struct StandingReports: Sendable {
  private var hits: [Identifier: [ContractIncident]] = [:]
  private let selecting: [IncidentList.Report]

  init(_ reports: [IncidentList.Report]) {
    for report in reports {
      for target in report.affects {
        guard case .contract(let id) = target.selector else { continue }
        hits[id, default: []].append(ContractIncident(report.incident, by: target))
      }
    }
    selecting = reports.filter { report in
      report.affects.contains { if case .matching = $0.selector { true } else { false } }
    }
  }

  var named: Dictionary<Identifier, [ContractIncident]>.Keys { hits.keys }

  func incidents(naming contract: Identifier) -> [Identifier] {
    (hits[contract] ?? []).map(\.incident.id)
  }

  /// The incidents that name a contract, or select it where they do not name it, in order of name.
  func hits(on contract: ContractHistory) -> [ContractIncident] {
    var found = hits[contract.id] ?? []
    for report in selecting where !found.contains(where: { $0.incident.id == report.incident.id }) {
      if let hit = ContractIncident(selecting: contract, from: report.incident, report.affects) {
        found.append(hit)
      }
    }
    return found.sorted { $0.incident.id < $1.incident.id }
  }
}

extension ContractIncident {
  /// The hit of an incident on a contract by the first entry that selects it, judged by the
  /// contract's version on the day of the incident's own `began_at`; `nil` when none does.
  public convenience init?(
    selecting contract: ContractHistory, from incident: Incident, _ affects: [AffectedTarget]
  ) {
    let version = contract.version(on: UTCOffset.japan.date(of: incident.times.began))
    guard let target = affects.first(where: { $0.selects(version) }) else { return nil }
    self.init(incident, by: target)
  }
}
