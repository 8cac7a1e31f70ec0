import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// Whether the ledger is what was written, whatever decided it: digests of bodies, columns against
/// bodies, the two chains, what adds up.
public struct ChainVerification {
  /// So many faults are told.
  private static let told = 100

  private let transaction: LedgerTransaction
  private let progress: () -> Void
  /// What is wrong, by table and key.
  public private(set) var faults: [String] = []

  /// A verification in one transaction.
  ///
  /// - Parameter progress: called again and again while work goes on.
  public init(_ transaction: LedgerTransaction, progress: @escaping () -> Void = {}) {
    self.transaction = transaction
    self.progress = progress
  }

  /// Looks at everything after an input.
  ///
  /// - Throws: what SQLite reports.
  public mutating func run(after place: Int64 = 0) throws {
    if let damage = try transaction.texts("PRAGMA integrity_check").first, damage != "ok" {
      add("the database file is damaged: \(damage)")
    }
    try transaction.forEachRow("PRAGMA foreign_key_check") { row in
      add(
        "\(row.text("table")), row \(row.value("rowid")): refers to a row of \(row.text("parent")) "
          + "that is missing")
    }
    for type in Table.records { try check(type, after: place) }
    try checkEntries(after: place)
    try checkPieces(after: place)
    try checkReports(after: place)
    try checkNotes(after: place)
    try checkDocuments()
  }

  private mutating func add(_ fault: String) {
    if faults.count < Self.told { faults.append(fault) }
  }

  /// The next hash of a chain.
  private mutating func follow(_ hash: inout Digest, _ row: any LedgerRow, _ name: String) {
    if row.digest("hash") != Digest.chained(hash, row.digest("digest")) {
      add("\(name): its hash is not that of its digest after the one before it")
    }
    hash = row.digest("hash")
  }

  /// The bodies of a table's rows, and their columns.
  private mutating func check<Record: LedgerRecord>(
    _ type: Record.Type, after place: Int64
  ) throws {
    let table = Record.table
    let input: String? =
      switch table {
      case InputRecord.table, LedgerEntry.table: "sequence"
      case IssuedDocument.table: nil
      default: "input"
      }
    try transaction.forEachRow(
      "SELECT * FROM \(table.name) WHERE \(input ?? "id") > ? ORDER BY \(table.key)",
      [input == nil ? 0 : place]
    ) { row in
      progress()
      do {
        _ = try StoredBody.read(type, row)
      } catch let error as CorruptRowError {
        add("\(error)")
      }
    }
    guard input == "input" else { return }
    try transaction.forEachRow(
      """
      SELECT \(table.key) FROM \(table.name) WHERE input > ? AND input NOT IN (
      SELECT sequence FROM entry)
      """, [place]
    ) { row in
      add("\(table.name), \(StoredBody.key(of: row, table)): follows from no input")
    }
  }

  /// The chain of what inputs brought about.
  private mutating func checkEntries(after place: Int64) throws {
    let before = try transaction.row("SELECT hash FROM entry WHERE sequence = ?", [place])
    var (sequence, hash) = (place, before?.digest("hash") ?? Digest.none)
    try transaction.forEachRow(
      """
      SELECT input.sequence place, entry.* FROM input LEFT JOIN entry USING (sequence)
      WHERE input.sequence > ? ORDER BY input.sequence
      """, [place]
    ) { row in
      progress()
      let own = row.integer("place")
      let name = "entry, sequence \(own)"
      if own != sequence + 1 { add("input, sequence \(sequence + 1): is missing") }
      sequence = own
      guard let engine = row.optionalInteger("engine")
      else {
        add("\(name): is missing")
        return
      }
      follow(&hash, row, name)
      guard let entry = try? StoredBody.read(LedgerEntry.self, row) else { return }
      if try transaction.entry(of: own, engine: Int(engine)) != entry {
        add("\(name): the rows of the input are not those that it chains")
      }
    }
    let last = try transaction.number("SELECT max(sequence) FROM entry") ?? 0
    if last > sequence { add("entry, sequence \(last): chains no input") }
  }

