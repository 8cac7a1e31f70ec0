extension Schema {
  /// What is known, by contract and incident.
  static let facts = """
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
      before_credits INTEGER CHECK (before_credits >= 0),
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
      customer_title TEXT,
      -- A report that is withdrawn need not say when.
      began_ms INTEGER CHECK (began_ms IS NOT NULL OR withdrawn),
      known_ms INTEGER,
      restored_ms INTEGER CHECK (restored_ms >= began_ms),
      expected_restored_ms INTEGER,
      announced_ms INTEGER,
      window_from_ms INTEGER,
      window_until_ms INTEGER CHECK (window_until_ms > window_from_ms),
      determined_by TEXT,
      carrier TEXT,
      ticket TEXT,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      drops INTEGER NOT NULL CHECK (drops IN (0, 1)),
      affects INTEGER NOT NULL CHECK (affects >= 1 OR affects = 0 AND withdrawn),
      CHECK ((window_from_ms IS NULL) = (window_until_ms IS NULL)),
      PRIMARY KEY (incident_id, revision)
    ) STRICT;
    CREATE TABLE incident_stage (
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 0),
      from_ms INTEGER CHECK ((number = 0) = (from_ms IS NULL)),
      impact TEXT NOT NULL,
      states_impact INTEGER NOT NULL CHECK (states_impact IN (0, 1)),
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
      impact TEXT,
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
}
