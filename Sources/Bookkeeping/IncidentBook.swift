import Assessing
import Domain
import Foundation
import GRDB
import Quantities
import Reading

/// Takes in the reports of one input.
///
/// Whom a report hit is staged as it is read, and joins the ledger with the report.
public struct IncidentBook: IncidentReceiver {
  private let book: Book
  private let input: Int64
  private let problems: Problems
  private var staged: [String: (digest: Digest, count: Int64)] = [:]
  /// How many reports were read.
  public private(set) var count: Int64 = 0
  /// The incidents whose standing report changed, with the revision that stands.
  public private(set) var changed: [(id: Identifier, revision: Int)] = []

  /// A receiver for the reports of an input.
  public init(_ book: Book, input: Int64, problems: Problems) throws {
    self.book = book
    self.input = input
    self.problems = problems
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.staged (incident_id TEXT, revision INTEGER, ordinal INTEGER,
      contract_id TEXT, terms TEXT, service TEXT, labels TEXT, began_ms INTEGER, known_ms INTEGER,
      restored_ms INTEGER, UNIQUE (incident_id, revision, contract_id))
      """)
    try book.run("DELETE FROM temp.staged")
  }

  /// Stages an entry.
  public mutating func take(
    _ affect: Affect, of incident: Identifier, revision: Int
  ) throws -> Bool {
    let name = "\(incident)#\(revision)"
    var (digest, count) = staged[name] ?? (Digest(), 0)
    let row = affect.selector.columns
    let times = [affect.began, affect.known, affect.restored].map { $0?.milliseconds }
    try book.run(
      "INSERT OR IGNORE INTO temp.staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        incident.text, revision, count, row[0], row[1], row[2], row[3], times[0], times[1],
        times[2],
      ])
    guard book.database.changesCount == 1 else { return false }
    digest.add(row + times.map { $0.map(String.init) })
    staged[name] = (digest, count + 1)
    return true
  }

  /// Joins a report to the ledger with its entries.
  public mutating func take(_ incident: Incident) throws -> Bool {
    count += 1
    let name = "\(incident.id)#\(incident.revision)"
    var (digest, affects) = staged[name] ?? (Digest(), 0)
    staged[name] = nil
    digest.add(incident.row + incident.stages.flatMap(\.row))
    let known = try book.row(
      "SELECT digest, input FROM incident WHERE incident_id = ? AND revision = ?",
      [incident.id.text, incident.revision])
    if let known {
      guard known.integer("input") != input else { return false }
      if known.text("digest") != digest.hexadecimal { rejectChanged(incident) }
      return true
    }
    try insert(incident, digest.hexadecimal, affects)
    let standing = try book.number(
      "SELECT revision FROM incident_now WHERE incident_id = ?", [incident.id.text])
    if incident.revision > standing ?? 0 {
      try book.run(
        """
        INSERT INTO incident_now VALUES (?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision
        """, [incident.id.text, incident.revision])
      changed.removeAll { $0.id == incident.id }
      changed.append((incident.id, incident.revision))
    }
    return true
  }

  private func insert(_ incident: Incident, _ digest: String, _ affects: Int64) throws {
    try book.run(
      "INSERT INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        incident.id.text, incident.revision, input, digest, incident.title,
        incident.times.began.milliseconds, incident.times.known?.milliseconds,
        incident.times.restored?.milliseconds, incident.determinedBy, incident.carrier,
        incident.ticket, incident.withdrawn, affects,
      ])
    for (number, stage) in incident.stages.enumerated() {
      try book.run(
        "INSERT INTO incident_stage VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          incident.id.text, incident.revision, number, stage.from?.milliseconds,
          stage.impact.rawValue, stage.attribution.rawValue, stage.fault?.rawValue,
          stage.causeStatedIn,
        ])
    }
    try book.run(
      """
      INSERT INTO affect SELECT * FROM temp.staged WHERE incident_id = ? AND revision = ?
      """, [incident.id.text, incident.revision])
    try book.run(
      "DELETE FROM temp.staged WHERE incident_id = ? AND revision = ?",
      [incident.id.text, incident.revision])
  }

  private func rejectChanged(_ incident: Incident) {
    problems.add(
      at: nil, "revision",
      expected: Words(
        ja: "すでに受け取った改訂\(incident.revision)と同じ内容",
        en: "the content that revision \(incident.revision) had before"),
      found: "\(incident.id) r\(incident.revision)",
      mend: Words(
        ja: "内容を改めるときは revision を上げてください。",
        en: "give a higher revision to change the report"))
  }
}

extension Incident {
  fileprivate var row: [String?] {
    [
      title, String(times.began.milliseconds), times.known.map { String($0.milliseconds) },
      times.restored.map { String($0.milliseconds) }, determinedBy, carrier, ticket,
      String(withdrawn),
    ]
  }
}

extension Stage {
  fileprivate var row: [String?] {
    [
      from.map { String($0.milliseconds) }, impact.rawValue, attribution.rawValue,
      fault?.rawValue, String(causeStatedIn),
    ]
  }
}

extension Book {
  /// A report; `nil` when that revision is not known.
  public func incident(_ id: Identifier, revision: Int64) throws -> Incident? {
    guard
      let row = try row(
        "SELECT * FROM incident WHERE incident_id = ? AND revision = ?", [id.text, revision])
    else { return nil }
    let stages = try rows(
      "SELECT * FROM incident_stage WHERE incident_id = ? AND revision = ? ORDER BY number",
      [id.text, revision]
    ).map { row in
      Stage(
        from: row.optionalMoment("from_ms"), impact: try row.name("impact"),
        attribution: try row.name("attribution"), fault: try row.optionalName("fault"),
        causeStatedIn: row["stated_in"])
    }
    guard stages.first.map({ $0.from == nil }) == true else {
      throw DamagedRow("incident_stage", id)
    }
    return Incident(
      id: id, revision: Int(revision), title: row.optionalText("title"),
      times: OutageTimes(
        began: row.moment("began_ms"), known: row.optionalMoment("known_ms"),
        restored: row.optionalMoment("restored_ms")),
      stages: stages, determinedBy: row.optionalText("determined_by"),
      carrier: row.optionalText("carrier"), ticket: row.optionalText("ticket"),
      withdrawn: row["withdrawn"])
  }

  /// Hands over every incident by its standing revision, in order of name.
  public func forEachIncident(_ body: (Incident) throws -> Void) throws {
    try forEachKey(
      "SELECT incident_id FROM incident_now WHERE incident_id > ? ORDER BY incident_id LIMIT ?"
    ) { name in
      guard let id = Identifier(name), let revision = try standingRevision(of: id),
        let incident = try incident(id, revision: revision)
      else { throw DamagedRow("incident_id", name) }
      try body(incident)
    }
  }

  /// Hands over the contracts that an incident's standing report hits, in order of name.
  public func forEachContract(
    hitBy incident: Identifier, _ body: (Identifier) throws -> Void
  ) throws {
    let found = try String.fetchCursor(
      database, sql: "SELECT contract_id FROM hit WHERE incident_id = ? ORDER BY contract_id",
      arguments: [incident.text])
    while let name = try found.next() {
      guard let id = Identifier(name) else { throw DamagedRow("hit.contract_id", name) }
      try body(id)
    }
  }

  /// An entry of a report's list of whom it hit.
  static func affect(_ row: Row) throws -> Affect {
    Affect(
      try Affect.Selector(row), began: row.optionalMoment("began_ms"),
      known: row.optionalMoment("known_ms"),
      restored: row.optionalMoment("restored_ms"))
  }
}
