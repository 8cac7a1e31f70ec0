extension Schema {
  /// What was found to be owed, and what was issued.
  static let decisions = """
    CREATE TABLE assessment (
      id INTEGER PRIMARY KEY,
      \(input) DEFERRABLE INITIALLY DEFERRED,
      contract_id TEXT NOT NULL,
      outcome TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      from_ms INTEGER,
      \(body),
      steps BLOB,
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
      -- Over the hash before it and the digest.
      \(digest("hash")),
      UNIQUE (year, ordinal),
      CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
    ) STRICT;
    CREATE INDEX credit_note_by_account ON credit_note (account_id);
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
      steps BLOB,
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
      -- Over the hash before it and the digest.
      \(digest("hash"))
    ) STRICT;
    CREATE INDEX issued_document_by_path ON issued_document (path, id);
    """
}
