/// A table of the ledger: from this list follow what may not change, what is chained, what verification
/// compares, and what the tests look at.
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

  init(_ name: String, key: String, _ growth: Growth = .appendOnly, format: Int? = nil) {
    self.name = name
    self.key = key
    self.growth = growth
    self.format = format
  }

  static let input = Table("input", key: "sequence", format: 1)
  static let entry = Table("entry", key: "sequence", format: 1)
  static let contractVersion = Table("contract_version", key: "id", format: 1)
  static let charge = Table("charge", key: "id", format: 1)
  static let incident = Table("incident", key: "incident_id, revision", format: 1)
  static let affectedTarget = Table(
    "affected_target", key: "incident_id, revision, ordinal", format: 1)
  static let claim = Table("claim", key: "claim_id", format: 1)
  static let recovery = Table("recovery", key: "recovery_id", format: 1)
  static let relief = Table("relief", key: "relief_id", format: 1)
  static let approval = Table("approval", key: "approval_id", format: 1)
  static let priorCredit = Table("prior_credit", key: "prior_credit_id", format: 1)
  static let acknowledgement = Table("acknowledgement", key: "acknowledgement_id", format: 1)
  static let accountVersion = Table("account_version", key: "id", format: 1)
  static let request = Table("request", key: "id", format: 1)
  static let batch = Table("batch", key: "batch_id", format: 1)
  static let assessment = Table("assessment", key: "id", format: 1)
  static let creditNote = Table("credit_note", key: "sequence", format: 1)
  static let issuedDocument = Table("issued_document", key: "id", format: 1)
  static let noteLine = Table("note_line", key: "note, ordinal", format: 1)

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
