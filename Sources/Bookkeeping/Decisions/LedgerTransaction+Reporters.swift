import Assessing
import Domain
import Quantities

extension LedgerTransaction {
  /// Who reported an incident and who determined its fault, by any of its revisions.
  func reporters(of incident: Identifier) throws -> Reporters {
    let reports = try fetch(
      "SELECT * FROM incident WHERE incident_id = ? ORDER BY revision", [incident.text]
    ) {
      ($0.integer("input"), try StoredBody.read(IncidentRecord.self, $0).report.determinedBy)
    }
    // Who nominally owns a file that proves nothing may have written it all the same.
    let owners = try reports.compactMap { try input($0.0)?.owner }
    return Reporters(
      owners: Set(owners.map(\.uid)), determinedBy: Set(reports.compactMap(\.1)),
      isProven: owners.last?.isProven ?? true)
  }
}
