import Domain
import Quantities

extension RecordFile {
  /// Reads decisions on what is held or referred (`approvals/`, FORMATS §3); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readApprovals(_ body: (Approval, Position) throws -> Void) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("approval_id", .identifier)
      let subject = subject(fields)
      let decision = fields.required("decision", FieldKind<Approval.Decision>.oneOf)
      let amount = fields.optional("amount", .yen)
      let decidedBy = fields.required("decided_by", FieldKind<String>.name)
      let decidedAt = fields.required("decided_at", FieldKind<Moment>.moment)
      let reason = fields.required("reason", FieldKind<String>.name)
      checkAmount(fields, decision, subject)
      fields.finish()
      guard let id, let subject, let decision, let decidedBy, let decidedAt, let reason else {
        return
      }
      try body(
        Approval(
          id: id, subject: subject, decision: decision, amount: amount, decidedBy: decidedBy,
          decidedAt: decidedAt, reason: reason), node.position)
    }
  }

  private func subject(_ record: Fields) -> Approval.Subject? {
    guard let fields = record.fields("subject") else {
      if record.node("subject") == nil {
        record.reject(
          "subject",
          expected: Words(ja: "決定の対象", en: "what is decided on"),
          mend: Words(
            ja: "subject: { claim_id: … } のように、incident_id、claim_id、batch_id の一つを書いてください。",
            en: "write subject: { claim_id: … }, with one of incident_id, claim_id, batch_id"))
      }
      return nil
    }
    let incident = fields.optional("incident_id", .identifier).map(Approval.Subject.incident)
    let claim = fields.optional("claim_id", .identifier).map(Approval.Subject.claim)
    let batch = fields.optional("batch_id", .identifier).map(Approval.Subject.batch)
    fields.finish()
    let given = ["incident_id", "claim_id", "batch_id"].filter { fields.node($0) != nil }
    if given.count != 1 {
      fields.reject(
        given.last ?? "",
        expected: Words(
          ja: "incident_id、claim_id、batch_id のうち一つ",
          en: "one of incident_id, claim_id, batch_id"),
        mend: Words(ja: "対象ごとに別の記録にしてください。", en: "write a record for each subject"))
      return nil
    }
    return incident ?? claim ?? batch
  }

  /// An amount goes with the approval of a claim or of an incident's claims.
  private func checkAmount(
    _ fields: Fields, _ decision: Approval.Decision?, _ subject: Approval.Subject?
  ) {
    guard fields.node("amount") != nil else { return }
    let isBatch = if case .batch = subject { true } else { false }
    if decision == .refused || isBatch {
      fields.reject(
        "amount",
        expected: Words(
          ja: "請求の承認のときだけの額", en: "an amount only where a claim is approved"),
        mend: Words(ja: "amount を取り除いてください。", en: "remove the amount"))
    }
  }
}
