/// A table of the ledger: from this list follow what may not change, what is chained, what verification
/// compares, by which columns rows with bodies are searched and how they are added, and what the tests
/// look at.
public struct Table: Hashable, Sendable {
  /// How a table changes.
  public enum Growth: Hashable, Sendable {
    /// Rows are added, and never changed: what was received, decided and issued.
    case appendOnly
    /// It says what stands now, and could be made again from the others.
    case current
    /// It says what is still to be done, and differs with when that is.
    case working
  }

  /// Its name.
  public let name: String
  /// The columns that tell its rows apart, in their order.
  public let key: String
  /// How it changes.
  public let growth: Growth
  /// The number of the written form of its rows' bodies; `nil` where they have none.
  public let format: Int?
  /// The columns by which its rows are searched, and which say again what their bodies say.
  let searched: [String]
  /// Adds a row with a body: the columns of every such row, then those by which it is searched.
  let insertion: String

  init(_ name: String, key: String, _ growth: Growth = .appendOnly) {
    self.name = name
    self.key = key
    self.growth = growth
    format = nil
    searched = []
    insertion = ""
  }

  /// A table of rows with bodies.
  private init(
    _ name: String, key: String, format: Int, fixed: String = "input, body, digest",
    searched: [String]
  ) {
    self.name = name
    self.key = key
    growth = .appendOnly
    self.format = format
    self.searched = searched
    let columns = fixed.split(separator: ", ").map(String.init) + searched
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    insertion =
      "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }

  static let input = Table(
    "input", key: "sequence", format: 1, fixed: "body, digest",
    searched: ["sequence", "kind", "file_name", "sha256", "received_ms", "owner"])
  static let entry = Table(
    "entry", key: "sequence", format: 1, fixed: "body, digest, previous_hash, hash",
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
    "credit_note", key: "sequence", format: 1, fixed: "input, body, digest, previous_hash, hash",
    searched: [
      "sequence", "number", "year", "ordinal", "kind", "issued_on", "account_id", "account_name",
      "net", "gross", "reverses", "replaces",
    ])
  static let issuedDocument = Table(
    "issued_document", key: "id", format: 1, fixed: "body, digest, previous_hash, hash",
    searched: ["path", "form", "subject"])
  static let noteLine = Table(
    "note_line", key: "note, ordinal", format: 1,
    searched: ["note", "ordinal", "contract_id", "request_id"])

  /// Every table there is.
  public static let all: [Table] = [
    input, entry, contractVersion, charge, incident, affectedTarget, claim, recovery, relief,
    approval, priorCredit, acknowledgement, accountVersion, request, batch, assessment,
    creditNote, noteLine, issuedDocument,
    Table("input_chunk", key: "input, number"),
    Table("batch_member", key: "batch_id, contract_id"),
    Table("batch_source", key: "batch_id, input"),
    Table("contract_now", key: "contract_id, valid_from", .current),
    Table("charge_now", key: "contract_id, fee_month", .current),
    Table("incident_now", key: "incident_id", .current),
    Table("contract_incident", key: "contract_id, incident_id", .current),
    Table("relief_now", key: "contract_id, relief_id", .current),
    Table("assessment_now", key: "contract_id, assessment", .current),
    Table("held_now", key: "contract_id", .current),
    Table("pending_now", key: "contract_id, input", .current),
    Table("unmoved", key: "input", .working),
    Table("cursor", key: "name", .working),
    Table("unwritten", key: "incident_id", .working),
    Table("unformed", key: "note, form", .working),
    Table("document", key: "path", .working),
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
