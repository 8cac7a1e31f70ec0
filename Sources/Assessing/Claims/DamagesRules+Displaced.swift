import Domain
import Quantities

extension DamagesReferral {
  /// Who decides instead: a document, which another clause may incorporate and this one limit, or a
  /// person.
  func step(to awaited: Awaited) -> Step {
    guard case .terms(let id) = awaited else {
      return .referred(clause: clause.number, to: awaited)
    }
    let via = clause.with.first ?? clause.number
    return .liabilityReferred(
      clause: via, limitedBy: paidMonths == nil ? nil : clause.number, terms: id)
  }
}

extension DamagesRules {
  /// The clauses that give way to one.
  func displaced(by rule: DamagesRule) -> [DamagesRule] {
    rules.filter { rule.displaces.contains($0.clause.number) }
  }

  /// The referral of an incident's parts; what a person rules on needs one that lasts.
  func referral(
    for parts: [PlacedSpan], _ lasting: [PlacedSpan]
  ) -> DamagesReferral? {
    lasting.lazy.compactMap { referral($0.impact, $0.cause) }.first
      ?? parts.lazy.compactMap { referral($0.impact, $0.cause) }.first { $0.ruling == nil }
  }
}
