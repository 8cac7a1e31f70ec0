import Assessing
import Notation
import Crediting
import Domain
import Foundation
import GRDB
import Quantities
import Reading

// What is received, by what it is searched by.

extension ContractVersion: LedgerRecord {
  static let table = Table.contractVersion
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("contract_id", contract.text), ("valid_from", validFrom.description),
      ("account_id", account.text), ("terms", terms.text), ("agreement", agreement?.text),
    ]
  }
}

extension Charge: LedgerRecord {
  static let table = Table.charge
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("contract_id", contract.text), ("fee_month", feeMonth.description)]
  }
}

/// A report with what tells that whom it hit is whole.
struct IncidentRecord: LedgerRecord {
  let report: Incident
  /// How many entries there are.
  let targets: Int64
  /// SHA-256 over the entries' digests, in their order.
  let targetsDigest: String

  var withoutDigests: IncidentRecord {
    IncidentRecord(report: report, targets: targets, targetsDigest: "")
  }

  static let table = Table.incident
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("incident_id", report.id.text), ("revision", report.revision),
      ("withdrawn", report.withdrawn),
    ]
  }
}

extension IncidentRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    report = try fields["report"]
    targets = try fields["targets"]
    targetsDigest = try fields["targets_digest"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("report", report, "targets", targets, "targets_digest", targetsDigest)
  }
}

/// An entry of a report's list of whom it hit.
struct TargetRecord: LedgerRecord {
  let incidentId: Identifier
  let revision: Int
  let ordinal: Int64
  let target: Affect

  static let table = Table.affectedTarget
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    var contract: Identifier?
    if case .contract(let id) = target.selector { contract = id }
    return [
      ("incident_id", incidentId.text), ("revision", revision), ("ordinal", ordinal),
      ("contract_id", contract?.text),
    ]
  }
}

extension TargetRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    incidentId = try fields["incident_id"]
    revision = try fields["revision"]
    ordinal = try fields["ordinal"]
    target = try fields["target"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add(
      "incident_id", incidentId, "ordinal", ordinal, "revision", revision, "target", target)
  }
}

extension Claim: LedgerRecord {
  static let table = Table.claim
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("claim_id", id.text), ("incident_id", incident.text), ("contract_id", contract.text)]
  }
}

extension Recovery: LedgerRecord {
  static let table = Table.recovery
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("recovery_id", id.text), ("incident_id", incident.text)]
  }
}

extension Relief: LedgerRecord {
  static let table = Table.relief
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("relief_id", id.text), ("selects", isSelecting)]
  }

  /// Whether it selects contracts by terms, service or labels.
  var isSelecting: Bool { selectors.contains { if case .matching = $0 { true } else { false } } }
}

extension Approval: LedgerRecord {
  static let table = Table.approval
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    var (incident, claim, batch): (Identifier?, Identifier?, Identifier?)
    switch subject {
    case .incident(let id): incident = id
    case .claim(let id): claim = id
    case .batch(let id): batch = id
    }
    return [
      ("approval_id", id.text), ("incident_id", incident?.text), ("claim_id", claim?.text),
      ("batch_id", batch?.text),
    ]
  }
}

extension PriorCredit: LedgerRecord {
  static let table = Table.priorCredit
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("prior_credit_id", id.text), ("contract_id", contract.text)]
  }
}

extension Acknowledgement: LedgerRecord {
  static let table = Table.acknowledgement
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("acknowledgement_id", id.text), ("number", note)]
  }
}

extension AccountMerger: LedgerRecord {
  static let table = Table.accountVersion
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("account_id", account.text), ("merged_into", successor?.account.text)]
  }
}

extension ServiceRequest: LedgerRecord {
  static let table = Table.request
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    var (month, through): (FeeMonthName?, CivilDate?)
    switch action {
    case .closeMonth(let closed): month = closed
    case .closeBooks(let day): through = day
    case .repairDocuments, .reassess: break
    }
    return [
      ("request_id", id.text), ("month", month?.description), ("through", through?.description),
    ]
  }
}

// What is decided and issued.

extension Assessment: LedgerRecord {
  static let table = Table.assessment
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("contract_id", self.contract.text), ("outcome", self.outcome.rawValue),
      ("amount", Int64(clamping: amount.amount)), ("from_ms", self.outage?.from.milliseconds),
    ]
  }
}

/// Corrections that were held together, for a person to decide on.
struct BatchRecord: LedgerRecord {
  let batchId: Identifier
  let notes: Int64
  let lowered: Yen

  static let table = Table.batch
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [("batch_id", batchId.text)]
  }
}

extension BatchRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    batchId = try fields["batch_id"]
    notes = try fields["notes"]
    lowered = try fields["lowered"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("batch_id", batchId, "lowered", lowered, "notes", notes)
  }
}

/// A note with what tells that its lines are whole.
struct NoteRecord: LedgerRecord {
  let note: NoteHeader
  let incidents: [NoteIncident]
  /// How many lines there are.
  let lines: Int64
  /// SHA-256 over the lines' digests, in their order.
  let linesDigest: String
  /// What of them hangs together.
  let summary: NoteSummary
  /// Its place in its year's series.
  let ordinal: Int64

  var withoutDigests: NoteRecord {
    NoteRecord(
      note: note, incidents: incidents, lines: lines, linesDigest: "", summary: summary,
      ordinal: ordinal)
  }

  static let table = Table.creditNote
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("sequence", note.sequence), ("number", note.number),
      ("year", note.issuedOn.components.year), ("ordinal", ordinal), ("kind", note.kind.rawValue),
      ("issued_on", note.issuedOn.description), ("account_id", note.account.text),
      ("account_name", note.accountName), ("net", Int64(clamping: note.totals.net.amount)),
      ("gross", Int64(clamping: note.totals.gross.amount)), ("reverses", note.reverses),
      ("replaces", note.replaces),
    ]
  }
}

extension NoteRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    note = try fields["note"]
    incidents = try fields["incidents"]
    lines = try fields["lines"]
    linesDigest = try fields["lines_digest"]
    summary = try fields["summary"]
    ordinal = try fields["ordinal"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("incidents", incidents, "lines", lines, "lines_digest", linesDigest)
    try object.add("note", note, "ordinal", ordinal, "summary", summary)
  }
}

/// A line of a note in its place.
struct LineRecord: LedgerRecord {
  let note: Int64
  let ordinal: Int64
  let line: NoteLine

  static let table = Table.noteLine
  var searched: [(column: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("note", note), ("ordinal", ordinal), ("contract_id", line.contract.text),
      ("request_id", line.request?.text),
    ]
  }
}

extension LineRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    note = try fields["note"]
    ordinal = try fields["ordinal"]
    line = try fields["line"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("line", line, "note", note, "ordinal", ordinal)
  }
}
