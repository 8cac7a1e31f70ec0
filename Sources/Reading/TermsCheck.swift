import Domain
import Quantities

/// Makes sure that an edition answers every question once: for each service, billing, impact and
/// cause there is one general waiver, or a stated reason why nothing is owed, or a referral; and
/// where a special waiver applies, it names the general one that it displaces.
struct TermsCheck {
  let problems: Problems

  func run(
    _ edition: TermsEdition, _ waivers: [Placed<Waiver>], _ exclusions: [Placed<Exclusion>],
    _ referrals: [Placed<Referral>], _ tables: [Placed<PriceTable>], at file: Fields
  ) {
    checkServices(edition, waivers.map { ($0.fields, $0.rule.scope) })
    checkServices(edition, exclusions.map { ($0.fields, $0.rule.scope) })
    checkServices(edition, referrals.map { ($0.fields, $0.rule.scope) })
    for waiver in waivers { check(waiver, among: waivers) }
    for (index, waiver) in waivers.enumerated()
    where waivers[..<index].contains(where: { $0.rule.clause.number == waiver.rule.clause.number })
    {
      waiver.fields.reject(
        "number", expected: Words(ja: "waivers の中で一度だけの番号", en: "a number used once in waivers"),
        mend: Words(
          ja: "号・欄まで書いて区別してください。", en: "cite item or row, to tell the clauses apart"))
    }
    for table in tables { check(table, edition) }
    guard problems.isEmpty else { return }
    // No clause of a document that governs any service can name one: any name stands for all.
    for service in edition.services ?? ["any"] {
      for billing in edition.billings {
        checkAnswers(service, billing, waivers, exclusions, referrals, at: file)
      }
    }
  }

  private func checkServices(_ edition: TermsEdition, _ scopes: [(Fields, Scope)]) {
    for (fields, scope) in scopes {
      let unknown = (scope.services ?? []).filter { !(edition.services ?? []).contains($0) }
      if !unknown.isEmpty {
        fields.reject(
          "services", expected: Words(ja: "この文書のサービス", en: "services of this document"),
          mend: Words(
            ja: "文書の services に加えるか、取り除いてください。",
            en: "add it to the document's services, or remove it"))
      }
      if !scope.billings.isSubset(of: edition.billings) {
        fields.reject(
          "billings", expected: Words(ja: "この文書の billings", en: "billings of this document"),
          mend: Words(
            ja: "文書の billings に加えるか、取り除いてください。",
            en: "add it to the document's billings, or remove it"))
      }
    }
  }

  // MARK: One clause by itself and against the one it displaces

  private func check(_ placed: Placed<Waiver>, among waivers: [Placed<Waiver>]) {
    let waiver = placed.rule
    let both = waiver.qualifies.causes.intersection(waiver.bars.causes)
    if !both.isEmpty, !waiver.qualifies.impacts.isDisjoint(with: waiver.bars.impacts) {
      placed.fields.reject(
        "barred_by",
        expected: Words(
          ja: "qualifies にない帰責", en: "attributions that do not also qualify"),
        mend: Words(
          ja: "同じ帰責が数えられ、かつ数えられないことはできません。",
          en: "the same time cannot both count and be barred"))
    }
    if !waiver.scope.billings.isDisjoint(with: [.metered, .oneTime]) {
      placed.fields.reject(
        "billings",
        expected: Words(
          ja: "料金月か年の料金がある billing", en: "billings with a fee a month or a year"),
        mend: Words(
          ja: "metered と one-time は nothing に no-formula で書いてください。",
          en: "put metered and one-time under nothing, because no-formula"))
    }
    guard let number = waiver.displaces else { return }
    let displaced = waivers.first { $0.rule.clause.number == number && $0.rule.displaces == nil }
    guard let general = displaced?.rule else {
      placed.fields.reject(
        "displaces",
        expected: Words(ja: "一般の条項の番号", en: "the number of a general clause of this file"),
        mend: Words(ja: "排除される条項の number を書いてください。", en: "name the clause displaced"))
      return
    }
    let isNarrower =
      waiver.qualifies.impacts.isSubset(of: general.qualifies.impacts)
      && waiver.qualifies.causes.isSubset(of: general.qualifies.causes)
    if !isNarrower {
      placed.fields.reject(
        "qualifies",
        expected: Words(
          ja: "「\(number)」の要件の一部", en: "part of what “\(number)” asks for"),
        mend: Words(
          ja: "特則は一般則の場合の一部だけに及びます。",
          en: "a special clause covers some of the general one's cases"))
    }
    let isAlike =
      waiver.clock == general.clock && waiver.bars == general.bars && waiver.scope == general.scope
      && waiver.rounding == general.rounding && waiver.grace == general.grace
    if !isAlike {
      placed.fields.reject(
        "displaces",
        expected: Words(
          ja: "「\(number)」と同じ services・billings・clock・barred_by・rounding・grace",
          en: "the services, billings, clock, barred_by, rounding and grace of “\(number)”"),
        mend: Words(
          ja: "一つの利用不能を二つの条項で分けるため、これらは同じでなければなりません。",
          en: "the two clauses divide one outage between them, so these must be the same"))
    }
  }

