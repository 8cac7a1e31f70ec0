import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// Corrections and new notes that were held together, for a person to decide on.
struct BatchRecord: LedgerRecord {
  let batchId: Identifier
  let notes: Int64
  let lowered: Yen
  let newNotes: Int64
  let raised: Yen
  let reasons: [HoldReason]

  static let table = Table(
    "batch", key: "batch_id", format: 1, searched: ["batch_id"])
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
