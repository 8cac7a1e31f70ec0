import Assessing
import Domain
import Quantities
import Reading

/// Facts read from files and held in memory: what `assess` works on, without a ledger.
public struct FactsInMemory {
  /// What the reports told.
  public var incidents = IncidentList()
  private var versions: [Identifier: [CivilDate: ContractVersion]] = [:]
  private var charges: [Identifier: [FeeMonthName: Charge]] = [:]

  /// No facts.
  public init() {}

  /// Takes in a contract version; of two that hold from the same day, see ``isReplaced(_:by:)``.
  public mutating func add(_ version: ContractVersion) {
    let held = versions[version.contract]?[version.validFrom]
    guard isReplaced(held?.exportedAt, by: version.exportedAt) else { return }
    versions[version.contract, default: [:]][version.validFrom] = version
  }

  /// Takes in a charge; of two for the same fee month, see ``isReplaced(_:by:)``.
  public mutating func add(_ charge: Charge) {
    let held = charges[charge.contract]?[charge.feeMonth]
    guard isReplaced(held?.exportedAt, by: charge.exportedAt) else { return }
    charges[charge.contract, default: [:]][charge.feeMonth] = charge
  }

  /// Whether a row written out at one time gives way to one received after it: the later export
  /// wins, and where one of the two does not say, the later received.
  private func isReplaced(_ held: Moment?, by received: Moment?) -> Bool {
    guard let held, let received else { return true }
    return held <= received
  }

  /// Assesses every contract that an incident hits, in order of name.
  ///
  /// - Throws: ``QuantityOverflow``, and whatever the body throws.
  public func assess(
    _ catalogue: TermsCatalogue, _ body: (Assessment) throws -> Void
  ) throws {
    var assessor = WaiverAssessor(catalogue)
    let standing = incidents.standing
    let unknown = unknownContracts(standing)
    let named = HitsByName(standing)
    let selecting = standing.filter { report in
      report.affects.contains { if case .matching = $0.selector { true } else { false } }
    }
    for contract in Set(versions.keys).union(unknown.keys).sorted() {
      guard let rows = versions[contract], let history = ContractHistory(Array(rows.values)) else {
        for incident in unknown[contract] ?? [] {
          try body(.awaiting(contract: contract, incident: incident))
        }
        continue
      }
      var hits = named.hits(of: contract)
      for report in selecting where !hits.contains(where: { $0.incident.id == report.incident.id })
      {
        if let hit = Hit(selecting: history, from: report.incident, report.affects) {
          hits.append(hit)
        }
      }
      guard !hits.isEmpty else { continue }
      hits.sort { $0.incident.id < $1.incident.id }
      let facts = ContractFacts(
        contract: history, hits: hits, charges: charges[contract] ?? [:])
      for assessment in try assessor.assess(facts) { try body(assessment) }
    }
  }

  private func unknownContracts(
    _ standing: [(incident: Incident, affects: [Affect])]
  ) -> [Identifier: [Identifier]] {
    var found: [Identifier: [Identifier]] = [:]
    for report in standing {
      for case .contract(let id) in report.affects.map(\.selector) where versions[id] == nil {
        found[id, default: []].append(report.incident.id)
      }
    }
    return found
  }
}

/// The incidents that name a contract, found by the contract.
private struct HitsByName {
  private var hits: [Identifier: [Hit]] = [:]

  init(_ reports: [(incident: Incident, affects: [Affect])]) {
    for report in reports {
      for affect in report.affects {
        guard case .contract(let id) = affect.selector else { continue }
        hits[id, default: []].append(
          Hit(incident: report.incident, times: affect.times(within: report.incident.times)))
      }
    }
  }

  func hits(of contract: Identifier) -> [Hit] { hits[contract] ?? [] }
}

extension Hit {
  /// The hit of an incident on a contract by the first entry that selects it, judged by the
  /// contract's version on the day of the incident's own `began_at`; `nil` when none does.
  public init?(selecting contract: ContractHistory, from incident: Incident, _ affects: [Affect]) {
    let version = contract.version(on: UTCOffset.japan.date(of: incident.times.began))
    guard let affect = affects.first(where: { $0.selects(version) }) else { return nil }
    self.init(incident: incident, times: affect.times(within: incident.times))
  }
}
