import Domain

/// Who receives the content of an incident file as it is read.
public protocol IncidentReceiver {
  /// Takes an entry of a report's list of whom it hit; `false` when the report has named that
  /// contract before.
  mutating func take(_ affect: AffectedTarget, of incident: Identifier, revision: Int) throws
    -> Bool
  /// Takes a report, after its entries, with its place in the file; `false` when the file has given
  /// that revision before.
  mutating func take(_ incident: Incident, at position: Position) throws -> Bool
}

extension RecordFile {
  /// Reads incident reports; problems are gathered.
  ///
  /// - Parameter catalogue: the terms held, against which the entries of whom a report hit are checked;
  ///   `nil` leaves that out.
  /// - Throws: only what reading the bytes or the receiver throws.
  public func readIncidents(
    into receiver: inout some IncidentReceiver, checking catalogue: TermsCatalogue?,
    received receipt: Receipt
  ) throws {
    if format == .csv {
      try readIncidentRows(into: &receiver, receipt)
      return
    }
    let reader = IncidentReader(self, checking: catalogue, received: receipt)
    var taker = receiver
    try forEachRecord { node in
      // A report with mistakes is none: its file is refused, and a ledger need not know it.
      let found = problems.count
      guard let report = try reader.report(node), problems.count == found else { return }
      let id = report.incident.id
      for affect in report.affects {
        try progress()
        _ = try taker.take(affect, of: id, revision: report.incident.revision)
      }
      if try !taker.take(report.incident, at: node.position) {
        rejectRepeated(report.incident, at: node.position)
      }
    }
    receiver = taker
  }

  private func readIncidentRows(
    into receiver: inout some IncidentReceiver, _ receipt: Receipt
  ) throws {
    var rows = IncidentRows(problems: problems, received: receipt)
    var taker = receiver
    try forEachRecord(columns: .incidents) { node in
      guard let row = rows.row(node), let affect = row.affect else { return }
      if try !taker.take(affect, of: row.id, revision: row.revision) {
        row.fields.reject(
          "contract_id",
          expected: Words(ja: "一つの障害につき契約ごとに一行", en: "one row for a contract in an incident"),
          fix: Words(
            ja: "重複を取り除くか、別の障害として報告してください。",
            en: "remove the duplicate, or report a second incident"))
      }
    }
    for (incident, position) in rows.reports where problems.isEmpty {
      if try !taker.take(incident, at: position) { rejectRepeated(incident, at: position) }
    }
    receiver = taker
  }

  private func rejectRepeated(_ incident: Incident, at position: Position) {
    problems.add(
      at: position, "incident_id",
      expected: Words(ja: "改訂ごとに一つの記録", en: "one record for each revision"),
      found: "\(incident.id) r\(incident.revision)",
      fix: Words(ja: "重複を取り除いてください。", en: "remove the duplicate"))
  }
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
    _ affect: AffectedTarget, of incident: Identifier, revision: Int
  ) -> Bool {
    if case .contract(let contract) = affect.selector {
      let isNew = named[incident, default: [:]][revision, default: []].insert(contract).inserted
      guard isNew else { return false }
    }
    affects[incident, default: [:]][revision, default: []].append(affect)
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
