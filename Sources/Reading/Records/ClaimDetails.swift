import Domain
import Quantities

extension RecordFile {
  /// Refuses a claim that lacks what the terms of its contract ask for (docs/formats.md §3: `damage_on` and
  /// `tax_class` under terms that need them). A contract not known yet asks for nothing.
  public func checkDetails(
    of claim: Claim, under contract: ContractHistory?, _ catalogue: TermsCatalogue,
    at position: Position
  ) {
    guard let version = contract?.version(on: claim.receivedOn) else { return }
    let rules = (catalogue.editions[version.terms] ?? []).flatMap { edition in
      edition.damages.scoped(to: version.service, version.billing).rules
    }
    guard let rule = rules.first(where: \.needsDetails) else { return }
    for (field, isMissing) in [
      ("damage_on", claim.damageOn == nil), ("tax_class", claim.taxClass == nil),
    ] where isMissing {
      problems.add(
        at: position, field,
        expected: LocalizedText(
          ja: "\(claim.id) の \(field)", en: "\(field) of \(claim.id)"), found: nil,
        fix: LocalizedText(
          ja: "契約\(claim.contract)の\(rule.clause.terms) \(rule.clause.number)による請求には必須です。",
          en: "claims by \(rule.clause.terms) \(rule.clause.number), as under contract "
            + "\(claim.contract), need it"))
    }
  }
}