  /// The pieces of the inputs' bytes: each is that of its digest, and those that it lists are there.
  private mutating func checkPieces(after place: Int64) throws {
    try transaction.forEachRow("SELECT * FROM piece WHERE input > ? ORDER BY rowid", [place]) {
      row in
      progress()
      do {
        let piece = try Piece(row)
        guard piece.level > 0 else { return }
        for digest in piece.listed where try level(of: digest) != Int64(piece.level - 1) {
          add("piece, \(row.digest("digest")): \(digest) is missing")
        }
      } catch let error as CorruptRowError { add("\(error)") }
    }
    try transaction.forEachRow("SELECT * FROM input WHERE sequence > ?", [place]) { row in
      guard let input = try? StoredBody.read(InputRecord.self, row) else { return }
      if try level(of: input.content) == nil {
        add("piece, \(input.content): is missing, and input \(input.sequence) is made of it")
      }
    }
  }

  private func level(of piece: Digest) throws -> Int64? {
    try transaction.number("SELECT level FROM piece WHERE digest = ?", [piece])
  }

  /// Whom reports hit.
  private mutating func checkReports(after place: Int64) throws {
    try transaction.forEachRow("SELECT * FROM incident WHERE input > ?", [place]) { row in
      progress()
      guard let record = try? StoredBody.read(IncidentRecord.self, row) else { return }
      var (digest, count) = (Digester(), Int64(0))
      for target in try transaction.rows(
        """
        SELECT digest FROM affected_target WHERE incident_id = ? AND revision = ? ORDER BY ordinal
        """, [record.report.id.text, record.report.revision])
      {
        digest.add(target.digest("digest"))
        count += 1
      }
      if (count, digest.digest) != (record.targets, record.targetsDigest) {
        add(
          "incident, \(StoredBody.key(of: row, IncidentRecord.table)): whom it hit is not what was reported"
        )
      }
    }
  }

  /// The chain of notes, their numbers and their sums.
  private mutating func checkNotes(after place: Int64) throws {
    let first =
      try transaction.number("SELECT min(sequence) FROM credit_note WHERE input > ?", [place])
      ?? .max
    guard first < .max else { return }
    var sequence =
      try transaction.number(
        "SELECT max(sequence) FROM credit_note WHERE sequence < ?", [first]) ?? 0
    var hash =
      try transaction.row("SELECT hash FROM credit_note WHERE sequence = ?", [sequence])?.digest(
        "hash")
      ?? Digest.none
    var ordinals: [Int64: Int64] = [:]
    try transaction.forEachRow(
      "\(NoteRecord.chained) WHERE sequence >= ? ORDER BY sequence", [first]
    ) { row in
      progress()
      let own = row.integer("sequence")
      let name = "credit_note, sequence \(own)"
      if own != sequence + 1 { add("credit_note, sequence \(sequence + 1): is missing") }
      sequence = own
      follow(&hash, row, name)
      let (year, ordinal) = (row.integer("year"), row.integer("ordinal"))
      if let before = ordinals[year], ordinal != before + 1 {
        add("\(name): the number before it is missing")
      }
      ordinals[year] = ordinal
      guard let record = try? LedgerTransaction.noteRecord(row) else { return }
      if let fault = try transaction.fault(in: record) { add("\(name): \(fault)") }
    }
  }
}

extension ChainVerification {
  /// The chain of what left for customers.
  private mutating func checkDocuments() throws {
    var hash = Digest.none
    try transaction.forEachRow("SELECT * FROM issued_document ORDER BY id") { row in
      progress()
      let name = "issued_document, id \(row.integer("id"))"
      follow(&hash, row, name)
    }
  }
}

extension LedgerTransaction {
  /// What of a note does not go with its lines; `nil` where all does. Lines whose body is not what was written
  /// are known by their digests alone.
  func fault(in record: NoteRecord) throws -> String? {
    var digest = Digester()
    var (count, isWhole): (Int64, Bool) = (0, true)
    var summary = NoteSummary()
    try forEachRow(of: record.note.sequence) { row in
      count += 1
      digest.add(row.digest("digest"))
      guard let line = try? Self.outline(row) else {
        isWhole = false
        return
      }
      try summary.add(line)
    }
    guard count == record.lines, digest.digest == record.linesDigest else {
      return "its lines are not those that it was issued with"
    }
    let isRight = try summary.adds(up: record.note.totals) && summary.kept == record.summary
    return isWhole && !isRight ? "what it says of its lines is not so" : nil
  }
}
