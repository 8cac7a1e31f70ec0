import Assessing
import Domain
import Quantities

extension LedgerTransaction {
  /// Takes in a decision.
  public func record(_ approval: Approval, input: Int64) throws -> RecordingResult {
    try record(
      approval,
      unlessKnown: record(Approval.self, "WHERE approval_id = ?", [approval.id.text]),
      input: input)
  }

  /// The decisions on a claim, or on all that is held for its incident.
  func approvals(of claim: Claim) throws -> [FiledApproval] {
    try filedApprovals("claim_id = ?", claim.id) + filedApprovals("incident_id = ?", claim.incident)
  }

  /// The decisions on corrections that are held together.
  func approvals(ofBatch id: Identifier) throws -> [FiledApproval] {
    try filedApprovals("batch_id = ?", id)
  }

  private func filedApprovals(
    _ condition: String, _ id: Identifier
  ) throws -> [FiledApproval] {
    try fetch("SELECT * FROM approval WHERE \(condition)", [id.text]) {
      ($0.integer("input"), try StoredBody.read(Approval.self, $0))
    }.map { input, approval in
      guard let file = try self.input(input) else {
        throw CorruptRowError("approval", "\(approval.id): its input is missing")
      }
      return FiledApproval(approval, owner: file.owner, received: file.received)
    }
  }

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
