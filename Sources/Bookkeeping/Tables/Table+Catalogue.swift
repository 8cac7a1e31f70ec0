extension Table {
  static let input = Table(
    "input", key: "sequence", format: 1, fixed: ["body", "digest"],
    searched: ["sequence", "kind", "file_name", "sha256", "received_ms", "owner"])
  static let entry = Table(
    "entry", key: "sequence", format: 1, fixed: ["body", "digest", "previous_hash", "hash"],
    searched: ["sequence", "engine"])
  static let contractVersion = Table(
    "contract_version", key: "id", format: 1,
    searched: ["contract_id", "valid_from", "account_id", "terms", "agreement"])
  static let charge = Table(
    "charge", key: "id", format: 1, searched: ["contract_id", "fee_month"])
  static let incident = Table(
    "incident", key: "incident_id, revision", format: 1,
    searched: ["incident_id", "revision", "withdrawn"])
  static let affectedTarget = Table(
    "affected_target", key: "incident_id, revision, ordinal", format: 1,
    searched: ["incident_id", "revision", "ordinal", "contract_id"])
  static let claim = Table(
    "claim", key: "claim_id", format: 1, searched: ["claim_id", "incident_id", "contract_id"])
  static let recovery = Table(
    "recovery", key: "recovery_id", format: 1, searched: ["recovery_id", "incident_id"])
  static let relief = Table(
    "relief", key: "relief_id", format: 1, searched: ["relief_id", "selects"])
  static let approval = Table(
    "approval", key: "approval_id", format: 1,
    searched: ["approval_id", "incident_id", "claim_id", "batch_id"])
  static let priorCredit = Table(
    "prior_credit", key: "prior_credit_id", format: 1, searched: ["prior_credit_id", "contract_id"])
  static let acknowledgement = Table(
    "acknowledgement", key: "acknowledgement_id", format: 1,
    searched: ["acknowledgement_id", "number"])
  static let accountVersion = Table(
    "account_version", key: "id", format: 1, searched: ["account_id", "merged_into"])
  static let request = Table(
    "request", key: "id", format: 1, searched: ["request_id", "month", "through"])
  static let batch = Table(
    "batch", key: "batch_id", format: 1, searched: ["batch_id"])
  static let assessment = Table(
    "assessment", key: "id", format: 1, searched: ["contract_id", "outcome", "amount", "from_ms"])
  static let creditNote = Table(
    "credit_note", key: "sequence", format: 1,
    fixed: ["input", "body", "digest", "previous_hash", "hash"],
    searched: [
      "sequence", "number", "year", "ordinal", "kind", "issued_on", "account_id", "account_name",
      "net", "gross", "reverses", "replaces",
    ])
  static let issuedDocument = Table(
    "issued_document", key: "id", format: 1, fixed: ["body", "digest", "previous_hash", "hash"],
    searched: ["path", "form", "subject"])
  static let noteLine = Table(
    "note_line", key: "note, ordinal", format: 1,
    searched: ["note", "ordinal", "contract_id", "request_id"])
  static let inputChunk = Table(
    "input_chunk", key: "input, number",
    columns: ["input", "number", "bytes"])
  static let batchMember = Table(
    "batch_member", key: "batch_id, contract_id",
    columns: ["batch_id", "contract_id"])
  static let batchSource = Table(
    "batch_source", key: "batch_id, input",
    columns: ["batch_id", "input"])
  static let contractNow = Table(
    "contract_now", key: "contract_id, valid_from", .current,
    columns: ["contract_id", "valid_from", "version", "exported_ms"])
  static let chargeNow = Table(
    "charge_now", key: "contract_id, fee_month", .current,
    columns: ["contract_id", "fee_month", "charge", "exported_ms"])
  static let incidentNow = Table(
    "incident_now", key: "incident_id", .current,
    columns: ["incident_id", "revision"])
  static let contractIncident = Table(
    "contract_incident", key: "contract_id, incident_id", .current,
    columns: ["contract_id", "incident_id", "revision", "ordinal"])
  static let reliefNow = Table(
    "relief_now", key: "contract_id, relief_id", .current,
    columns: ["contract_id", "relief_id"])
  static let assessmentNow = Table(
    "assessment_now", key: "contract_id, assessment", .current,
    columns: ["contract_id", "assessment", "key", "outcome", "incident_id"])
  static let heldNow = Table(
    "held_now", key: "contract_id", .current,
    columns: ["contract_id", "batch_id", "correction", "after_credits", "issues"])
  static let pendingNow = Table(
    "pending_now", key: "contract_id, input", .current,
    columns: ["contract_id", "input"])
  static let unmoved = Table(
    "unmoved", key: "input", .working,
    columns: ["input", "receipt"])
  static let cursor = Table(
    "cursor", key: "name", .working,
    columns: ["name", "position"])
  static let unwritten = Table(
    "unwritten", key: "incident_id", .working,
    columns: ["incident_id"])
  static let unformed = Table(
    "unformed", key: "note, form", .working,
    columns: ["note", "form"])
  static let document = Table(
    "document", key: "path", .working,
    columns: ["path", "form", "subject", "digest"])

  /// Every table there is.
  public static let all: [Table] = [
    input, entry, contractVersion, charge, incident, affectedTarget, claim, recovery, relief,
    approval, priorCredit, acknowledgement, accountVersion, request, batch, assessment,
    creditNote, noteLine, issuedDocument,
    inputChunk, batchMember, batchSource, contractNow, chargeNow, incidentNow, contractIncident,
    reliefNow, assessmentNow, heldNow, pendingNow, unmoved, cursor, unwritten, unformed, document,
  ]

  /// Those without bodies whose rows follow from what was decided.
  static let followingDecisions = [
    "batch_member", "batch_source", "assessment_now", "held_now", "pending_now",
  ]

  /// Those whose rows are chained by an entry: what an input brought about.
  static let chained = all.filter { table in
    table.growth == .appendOnly && table.format != nil
      && ![input, entry, issuedDocument].contains(table)
  }
}
