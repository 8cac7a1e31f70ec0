import Assessing
import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// Takes in a decision.
  public func record(_ approval: Approval, input: Int64) throws -> Reception {
    let known = try row("SELECT * FROM approval WHERE approval_id = ?", [approval.id.text])
    if let known { return try self.approval(known) == approval ? .known : .differs }
    var subject: [String?] = [nil, nil, nil]
    switch approval.subject {
    case .incident(let id): subject[0] = id.text
    case .claim(let id): subject[1] = id.text
    case .batch(let id): subject[2] = id.text
    }
    var (amount, items): (Int64?, Losses?) = (nil, nil)
    switch approval.award {
    case .amount(let yen)?: amount = try yen.column
    case .items(let losses)?: items = losses
    case nil: break
    }
    try run(
      "INSERT INTO approval VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        approval.id.text, input, subject[0], subject[1], subject[2], approval.decision.rawValue,
        amount, items != nil, approval.decidedBy, approval.decidedAt.milliseconds, approval.reason,
      ])
    guard let items else { return .new }
    for kind in items.kinds {
      try run(
        "INSERT INTO approval_item VALUES (?, ?, ?)",
        [approval.id.text, kind.rawValue, try items[kind].column])
    }
    return .new
  }

  /// The decisions on a claim, or on all that is held for its incident.
  func approvals(of claim: Claim) throws -> [FiledApproval] {
    try rows(
      """
      SELECT approval.*, owner, owner_name FROM approval JOIN input ON input = sequence
      WHERE claim_id = ?1 UNION ALL
      SELECT approval.*, owner, owner_name FROM approval JOIN input ON input = sequence
      WHERE incident_id = ?2
      """, [claim.id.text, claim.incident.text]
    ).map(filedApproval)
  }

  /// The decisions on corrections that are held together.
  func approvals(ofBatch id: Identifier) throws -> [FiledApproval] {
    try rows(
      """
      SELECT approval.*, owner, owner_name FROM approval JOIN input ON input = sequence WHERE batch_id = ?
      """, [id.text]
    ).map(filedApproval)
  }

  /// Who reported an incident and who determined its fault, by any of its revisions.
  func reporters(of incident: Identifier) throws -> Reporters {
    let reports = try rows(
      """
      SELECT owner, determined_by FROM incident JOIN input ON input = sequence
      WHERE incident_id = ?
      """, [incident.text])
    return Reporters(
      owners: Set(reports.map { UInt32(truncatingIfNeeded: $0.integer("owner")) }),
      determinedBy: Set(reports.compactMap { $0.optionalText("determined_by") }))
  }

  private func filedApproval(_ row: Row) throws -> FiledApproval {
    let owner = Self.owner(row)
    return FiledApproval(try approval(row), owner: owner.uid, ownerName: owner.name)
  }

  private func approval(_ row: Row) throws -> Approval {
    let subject: Approval.Subject
    if let incident = try row.optionalIdentifier("incident_id") {
      subject = .incident(incident)
    } else if let claim = try row.optionalIdentifier("claim_id") {
      subject = .claim(claim)
    } else {
      subject = .batch(try row.identifier("batch_id"))
    }
    return Approval(
      id: try row.identifier("approval_id"), subject: subject, decision: try row.name("decision"),
      award: try award(row), decidedBy: row.text("decided_by"),
      decidedAt: row.moment("decided_ms"), reason: row.text("reason"))
  }

  private func award(_ row: Row) throws -> Approval.Award? {
    guard row["itemised"] else { return row.optionalYen("amount").map { .amount($0) } }
    var losses = Losses()
    let items = try rows(
      "SELECT * FROM approval_item WHERE approval_id = ? ORDER BY kind", [row.text("approval_id")])
    for item in items { try losses.add(Yen(item.integer("amount")), item.name("kind")) }
    return .items(losses)
  }
}
