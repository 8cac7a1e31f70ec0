import Domain

/// Who receives the content of an incident file as it is read.
public protocol IncidentReceiver {
  /// Takes an entry of a report's list of whom it hit; `false` when the report has named that
  /// contract before.
  mutating func take(_ target: AffectedTarget, of incident: Identifier, revision: Int) throws
    -> Bool
  /// Takes a report, after its entries, with its place in the file; `false` when the file has given
  /// that revision before.
  mutating func take(_ incident: Incident, at position: Position) throws -> Bool
}

/// Everything that incident files told, held in memory: for commands that work without a ledger.
public struct IncidentList: IncidentReceiver, Sendable {
  /// A report with whom it hit, and its place.
  public struct Report: Sendable {
    /// The report.
    public let incident: Incident
    /// Whom it hit, in the order of the file.
    public let affects: [AffectedTarget]
    /// The file in which it stands.
    public let file: String
    /// Where in the file.
    public let position: Position
  }

  /// The reports by name and revision.
  public private(set) var reports: [Identifier: [Int: Report]] = [:]
  /// The file whose reports it takes.
  public var file = ""
  private var affects: [Identifier: [Int: [AffectedTarget]]] = [:]
  private var named: [Identifier: [Int: Set<Identifier>]] = [:]

  /// An empty list.
  public init() {}

  /// Takes an entry.
  public mutating func take(
    _ target: AffectedTarget, of incident: Identifier, revision: Int
  ) -> Bool {
    if case .contract(let contract) = target.selector {
      let isNew = named[incident, default: [:]][revision, default: []].insert(contract).inserted
      guard isNew else { return false }
    }
    affects[incident, default: [:]][revision, default: []].append(target)
    return true
  }

  /// Takes a report.
  public mutating func take(_ incident: Incident, at position: Position) -> Bool {
    let id = incident.id
    guard reports[id]?[incident.revision] == nil else { return false }
    reports[id, default: [:]][incident.revision] = Report(
      incident: incident, affects: affects[id]?[incident.revision] ?? [], file: file,
      position: position)
    affects[id]?[incident.revision] = nil
    named[id]?[incident.revision] = nil
    return true
  }

  /// The reports that stand: the highest revision of each incident, unless it is withdrawn.
  public var standing: [Report] {
    reports.sorted { $0.key < $1.key }.compactMap { _, revisions in
      revisions.max { $0.key < $1.key }?.value
    }.filter { !$0.incident.withdrawn }
  }
}
