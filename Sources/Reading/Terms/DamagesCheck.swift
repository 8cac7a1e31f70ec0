import Domain
import Quantities

/// Makes sure that what an edition says of claims has one answer for every service, billing, impact
/// and cause:
///
/// 1. A preclusion comes before everything, where every part of the claimed incident meets it. It
///    answers for no part alone, so it closes no gap.
/// 2. A referral comes before what gives nothing: a clause that a person reads, or that another
///    document replaces, is not applied (002 第20条第1項 beside 第19条第1項, 003 第23条).
/// 3. A clause that compensates stands beside neither. Of two that can meet one outage by different
///    parts of it, one gives way, by `displaces`.
struct DamagesCheck {
  private let edition: TermsEdition
  private let damages: PlacedDamages
  private let section: Fields
  private let replaced: Set<String>

  /// - Parameter replaced: the numbers of clauses in whose place an agreement stands; others may still
  ///   name them.
  init(
    _ edition: TermsEdition, _ damages: PlacedDamages, at section: Fields,
    replaced: Set<String> = []
  ) {
    self.edition = edition
    self.damages = damages
    self.section = section
    self.replaced = replaced
  }

  func run() {
    guard !damages.rulesAlone.isSilent || !damages.preclusions.isEmpty else { return }
    checkScopes()
    checkNumbers()
    for placed in damages.rules { check(placed) }
    for service in edition.services ?? ["any"] {
      for billing in edition.billings where !check(service, billing) { return }
    }
  }

  private func checkScopes() {
    let scopes = ScopeCheck(edition)
    for placed in damages.preclusions + damages.exclusions {
      scopes.run(placed.rule.scope, at: placed.fields)
    }
    for placed in damages.rules { scopes.run(placed.rule.scope, at: placed.fields) }
    for placed in damages.referrals { scopes.run(placed.rule.scope, at: placed.fields) }
  }

  /// Clauses are told apart, in `displaces`, by their numbers.
  private func checkNumbers() {
    let numbers = damages.rules.map(\.rule.clause.number)
    for (index, placed) in damages.rules.enumerated() {
      if numbers[..<index].contains(numbers[index]) {
        placed.fields.reject(
          "number",
          expected: LocalizedText(ja: "clauses の中で一度だけの番号", en: "a number used once in clauses"),
          fix: LocalizedText(
            ja: "「第1条（故意の場合）」のように、どの場合かまで書いて区別してください。",
            en: "say which case it is, as in “第1条（故意の場合）”, to tell the clauses apart"))
      }
      let known = replaced.union(numbers)
      if let number = placed.rule.displaces.first(where: { !known.contains($0) }) {
        placed.fields.reject(
          "displaces",
          expected: LocalizedText(
            ja: "clauses にある番号（「\(number)」はない）",
            en: "numbers of clauses; there is no “\(number)”"),
          fix: LocalizedText(ja: "排除される条項の number を書いてください。", en: "name the clauses displaced"))
      }
    }
  }

  private func check(_ placed: Placed<DamagesRule>) {
    let rule = placed.rule
    if case .outage(let over) = rule.basis {
      let needed = rule.causes.union(rule.heldIfAlso)
      if !needed.isSubset(of: over.causes) {
        placed.fields.reject(
          rule.causes.isSubset(of: over.causes) ? "held_if_also" : "any_part",
          expected: LocalizedText(
            ja: "over にある帰責だけ", en: "only attributions that stand under over"),
          fix: LocalizedText(
            ja: "over に加えるか、取り除いてください。", en: "add it under over, or remove it"))
      }
    }
    if !rule.causes.isDisjoint(with: rule.heldIfAlso) {
      placed.fields.reject(
        "held_if_also",
        expected: LocalizedText(
          ja: "any_part にない帰責", en: "attributions that any_part does not name"),
        fix: LocalizedText(
          ja: "条項の原因に、ほかの原因が加わった場合を書いてください。",
          en: "name what may have been a cause besides the clause's own"))
    }
  }

  // MARK: Every combination has one answer

  /// Whether contracts of a service and billing have one answer; the first that is missing or
  /// contradicted is reported.
  private func check(_ service: Identifier, _ billing: Billing) -> Bool {
    let place = "\(service) · \(billing.rawValue)"
    let own = damages.scoped(to: service, billing)
    guard checkPriority(own.rules, place) else { return false }
    for impact in Impact.allCases {
      for cause in Cause.allCases {
        let name = cause.attribution.rawValue + (cause.fault.map { "/" + $0.rawValue } ?? "")
        guard check(own, impact, cause, "\(place) · \(impact.rawValue) · \(name)") else {
          return false
        }
      }
    }
    return true
  }