  private func check(_ placed: Placed<PriceTable>, _ edition: TermsEdition) {
    let table = placed.rule
    if let services = edition.services, !services.contains(table.service) {
      placed.fields.reject(
        "service", expected: Words(ja: "この文書のサービス", en: "a service of this document"),
        mend: Words(ja: "services にある名前を書いてください。", en: "name one of services"))
    }
    for (index, row) in table.rows.enumerated() {
      for other in table.rows[..<index] where row.condition.overlaps(other.condition) {
        placed.fields.reject(
          "rows",
          expected: Words(ja: "重ならない行", en: "rows that do not overlap"),
          mend: Words(
            ja: "\(index + 1)行目が前の行と重なっています。どの契約にも一つの料金にしてください。",
            en: "row \(index + 1) overlaps an earlier one; a contract must have one price"))
      }
    }
  }

  // MARK: Every combination has one answer

  private func checkAnswers(
    _ service: Identifier, _ billing: Billing, _ waivers: [Placed<Waiver>],
    _ exclusions: [Placed<Exclusion>], _ referrals: [Placed<Referral>], at file: Fields
  ) {
    let place = "\(service) · \(billing.rawValue)"
    let own = waivers.filter { $0.rule.scope.covers(service, billing) }
    let general = own.filter { $0.rule.displaces == nil }
    let nothing = exclusions.filter { $0.rule.scope.covers(service, billing) }
    let referred = referrals.filter { $0.rule.scope.covers(service, billing) }
    if let extra = general.dropFirst().first {
      contradiction(
        extra.fields, place, "「\(general[0].rule.clause.number)」", en: general[0].rule.clause.number
      )
      return
    }
    if let referral = referred.first {
      if let other = general.first?.fields ?? nothing.first?.fields
        ?? referred.dropFirst().first?.fields
      {
        contradiction(
          other, place, "「\(referral.rule.clause.number)」", en: referral.rule.clause.number)
      }
      return
    }
    for impact in Impact.allCases {
      for cause in Cause.allCases {
        let gives = general.first.map { $0.rule.qualifies.admits(impact, cause) } ?? false
        let denies = nothing.first { $0.rule.circumstances.admits(impact, cause) }
        let case_ = "\(place) · \(impact.rawValue) · \(name(cause))"
        if gives, let denies {
          contradiction(
            denies.fields, case_, "「\(general[0].rule.clause.number)」",
            en: general[0].rule.clause.number)
          return
        }
        if !gives, denies == nil {
          gap(general.first?.fields ?? file, case_)
          return
        }
        let special = own.filter {
          $0.rule.displaces != nil && $0.rule.qualifies.admits(impact, cause)
        }
        if let extra = special.dropFirst().first {
          contradiction(
            extra.fields, case_, "「\(special[0].rule.clause.number)」",
            en: special[0].rule.clause.number)
          return
        }
      }
    }
  }

  private func name(_ cause: Cause) -> String {
    cause.attribution.rawValue + (cause.fault.map { "/" + $0.rawValue } ?? "")
  }

  private func contradiction(_ fields: Fields, _ place: String, _ ja: String, en: String) {
    fields.reject(
      "number",
      expected: Words(
        ja: "\(place) に一つの答え（\(ja)も当てはまります）",
        en: "one answer for \(place), but “\(en)” applies as well"),
      mend: Words(
        ja: "要件を分けるか、一方に displaces を書いてください。",
        en: "narrow one of the two, or let one name the other in displaces"))
  }

  private func gap(_ fields: Fields, _ place: String) {
    fields.reject(
      "number",
      expected: Words(ja: "\(place) への答え", en: "an answer for \(place)"),
      mend: Words(
        ja: "条項の要件に加えるか、nothing に理由とともに書いてください。",
        en: "let a clause cover it, or say under nothing why nothing is owed"))
  }
}
