extension Schema {
  /// What is asked for, paid in, granted and decided: each is received once and stands as it is.
  static let requests = """
    CREATE TABLE claim (
      claim_id TEXT PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      contract_id TEXT NOT NULL,
      received_on TEXT NOT NULL,
      damage_on TEXT,
      recognised_by TEXT,
      recognised_on TEXT,
      filed_by TEXT,
      tax_class TEXT,
      CHECK ((recognised_by IS NULL) = (recognised_on IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claim_by_contract ON claim (contract_id);
    CREATE INDEX claim_by_incident ON claim (incident_id);
    CREATE TABLE claim_item (
      claim_id TEXT NOT NULL REFERENCES claim DEFERRABLE INITIALLY DEFERRED,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      recognised INTEGER CHECK (recognised >= 0),
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
      -- Whether amounts are given by kind of loss.
      itemised INTEGER NOT NULL CHECK (itemised IN (0, 1) AND (itemised = 0 OR amount IS NULL)),
      decided_by TEXT NOT NULL,
      decided_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      CHECK ((incident_id IS NOT NULL) + (claim_id IS NOT NULL) + (batch_id IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX approval_by_incident ON approval (incident_id) WHERE incident_id IS NOT NULL;
    CREATE INDEX approval_by_claim ON approval (claim_id) WHERE claim_id IS NOT NULL;
    CREATE INDEX approval_by_batch ON approval (batch_id) WHERE batch_id IS NOT NULL;
    CREATE TABLE approval_item (
      approval_id TEXT NOT NULL REFERENCES approval DEFERRABLE INITIALLY DEFERRED,
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0),
      PRIMARY KEY (approval_id, kind)
    ) STRICT, WITHOUT ROWID;
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
}
