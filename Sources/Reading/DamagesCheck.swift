import Domain
import Quantities

/// Makes sure that what an edition says of claims has one answer: of two clauses that can meet one
/// outage, one gives way; and for every impact and cause there is a clause or a stated reason.
struct DamagesCheck {
  private let edition: TermsEdition
  private let section: Fields

  init(_ edition: TermsEdition, at section: Fields) {
    self.edition = edition
    self.section = section
  }

  func run() {
    guard !edition.damages.isSilent else { return }
    for service in edition.services ?? ["any"] {
      for billing in edition.billings {
        check(edition.damages.scoped(to: service, billing), "\(service) · \(billing.rawValue)")
      }
    }
  }

  private func check(_ damages: DamagesRules, _ place: String) {
    for (index, rule) in damages.rules.enumerated() {
      for other in damages.rules[..<index] where rule.displaces(other) == other.displaces(rule) {
        section.reject(
          "clauses",
          expected: Words(
            ja: "\(place): 「\(rule.clause.number)」と「\(other.clause.number)」の優先順位",
            en: "\(place): which of “\(rule.clause.number)” and “\(other.clause.number)” gives way"),
          mend: Words(
            ja: "一方の displaces に他方の番号を書いてください。",
            en: "let one of them, and only one, name the other in displaces"))
        return
      }
    }
    for impact in Impact.allCases {
      for cause in Cause.allCases where !isAnswered(damages, impact, cause) {
        let case_ = "\(place) · \(impact.rawValue) · \(cause.attribution.rawValue)"
        section.reject(
          "nothing",
          expected: Words(ja: "\(case_) への答え", en: "an answer for \(case_)"),
          mend: Words(
            ja: "条項の要件に加えるか、nothing に理由とともに書いてください。",
            en: "let a clause cover it, or say under nothing why nothing is owed"))
        return
      }
    }
  }

  private func isAnswered(_ damages: DamagesRules, _ impact: Impact, _ cause: Cause) -> Bool {
    let causes = CauseSet([cause])
    if damages.referral(for: causes) != nil { return true }
    if damages.exclusion(impact, cause) != nil { return true }
    if let circumstances = damages.outageCircumstances, !circumstances.admits(impact, cause) {
      return false
    }
    return damages.rule(for: causes) != nil
  }
}

extension DamagesRule {
  fileprivate func displaces(_ other: DamagesRule) -> Bool {
    displaces.contains(other.clause.number)
  }
}
