import GRDB
import Synchronization

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
        of: ["acknowledgement", "account_merger", "closing", "batch_source"], in: database)
    }
    return migrator
  }

  /// The tables that a database should have after the migrations that it has seen.
  static func tables(migratedLike database: Database) throws -> [String] {
    guard let last = try migrator.completedMigrations(database).last else { return [] }
    return try known.withLock { known in
      if let tables = known[last] { return tables }
      let model = try DatabaseQueue()
      try migrator.migrate(model, upTo: last)
      let tables = try model.read(tables(of:))
      known[last] = tables
      return tables
    }
  }

  /// Those that were looked for before, by the last migration.
  private static let known = Mutex<[String: [String]]>([:])

  /// The tables that a database has, as they were created.
  static func tables(of database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY name
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
    "claim", "claim_item", "recovery", "relief", "relief_affect", "approval", "prior_credit",
    "assessment", "credit_note", "note_line", "note_incident", "batch", "batch_member",
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

  /// What is known, by contract and incident.
  private static let facts = """
    CREATE TABLE contract_version (
      id INTEGER PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      account_id TEXT NOT NULL,
      account_name TEXT NOT NULL,
      terms TEXT NOT NULL,
      service TEXT NOT NULL,
      billing TEXT NOT NULL,
      fee INTEGER CHECK (fee >= 0),
      service_start TEXT NOT NULL,
      service_end TEXT CHECK (service_end >= service_start),
      fee_month_start_day INTEGER NOT NULL CHECK (fee_month_start_day BETWEEN 1 AND 31),
      tax_rate INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 100),
      labels TEXT NOT NULL,
      agreement TEXT,
      plan TEXT,
      applied_on TEXT,
      quantities TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contract_version_by_input ON contract_version (input);
    CREATE INDEX contract_version_by_account ON contract_version (account_id);
    -- The version that stands for each contract and day, and when it was last exported.
    CREATE TABLE contract_now (
      contract_id TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      version INTEGER NOT NULL REFERENCES contract_version,
      exported_ms INTEGER,
      PRIMARY KEY (contract_id, valid_from)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE charge (
      id INTEGER PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      fee_month TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
      invoice_no TEXT,
      invoiced_on TEXT,
      paid_on TEXT
    ) STRICT;
    CREATE INDEX charge_by_input ON charge (input);
    CREATE TABLE charge_now (
      contract_id TEXT NOT NULL,
      fee_month TEXT NOT NULL,
      charge INTEGER NOT NULL REFERENCES charge,
      exported_ms INTEGER,
      PRIMARY KEY (contract_id, fee_month)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE incident (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      title TEXT,
      began_ms INTEGER NOT NULL,
      known_ms INTEGER CHECK (known_ms >= began_ms),
      restored_ms INTEGER CHECK (restored_ms >= began_ms),
      determined_by TEXT,
      carrier TEXT,
      ticket TEXT,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      affects INTEGER NOT NULL CHECK (affects >= 1),
      PRIMARY KEY (incident_id, revision)
    ) STRICT;
    CREATE TABLE incident_stage (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 0),
      from_ms INTEGER CHECK ((number = 0) = (from_ms IS NULL)),
      impact TEXT NOT NULL,
      attribution TEXT NOT NULL,
      fault TEXT CHECK (fault IS NULL OR attribution = 'provider'),
      stated_in INTEGER NOT NULL CHECK (stated_in BETWEEN 0 AND number),
      PRIMARY KEY (incident_id, revision, number),
      FOREIGN KEY (incident_id, revision) REFERENCES incident DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE affect (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      contract_id TEXT,
      terms TEXT,
      service TEXT,
      labels TEXT,
      began_ms INTEGER,
      known_ms INTEGER,
      restored_ms INTEGER,
      PRIMARY KEY (incident_id, revision, ordinal),
      FOREIGN KEY (incident_id, revision) REFERENCES incident DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX affect_selecting ON affect (incident_id, revision) WHERE contract_id IS NULL;
    -- The highest revision of each incident.
    CREATE TABLE incident_now (
      incident_id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      FOREIGN KEY (incident_id, revision) REFERENCES incident DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    -- Which standing incident hits which contract, by which entry.
    CREATE TABLE hit (
      contract_id TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      PRIMARY KEY (contract_id, incident_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX hit_by_incident ON hit (incident_id);
    """

  /// What is asked for, paid in, granted and decided: each is received once and stands as it is.
  private static let requests = """
    CREATE TABLE claim (
      claim_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      contract_id TEXT NOT NULL,
      received_on TEXT NOT NULL,
      damage_on TEXT,
      tax_class TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claim_by_contract ON claim (contract_id);
    CREATE INDEX claim_by_incident ON claim (incident_id);
    CREATE TABLE claim_item (
      claim_id TEXT NOT NULL REFERENCES claim DEFERRABLE INITIALLY DEFERRED,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      description TEXT,
      PRIMARY KEY (claim_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE recovery (
      recovery_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      carrier TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      received_on TEXT NOT NULL,
      final INTEGER NOT NULL CHECK (final IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recovery_by_incident ON recovery (incident_id);
    CREATE TABLE relief (
      relief_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT,
      fee_month TEXT NOT NULL,
      share TEXT,
      amount INTEGER CHECK (amount >= 0),
      authority TEXT NOT NULL,
      reason TEXT NOT NULL,
      decided_on TEXT NOT NULL,
      CHECK ((share IS NULL) <> (amount IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE relief_affect (
      relief_id TEXT NOT NULL REFERENCES relief DEFERRABLE INITIALLY DEFERRED,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      contract_id TEXT,
      terms TEXT,
      service TEXT,
      labels TEXT,
      PRIMARY KEY (relief_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    -- Which relief is granted to which contract.
    CREATE TABLE relief_now (
      contract_id TEXT NOT NULL,
      relief_id TEXT NOT NULL REFERENCES relief,
      PRIMARY KEY (contract_id, relief_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE approval (
      approval_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT,
      claim_id TEXT,
      batch_id TEXT,
      decision TEXT NOT NULL,
      amount INTEGER CHECK (amount >= 0),
      decided_by TEXT NOT NULL,
      decided_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      CHECK ((incident_id IS NOT NULL) + (claim_id IS NOT NULL) + (batch_id IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX approval_by_incident ON approval (incident_id) WHERE incident_id IS NOT NULL;
    CREATE INDEX approval_by_claim ON approval (claim_id) WHERE claim_id IS NOT NULL;
    CREATE INDEX approval_by_batch ON approval (batch_id) WHERE batch_id IS NOT NULL;
    CREATE TABLE prior_credit (
      prior_credit_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      given_on TEXT NOT NULL,
      document TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX prior_credit_by_contract ON prior_credit (contract_id);
    """

  /// What was found to be owed, and what was issued.
  private static let decisions = """
    CREATE TABLE assessment (
      id INTEGER PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      account_id TEXT,
      remedy TEXT NOT NULL,
      -- The claim or the relief.
      request_id TEXT CHECK ((request_id IS NULL) = (remedy = 'waiver')),
      outcome TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      exact TEXT NOT NULL,
      clauses TEXT NOT NULL,
      incidents TEXT NOT NULL,
      from_ms INTEGER,
      to_ms INTEGER,
      units INTEGER NOT NULL CHECK (units >= 0),
      reason TEXT CHECK ((reason IS NOT NULL) = (outcome = 'none')),
      waits_for TEXT NOT NULL,
      cap INTEGER CHECK (cap >= 0),
      settled_after INTEGER,
      -- The first and the last day of what is lowered, and its fee months.
      supply TEXT,
      tax_rate INTEGER,
      readings TEXT NOT NULL,
      steps TEXT,
      CHECK (amount = 0 OR outcome IN ('credit', 'held'))
    ) STRICT;
    -- The assessments that stand for each contract.
    CREATE TABLE assessment_now (
      contract_id TEXT NOT NULL,
      assessment INTEGER NOT NULL REFERENCES assessment,
      key TEXT NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (contract_id, assessment)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX assessment_waiting ON assessment_now (outcome)
      WHERE outcome IN ('undetermined', 'referred', 'held');
    -- Incidents whose assessments changed after their document was last written.
    CREATE TABLE unwritten (
      incident_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    -- The documents that were written, by their paths.
    CREATE TABLE document (
      path TEXT PRIMARY KEY,
      form TEXT NOT NULL,
      subject TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE credit_note (
      sequence INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      year INTEGER NOT NULL,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      kind TEXT NOT NULL,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      issued_on TEXT NOT NULL,
      issuer_name TEXT NOT NULL,
      issuer_number TEXT NOT NULL,
      issuer_address TEXT NOT NULL,
      language TEXT NOT NULL,
      account_id TEXT NOT NULL,
      account_name TEXT NOT NULL,
      rates TEXT NOT NULL,
      net INTEGER NOT NULL,
      gross INTEGER NOT NULL,
      -- Whether the lawful form is left out, as it may be for small amounts.
      form_omitted INTEGER NOT NULL CHECK (form_omitted IN (0, 1)),
      reverses INTEGER UNIQUE REFERENCES credit_note,
      previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      UNIQUE (year, ordinal),
      CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
    ) STRICT;
    CREATE TABLE note_line (
      note INTEGER NOT NULL REFERENCES credit_note DEFERRABLE INITIALLY DEFERRED,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      contract_id TEXT NOT NULL,
      remedy TEXT NOT NULL,
      request_id TEXT CHECK ((request_id IS NULL) = (remedy = 'waiver')),
      clauses TEXT NOT NULL,
      from_ms INTEGER,
      to_ms INTEGER,
      supply_from TEXT NOT NULL,
      supply_to TEXT NOT NULL,
      units INTEGER NOT NULL,
      exact TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount <> 0),
      tax_rate INTEGER NOT NULL,
      apply_to TEXT,
      incidents TEXT NOT NULL,
      readings TEXT NOT NULL,
      steps TEXT NOT NULL,
      key TEXT NOT NULL,
      PRIMARY KEY (note, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX note_line_by_contract ON note_line (contract_id);
    -- Corrections that were held together, for a person to decide on.
    CREATE TABLE batch (
      batch_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL UNIQUE REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      notes INTEGER NOT NULL CHECK (notes >= 0),
      lowered INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE batch_member (
      batch_id TEXT NOT NULL REFERENCES batch,
      contract_id TEXT NOT NULL,
      PRIMARY KEY (batch_id, contract_id)
    ) STRICT, WITHOUT ROWID;
    -- The contracts whose corrections are held now.
    CREATE TABLE held_now (
      contract_id TEXT PRIMARY KEY,
      batch_id TEXT NOT NULL REFERENCES batch,
      -- What the correction would be: what was approved must not change unseen.
      correction TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX held_by_batch ON held_now (batch_id);
    CREATE TABLE note_incident (
      note INTEGER NOT NULL REFERENCES credit_note DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      title TEXT,
      PRIMARY KEY (note, incident_id)
    ) STRICT, WITHOUT ROWID;
    """

  /// What comes back from finance, and what waits for a month to be closed.
  private static let finance = """
    CREATE TABLE acknowledgement (
      id INTEGER PRIMARY KEY,
      acknowledgement_id TEXT NOT NULL UNIQUE,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      note INTEGER NOT NULL REFERENCES credit_note,
      booked_on TEXT,
      paid_on TEXT,
      reference TEXT,
      -- Whether what was told of the note before is taken back.
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      CHECK (withdrawn = (booked_on IS NULL AND paid_on IS NULL))
    ) STRICT;
    CREATE INDEX acknowledgement_by_note ON acknowledgement (note);
    -- The last of an account stands; one without successor undoes those before it.
    CREATE TABLE account_merger (
      id INTEGER PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      account_id TEXT NOT NULL,
      merged_into TEXT CHECK (merged_into <> account_id),
      account_name TEXT,
      merged_on TEXT,
      CHECK ((merged_into IS NULL) = (account_name IS NULL)),
      CHECK ((merged_into IS NULL) = (merged_on IS NULL))
    ) STRICT;
    CREATE INDEX account_merger_by_account ON account_merger (account_id, id);
    CREATE TABLE closing (
      month TEXT PRIMARY KEY,
      input INTEGER NOT NULL UNIQUE REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      request_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- The contracts whose notes wait for a month to be closed, with the inputs that had a part in that.
    CREATE TABLE pending_now (
      contract_id TEXT NOT NULL,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (contract_id, input)
    ) STRICT, WITHOUT ROWID;
    -- The inputs that asked for corrections which are held together: their owners do not approve them.
    CREATE TABLE batch_source (
      batch_id TEXT NOT NULL REFERENCES batch,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (batch_id, input)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO batch_source SELECT batch_id, input FROM batch;
    CREATE INDEX credit_note_by_account ON credit_note (account_id);
    -- A merger may be made again after it was undone.
    DROP INDEX input_once;
    CREATE UNIQUE INDEX input_once ON input (kind, digest)
      WHERE kind NOT IN ('terms', 'agreements', 'settings', 'accounts');
    """
}
