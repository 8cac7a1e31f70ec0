import Domain
import Quantities

extension ClauseReader {
  /// The section `damages`: what the document says of claims. Without it, it says nothing.
  func damages(_ file: Fields) -> PlacedDamages {
    guard let section = file.fields("damages") else { return PlacedDamages() }
    let basis = basis(section)
    let damages = PlacedDamages(
      preclusions: section.records("precluded").compactMap(damagesExclusion),
      rules: section.records("clauses").compactMap { rule($0, basis) },
      exclusions: section.records("nothing").compactMap(damagesExclusion),
      referrals: section.records("referred").compactMap(damagesReferral))
    section.finish()
    return damages
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

  /// A clause by which no loss is compensated; a person who decides instead is named by a referral.
  private func damagesExclusion(_ fields: Fields) -> Placed<Exclusion>? {
    let exclusion = exclusion(fields) { _ in nil }
    fields.refuse(
      "ruling", expected: LocalizedText(ja: "referred の条項", en: "a clause under referred"),
      fix: LocalizedText(
        ja: "請求について人が判断する場合は、damages の referred に書いてください。",
        en: "put what a person decides on a claim under referred of damages"))
    return exclusion
  }

  private func rule(_ fields: Fields, _ basis: DamagesRule.Basis) -> Placed<DamagesRule>? {
    let clause = clause(fields)
    let scope = scope(fields)
    let causes = self.causes(fields, "any_part")
    if fields.node("any_part") == nil {
      fields.reject(
        "any_part", expected: LocalizedText(ja: "要件", en: "what the clause asks for"),
        fix: LocalizedText(
          ja: "attributions と faults を書いてください。", en: "give attributions and faults"))
    }
    let threshold = fields.optional("threshold", FieldKind<Elapsed>.elapsed)
    let within = fields.optional("claimed_within_days", .integer(1...36_500))
    let claimedBy = fields.optional("claimed_by", FieldKind<String>.name)
    let calendar = calendar(fields)
    let (recoverable, leftOut) = losses(fields)
    let cap = fields.required("cap", FieldKind<DamagesRule.Cap>.cap)
    let capClauses = capClauses(fields)
    let isPooled = fields.optional("pooled", .flag) ?? false
    let heldIfAlso = self.causes(fields, "held_if_also") ?? []
    let months = fields.optional("settled_after_months", .integer(0...120))
    let settledBy = fields.optional("settled_by", FieldKind<String>.name)
    let needsDetails = fields.optional("needs_details", .flag) ?? false
    let displaces = fields.items("displaces", FieldKind<String>.text)
    fields.finish()
    fields.refuse(
      "at_approval", expected: LocalizedText(ja: "left_out", en: "left_out"),
      fix: LocalizedText(
        ja: "left_out に { kinds: […], by: 条項, for_person: true } と書いてください。",
        en: "write it under left_out, as { kinds: […], by: CLAUSE, for_person: true }"))
    checkDeadline(fields, within, calendar)
    if cap == .feeOfMonth, !needsDetails {
      fields.reject(
        "cap",
        expected: LocalizedText(ja: "needs_details: true", en: "needs_details: true with this cap"),
        fix: LocalizedText(
          ja: "損害の生じた日が分からなければ、どの月の料金か決まりません。",
          en: "without the day of the damage it is not known which month's fee is the cap"))
    }
    guard let clause, let causes, let cap else { return nil }
    return Placed(
      fields: fields,
      rule: DamagesRule(
        clause: clause, scope: scope, basis: basis, causes: causes, threshold: threshold,
        claimedWithin: within, claimedBy: claimedBy, calendar: calendar,
        recoverable: recoverable, leftOut: leftOut, cap: cap, capClauses: capClauses,
        isPooled: isPooled, heldIfAlso: heldIfAlso, settledAfterMonths: months,
        settledBy: settledBy, needsDetails: needsDetails, displaces: displaces))
  }

  /// `cap_by`: under which numbers the document says how the cap is measured.
  private func capClauses(_ fields: Fields) -> DamagesRule.CapClauses? {
    fields.fields("cap_by").flatMap { record in
      defer { record.finish() }
      let used = record.required("used", FieldKind<String>.name)
      let unused = record.required("not_used", FieldKind<String>.name)
      guard let used, let unused else { return nil }
      return DamagesRule.CapClauses(used: used, unused: unused)
    }
  }

  /// Causes by attribution and fault. Impacts are no business of a single clause: which ones make an
  /// outage says `over`.
  private func causes(_ fields: Fields, _ name: String) -> CauseSet? {
    fields.fields(name).map { record in
      let circumstances = record.circumstances()
      record.finish()
      if record.node("impacts") != nil {
        record.reject(
          "impacts",
          expected: LocalizedText(ja: "attributions と faults", en: "attributions and faults"),
          fix: LocalizedText(
            ja: "どの impacts が利用不能に当たるかは、damages の over に書いてください。",
            en: "say under “over” of damages which impacts make an outage"))
      }
      return circumstances.causes
    }
  }

  /// `business_days`: the days on which a term does not end.
  private func calendar(_ fields: Fields) -> BusinessCalendar? {
    fields.fields("business_days").map { record in
      let closed = record.items("also_closed", FieldKind<BusinessCalendar.MonthDay>.monthDay)
      record.finish()
      return BusinessCalendar(alsoClosed: Set(closed))
    }
  }

  private func checkDeadline(_ fields: Fields, _ within: Int64?, _ calendar: BusinessCalendar?) {
    guard calendar != nil, within == nil else { return }
    fields.reject(
      "business_days",
      expected: LocalizedText(ja: "claimed_within_days", en: "claimed_within_days with it"),
      fix: LocalizedText(
        ja: "申出の期限がなければ、営業日には意味がありません。",
        en: "without a time limit for claims, business days mean nothing"))
  }

  /// `recoverable` and `left_out`, which together name every kind of loss once.
  private func losses(
    _ fields: Fields
  ) -> (recoverable: Set<Claim.Item.Kind>, leftOut: [DamagesRule.LeftOut]) {
    let recoverable = fields.items("recoverable", FieldKind<Claim.Item.Kind>.oneOf)
    if recoverable.isEmpty {
      _ = fields.required("recoverable", FieldKind<Claim.Item.Kind>.oneOf)
    }
    var named = recoverable
    let leftOut = fields.records("left_out").compactMap { record -> DamagesRule.LeftOut? in
      let kinds = record.items("kinds", FieldKind<Claim.Item.Kind>.oneOf)
      if kinds.isEmpty { _ = record.required("kinds", FieldKind<Claim.Item.Kind>.oneOf) }
      let clause = record.required("by", FieldKind<String>.name)
      let isForPerson = record.optional("for_person", .flag) ?? false
      record.finish()
      named += kinds
      return clause.map {
        DamagesRule.LeftOut(kinds: Set(kinds), clause: $0, isForPerson: isForPerson)
      }
    }
    for kind in Claim.Item.Kind.allCases {
      let count = named.count { $0 == kind }
      guard count != 1 else { continue }
      fields.reject(
        count == 0 ? "left_out" : "recoverable",
        expected: LocalizedText(
          ja: "\(kind.rawValue) を recoverable か left_out に一度だけ（実際は\(count)回）",
          en: "\(kind.rawValue) once, under recoverable or left_out (it stands \(count) times)"),
        fix: LocalizedText(
          ja: "賠償する損害は recoverable に、しない損害は除外する条項とともに left_out に書いてください。",
          en: "put what is compensated under recoverable, and what is not under left_out with "
            + "the clause that says so"))
    }
    return (Set(recoverable), leftOut)
  }

  private func damagesReferral(_ fields: Fields) -> Placed<DamagesReferral>? {
    let clause = clause(fields)
    let scope = scope(fields)
    let circumstances = fields.circumstances()
    let terms = fields.optional("to", .identifier)
    let ruling = fields.optional("ruling", FieldKind<String>.name)
    let months = fields.optional("cap_paid_months", .integer(1...120))
    if fields.node("to") == nil, fields.node("ruling") == nil {
      fields.reject(
        "to", expected: LocalizedText(ja: "to か ruling", en: "to or ruling"),
        fix: LocalizedText(
          ja: "決める文書か、判断を要する条項を書いてください。",
          en: "name the document that decides, or the clause on which a person rules"))
    }
    fields.finish()
    guard let clause else { return nil }
    return Placed(
      fields: fields,
      rule: DamagesReferral(
        clause: clause, scope: scope, circumstances: circumstances, terms: terms,
        ruling: ruling, paidMonths: months))
  }
}

extension FieldKind where Value == DamagesRule.Cap {
  /// The most that a clause gives.
  fileprivate static var cap: FieldKind {
    let previous = "previous-month/"
    return FieldKind(
      LocalizedText(ja: "賠償額の上限", en: "a cap"),
      LocalizedText(
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
