import Domain
import Quantities

extension ClauseReader {
  /// A clause by which part of the fee is not payable.
  func waiver(_ fields: Fields) -> Placed<Waiver>? {
    let clause = clause(fields)
    let scope = scope(fields)
    let qualifies = circumstances(fields, "qualifies", isRequired: true)
    let pauses = circumstances(fields, "paused_by", isRequired: false)
    let joins = circumstances(fields, "joined_by", isRequired: false)
    let clock = fields.required("clock", FieldKind<Waiver.Clock>.oneOf)
    let threshold = fields.required("threshold", FieldKind<Elapsed>.elapsed)
    let measure = fields.required("counts", FieldKind<Waiver.Measure>.measure)
    let share = fields.required("day_share", FieldKind<Waiver.DayShare>.dayShare)
    let rounding = rounding(fields)
    let grace = fields.optional("grace", FieldKind<Elapsed>.elapsed) ?? .zero
    let displaces = fields.optional("displaces", FieldKind<String>.text)
    fields.finish()
    fields.refuse(
      "barred_by",
      expected: LocalizedText(ja: "paused_by か nothing", en: "paused_by or nothing"),
      fix: LocalizedText(
        ja: "利用不能の間に数えることを止める原因は paused_by に、それだけでは何も生じない原因は nothing だけに"
          + "書いてください。顧客の責は何も止めません（I-19）。",
        en: "put what stops the count of an outage under paused_by, and what merely gives nothing "
          + "by itself only under nothing; the customer's own fault stops nothing (I-19)"))
    guard let clause, let qualifies, let clock, let threshold, let measure, let share,
      let rounding
    else { return nil }
    return Placed(
      fields: fields,
      rule: Waiver(
        clause: clause, scope: scope, qualifies: qualifies, pauses: pauses ?? .none,
        joins: joins ?? .none, clock: clock, threshold: threshold, measure: measure,
        dayShare: share, rounding: rounding, grace: grace, displaces: displaces))
  }

  private func circumstances(
    _ fields: Fields, _ name: String, isRequired: Bool
  ) -> Circumstances? {
    if isRequired, fields.node(name) == nil {
      fields.reject(
        name, expected: LocalizedText(ja: "要件", en: "what the clause asks for"),
        fix: LocalizedText(
          ja: "impacts、attributions、faults を書いてください。",
          en: "give impacts, attributions and faults"))
    }
    guard let record = fields.fields(name) else { return nil }
    defer { record.finish() }
    return record.circumstances()
  }

  private func rounding(_ fields: Fields) -> Rounding? {
    guard let record = fields.fields("rounding") else {
      if fields.node("rounding") == nil {
        fields.reject(
          "rounding", expected: LocalizedText(ja: "端数の扱い", en: "how to round"),
          fix: LocalizedText(
            ja: "{ mode: down, by: I-4 } のように書いてください。",
            en: "write it like { mode: down, by: I-4 }"))
      }
      return nil
    }
    let mode = record.required("mode", FieldKind<Rounding.Mode>.oneOf)
    let basis = record.required("by", FieldKind<String>.text)
    record.finish()
    return mode.flatMap { mode in basis.map { Rounding(mode, basis: $0) } }
  }

  /// A clause by which no part of the fee is waived, with what a person decides instead.
  func exclusion(_ fields: Fields) -> Placed<Exclusion>? {
    exclusion(fields) { circumstances in ruling(fields, within: circumstances) }
  }

  /// A clause by which nothing is owed.
  ///
  /// - Parameter ruling: reads what a person decides instead, given what the clause is about.
  func exclusion(
    _ fields: Fields, ruling: (Circumstances) -> Ruling?
  ) -> Placed<Exclusion>? {
    let clause = clause(fields)
    let scope = scope(fields)
    let reason = fields.required("because", FieldKind<Reason>.reasonOfClause)
    let circumstances = fields.circumstances()
    let ruling = ruling(circumstances)
    if let reason { check(reason, fits: fields) }
    fields.finish()
    guard let clause, let reason else { return nil }
    return Placed(
      fields: fields,
      rule: Exclusion(
        clause: clause, scope: scope, circumstances: circumstances, reason: reason,
        ruling: ruling))
  }

  private func ruling(_ fields: Fields, within circumstances: Circumstances) -> Ruling? {
    guard let record = fields.fields("ruling"), let ruling = self.ruling(record) else { return nil }
    if !ruling.circumstances.isPart(of: circumstances) {
      fields.reject(
        "ruling",
        expected: LocalizedText(
          ja: "この条項が何も生じさせない場合の一部", en: "part of what the clause gives nothing for"),
        fix: LocalizedText(
          ja: "ruling の impacts、attributions、faults を条項の要件の範囲内にしてください。",
          en: "keep the impacts, attributions and faults of the ruling within the clause's own"))
    }
    return ruling
  }

  /// A question that the text leaves to a person.
  private func ruling(_ record: Fields) -> Ruling? {
    let number = record.required("clause", FieldKind<String>.name)
    let about = record.node("about") == nil ? nil : record.words("about")
    let circumstances = record.circumstances()
    record.finish()
    return number.map { Ruling(circumstances: circumstances, clause: $0, about: about) }
  }

  /// A reason that speaks of causes or of impacts goes with a list of these.
  private func check(_ reason: Reason, fits fields: Fields) {
    let field: String? =
      switch reason {
      case .attribution, .feesStayDue: "attributions"
      case .partialImpact: "impacts"
      default: nil
      }
    guard let field, fields.node(field) == nil else { return }
    fields.reject(
      "because",
      expected: LocalizedText(ja: "\(field) に合う理由", en: "a reason that fits what is excluded"),
      fix: LocalizedText(
        ja: "\(reason.rawValue) には \(field) を書いてください。",
        en: "give “\(field)” with \(reason.rawValue)"))
  }

  /// A clause that leaves the answer to another document.
  func referral(_ fields: Fields) -> Placed<Referral>? {
    let clause = clause(fields)
    let scope = scope(fields)
    let terms = fields.required("to", .identifier)
    let service = fields.optional("as_service", .identifier)
    let rulings = fields.records("rulings").compactMap(ruling)
    fields.finish()
    guard let clause, let terms else { return nil }
    return Placed(
      fields: fields,
      rule: Referral(
        clause: clause, scope: scope, terms: terms, service: service, rulings: rulings))
  }
}

extension FieldKind where Value == Waiver.Measure {
  /// `exact-time`, or the unit of which only whole multiples count.
  fileprivate static var measure: FieldKind {
    FieldKind(
      LocalizedText(ja: "数え方", en: "what is counted"),
      LocalizedText(
        ja: "24h のような単位か exact-time を書いてください。",
        en: "write a unit such as 24h, or exact-time"),
      text: { text in
        if text == "exact-time" { return .exactTime }
        guard let unit = FieldKind<Elapsed>.elapsed.parse(.plain(text)), unit > .zero else {
          return nil
        }
        return .units(of: unit)
      })
  }
}

extension FieldKind where Value == Reason {
  /// The reasons that a clause can give; the others arise from the facts.
  fileprivate static var reasonOfClause: FieldKind {
    let reasons: [Reason] = [
      .noGuarantee, .noFormula, .feesStayDue, .attribution, .partialImpact,
    ]
    let names = reasons.map(\.rawValue).joined(separator: " · ")
    return FieldKind(
      LocalizedText(ja: "次のいずれか: \(names)", en: "one of: \(names)"),
      LocalizedText(ja: "条項が何も生じさせない理由を書いてください。", en: "say why the clause gives nothing"),
      text: { text in reasons.first { $0.rawValue == text } })
  }
}
