extension Schema {
  /// What stands now, and could be made again.
  static let standing = """
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
      \(digest("key")),
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
      \(digest("correction")),
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
    -- How many there are of what, or how much.
    CREATE TABLE counter (
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// What is still to be done.
  static let work = """
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
    -- What was appended to registers, part by part.
    CREATE TABLE register_part (
      path TEXT NOT NULL,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      -- How long the file was after it.
      end INTEGER NOT NULL CHECK (end >= 0),
      last_note INTEGER NOT NULL,
      \(digest("digest")),
      encoding TEXT NOT NULL,
      PRIMARY KEY (path, ordinal)
    ) STRICT, WITHOUT ROWID;
    -- The documents that were written, by their paths; registers are not among them.
    CREATE TABLE document (
      path TEXT PRIMARY KEY,
      form TEXT NOT NULL,
      subject TEXT NOT NULL,
      \(digest("digest"))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX document_of_incident ON document (subject) WHERE form = 'assessments';
    """
}
