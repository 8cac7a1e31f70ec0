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
    let scopes = ScopeCheck(edition)
    for placed in waivers { scopes.run(placed.rule.scope, at: placed.fields) }
    for placed in exclusions { scopes.run(placed.rule.scope, at: placed.fields) }
    for placed in referrals { scopes.run(placed.rule.scope, at: placed.fields) }
    for waiver in waivers { check(waiver, among: waivers) }
    for (index, waiver) in waivers.enumerated()
    where waivers[..<index].contains(where: { $0.rule.clause.number == waiver.rule.clause.number })
    {
      waiver.fields.reject(
        "number",
        expected: LocalizedText(ja: "waivers の中で一度だけの番号", en: "a number used once in waivers"),
        fix: LocalizedText(
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

  // MARK: One clause by itself and against the one it displaces

  private func check(_ placed: Placed<Waiver>, among waivers: [Placed<Waiver>]) {
    let waiver = placed.rule
    checkWhatPausesAndJoins(placed)
    if !waiver.scope.billings.isDisjoint(with: [.metered, .oneTime]) {
      placed.fields.reject(
        "billings",
        expected: LocalizedText(
          ja: "料金月か年の料金がある billing", en: "billings with a fee a month or a year"),
        fix: LocalizedText(
          ja: "metered と one-time は nothing に no-formula で書いてください。",
          en: "put metered and one-time under nothing, because no-formula"))
    }
    guard let number = waiver.displaces else { return }
    let displaced = waivers.first { $0.rule.clause.number == number && $0.rule.displaces == nil }
    guard let general = displaced?.rule else {
      placed.fields.reject(
        "displaces",
        expected: LocalizedText(ja: "一般の条項の番号", en: "the number of a general clause of this file"),
        fix: LocalizedText(ja: "排除される条項の number を書いてください。", en: "name the clause displaced"))
      return
    }
    if !waiver.qualifies.isPart(of: general.qualifies) {
      placed.fields.reject(
        "qualifies",
        expected: LocalizedText(
          ja: "「\(number)」の要件の一部", en: "part of what “\(number)” asks for"),
        fix: LocalizedText(
          ja: "特則は一般則の場合の一部だけに及びます。",
          en: "a special clause covers some of the general one's cases"))
    }
    let isAlike =
      waiver.clock == general.clock && waiver.pauses == general.pauses
      && waiver.joins == general.joins && waiver.scope == general.scope
      && waiver.rounding == general.rounding && waiver.grace == general.grace
    if !isAlike {
      placed.fields.reject(
        "displaces",
        expected: LocalizedText(
          ja: "「\(number)」と同じ services・billings・clock・paused_by・joined_by・rounding・grace",
          en: "the services, billings, clock, paused_by, joined_by, rounding and grace of "
            + "“\(number)”"),
        fix: LocalizedText(
          ja: "一つの利用不能を二つの条項で分けるため、これらは同じでなければなりません。",
          en: "the two clauses divide one outage between them, so these must be the same"))
    }
  }

  /// What counts, what stops the count and what is merely part of an outage exclude one another, and
  /// only an impact that the clause calls unusable stops or joins (I-19, I-31, I-32).
  private func checkWhatPausesAndJoins(_ placed: Placed<Waiver>) {
    let waiver = placed.rule
    if waiver.pauses.overlaps(waiver.qualifies) {
      placed.fields.reject(
        "paused_by",
        expected: LocalizedText(
          ja: "qualifies にない帰責", en: "attributions that do not also qualify"),
        fix: LocalizedText(
          ja: "同じ時間が数えられ、かつ数えられないことはできません。",
          en: "the same time cannot both count and stop the count"))
    }
    if waiver.joins.overlaps(waiver.qualifies) {
      placed.fields.reject(
        "joined_by",
        expected: LocalizedText(
          ja: "qualifies にない帰責", en: "attributions that do not also qualify"),
        fix: LocalizedText(
          ja: "それだけで利用不能となるものは qualifies だけに書いてください。",
          en: "what makes an outage by itself belongs under qualifies only"))
    }
    if waiver.joins.overlaps(waiver.pauses) {
      placed.fields.reject(
        "joined_by",
        expected: LocalizedText(
          ja: "paused_by にない帰責", en: "attributions that paused_by does not name"),
        fix: LocalizedText(
          ja: "利用不能の一部となる時間は数えられ、止まる時間は数えられません。どちらかに決めてください。",
          en: "what is part of an outage counts, what pauses it does not: decide for one"))
    }
    guard waiver.displaces == nil else { return }
    for (name, circumstances) in [("paused_by", waiver.pauses), ("joined_by", waiver.joins)]
    where !circumstances.isEmpty && !circumstances.impacts.isSubset(of: waiver.qualifies.impacts) {
      placed.fields.reject(
        name,
        expected: LocalizedText(
          ja: "qualifies にある impacts だけ", en: "only impacts that stand under qualifies"),
        fix: LocalizedText(
          ja: "条項が利用不能と呼ばない支障は、数えることを止めず、利用不能の一部にもなりません。",
          en: "what the clause does not call unusable neither stops the count nor joins an outage"))
    }
  }

  private func check(_ placed: Placed<PriceTable>, _ edition: TermsEdition) {
    let table = placed.rule
    if let services = edition.services, !services.contains(table.service) {
      placed.fields.reject(
        "service", expected: LocalizedText(ja: "この文書のサービス", en: "a service of this document"),
        fix: LocalizedText(ja: "services にある名前を書いてください。", en: "name one of services"))
    }
    for (index, row) in table.rows.enumerated() {
      for other in table.rows[..<index] where row.condition.overlaps(other.condition) {
        placed.fields.reject(
          "rows",
          expected: LocalizedText(ja: "重ならない行", en: "rows that do not overlap"),
          fix: LocalizedText(
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
      contradiction(extra.fields, place, general[0].rule.clause)
      return
    }
    if let referral = referred.first {
      if let other = general.first?.fields ?? nothing.first?.fields
        ?? referred.dropFirst().first?.fields
      {
        contradiction(other, place, referral.rule.clause)
      }
      return
    }
    for impact in Impact.allCases {
      for cause in Cause.allCases {
        let gives = own.filter { $0.rule.qualifies.admits(impact, cause) }
        let denies = nothing.filter { $0.rule.circumstances.admits(impact, cause) }
          .sorted { $0.rule.reason < $1.rule.reason }
        let name = cause.attribution.rawValue + (cause.fault.map { "/" + $0.rawValue } ?? "")
        let question = "\(place) · \(impact.rawValue) · \(name)"
        if gives.isEmpty, denies.isEmpty {
          gap(general.first?.fields ?? file, question)
          return
        }
        if let (one, other) = rivals(gives, denies, impact, cause) {
          contradiction(other, question, one)
          return
        }
      }
    }
  }

  /// A clause that answers a question, and the place of another that answers it as well. Of several
  /// reasons why nothing is owed the first one answers; it must be the only one of its kind, and no
  /// ruling may hide behind it.
  private func rivals(
    _ gives: [Placed<Waiver>], _ denies: [Placed<Exclusion>], _ impact: Impact, _ cause: Cause
  ) -> (one: Clause, other: Fields)? {
    if let waiver = gives.first, let denial = denies.first {
      return (waiver.rule.clause, denial.fields)
    }
    let special = gives.filter { $0.rule.displaces != nil }
    if special.count > 1 { return (special[0].rule.clause, special[1].fields) }
    guard let first = denies.first else { return nil }
    let other = denies.dropFirst().first { denial in
      denial.rule.reason == first.rule.reason
        || denial.rule.ruling?.circumstances.admits(impact, cause) == true
    }
    return other.map { (first.rule.clause, $0.fields) }
  }

  private func contradiction(_ fields: Fields, _ place: String, _ clause: Clause) {
    fields.reject(
      "number",
      expected: LocalizedText(
        ja: "\(place) に一つの答え（「\(clause.number)」も当てはまります）",
        en: "one answer for \(place), but “\(clause.number)” applies as well"),
      fix: LocalizedText(
        ja: "要件を分けるか、一方に displaces を書いてください。",
        en: "narrow one of the two, or let one name the other in displaces"))
  }

  private func gap(_ fields: Fields, _ place: String) {
    fields.reject(
      "number",
      expected: LocalizedText(ja: "\(place) への答え", en: "an answer for \(place)"),
      fix: LocalizedText(
        ja: "条項の要件に加えるか、nothing に理由とともに書いてください。",
        en: "let a clause cover it, or say under nothing why nothing is owed"))
  }
}
