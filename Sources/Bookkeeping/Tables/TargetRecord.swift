import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// An entry of a report's list of whom it hit.
struct TargetRecord: LedgerRecord {
  let incidentId: Identifier
  let revision: Int
  let ordinal: Int64
  let target: AffectedTarget

  static let table = Table(
    "affected_target", key: "incident_id, revision, ordinal", format: 1,
    searched: ["incident_id", "revision", "ordinal", "contract_id"])
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
