import GRDB

/// The ledger's tables. A migration that was released is never edited: a change is a new one.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-inputs") { try $0.execute(sql: inputs) }
    migrator.registerMigration("2-facts") { try $0.execute(sql: facts) }
    migrator.registerMigration("3-requests") { try $0.execute(sql: requests) }
    migrator.registerMigration("3-decisions") { try $0.execute(sql: decisions) }
    migrator.registerMigration("4-only-grows") { try refuseChanges(of: grownOnly, in: $0) }
    migrator.registerMigration("5-finance") { database in
      try database.execute(sql: finance)
      try refuseChanges(
        of: [
          "acknowledgement", "account_merger", "closing", "books_closing", "batch_source",
        ], in: database)
    }
    return migrator
  }

  /// The tables that a database should have after the migrations that it has seen.
  static func tables(migratedLike database: Database) throws -> [String] {
    guard let last = try migrator.completedMigrations(database).last else { return [] }
    let model = try DatabaseQueue()
    try migrator.migrate(model, upTo: last)
    return try model.read(tables(of:))
  }

  /// The tables that a database has, as they were created; not those of SQLite's and GRDB's own.
  static func tables(of database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT sql FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
        """)
  }

  private static func refuseChanges(of tables: [String], in database: Database) throws {
    for table in tables {
      for change in ["UPDATE", "DELETE"] {
        try database.execute(
          sql: """
            CREATE TRIGGER \(table)_refuses_\(change.lowercased()) BEFORE \(change) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'the ledger only grows: \(table)'); END
            """)
      }
    }
  }

  /// What was received, decided and issued is never changed. The other tables say what stands now,
  /// or what is still to be done, and could be made again from these.
  private static let grownOnly = [
    "input", "input_chunk", "contract_version", "charge", "incident", "incident_stage", "affect",
    "claim", "claim_item", "recovery", "relief", "relief_affect", "approval", "approval_item",
    "prior_credit", "assessment", "credit_note", "note_line", "note_incident", "batch",
    "batch_member",
  ]

  /// Every accepted file, verbatim.
  private static let inputs = """
    CREATE TABLE input (
      sequence INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      file_name TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      size INTEGER NOT NULL CHECK (size >= 0),
      owner INTEGER NOT NULL,
      owner_name TEXT NOT NULL,
      received_ms INTEGER NOT NULL,
      records INTEGER NOT NULL CHECK (records >= 0),
      -- SHA-256 over the hash of the input before it and everything in this row.
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
    ) STRICT;
    -- What is dropped is taken in once; terms and settings may go back to what they were.
    CREATE UNIQUE INDEX input_once ON input (kind, digest) WHERE kind NOT IN ('terms', 'agreements', 'settings');
    CREATE INDEX input_by_name ON input (kind, file_name);
    CREATE TABLE input_chunk (
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      number INTEGER NOT NULL CHECK (number >= 0),
      bytes BLOB NOT NULL,
      UNIQUE (input, number)
    ) STRICT;
    -- Accepted files that still lie in their drop directory.
    CREATE TABLE unmoved (
      input INTEGER PRIMARY KEY REFERENCES input
    ) STRICT;
    -- How far a stage after the commit has come.
    CREATE TABLE cursor (
      name TEXT PRIMARY KEY,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
