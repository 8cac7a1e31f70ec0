extension Schema {
  /// What was found to be owed, and what was issued.
  static let decisions = """
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
      settled_on TEXT,
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
    -- Forms of notes that wait for what was missing when they were first to be written.
    CREATE TABLE unformed (
      note INTEGER NOT NULL REFERENCES credit_note,
      form TEXT NOT NULL,
      PRIMARY KEY (note, form)
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
      -- Whether the law requires it, as a return invoice.
      return_invoice_required INTEGER NOT NULL CHECK (return_invoice_required IN (0, 1)),
      -- Whether the lawful form is left out, as it may be where it is not required.
      form_omitted INTEGER NOT NULL CHECK (form_omitted IN (0, 1)),
      reverses INTEGER UNIQUE REFERENCES credit_note,
      -- The note that it corrects.
      replaces INTEGER REFERENCES credit_note,
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
      -- How it stands to the bill whose fee it lowers, and that invoice.
      settlement TEXT NOT NULL,
      invoice_no TEXT,
      invoiced_on TEXT,
      booked INTEGER NOT NULL CHECK (booked IN (0, 1)),
      -- The last day of the month whose bill it lowers: closed books book what was not.
      month_end TEXT NOT NULL,
      -- Whether it stood on the note that its note corrects.
      unchanged INTEGER NOT NULL CHECK (unchanged IN (0, 1)),
      incidents TEXT NOT NULL,
      readings TEXT NOT NULL,
      steps TEXT NOT NULL,
      key TEXT NOT NULL,
      PRIMARY KEY (note, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX credit_note_reversing ON credit_note (input) WHERE reverses IS NOT NULL;
    CREATE INDEX credit_note_replacing ON credit_note (replaces) WHERE replaces IS NOT NULL;
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
      correction TEXT NOT NULL,
      -- Whether it seems to come of a charge that was sent again after credits, without saying so.
      after_credits INTEGER NOT NULL CHECK (after_credits IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX held_by_batch ON held_now (batch_id);
    CREATE TABLE note_incident (
      note INTEGER NOT NULL REFERENCES credit_note DEFERRABLE INITIALLY DEFERRED,
      incident_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      title TEXT,
      customer_title TEXT,
      began_ms INTEGER NOT NULL,
      restored_ms INTEGER,
      PRIMARY KEY (note, incident_id)
    ) STRICT, WITHOUT ROWID;
    """
}
