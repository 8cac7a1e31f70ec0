extension Schema {
  /// A column of SHA-256.
  static func digest(_ column: String) -> String {
    "\(column) BLOB NOT NULL CHECK (length(\(column)) = 32)"
  }

  /// What a row with a body has.
  static let body = """
    body TEXT NOT NULL,
    \(digest("digest"))
    """
  static let input = "input INTEGER NOT NULL REFERENCES input"

  /// Every accepted file to the byte, and the chain.
  static let inputs = """
    CREATE TABLE input (
      sequence INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      file_name TEXT NOT NULL,
      \(digest("sha256")),
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
    -- What files hold, each piece once, whichever files have it.
    CREATE TABLE piece (
      -- That first had it.
      \(input) DEFERRABLE INITIALLY DEFERRED,
      \(digest("digest")) UNIQUE,
      -- 0: bytes; else the digests of pieces of the level below.
      level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 255),
      -- Compressed.
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX piece_by_input ON piece (input);
    -- What an input brought about, chained.
    CREATE TABLE entry (
      sequence INTEGER PRIMARY KEY REFERENCES input,
      engine INTEGER NOT NULL CHECK (engine >= 1),
      \(body),
      -- Over the hash before it and the digest.
      \(digest("hash"))
    ) STRICT;
    CREATE INDEX entry_by_engine ON entry (engine);
    """

  /// What is known, by contract and incident.
  static let facts = """
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
}
