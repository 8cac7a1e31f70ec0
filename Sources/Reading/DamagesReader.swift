import Domain
import Quantities

extension ClauseReader {
  /// The section `damages`: what the document says of claims. Without it, it says nothing.
  func damages(_ file: Fields) -> DamagesRules {
    guard let section = file.fields("damages") else { return .silent }
    let basis = basis(section)
    let rules = section.records("clauses").compactMap { rule($0, basis) }
    let exclusions = section.records("nothing").compactMap { exclusion($0)?.rule }
    let referrals = section.records("referred").compactMap(damagesReferral)
    section.finish()
    return DamagesRules(rules: rules, exclusions: exclusions, referrals: referrals)
  }

  /// `over`: the outage that certain circumstances make, or the claimed incident alone.
  private func basis(_ section: Fields) -> DamagesRule.Basis {
    guard let node = section.node("over"), case .map = node.value else {
      _ = section.optional("over", FieldKind<IncidentAlone>.oneOf)
      return .incident
    }
    guard let record = section.fields("over") else { return .incident }
    defer { record.finish() }
    return .outage(record.circumstances())
  }

  private enum IncidentAlone: String, CaseIterable {
    case incident
  }

  private func rule(_ fields: Fields, _ basis: DamagesRule.Basis) -> DamagesRule? {
    let clause = clause(fields)
    let scope = scope(fields)
    let causes = fields.fields("any_part").map { record in
      defer { record.finish() }
      return record.circumstances().causes
    }
    if fields.node("any_part") == nil {
      fields.reject(
        "any_part", expected: Words(ja: "要件", en: "what the clause asks for"),
        mend: Words(ja: "attributions と faults を書いてください。", en: "give attributions and faults"))
    }
    let threshold = fields.optional("threshold", FieldKind<Elapsed>.elapsed)
    let within = fields.optional("claimed_within_days", .integer(1...36_500))
    let recoverable = fields.items("recoverable", FieldKind<Claim.Item.Kind>.oneOf)
    if recoverable.isEmpty {
      _ = fields.required("recoverable", FieldKind<Claim.Item.Kind>.oneOf)
    }
    let atApproval = fields.items("at_approval", FieldKind<Claim.Item.Kind>.oneOf)
    let cap = fields.required("cap", FieldKind<DamagesRule.Cap>.cap)
    let isPooled = fields.optional("pooled", .flag) ?? false
    let months = fields.optional("settled_after_months", .integer(0...120))
    let needsDetails = fields.optional("needs_details", .flag) ?? false
    let displaces = fields.items("displaces", FieldKind<String>.text)
    fields.finish()
    if cap == .feeOfMonth, !needsDetails {
      fields.reject(
        "cap",
        expected: Words(ja: "needs_details: true", en: "needs_details: true with this cap"),
        mend: Words(
          ja: "損害の生じた日が分からなければ、どの月の料金か決まりません。",
          en: "without the day of the damage it is not known which month's fee is the cap"))
    }
    guard let clause, let causes, let cap else { return nil }
    return DamagesRule(
      clause: clause, scope: scope, basis: basis, causes: causes, threshold: threshold,
      claimedWithin: within, recoverable: Set(recoverable), atApproval: Set(atApproval), cap: cap,
      isPooled: isPooled, settledAfterMonths: months, needsDetails: needsDetails,
      displaces: displaces)
  }

  private func damagesReferral(_ fields: Fields) -> DamagesReferral? {
    let clause = clause(fields)
    let scope = scope(fields)
    let circumstances = fields.circumstances()
    let terms = fields.optional("to", .identifier)
    let ruling = fields.optional("ruling", FieldKind<String>.text)
    let months = fields.optional("cap_paid_months", .integer(1...120))
    if fields.node("to") == nil, fields.node("ruling") == nil {
      fields.reject(
        "to", expected: Words(ja: "to か ruling", en: "to or ruling"),
        mend: Words(
          ja: "決める文書か、判断を要する条項を書いてください。",
          en: "name the document that decides, or the clause on which a person rules"))
    }
    fields.finish()
    guard let clause else { return nil }
    return DamagesReferral(
      clause: clause, scope: scope, causes: circumstances.causes, terms: terms, ruling: ruling,
      paidMonths: months)
  }
}

extension FieldKind where Value == DamagesRule.Cap {
  /// The most that a clause gives.
  fileprivate static var cap: FieldKind {
    let previous = "previous-month/"
    return FieldKind(
      Words(ja: "賠償額の上限", en: "a cap"),
      Words(
        ja: "none、fee-of-month、previous-month/30（一日につき前料金月の30分の1）のいずれかを書いてください。",
        en: "write none, fee-of-month, or previous-month/30 (a day's part of the month before)"),
      text: { text in
        if text == "none" { return .unlimited }
        if text == "fee-of-month" { return .feeOfMonth }
        guard text.hasPrefix(previous), let part = Int64(text.dropFirst(previous.count)),
          (1...1_000) ~= part
        else { return nil }
        return .daysOfPreviousMonth(part: part)
      })
  }
}
