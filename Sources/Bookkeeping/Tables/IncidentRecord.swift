import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// A report with what tells that whom it hit is whole.
struct IncidentRecord: LedgerRecord {
  let report: Incident
  /// How many entries there are.
  let targets: Int64
  /// SHA-256 over the entries' digests, in their order.
  let targetsDigest: Digest

  var withoutDigests: IncidentRecord {
    IncidentRecord(report: report, targets: targets, targetsDigest: .none)
  }

  static let table = Table(
    "incident", key: "incident_id, revision", format: 1,
    searched: ["incident_id", "revision", "withdrawn"])
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
