import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// Records the assessments of a contract; one that stands unchanged is not recorded again.
  ///
  /// - Parameter withSteps: whether the steps are kept, so that documents can show them.
  /// - Returns: the assessments that are new.
  public func record(
    _ assessments: [Assessment], of contract: Identifier, input: Int64, withSteps: Bool
  ) throws -> [Assessment] {
    var standing: [String: Int64] = [:]
    for (key, id) in try fetch(
      "SELECT assessment, key FROM assessment_now WHERE contract_id = ?", [contract.text],
      { ($0.text("key"), $0.integer("assessment")) })
    {
      standing[key] = id
    }
    var fresh: [Assessment] = []
    for assessment in assessments {
      let key = assessment.key
      if standing.removeValue(forKey: key) != nil { continue }
      try insert(assessment, input, withSteps)
      try run(
        "INSERT INTO assessment_now VALUES (?, ?, ?, ?)",
        [contract.text, database.lastInsertedRowID, key, assessment.outcome.rawValue])
      try markUnwritten(assessment.incidents)
      fresh.append(assessment)
    }
    for id in standing.values {
      let gone = try row("SELECT incidents FROM assessment WHERE id = ?", [id])
      try markUnwritten(gone?.list("incidents").compactMap { Identifier($0) } ?? [])
      try run(
        "DELETE FROM assessment_now WHERE contract_id = ? AND assessment = ?",
        [contract.text, id])
    }
    return fresh
  }

  private func insert(_ assessment: Assessment, _ input: Int64, _ withSteps: Bool) throws {
    try run(
      """
      INSERT INTO assessment (input, contract_id, account_id, remedy, request_id, outcome, amount, exact, clauses,
      incidents, from_ms, to_ms, units, reason, waits_for, cap, settled_on,
      supply, tax_rate, readings, steps)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        input, assessment.contract.text, assessment.account?.text, assessment.remedy.rawValue,
        assessment.request?.text, assessment.outcome.rawValue, try assessment.amount.column,
        assessment.exact.description, assessment.clauses.map(\.code).column,
        assessment.incidents.map(\.text).column, assessment.outage?.from.milliseconds,
        assessment.outage?.to?.milliseconds, assessment.units, assessment.reason?.rawValue,
        assessment.waitsFor.map(\.code).column, try assessment.cap?.column,
        assessment.settledOn?.description, assessment.supply?.parts.column, assessment.taxRate,
        assessment.readings.column,
        withSteps ? assessment.steps.map(\.code).column : nil,
      ])
  }

  private func markUnwritten(_ incidents: [Identifier]) throws {
    for incident in incidents {
      try run("INSERT OR IGNORE INTO unwritten VALUES (?)", [incident.text])
    }
  }

  /// Told to SQLite in the words of the index of what waits, or it would not use it.
  private static let waits = "now.outcome IN ('undetermined', 'referred', 'held')"

  /// How many standing assessments have an outcome that waits for something.
  public func waiting(_ outcome: Assessment.Outcome) throws -> Int64 {
    try number(
      "SELECT count(*) FROM assessment_now now WHERE \(Self.waits) AND outcome = ?",
      [outcome.rawValue]) ?? 0
  }

  /// What the standing assessments owe, before tax.
  public func owedTotal() throws -> Yen {
    Yen(
      try number(
        """
        SELECT sum(amount) FROM assessment_now now JOIN assessment ON id = now.assessment
        WHERE now.outcome = 'credit'
        """) ?? 0)
  }

  /// Hands over the contracts of which something may have been settled before this ledger: by prior
  /// credits, or because it began before a day.
  public func forEachContract(
    settledBefore day: CivilDate?, _ body: (Identifier) throws -> Void
  ) throws {
    let start = day.map { UTCOffset.japan.start(of: $0).milliseconds } ?? .min
    let found = try rows(
      """
      SELECT contract_id FROM prior_credit UNION
      SELECT now.contract_id FROM assessment_now now JOIN assessment ON id = now.assessment
      WHERE now.outcome = 'credit' AND (from_ms < ?1 OR (from_ms IS NULL AND ?1 > ?2)) ORDER BY 1
      """, [start, Int64.min])
    for row in found { try body(row.identifier("contract_id")) }
  }

  /// Hands over the standing assessments of an outcome, each with the moment since when it stands.
  public func forEachWaiting(
    _ outcome: Assessment.Outcome, _ body: (Assessment, _ since: Moment) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(
      database,
      sql: """
        SELECT assessment.*, received_ms FROM assessment_now now
        JOIN assessment ON id = now.assessment JOIN input ON sequence = input
        WHERE \(Self.waits) AND now.outcome = ? ORDER BY now.contract_id, id
        """, arguments: [outcome.rawValue])
    while let row = try found.next() {
      try body(Self.assessment(row), row.moment("received_ms"))
    }
  }

  /// How many contracts the standing report of an incident hits.
  public func contractsHit(by incident: Identifier) throws -> Int64 {
    try number("SELECT count(*) FROM hit WHERE incident_id = ?", [incident.text]) ?? 0
  }

  /// The incidents whose assessments changed after their document was last written.
  public func unwritten() throws -> [Identifier] {
    try rows("SELECT incident_id FROM unwritten ORDER BY incident_id")
      .map { try $0.identifier("incident_id") }
  }

  /// Notes that the document of an incident's assessments is written.
  public func written(_ incident: Identifier) throws {
    try run("DELETE FROM unwritten WHERE incident_id = ?", [incident.text])
  }

  /// The standing revision of an incident; `nil` when it is not known.
  public func standingRevision(of incident: Identifier) throws -> Int64? {
    try number("SELECT revision FROM incident_now WHERE incident_id = ?", [incident.text])
  }

  /// Hands over the standing assessments that an incident is part of, in order of contract.
  public func forEachAssessment(
    of incident: Identifier, _ body: (Assessment) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT assessment.* FROM hit JOIN assessment_now now USING (contract_id)
          JOIN assessment ON assessment.id = now.assessment
          WHERE hit.incident_id = ? ORDER BY hit.contract_id, assessment.id
          """), arguments: [incident.text])
    while let row = try found.next() {
      let assessment = try Self.assessment(row)
      if assessment.incidents.contains(incident) { try body(assessment) }
    }
  }

  /// The standing assessments of a contract, in order of time.
  public func assessments(of contract: Identifier) throws -> [Assessment] {
    try rows(
      """
      SELECT assessment.* FROM assessment_now now JOIN assessment ON id = now.assessment
      WHERE now.contract_id = ? ORDER BY from_ms, id
      """, [contract.text]
    ).map(Self.assessment)
  }

  private static func assessment(_ row: Row) throws -> Assessment {
    var assessment = Assessment(
      contract: try row.identifier("contract_id"),
      account: try row.optionalIdentifier("account_id"), remedy: try row.name("remedy"),
      request: try row.optionalIdentifier("request_id"), outcome: try row.name("outcome"),
      incidents: try row.list("incidents").compactMap { Identifier($0) },
      outage: row.optionalMoment("from_ms").map {
        Assessment.Window(from: $0, to: row.optionalMoment("to_ms"))
      },
      reason: try row.optionalName("reason"),
      waitsFor: try row.table("waits_for").map { code in
        guard let awaited = Awaited(code: code) else { throw DamagedRow("waits_for", code) }
        return awaited
      },
      clauses: try row.table("clauses").map { try Citation(code: $0) },
      readings: try row.list("readings"),
      steps: row.optionalText("steps") == nil ? [] : try row.steps("steps"))
    assessment.amount = Yen(row.integer("amount"))
    assessment.exact = try row.exactYen("exact")
    assessment.units = row.integer("units")
    assessment.cap = (row["cap"] as Int64?).map { Yen($0) }
    assessment.settledOn = try row.optionalMonth("settled_on")
    if row.optionalText("supply") != nil {
      let parts = try row.list("supply")
      guard let supply = Assessment.Supply(parts: parts) else { throw DamagedRow("supply", parts) }
      assessment.supply = supply
    }
    assessment.taxRate = row["tax_rate"]
    return assessment
  }
}

