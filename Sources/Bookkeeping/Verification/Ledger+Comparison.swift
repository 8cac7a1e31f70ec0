import Assessing
import Domain
import Foundation
import Notation
import Quantities

extension Ledger {
  /// The rows of an input in which this ledger differs from what deciding it anew gave.
  ///
  /// - Throws: what SQLite reports.
  public func differences(
    from anew: Ledger, in input: Int64
  ) throws -> [RowDifference] {
    try read { mine in
      try anew.read { its in
        try ([InputRecord.table] + Table.chained).flatMap { table in
          try mine.differences(from: its, in: table, input: input)
        }
      }
    }
  }

  /// The tables without bodies that inputs fill, and those that say what stands: rows in which this
  /// ledger differs.
  ///
  /// - Parameter withDecisions: whether also in what follows from decisions, which differs where those do.
  /// - Throws: what SQLite reports.
  public func standingDifferences(
    from anew: Ledger, withDecisions: Bool
  ) throws -> [RowDifference] {
    // What is counted is looked at by counting.
    let tables = Table.all.filter { table in
      table != Table.counter && (withDecisions || !Table.followingDecisions.contains(table.name))
        && (table.growth == .current || (table.growth == .appendOnly && table.format == nil))
    }
    return try read { mine in
      try anew.read { its in
        try tables.flatMap { try mine.differences(from: its, in: $0, where: "1", []) }
      }
    }
  }

  /// Makes the rows of an input those of another ledger, so that what differs in one input does not make
  /// the later ones differ. The ledger must be one that may be changed: a scratch.
  ///
  /// - Throws: what SQLite reports.
  public func adopt(_ input: Int64, from ledger: Ledger) throws {
    try ledger.read { its in
      try write { mine in
        guard try its.number("SELECT 1 FROM input WHERE sequence = ?", [input]) != nil else {
          return
        }
        try mine.adopt(InputRecord.table, input, from: its)
        for table in Table.chained { try mine.adopt(table, input, from: its) }
        try mine.adoptStanding(input, from: its)
        if let engine = try its.number("SELECT engine FROM entry WHERE sequence = ?", [input]) {
          try mine.run("DELETE FROM entry WHERE sequence = ?", [input])
          try mine.seal(input, engine: Int(engine))
        }
      }
    }
  }

  /// Lets rows be changed: only for a scratch ledger.
  public func makeScratch() throws {
    try write { transaction in
      let triggers = try transaction.texts("SELECT name FROM sqlite_master WHERE type = 'trigger'")
      for name in triggers { try transaction.run("DROP TRIGGER \(name)") }
    }
  }
}

extension LedgerTransaction {
  fileprivate func differences(
    from anew: LedgerTransaction, in table: Table, input: Int64
  ) throws -> [RowDifference] {
    let column = table == InputRecord.table ? "sequence" : "input"
    let whole =
      table.key.replacing(", ", with: " || ' ' || ")
      + " || ' ' || hex(digest)"
    let digests = """
      SELECT group_concat(row) rows FROM (SELECT \(whole) row FROM \(table.name)
      WHERE \(column) = ? ORDER BY \(table.key))
      """
    func digest(_ transaction: LedgerTransaction) throws -> String? {
      try transaction.rows(digests, [input]).first?.optionalText("rows")
    }
    // Mostly nothing differs.
    guard try digest(self) != digest(anew) else { return [] }
    return try differences(from: anew, in: table, where: "\(column) = ?", [input])
  }

  fileprivate func differences(
    from anew: LedgerTransaction, in table: Table, where condition: String,
    _ arguments: SQLArguments
  ) throws -> [RowDifference] {
    let sql = "SELECT * FROM \(table.name) WHERE \(condition) ORDER BY \(table.key)"
    func rows(_ transaction: LedgerTransaction) throws -> [(key: String, row: any LedgerRow)] {
      try transaction.rows(sql, arguments).map {
        (StoredBody.key(of: $0, table), $0)
      }
    }
    let (own, others) = (try rows(self), try rows(anew))
    let found = Dictionary(own.map { ($0.key, $0.row) }) { first, _ in first }
    let given = Dictionary(others.map { ($0.key, $0.row) }) { first, _ in first }
    var differences: [RowDifference] = []
    func add(_ key: String, _ row: any LedgerRow, _ text: String) {
      let contract = row.optionalText("contract_id").flatMap { Identifier($0) }
      differences.append(
        RowDifference(table: table.name, key: key, contract: contract, text: text))
    }
    for (key, row) in own {
      guard let other = given[key] else {
        add(key, row, "is in the ledger, and does not follow")
        continue
      }
      guard !Self.isSame(row, other), try !Self.isAlike(row, other, in: table) else { continue }
      add(key, row, Self.difference(row, other, in: table))
    }
    for (key, row) in others where found[key] == nil { add(key, row, "is missing in the ledger") }
    return differences
  }

