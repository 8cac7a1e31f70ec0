import Quantities

extension ServiceRule {
  /// The rule that a document gives by another one which it incorporates: that one's clauses, read
  /// with names exchanged (読替え), under this one's fees and with its own clause cited beside them.
  ///
  /// - Returns: `nil` when the other document does not speak of the service.
  public func incorporating(_ other: TermsEdition, for version: ContractVersion) -> ServiceRule? {
    guard let referral else { return nil }
    let service = referral.service ?? version.service
    let found = other.rule(for: service, version.billing)
    guard found.general != nil || !found.exclusions.isEmpty else { return nil }
    let ruled = referral.rulings.reduce(CauseSet([])) { $0.union($1.circumstances.causes) }
    let own = self.damages.referrals.first { $0.terms == other.id }
    var incorporated = found.damages
    incorporated.preclusions = self.damages.preclusions + found.damages.preclusions
    var rule = self
    rule.general = found.general?.without(ruled)
    rule.specials = found.specials.map { $0.without(ruled) }
    rule.exclusions = found.exclusions
    rule.referral = nil
    rule.outage = found.outage?.without(ruled)
    if own != nil { rule.damages = incorporated }
    rule.via = referral.clause
    rule.rulings = referral.rulings
    rule.damagesVia = own
    return rule
  }
}

extension Waiver {
  /// The same clause where some causes are left to a person.
  fileprivate func without(_ causes: CauseSet) -> Waiver {
    qualifying(qualifies.without(causes))
  }
}
