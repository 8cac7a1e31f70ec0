import GRDB

/// The ledger's tables. A migration that was released is never edited: a change is a new one.
///
/// A row with a body says in its columns only what it is searched by (``LedgerRecord``).
enum Schema {
  /// Forms that were never released and are not carried on.
  static let abandoned: Set<String> = ["1-inputs", "2-facts", "3-requests", "1-ledger"]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-books") { database in
      for part in [inputs, facts, decisions, standing, work] { try database.execute(sql: part) }
      for table in Table.chained {
        try database.execute(
          sql: "CREATE INDEX \(table.name)_by_input ON \(table.name) (input)")
      }
      for table in Table.all where table.growth == .appendOnly {
        try refuseChanges(of: table, in: database)
      }
    }
    return migrator
  }

  /// The tables that a database should have after the migrations that it has seen.
  static func tables(migratedLike database: Database) throws -> [String] {
    guard let last = try migrator.completedMigrations(database).last else { return [] }
    let model = try DatabaseQueue()
    try migrator.migrate(model, upTo: last)
    let tables = try model.read(tables(of:))
    try model.closeKeepingQueue()
    return tables
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

  /// A row that was added stays as it is. Only a body whose time of keeping is over may be taken out:
  /// its digest stays.
  private static func refuseChanges(of table: Table, in database: Database) throws {
    func refuse(_ name: String, _ change: String) throws {
      try database.execute(
        sql: """
          CREATE TRIGGER \(table.name)_refuses_\(name) BEFORE \(change)
          BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: \(table.name)'); END
          """)
    }
    try refuse("delete", "DELETE ON \(table.name)")
    // What chains all the others stays whole.
    guard table.format != nil, table != .entry else {
      return try refuse("update", "UPDATE ON \(table.name)")
    }
    let fixed = try database.columns(in: table.name).map(\.name).filter { $0 != "body" }
    try refuse("update", "UPDATE OF \(fixed.joined(separator: ", ")) ON \(table.name)")
    try refuse("rewriting", "UPDATE OF body ON \(table.name) WHEN NEW.body IS NOT NULL")
  }

  /// What a row with a body has.
  private static let body = """
    body TEXT,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
    """
  private static let input = "input INTEGER NOT NULL REFERENCES input"

  /// Every accepted file, verbatim, and the chain.
  private static let inputs = """
    CREATE TABLE input (
      sequence INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      received_ms INTEGER NOT NULL,
      owner INTEGER NOT NULL,
      \(body)
    ) STRICT;
    -- What is dropped is accepted once; grounds may go back to what they were, and a merger may be made
    -- again after it was undone.
    CREATE UNIQUE INDEX input_once ON input (kind, sha256)
      WHERE kind NOT IN ('terms', 'agreements', 'settings', 'images', 'accounts');
    CREATE INDEX input_by_name ON input (kind, file_name);
    CREATE INDEX input_by_bytes ON input (kind, sha256);
    CREATE TABLE input_chunk (
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      number INTEGER NOT NULL CHECK (number >= 0),
      bytes BLOB NOT NULL,
      UNIQUE (input, number)
    ) STRICT;
    -- What an input brought about, chained.
    CREATE TABLE entry (
      sequence INTEGER PRIMARY KEY REFERENCES input,
      engine INTEGER NOT NULL CHECK (engine >= 1),
      \(body),
      previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
      -- SHA-256 over the hash before it and the digest.
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
    ) STRICT;
    CREATE INDEX entry_by_engine ON entry (engine);
    """

  /// What is known, by contract and incident.
  private static let facts = """
    CREATE TABLE contract_version (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      account_id TEXT NOT NULL,
      terms TEXT NOT NULL,
      agreement TEXT,
      \(body)
    ) STRICT;
    CREATE INDEX contract_version_by_account ON contract_version (account_id);
    CREATE TABLE charge (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      fee_month TEXT NOT NULL,
      \(body)
    ) STRICT;
    CREATE TABLE incident (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      \(input) DEFERRABLE INITIALLY DEFERRED,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      \(body),
      PRIMARY KEY (incident_id, revision)
    ) STRICT;
    CREATE TABLE affected_target (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT,
      \(body),
      PRIMARY KEY (incident_id, revision, ordinal),
      FOREIGN KEY (incident_id, revision) REFERENCES incident DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX affected_target_selecting ON affected_target (incident_id, revision)
      WHERE contract_id IS NULL;
    CREATE TABLE claim (
      claim_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      contract_id TEXT NOT NULL,
      \(body)
    ) STRICT;
    CREATE INDEX claim_by_contract ON claim (contract_id);
    CREATE INDEX claim_by_incident ON claim (incident_id);
    CREATE TABLE recovery (
      recovery_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      \(body)
    ) STRICT;
    CREATE INDEX recovery_by_incident ON recovery (incident_id);
    CREATE TABLE relief (
      relief_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      -- Whether it selects contracts by terms, service or labels.
      selects INTEGER NOT NULL CHECK (selects IN (0, 1)),
      \(body)
    ) STRICT;
    CREATE INDEX relief_selecting ON relief (relief_id) WHERE selects;
    CREATE TABLE approval (
      approval_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT,
      claim_id TEXT,
      batch_id TEXT,
      \(body),
      CHECK ((incident_id IS NOT NULL) + (claim_id IS NOT NULL) + (batch_id IS NOT NULL) = 1)
    ) STRICT;
    CREATE INDEX approval_by_incident ON approval (incident_id) WHERE incident_id IS NOT NULL;
    CREATE INDEX approval_by_claim ON approval (claim_id) WHERE claim_id IS NOT NULL;
    CREATE INDEX approval_by_batch ON approval (batch_id) WHERE batch_id IS NOT NULL;
    CREATE TABLE prior_credit (
      prior_credit_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      \(body)
    ) STRICT;
    CREATE INDEX prior_credit_by_contract ON prior_credit (contract_id);
    CREATE TABLE acknowledgement (
      acknowledgement_id TEXT PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      -- Of the note.
      number TEXT NOT NULL,
      \(body)
    ) STRICT;
    CREATE INDEX acknowledgement_by_number ON acknowledgement (number);
    -- The last of an account stands; one without successor undoes those before it.
    CREATE TABLE account_version (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      account_id TEXT NOT NULL,
      merged_into TEXT CHECK (merged_into <> account_id),
      \(body)
    ) STRICT;
    CREATE INDEX account_version_by_account ON account_version (account_id, id);
    CREATE TABLE request (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      request_id TEXT NOT NULL,
      -- What a closing closes: a month's notes, or the books up to a day.
      month TEXT UNIQUE,
      through TEXT UNIQUE,
      \(body),
      CHECK (month IS NULL OR through IS NULL)
    ) STRICT;
    CREATE INDEX request_closing ON request (request_id)
      WHERE month IS NOT NULL OR through IS NOT NULL;
    """

  /// What was found to be owed, and what was issued.
  private static let decisions = """
    CREATE TABLE assessment (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      outcome TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      from_ms INTEGER,
      \(body),
      CHECK (amount = 0 OR outcome IN ('credit', 'held'))
    ) STRICT;
    -- Corrections and new notes that were held together, for a person to decide on.
    CREATE TABLE batch (
      batch_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL UNIQUE REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      \(body)
    ) STRICT;
    CREATE TABLE batch_member (
      batch_id TEXT NOT NULL REFERENCES batch,
      contract_id TEXT NOT NULL,
      PRIMARY KEY (batch_id, contract_id)
    ) STRICT, WITHOUT ROWID;
    -- The inputs that asked for what is held together: their owners do not approve them.
    CREATE TABLE batch_source (
      batch_id TEXT NOT NULL REFERENCES batch,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (batch_id, input)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE credit_note (
      sequence INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      number TEXT NOT NULL UNIQUE,
      year INTEGER NOT NULL,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      kind TEXT NOT NULL,
      issued_on TEXT NOT NULL,
      account_id TEXT NOT NULL,
      account_name TEXT NOT NULL,
      net INTEGER NOT NULL,
      gross INTEGER NOT NULL,
      reverses INTEGER UNIQUE REFERENCES credit_note,
      -- The note that it corrects.
      replaces INTEGER REFERENCES credit_note,
      \(body),
      previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
      -- SHA-256 over the hash before it and the digest.
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      UNIQUE (year, ordinal),
      CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
    ) STRICT;
    CREATE INDEX credit_note_by_account ON credit_note (account_id);
    -- For sums by kind, which are made daily.
    CREATE INDEX credit_note_sums ON credit_note (kind, net, gross);
    CREATE INDEX credit_note_reversing ON credit_note (input) WHERE reverses IS NOT NULL;
    CREATE INDEX credit_note_replacing ON credit_note (replaces) WHERE replaces IS NOT NULL;
    CREATE TABLE note_line (
      note INTEGER NOT NULL REFERENCES credit_note DEFERRABLE INITIALLY DEFERRED,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      -- The claim or the relief.
      request_id TEXT,
      \(body),
      PRIMARY KEY (note, ordinal)
    ) STRICT;
    CREATE INDEX note_line_by_contract ON note_line (contract_id);
    -- Documents as they left for a customer, each time that one was made with other bytes.
    CREATE TABLE issued_document (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      form TEXT NOT NULL,
      -- The number of the note.
      subject TEXT NOT NULL,
      \(body),
      previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
      -- SHA-256 over the hash before it and the digest.
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
    ) STRICT;
    CREATE INDEX issued_document_by_path ON issued_document (path, id);
    """

  /// What stands now, and could be made again.
  private static let standing = """
    -- The version that stands for each contract and day, and when it was last exported.
    CREATE TABLE contract_now (
      contract_id TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      version INTEGER NOT NULL REFERENCES contract_version,
      exported_ms INTEGER,
      PRIMARY KEY (contract_id, valid_from)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE charge_now (
      contract_id TEXT NOT NULL,
      fee_month TEXT NOT NULL,
      charge INTEGER NOT NULL REFERENCES charge,
      exported_ms INTEGER,
      PRIMARY KEY (contract_id, fee_month)
    ) STRICT, WITHOUT ROWID;
    -- The highest revision of each incident.
    CREATE TABLE incident_now (
      incident_id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      FOREIGN KEY (incident_id, revision) REFERENCES incident DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    -- Which standing incident hits which contract, by which entry.
    CREATE TABLE contract_incident (
      contract_id TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      PRIMARY KEY (contract_id, incident_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contract_incident_by_incident ON contract_incident (incident_id);
    -- Which relief is granted to which contract.
    CREATE TABLE relief_now (
      contract_id TEXT NOT NULL,
      relief_id TEXT NOT NULL REFERENCES relief DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (contract_id, relief_id)
    ) STRICT, WITHOUT ROWID;
    -- The assessments that stand for each contract, with what tells two of them apart.
    CREATE TABLE assessment_now (
      contract_id TEXT NOT NULL,
      assessment INTEGER NOT NULL REFERENCES assessment,
      key TEXT NOT NULL,
      outcome TEXT NOT NULL,
      -- The incident that it is of, where it is of one.
      incident_id TEXT,
      PRIMARY KEY (contract_id, assessment)
    ) STRICT, WITHOUT ROWID;
    -- Not by a list: SQLite makes a table of one, for every row that is added.
    CREATE INDEX assessment_waiting ON assessment_now (outcome)
      WHERE outcome <> 'credit' AND outcome <> 'none';
    -- The contracts whose corrections, or whose new notes, are held now.
    CREATE TABLE held_now (
      contract_id TEXT PRIMARY KEY,
      batch_id TEXT NOT NULL REFERENCES batch,
      -- What the correction would be: what was approved must not change unseen.
      correction TEXT NOT NULL,
      -- Whether it seems to come of a charge that was sent again after credits, without saying so.
      after_credits INTEGER NOT NULL CHECK (after_credits IN (0, 1)),
      -- Whether what is newly issued to it is held, and not only a correction.
      issues INTEGER NOT NULL CHECK (issues IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX held_by_batch ON held_now (batch_id);
    -- The contracts whose notes wait for a month to be closed, with the inputs that had a part in that.
    CREATE TABLE pending_now (
      contract_id TEXT NOT NULL,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (contract_id, input)
    ) STRICT, WITHOUT ROWID;
    """

  /// What is still to be done.
  private static let work = """
    -- Inputs that do not lie among the accepted files yet, with their receipts.
    CREATE TABLE unmoved (
      input INTEGER PRIMARY KEY REFERENCES input,
      receipt TEXT NOT NULL
    ) STRICT;
    -- How far a stage after the commit has come.
    CREATE TABLE cursor (
      name TEXT PRIMARY KEY,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Incidents whose assessments changed after their document was last written.
    CREATE TABLE unwritten (
      incident_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    -- Forms of notes that wait for what was missing when they were first to be written.
    CREATE TABLE unformed (
      note INTEGER NOT NULL REFERENCES credit_note,
      form TEXT NOT NULL,
      PRIMARY KEY (note, form)
    ) STRICT, WITHOUT ROWID;
    -- The documents that were written, by their paths.
    CREATE TABLE document (
      path TEXT PRIMARY KEY,
      form TEXT NOT NULL,
      subject TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX document_of_incident ON document (subject) WHERE form = 'assessments';
    """
}
