import Assessing
import Domain
import Quantities

extension Approval: RecordedOnce {
  static let table = Table(
    "approval", key: "approval_id", format: 1,
    searched: ["approval_id", "incident_id", "claim_id", "batch_id"])
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

extension LedgerTransaction {
  /// Takes in a decision.
  public func record(_ approval: Approval, input: Int64) throws -> RecordingResult {
    try recordOnce(approval, input: input)
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
}
