import Assessing
import Crediting
import Domain
import Foundation
import Notation
import Quantities
import Reading

// What is received, by what it is searched by.

extension ContractVersion: LedgerRecord {
  static let table = Table.contractVersion
  var searched: [(any SQLConvertible)?] {
    [contract.text, validFrom.description, account.text, terms.text, agreement?.text]
  }
}

extension Charge: LedgerRecord {
  static let table = Table.charge
  var searched: [(any SQLConvertible)?] {
    [contract.text, feeMonth.description]
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
  var searched: [(any SQLConvertible)?] {
    [report.id.text, report.revision, report.withdrawn]
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
  let target: AffectedTarget

  static let table = Table.affectedTarget
  var searched: [(any SQLConvertible)?] {
    var contract: Identifier?
    if case .contract(let id) = target.selector { contract = id }
    return [incidentId.text, revision, ordinal, contract?.text]
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
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text, contract.text]
  }
}

extension Recovery: LedgerRecord {
  static let table = Table.recovery
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text]
  }
}

extension Relief: LedgerRecord {
  static let table = Table.relief
  var searched: [(any SQLConvertible)?] {
    [id.text, isSelecting]
  }

  /// Whether it selects contracts by terms, service or labels.
  var isSelecting: Bool { selectors.contains { if case .matching = $0 { true } else { false } } }
}

extension Approval: LedgerRecord {
  static let table = Table.approval
  var searched: [(any SQLConvertible)?] {
    var (incident, claim, batch): (Identifier?, Identifier?, Identifier?)
    switch subject {
    case .incident(let id): incident = id
    case .claim(let id): claim = id
    case .batch(let id): batch = id
    }
    return [id.text, incident?.text, claim?.text, batch?.text]
  }
}

extension PriorCredit: LedgerRecord {
  static let table = Table.priorCredit
  var searched: [(any SQLConvertible)?] {
    [id.text, contract.text]
  }
}

extension Acknowledgement: LedgerRecord {
  static let table = Table.acknowledgement
  var searched: [(any SQLConvertible)?] {
    [id.text, note]
  }
}

extension AccountMerger: LedgerRecord {
  static let table = Table.accountVersion
  var searched: [(any SQLConvertible)?] {
    [account.text, successor?.account.text]
  }
}

extension ServiceRequest: LedgerRecord {
  static let table = Table.request
  var searched: [(any SQLConvertible)?] {
    var (month, through): (YearMonth?, CivilDate?)
    switch action {
    case .closeMonth(let closed): month = closed
    case .closeBooks(let day): through = day
    case .repairDocuments, .reassess, .confirmClock: break
    }
    return [id.text, month?.description, through?.description]
  }
}

// What is decided and issued.

extension Assessment: LedgerRecord {
  static let table = Table.assessment
  var searched: [(any SQLConvertible)?] {
    [
      self.contract.text, self.outcome.rawValue, Int64(clamping: amount.amount),
      self.outage?.from.milliseconds,
    ]
  }
}

/// Corrections and new notes that were held together, for a person to decide on.
struct BatchRecord: LedgerRecord {
  let batchId: Identifier
  let notes: Int64
  let lowered: Yen
  let newNotes: Int64
  let raised: Yen
  let reasons: [HoldReason]

  static let table = Table.batch
  var searched: [(any SQLConvertible)?] {
    [batchId.text]
  }
}

extension BatchRecord: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    batchId = try fields["batch_id"]
    notes = try fields["notes"]
    lowered = try fields["lowered"]
    newNotes = try fields["new_notes"]
    raised = try fields["raised"]
    reasons = try fields["reasons"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("batch_id", batchId, "lowered", lowered, "new_notes", newNotes, "notes", notes)
    try object.add("raised", raised, "reasons", reasons)
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
  /// What of them hangs together, where that is short.
  let summary: NoteSummary?
  /// Its place in its year's series.
  let ordinal: Int64

  var withoutDigests: NoteRecord {
    NoteRecord(
      note: note, incidents: incidents, lines: lines, linesDigest: "", summary: summary,
      ordinal: ordinal)
  }

  static let table = Table.creditNote
  var searched: [(any SQLConvertible)?] {
    [
      note.sequence, note.number, note.issuedOn.components.year, ordinal, note.kind.rawValue,
      note.issuedOn.description, note.account.text, note.accountName,
      Int64(clamping: note.totals.net.amount), Int64(clamping: note.totals.gross.amount),
      note.reverses, note.replaces,
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
  var searched: [(any SQLConvertible)?] {
    [note, ordinal, line.contract.text, line.request?.text]
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
