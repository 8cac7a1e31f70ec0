import Domain
import Quantities

extension RecordFile {
  /// Reads an agreement (`agreements/ID.yaml`); `nil`, with problems, when it is not one.
  ///
  /// - Parameter catalogue: the terms held. With what was agreed in their place, every edition of the
  ///   amended document must still have one answer to every question.
  /// - Throws: only what reading the bytes throws.
  public func readAgreement(amending catalogue: TermsCatalogue) throws -> Agreement? {
    var found: Agreement?
    try forEachRecord { node in
      guard let fields = Fields(node, problems: problems) else { return }
      found = AgreementReader(fields, problems: problems).agreement(catalogue)
    }
    return problems.isEmpty ? found : nil
  }
}

/// Reads one agreement.
private struct AgreementReader {
  private let fields: Fields
  private let problems: Problems

  init(_ fields: Fields, problems: Problems) {
    self.fields = fields
    self.problems = problems
  }

  func agreement(_ catalogue: TermsCatalogue) -> Agreement? {
    let id = fields.required("agreement", .identifier)
    let amends = fields.required("amends", .identifier)
    let from = fields.required("from", FieldKind<CivilDate>.date)
    let to = fields.optional("to", FieldKind<CivilDate>.date)
    let title = fields.words("title")
    if let from, let to, to < from {
      fields.reject(
        "to", expected: LocalizedText(ja: "from 以後の日付", en: "a date not before “from”"),
        fix: LocalizedText(ja: "どちらかを直してください。", en: "correct one of the two"))
    }
    let editions = amends.flatMap { catalogue.editions[$0] } ?? []
    if amends != nil, editions.isEmpty {
      fields.reject(
        "amends", expected: LocalizedText(ja: "持っている文書", en: "a document that is held"),
        fix: LocalizedText(
          ja: "`slacreditctl terms list` にある文書の名前を書いてください。",
          en: "name a document that `slacreditctl terms list` shows"))
    }
    guard let id, let amends, let from else {
      fields.finish()
      return nil
    }
    let clauses = ClauseReader(
      terms: id, heldFrom: from, billings: Set(editions.flatMap(\.billings)), isAgreement: true)
    let waivers = fields.records("waivers").compactMap(clauses.waiver)
    let exclusions = fields.records("nothing").compactMap(clauses.exclusion)
    let damages = clauses.damages(fields)
    fields.finish()
    guard let title, problems.isEmpty else { return nil }
    let agreement = Agreement(
      id: id, amends: amends, from: from, to: to, title: title, waivers: waivers.map(\.rule),
      exclusions: exclusions.map(\.rule), damages: damages.rulesAlone)
    for edition in editions { check(agreement, edition, waivers, exclusions, damages) }
    return problems.isEmpty ? agreement : nil
  }

  /// Checks an edition with what was agreed in its place: the agreement's clauses at their own places,
  /// those of the edition at that of the agreement.
  private func check(
    _ agreement: Agreement, _ edition: TermsEdition, _ waivers: [Placed<Waiver>],
    _ exclusions: [Placed<Exclusion>], _ damages: PlacedDamages
  ) {
    let replaced = agreement.replacements(edition)
    for clause in agreement.clauses {
      guard let number = clause.replaces, replaced[number] == nil else { continue }
      fields.reject(
        "amends",
        expected: LocalizedText(
          ja: "\(edition.id) \(edition.heldFrom) にある条項（「\(number)」はない）",
          en: "clauses of \(edition.id) \(edition.heldFrom); it has no “\(number)”"),
        fix: LocalizedText(ja: "replaces を直してください。", en: "correct “replaces”"))
      return
    }
    let amended = agreement.amending(edition)
    TermsCheck(problems: problems).run(
      amended, place(amended.waivers, waivers), place(amended.exclusions, exclusions),
      place(amended.referrals, []), [], at: fields)
    DamagesCheck(
      amended,
      PlacedDamages(
        preclusions: place(amended.damages.preclusions, damages.preclusions),
        rules: place(amended.damages.rules, damages.rules),
        exclusions: place(amended.damages.exclusions, damages.exclusions),
        referrals: place(amended.damages.referrals, damages.referrals)),
      at: fields, replaced: Set(replaced.keys)
    ).run()
  }

  private func place<Rule: Equatable>(
    _ rules: [Rule], _ own: [Placed<Rule>]
  ) -> [Placed<Rule>] {
    rules.map { rule in own.first { $0.rule == rule } ?? Placed(fields: fields, rule: rule) }
  }
}
