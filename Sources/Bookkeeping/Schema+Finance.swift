extension Schema {
  /// What comes back from finance, and what waits for a month to be closed.
  static let finance = """
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
    CREATE INDEX account_merger_by_input ON account_merger (input);
    CREATE INDEX account_merger_by_account ON account_merger (account_id, id);
    CREATE TABLE closing (
      month TEXT PRIMARY KEY,
      input INTEGER NOT NULL UNIQUE REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      request_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Up to which day finance has closed the books.
    CREATE TABLE books_closing (
      id INTEGER PRIMARY KEY,
      input INTEGER NOT NULL REFERENCES input DEFERRABLE INITIALLY DEFERRED,
      request_id TEXT NOT NULL UNIQUE,
      through TEXT NOT NULL
    ) STRICT;
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
