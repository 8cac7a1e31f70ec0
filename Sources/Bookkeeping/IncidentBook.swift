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
  /// The reports that came to stand, in the order in which they did, each with its place in the file.
  public private(set) var succession: [Succession] = []

  /// A report that came to stand in the place of an earlier revision, if there was one.
  public struct Succession: Sendable {
    /// The incident.
    public let id: Identifier
    /// The revision that stands.
    public let revision: Int
    /// Where the report stands in its file.
    public let position: Position
  }

  /// A receiver for the reports of an input.
  public init(_ book: Book, input: Int64, problems: Problems) throws {
    self.book = book
    self.input = input
    self.problems = problems
    try book.run(
      """
      CREATE TABLE IF NOT EXISTS temp.staged (incident_id TEXT, revision INTEGER, ordinal INTEGER,
      contract_id TEXT, terms TEXT, service TEXT, labels TEXT, began_ms INTEGER, known_ms INTEGER,
      restored_ms INTEGER, impact TEXT, UNIQUE (incident_id, revision, contract_id))
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
      "INSERT OR IGNORE INTO temp.staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        incident.text, revision, count, row[0], row[1], row[2], row[3], times[0], times[1],
        times[2], affect.impact?.rawValue,
      ])
    guard book.database.changesCount == 1 else { return false }
    digest.add(row + times.map { $0.map(String.init) } + [affect.impact?.rawValue])
    staged[name] = (digest, count + 1)
    return true
  }

  /// Joins a report to the ledger with its entries.
  public mutating func take(_ incident: Incident, at position: Position) throws -> Bool {
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
      if known.text("digest") != digest.hexadecimal { rejectChanged(incident, at: position) }
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
      succession.append(
        Succession(id: incident.id, revision: incident.revision, position: position))
    }
    return true
  }

  private func insert(_ incident: Incident, _ digest: String, _ affects: Int64) throws {
    try book.run(
      """
      INSERT INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        incident.id.text, incident.revision, input, digest, incident.title,
        incident.customerTitle, incident.statedBeginning?.milliseconds,
        incident.times.known?.milliseconds, incident.times.restored?.milliseconds,
        incident.expectedRestored?.milliseconds, incident.announcement?.at?.milliseconds,
        incident.announcement?.window?.start.milliseconds,
        incident.announcement?.window?.end.milliseconds, incident.determinedBy,
        incident.carrier, incident.ticket, incident.withdrawn, incident.drops, affects,
      ])
    for (number, stage) in incident.stages.enumerated() {
      try book.run(
        "INSERT INTO incident_stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          incident.id.text, incident.revision, number, stage.from?.milliseconds,
          stage.impact.rawValue, stage.statesImpact, stage.attribution.rawValue,
          stage.fault?.rawValue, stage.causeStatedIn,
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

  private func rejectChanged(_ incident: Incident, at position: Position) {
    problems.add(
      at: position, "revision",
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
  /// When it began, if the report says so: one that is withdrawn need not.
  fileprivate var statedBeginning: Moment? {
    withdrawn && times.began == receipt.moment ? nil : times.began
  }

  /// All that it says, whenever it was received.
  fileprivate var row: [String?] {
    let moments = [
      statedBeginning, times.known, times.restored, expectedRestored, announcement?.at,
      announcement?.window?.start, announcement?.window?.end,
    ]
    return [title, customerTitle, determinedBy, carrier, ticket, String(withdrawn), String(drops)]
      + moments.map { $0.map { String($0.milliseconds) } }
  }
}

extension Stage {
  fileprivate var row: [String?] {
    [
      from.map { String($0.milliseconds) }, impact.rawValue, String(statesImpact),
      attribution.rawValue, fault?.rawValue, String(causeStatedIn),
    ]
  }
}

extension Book {
  /// A report; `nil` when that revision is not known.
  public func incident(_ id: Identifier, revision: Int64) throws -> Incident? {
    guard
      let row = try row(
        """
        SELECT incident.*, received_ms FROM incident JOIN input ON input = sequence
        WHERE incident_id = ? AND revision = ?
        """, [id.text, revision])
    else { return nil }
    let stages = try rows(
      "SELECT * FROM incident_stage WHERE incident_id = ? AND revision = ? ORDER BY number",
      [id.text, revision]
    ).map { row in
      Stage(
        from: row.optionalMoment("from_ms"), impact: try row.name("impact"),
        statesImpact: row["states_impact"], attribution: try row.name("attribution"),
        fault: try row.optionalName("fault"), causeStatedIn: row["stated_in"])
    }
    guard stages.first.map({ $0.from == nil }) == true else {
      throw DamagedRow("incident_stage", id)
    }
    let received = row.moment("received_ms")
    return Incident(
      id: id, revision: Int(revision), title: row.optionalText("title"),
      customerTitle: row.optionalText("customer_title"),
      times: OutageTimes(
        began: row.optionalMoment("began_ms") ?? received, known: row.optionalMoment("known_ms"),
        restored: row.optionalMoment("restored_ms")),
      expectedRestored: row.optionalMoment("expected_restored_ms"),
      announcement: Self.announcement(row), stages: stages,
      determinedBy: row.optionalText("determined_by"), carrier: row.optionalText("carrier"),
      ticket: row.optionalText("ticket"), withdrawn: row["withdrawn"], drops: row["drops"],
      receipt: Receipt(received))
  }

  private static func announcement(_ row: Row) -> Announcement? {
    let at = row.optionalMoment("announced_ms")
    let window = row.optionalMoment("window_from_ms").flatMap { from in
      row.optionalMoment("window_until_ms").map { Interval(from, $0) }
    }
    return at == nil && window == nil ? nil : Announcement(at: at, window: window)
  }

  /// Hands over whom a report hit, in the order of its file.
  public func forEachAffect(
    of incident: Identifier, revision: Int64, _ body: (Affect) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(
      database,
      sql: "SELECT * FROM affect WHERE incident_id = ? AND revision = ? ORDER BY ordinal",
      arguments: [incident.text, revision])
    while let row = try found.next() { try body(try Self.affect(row)) }
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
      known: row.optionalMoment("known_ms"), restored: row.optionalMoment("restored_ms"),
      impact: try row.optionalName("impact"))
  }
}
