import Domain

/// Who receives the content of an incident file as it is read.
public protocol IncidentReceiver {
  /// Takes an entry of a report's list of whom it hit; `false` when the report has named that
  /// contract before.
  mutating func take(_ affect: Affect, of incident: Identifier, revision: Int) throws -> Bool
  /// Takes a report, after its entries; `false` when the file has given that revision before.
  mutating func take(_ incident: Incident) throws -> Bool
}

extension RecordFile {
  /// Reads incident reports; problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the receiver throws.
  public func readIncidents(into receiver: inout some IncidentReceiver) throws {
    if format == .csv {
      try readIncidentRows(into: &receiver)
      return
    }
    let reader = IncidentReader(problems: problems)
    var taker = receiver
    try forEachRecord { node in
      guard let report = reader.report(node) else { return }
      let id = report.incident.id
      for affect in report.affects {
        _ = try taker.take(affect, of: id, revision: report.incident.revision)
      }
      if try !taker.take(report.incident) { rejectRepeated(report.incident, at: node.position) }
    }
    receiver = taker
  }

  private func readIncidentRows(into receiver: inout some IncidentReceiver) throws {
    var rows = IncidentRows(problems: problems)
    var taker = receiver
    try forEachRecord(columns: .incidents) { node in
      guard let (id, revision, affect, fields) = rows.row(node) else { return }
      if try !taker.take(affect, of: id, revision: revision) {
        fields.reject(
          "contract_id",
          expected: Words(ja: "一つの障害につき契約ごとに一行", en: "one row for a contract in an incident"),
          mend: Words(
            ja: "重複を取り除くか、別の障害として報告してください。",
            en: "remove the duplicate, or report a second incident"))
      }
    }
    for incident in rows.reports {
      if try !taker.take(incident) { rejectRepeated(incident, at: nil) }
    }
    receiver = taker
  }

  private func rejectRepeated(_ incident: Incident, at position: Position?) {
    problems.add(
      at: position, "incident_id",
      expected: Words(ja: "改訂ごとに一つの記録", en: "one record for each revision"),
      found: "\(incident.id) r\(incident.revision)",
      mend: Words(ja: "重複を取り除いてください。", en: "remove the duplicate"))
  }
}

/// Everything that incident files told, held in memory: for commands that work without a ledger.
public struct IncidentList: IncidentReceiver, Sendable {
  /// The reports by name and revision.
  public private(set) var reports: [Identifier: [Int: (incident: Incident, affects: [Affect])]] =
    [:]
  private var affects: [Identifier: [Int: [Affect]]] = [:]
  private var named: [Identifier: [Int: Set<Identifier>]] = [:]

  /// An empty list.
  public init() {}

  /// Takes an entry.
  public mutating func take(
    _ affect: Affect, of incident: Identifier, revision: Int
  ) -> Bool {
    if case .contract(let contract) = affect.selector {
      let isNew = named[incident, default: [:]][revision, default: []].insert(contract).inserted
      guard isNew else { return false }
    }
    affects[incident, default: [:]][revision, default: []].append(affect)
    return true
  }

  /// Takes a report.
  public mutating func take(_ incident: Incident) -> Bool {
    let id = incident.id
    guard reports[id]?[incident.revision] == nil else { return false }
    reports[id, default: [:]][incident.revision] =
      (incident, affects[id]?[incident.revision] ?? [])
    affects[id]?[incident.revision] = nil
    named[id]?[incident.revision] = nil
    return true
  }

  /// The reports that stand: the highest revision of each incident, unless it is withdrawn.
  public var standing: [(incident: Incident, affects: [Affect])] {
    reports.sorted { $0.key < $1.key }.compactMap { _, revisions in
      revisions.max { $0.key < $1.key }?.value
    }.filter { !$0.incident.withdrawn }
  }
}
