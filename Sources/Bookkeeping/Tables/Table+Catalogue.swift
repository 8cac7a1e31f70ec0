import Assessing
import Domain
import Reading

extension Table {
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
  static let counter = Table(
    "counter", key: "name", .current,
    columns: ["name", "value"])
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
  static let registerPart = Table(
    "register_part", key: "path, ordinal", .working,
    columns: ["path", "ordinal", "end", "last_note", "digest", "encoding"])
  static let document = Table(
    "document", key: "path", .working,
    columns: ["path", "form", "subject", "digest"])

  /// What has bodies, in the order in which rows are chained.
  static let records: [any LedgerRecord.Type] = [
    InputRecord.self, LedgerEntry.self, ContractVersion.self, Charge.self, IncidentRecord.self,
    TargetRecord.self, Claim.self, Recovery.self, Relief.self, Approval.self, PriorCredit.self,
    Acknowledgement.self, AccountMerger.self, ServiceRequest.self, BatchRecord.self,
    Assessment.self, NoteRecord.self, LineRecord.self, IssuedDocument.self,
  ]

  /// Every table there is.
  public static let all: [Table] =
    records.map { $0.table } + [
      Piece.table, batchMember, batchSource, contractNow, chargeNow, incidentNow, contractIncident,
      reliefNow, assessmentNow, heldNow, pendingNow, counter, unmoved, cursor, unwritten, unformed,
      registerPart, document,
    ]

  /// Those without bodies whose rows follow from what was decided.
  static let followingDecisions = [
    "batch_member", "batch_source", "assessment_now", "held_now", "pending_now",
  ]

  /// Those whose rows are chained by an entry: what an input brought about.
  static let chained = all.filter { table in
    table.growth == .appendOnly && table.format != nil
      && ![InputRecord.table, LedgerEntry.table, IssuedDocument.table].contains(table)
  }
}