  private func checkPriority(_ rules: [Placed<DamagesRule>], _ place: String) -> Bool {
    for (index, placed) in rules.enumerated() {
      for other in rules[..<index] {
        guard placed.rule.basis == other.rule.basis else {
          section.reject(
            "over",
            expected: LocalizedText(
              ja: "\(place): 「\(other.rule.clause.number)」と同じ over",
              en: "\(place): the same “over” as that of “\(other.rule.clause.number)”"),
            fix: LocalizedText(
              ja: "一つの契約の条項は、同じ利用不能か障害について判断します。",
              en: "the clauses for one contract look at one and the same outage or incident"))
          return false
        }
        guard placed.rule.displaces(other.rule) != other.rule.displaces(placed.rule) else {
          placed.fields.reject(
            "displaces",
            expected: LocalizedText(
              ja: "\(place): 「\(other.rule.clause.number)」との優先順位",
              en: "\(place): which of this and “\(other.rule.clause.number)” gives way"),
            fix: LocalizedText(
              ja: "一方の displaces に他方の番号を書いてください。",
              en: "let one of them, and only one, name the other in displaces"))
          return false
        }
      }
    }
    // One that displaces as many as another does is displaced, in a circle, by what it displaces.
    let displaced = rules.map { one in rules.count { one.rule.displaces($0.rule) } }
    guard Set(displaced).count == rules.count else {
      rules[0].fields.reject(
        "displaces", expected: LocalizedText(ja: "\(place): 循環しない優先順位", en: "\(place): an order"),
        fix: LocalizedText(
          ja: "互いに優先する条項が一巡しています。", en: "the clauses displace one another in a circle"))
      return false
    }
    return true
  }

  private func check(
    _ own: PlacedDamages, _ impact: Impact, _ cause: Cause, _ place: String
  ) -> Bool {
    let rule = own.rules.first { $0.rule.applies(to: impact, cause) }
    let referrals = own.referrals.filter { $0.rule.circumstances.admits(impact, cause) }
    let exclusions = own.exclusions.filter { $0.rule.circumstances.admits(impact, cause) }
      .sorted { $0.rule.reason < $1.rule.reason }
    if let rule, let other = referrals.first?.fields ?? exclusions.first?.fields {
      contradiction(other, place, rule.rule.clause.number)
      return false
    }
    if referrals.count > 1 {
      contradiction(referrals[1].fields, place, referrals[0].rule.clause.number)
      return false
    }
    if exclusions.count > 1, exclusions[0].rule.reason == exclusions[1].rule.reason {
      contradiction(exclusions[1].fields, place, exclusions[0].rule.clause.number)
      return false
    }
    guard rule == nil, referrals.isEmpty, exclusions.isEmpty else { return true }
    section.reject(
      "nothing",
      expected: LocalizedText(ja: "\(place) への答え", en: "an answer for \(place)"),
      fix: LocalizedText(
        ja: "条項の要件に加えるか、nothing に理由とともに書いてください。",
        en: "let a clause cover it, or say under nothing why nothing is owed"))
    return false
  }

  private func contradiction(_ fields: Fields, _ place: String, _ number: String) {
    fields.reject(
      "number",
      expected: LocalizedText(
        ja: "\(place) に一つの答え（「\(number)」も当てはまります）",
        en: "one answer for \(place), but “\(number)” applies as well"),
      fix: LocalizedText(ja: "要件を分けてください。", en: "narrow one of the two"))
  }
}

extension PlacedDamages {
  fileprivate func scoped(to service: Identifier, _ billing: Billing) -> PlacedDamages {
    PlacedDamages(
      preclusions: preclusions.filter { $0.rule.scope.covers(service, billing) },
      rules: rules.filter { $0.rule.scope.covers(service, billing) },
      exclusions: exclusions.filter { $0.rule.scope.covers(service, billing) },
      referrals: referrals.filter { $0.rule.scope.covers(service, billing) })
  }
}

extension DamagesRule {
  fileprivate func displaces(_ other: DamagesRule) -> Bool {
    displaces.contains(other.clause.number)
  }

  /// Whether a part of that impact by that cause brings the clause into play.
  fileprivate func applies(to impact: Impact, _ cause: Cause) -> Bool {
    guard causes.contains(cause) else { return false }
    guard case .outage(let over) = basis else { return true }
    return over.admits(impact, cause)
  }
}
