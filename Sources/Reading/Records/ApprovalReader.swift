import Domain
import Quantities

extension RecordFile {
  /// Reads decisions on what is held or referred (`approvals/`, docs/formats.md §3); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readApprovals(
    received receipt: Receipt, _ body: (Approval, Position) throws -> Void
  ) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("approval_id", .identifier)
      let subject = subject(fields)
      let decision = fields.required("decision", FieldKind<Approval.Decision>.oneOf)
      let award = award(fields, decision, subject)
      let decidedBy = fields.required("decided_by", FieldKind<String>.name)
      let decidedAt = fields.required("decided_at", .moment, by: receipt)
      let reason = fields.required("reason", FieldKind<String>.name)
      fields.finish()
      guard let id, let subject, let decision, let decidedBy, let decidedAt, let reason else {
        return
      }
      try body(
        Approval(
          id: id, subject: subject, decision: decision, award: award, decidedBy: decidedBy,
          decidedAt: decidedAt, reason: reason), node.position)
    }
  }

  private func subject(_ record: Fields) -> Approval.Subject? {
    guard let fields = record.fields("subject", isRequired: true) else {
      if record.node("subject") == nil {
        record.reject(
          "subject",
          expected: LocalizedText(ja: "決定の対象", en: "what is decided on"),
          fix: LocalizedText(
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
        expected: LocalizedText(
          ja: "incident_id、claim_id、batch_id のうち一つ",
          en: "one of incident_id, claim_id, batch_id"),
        fix: LocalizedText(ja: "対象ごとに別の記録にしてください。", en: "write a record for each subject"))
      return nil
    }
    return incident ?? claim ?? batch
  }

  /// An amount, or amounts by kind of loss: only where a claim, or an incident's claims, are approved.
  private func award(
    _ fields: Fields, _ decision: Approval.Decision?, _ subject: Approval.Subject?
  ) -> Approval.Award? {
    let amount = fields.optional("amount", .yen).map(Approval.Award.amount)
    let items = losses(fields).map(Approval.Award.items)
    let given = ["amount", "items"].filter { fields.node($0) != nil }
    let isBatch = if case .batch = subject { true } else { false }
    if decision == .refused || isBatch {
      for name in given {
        fields.reject(
          name,
          expected: LocalizedText(
            ja: "請求の承認のときだけの額", en: "an amount only where a claim is approved"),
          fix: LocalizedText(ja: "\(name) を取り除いてください。", en: "remove “\(name)”"))
      }
    } else if given.count > 1 {
      fields.reject(
        "items",
        expected: LocalizedText(ja: "amount か items の一方", en: "one of amount and items"),
        fix: LocalizedText(
          ja: "全体の額（amount）か損害の種類ごとの額（items）の、どちらか一方を書いてください。",
          en: "give either one amount, or amounts by kind of loss"))
    }
    return amount ?? items
  }

  /// The amounts of a list by kind of loss.
  private func losses(_ record: Fields) -> Losses? {
    guard record.node("items") != nil || record.isRecording else { return nil }
    let amounts = record.records("items").map { fields in
      let item = (
        fields.required("kind", FieldKind<Claim.Item.Kind>.oneOf), fields.required("amount", .yen)
      )
      fields.finish()
      return item
    }
    if record.list("items").isEmpty {
      record.reject(
        "items", expected: LocalizedText(ja: "一つ以上の額", en: "at least one amount"),
        fix: LocalizedText(
          ja: "items: [{ kind, amount }] を書いてください。", en: "write items: [{ kind, amount }]"))
    }
    record.checkTotal(of: amounts.compactMap(\.1), "items")
    var losses = Losses()
    for case (let kind?, let amount?) in amounts where amount > .zero {
      // Far below what would not fit: the total was checked.
      try? losses.add(amount, kind)
    }
    return losses
  }
}
