import Assessing
import Crediting
import Domain
import Notation

/// What one input makes due and what it makes wrong, in the database: it may be a million lines.
struct GatheredAdjustments {
  /// Lines that are to stand on new notes.
  static let due = GatheringTable(
    "due",
    [
      "account_id": "TEXT", "kind": "TEXT", "tax_included": "INTEGER", "untaxed": "INTEGER",
      "bill": "TEXT", "replaces": "INTEGER", "contract_id": "TEXT", "request_id": "TEXT",
      "from_ms": "INTEGER", "supply_from": "TEXT", "amount": "INTEGER", "tax_rate": "INTEGER",
      "invoice_no": "TEXT", "incidents": "TEXT", "line": "TEXT", "steps": "BLOB",
    ])
  /// Lines that are no longer right.
  static let wrong = GatheringTable(
    "wrong",
    [
      "note": "INTEGER", "ordinal": "INTEGER", "contract_id": "TEXT", "key": "BLOB",
      "amount": "INTEGER",
    ], "PRIMARY KEY (note, ordinal)")
  /// Contracts of which a person has decided.
  static let decided = GatheringTable("decided", ["contract_id": "TEXT PRIMARY KEY"])
  /// Contracts of which something else was held before.
  static let changed = GatheringTable("changed", ["contract_id": "TEXT PRIMARY KEY"])
  /// Contracts whose correction seems to come of a charge after credits.
  static let looping = GatheringTable("looping", ["contract_id": "TEXT PRIMARY KEY"])

  static let tables = [due, wrong, decided, changed, looping]
  /// How lines that are due are found by account.
  static let index = "CREATE INDEX temp.due_by_account ON due (account_id, replaces, kind)"

  let transaction: LedgerTransaction

  /// Nothing yet.
  init(in transaction: LedgerTransaction) throws {
    self.transaction = transaction
    for table in Self.tables { try table.empty(in: transaction) }
  }

  // MARK: Gathering

  func add(_ prepared: PreparedAdjustment) throws {
    for row in prepared.wrong { try transaction.run(Self.wrong.insertion, row) }
    for row in prepared.due { try transaction.run(Self.due.insertion, row) }
  }

  func add(
    due line: NoteLine, kind: NoteKind, for account: Identifier, replacing replaced: Int64?
  ) throws {
    try transaction.run(
      Self.due.insertion, Self.row(due: line, kind: kind, for: account, replacing: replaced))
  }

  /// A row for a line that is due.
  ///
  /// - Parameter replaced: the note that this corrects.
  static func row(
    due line: NoteLine, kind: NoteKind, for account: Identifier, replacing replaced: Int64?
  ) throws -> SQLArguments {
    try line.credit.refuseContradiction()
    let bill = line.isTaxIncluded ? line.applyTo : nil
    let kept = try KeptLine(line)
    return [
      account.text, kind.rawValue, line.isTaxIncluded, line.taxRate == 0, bill?.description,
      replaced, line.contract.text, line.request?.text, line.outage?.from.milliseconds,
      line.supplyFrom.description, try line.amount.column, line.taxRate, line.invoice?.number,
      try CanonicalJSON.encode(line.incidents), kept.text, kept.steps?.bytes,
    ]
  }

  func mark(_ contract: Identifier, in table: GatheringTable) throws {
    try transaction.run(table.insertion, [contract.text])
  }

  // MARK: Issuing

  /// Lets lines be found by contract. Not before that is asked: to keep these while a million lines are gathered
  /// would take its time.
  func indexByContract() throws {
    try transaction.run("CREATE INDEX IF NOT EXISTS temp.due_by_contract ON due (contract_id)")
    try transaction.run("CREATE INDEX IF NOT EXISTS temp.wrong_by_contract ON wrong (contract_id)")
  }

  /// Takes out everything about the contracts of which a note is wrong.
  func leaveOut(contractsOf note: Int64) throws {
    try leaveOut(
      where: "contract_id IN (SELECT contract_id FROM temp.wrong WHERE note = ?)", [note])
  }

  /// Takes out everything about some contracts.
  func leaveOut(where contracts: String, _ arguments: SQLArguments = []) throws {
    for table in [Self.due, Self.wrong] {
      try transaction.run("DELETE FROM \(table.name) WHERE \(contracts)", arguments)
    }
  }

  /// Ends the waiting for a closing of all that is gathered.
  func clearPending() throws {
    try transaction.run(
      """
      DELETE FROM pending_now WHERE contract_id IN (
      SELECT contract_id FROM temp.due UNION SELECT contract_id FROM temp.wrong)
      """)
  }

  /// The first note after a place of which something is wrong.
  func wrongNote(after place: Int64) throws -> Int64? {
    try transaction.number("SELECT min(note) FROM temp.wrong WHERE note > ?", [place])
  }

  func isWrong(_ note: Int64, line ordinal: Int64) throws -> Bool {
    try transaction.number(
      "SELECT 1 FROM temp.wrong WHERE note = ? AND ordinal = ?", [note, ordinal])
      != nil
  }

  /// What goes on one note.
  struct Group: Hashable, Sendable {
    let account: Identifier
    let kind: NoteKind
    let isTaxIncluded: Bool
    let isUntaxed: Bool
    let bill: String?
    let replaces: Int64?

    init(_ row: any LedgerRow) throws {
      account = try row.identifier("account_id")
      kind = try row.name("kind")
      isTaxIncluded = row.integer("tax_included") != 0
      isUntaxed = row.integer("untaxed") != 0
      bill = row.optionalText("bill")
      replaces = row.optionalInteger("replaces")
    }
  }

  /// How many lines are due.
  func dueCount() throws -> Int64 { try transaction.number("SELECT count(*) FROM temp.due") ?? 0 }

  /// Hands over the lines that are due, in the order in which they stand on notes: by account, corrections first.
  func forEachDue(_ body: (KeptRow) throws -> Void) throws {
    try transaction.forEachKeptRow(
      """
      SELECT * FROM temp.due ORDER BY account_id, replaces IS NULL, replaces, kind, tax_included,
      untaxed, bill, contract_id, from_ms, supply_from, line
      """, [], body)
  }
}