  private static func isSame(_ row: any LedgerRow, _ anew: any LedgerRow) -> Bool {
    row.columns.allSatisfy { row.value($0) == anew.value($0) }
  }

  /// Whether two rows say the same to this version, which may know fewer fields than are in a body, or
  /// more.
  private static func isAlike(_ row: any LedgerRow, _ anew: any LedgerRow, in table: Table) throws
    -> Bool
  {
    guard let type = Table.records.first(where: { $0.table == table }) else {
      return false
    }
    let differing = row.columns.filter { row.value($0) != anew.value($0) }
    guard Set(differing).isSubset(of: ["body", "digest", "steps", "hash"]) else {
      return false
    }
    guard let mine = try? text(of: row, type), let its = try? text(of: anew, type) else {
      return false
    }
    return mine == its
  }

  private static func text<Record: LedgerRecord>(
    of row: any LedgerRow, _ type: Record.Type
  ) throws -> String {
    try CanonicalJSON.encode(StoredBody.read(type, row).withoutDigests)
  }

  /// What a row says, whether or not it is what was written; `nil` where it has no body.
  private static func body(of row: any LedgerRow, in table: Table) throws -> JSONValue? {
    guard table.format != nil else { return nil }
    let steps = try table.keepsSteps ? StoredSteps(row) : nil
    return try CanonicalJSON.parse(StoredBody(text: row.text("body"), steps: steps).whole)
  }

  private static func difference(
    _ row: any LedgerRow, _ anew: any LedgerRow, in table: Table
  ) -> String {
    if let mine = try? body(of: row, in: table), let its = try? body(of: anew, in: table),
      let place = mine.firstDifference(from: its)
    {
      return "\(place.path) is \(place.mine?.compact ?? "missing"), anew "
        + "\(place.its?.compact ?? "missing")"
    }
    let column = row.columns.first { row.value($0) != anew.value($0) }
    return "column \(column ?? "?") is not what the inputs give"
  }

  fileprivate func adopt(_ table: Table, _ input: Int64, from transaction: LedgerTransaction) throws
  {
    let condition = "\(table == InputRecord.table ? "sequence" : "input") = ?"
    try run("DELETE FROM \(table.name) WHERE \(condition)", [input])
    try transaction.forEachRow("SELECT * FROM \(table.name) WHERE \(condition)", [input]) { row in
      let places = row.columns.map { _ in "?" }.joined(separator: ", ")
      try run(
        """
        INSERT INTO \(table.name) (\(row.columns.joined(separator: ", "))) VALUES (\(places))
        """, SQLArguments(row.columns.map { row.value($0) }))
    }
  }

  /// The assessments that stand: what stood and was found again, and what the other ledger found.
  fileprivate func adoptStanding(_ input: Int64, from transaction: LedgerTransaction) throws {
    try run("DELETE FROM assessment_now WHERE assessment NOT IN (SELECT id FROM assessment)")
    let found = try transaction.fetch("SELECT * FROM assessment WHERE input = ?", [input]) {
      ($0.integer("id"), try StoredBody.read(Assessment.self, $0))
    }
    for (id, assessment) in found {
      try run(
        """
        \(Table.assessmentNow.insertion) ON CONFLICT DO UPDATE SET key = excluded.key,
        outcome = excluded.outcome, incident_id = excluded.incident_id
        """,
        [
          assessment.subject.contract.text, id, try assessment.key, assessment.outcome.rawValue,
          assessment.onlyIncident,
        ])
    }
  }
}

extension JSONValue {
  /// The first place in which two values differ, as a path.
  fileprivate func firstDifference(
    from other: JSONValue, at path: String = ""
  ) -> (path: String, mine: JSONValue?, its: JSONValue?)? {
    switch (self, other) {
    case (.object(let mine), .object(let its)):
      let names = mine.map(\.0) + its.map(\.0).filter { self[$0] == nil }
      for name in names {
        let place = path.isEmpty ? name : "\(path).\(name)"
        guard let own = self[name], let given = other[name] else {
          return (place, self[name], other[name])
        }
        if let found = own.firstDifference(from: given, at: place) { return found }
      }
      return nil
    case (.list(let mine), .list(let its)):
      for (index, pair) in zip(mine, its).enumerated() {
        if let found = pair.0.firstDifference(from: pair.1, at: "\(path)[\(index)]") {
          return found
        }
      }
      guard mine.count != its.count else { return nil }
      let index = min(mine.count, its.count)
      return (
        "\(path)[\(index)]", index < mine.count ? mine[index] : nil,
        index < its.count ? its[index] : nil
      )
    default: return self == other ? nil : (path, self, other)
    }
  }
}