extension Assessment.Supply {
  /// Its first and its last day and its fee months, as a column keeps them.
  fileprivate var parts: [String] {
    [from.description, to.description] + feeMonths.map(\.description)
  }

  fileprivate init?(parts: [String]) {
    let months = parts.dropFirst(2).compactMap { FeeMonthName($0) }
    guard parts.count >= 2, let from = CivilDate(parts[0]), let to = CivilDate(parts[1]),
      months.count == parts.count - 2
    else { return nil }
    self.init(from: from, to: to, feeMonths: months)
  }
}

extension Row {
  /// Steps as a column keeps them.
  func steps(_ column: String) throws -> [Step] {
    try table(column).map { code in
      guard let step = Step(code: code) else { throw DamagedRow(column, code) }
      return step
    }
  }
}

extension Assessment {
  /// What makes an assessment another one: everything but the steps, of which only people's decisions
  /// count, as also one that changes nothing has to be told.
  fileprivate var key: String {
    let decisions = steps.filter { step in
      switch step {
      case .decided, .notCounted: true
      default: false
      }
    }
    var digest = Digest()
    digest.add(
      [
        account?.text, remedy.rawValue, request?.text, outcome.rawValue, amount.description,
        exact.description,
        clauses.map(\.code).column, incidents.map(\.text).column,
        outage.map { String($0.from.milliseconds) }, outage?.to.map { String($0.milliseconds) },
        String(units), reason?.rawValue, waitsFor.map(\.code).column, cap?.description,
        settledOn?.description, readings.column, decisions.map(\.code).column,
      ])
    return digest.hexadecimal
  }
}
