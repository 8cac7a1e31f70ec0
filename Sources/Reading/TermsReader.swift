import Domain
import Quantities

/// Reads one edition of one document (`terms/TERMS/HELD-FROM.yaml`).
///
/// The clauses of a file are checked against one another by ``TermsCheck``, so that an edition which
/// was read has exactly one answer to every question.
struct TermsReader {
  private let fields: Fields
  private let problems: Problems
  private let check: TermsCheck

  init?(_ node: Node, problems: Problems) {
    guard let fields = Fields(node, problems: problems) else { return nil }
    self.fields = fields
    self.problems = problems
    check = TermsCheck(problems: problems)
  }

  func edition() -> TermsEdition? {
    let id = fields.required("terms", .identifier)
    let date = fields.required("edition", FieldKind<CivilDate>.date)
    let heldFrom = fields.required("held_from", FieldKind<CivilDate>.date)
    let title = fields.words("title")
    let services = services()
    let billings = fields.items("billings", FieldKind<Billing>.oneOf)
    if billings.isEmpty { _ = fields.required("billings", FieldKind<Billing>.oneOf) }
    let offset = fields.optional("offset", .offset) ?? .japan
    let feesFromNextMonth = fields.optional("fees_from_next_month", .flag) ?? false
    guard let id, let heldFrom else {
      fields.finish()
      return nil
    }
    let source = Source(terms: id, heldFrom: heldFrom, billings: Set(billings))
    let waivers = fields.records("waivers").compactMap { waiver($0, source) }
    let exclusions = fields.records("nothing").compactMap { exclusion($0, source) }
    let referrals = fields.records("referred").compactMap { referral($0, source) }
    let tables = fields.records("prices").compactMap { priceTable($0, source) }
    fields.finish()
    guard let date, let title, problems.isEmpty else { return nil }
    let edition = TermsEdition(
      id: id, edition: date, heldFrom: heldFrom, title: title, services: services,
      billings: billings, offset: offset, feesFromNextMonth: feesFromNextMonth,
      waivers: waivers.map(\.rule), exclusions: exclusions.map(\.rule),
      referrals: referrals.map(\.rule), priceTables: tables.map(\.rule))
    check.run(edition, waivers, exclusions, referrals, tables, at: fields)
    return problems.isEmpty ? edition : nil
  }

  /// What the clauses of a file share.
  private struct Source {
    let terms: Identifier
    let heldFrom: CivilDate
    let billings: Set<Billing>
  }

  /// `any`, or a list of names.
  private func services() -> [Identifier]? {
    guard let node = fields.node("services") else {
      _ = fields.required("services", FieldKind<Identifier>.identifier)
      return nil
    }
    if node.value == .plain("any") { return nil }
    let names = fields.items("services", FieldKind<Identifier>.identifier)
    if names.isEmpty {
      fields.reject(
        "services", expected: Words(ja: "一つ以上のサービス", en: "at least one service"),
        mend: Words(ja: "名前を並べるか any と書いてください。", en: "list their names, or write any"))
    }
    return names
  }

  private func clause(_ fields: Fields, _ source: Source) -> Clause? {
    let number = fields.required("number", FieldKind<String>.name)
    let summary = fields.words("summary")
    let readings = fields.items("readings", FieldKind<String>.reading)
    guard let number, let summary else { return nil }
    return Clause(
      terms: source.terms, heldFrom: source.heldFrom, number: number, summary: summary,
      readings: readings)
  }

  private func scope(_ fields: Fields, _ source: Source) -> Scope {
    let services = fields.items("services", FieldKind<Identifier>.identifier)
    let billings = fields.items("billings", FieldKind<Billing>.oneOf)
    return Scope(
      services: services.isEmpty ? nil : Set(services),
      billings: billings.isEmpty ? source.billings : Set(billings))
  }

  private func waiver(_ fields: Fields, _ source: Source) -> Placed<Waiver>? {
    let clause = clause(fields, source)
    let scope = scope(fields, source)
    let qualifies = circumstances(fields, "qualifies", isRequired: true)
    let bars = circumstances(fields, "barred_by", isRequired: false)
    let clock = fields.required("clock", FieldKind<Waiver.Clock>.oneOf)
    let threshold = fields.required("threshold", FieldKind<Elapsed>.elapsed)
    let measure = fields.required("counts", FieldKind<Waiver.Measure>.measure)
    let share = fields.required("day_share", FieldKind<Waiver.DayShare>.dayShare)
    let rounding = rounding(fields)
    let grace = fields.optional("grace", FieldKind<Elapsed>.elapsed) ?? .zero
    let displaces = fields.optional("displaces", FieldKind<String>.text)
    fields.finish()
    guard let clause, let qualifies, let clock, let threshold, let measure, let share,
      let rounding
    else { return nil }
    return Placed(
      fields: fields,
      rule: Waiver(
        clause: clause, scope: scope, qualifies: qualifies,
        bars: bars ?? Circumstances(impacts: [], causes: []), clock: clock, threshold: threshold,
        measure: measure, dayShare: share, rounding: rounding, grace: grace,
        displaces: displaces))
  }

  private func circumstances(
    _ fields: Fields, _ name: String, isRequired: Bool
  ) -> Circumstances? {
    if isRequired, fields.node(name) == nil {
      fields.reject(
        name, expected: Words(ja: "要件", en: "what the clause asks for"),
        mend: Words(
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
          "rounding", expected: Words(ja: "端数の扱い", en: "how to round"),
          mend: Words(
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

  private func exclusion(_ fields: Fields, _ source: Source) -> Placed<Exclusion>? {
    let clause = clause(fields, source)
    let scope = scope(fields, source)
    let reason = fields.required("because", FieldKind<Reason>.reasonOfClause)
    let circumstances = fields.circumstances()
    if let reason { check(reason, fits: fields) }
    fields.finish()
    guard let clause, let reason else { return nil }
    return Placed(
      fields: fields,
      rule: Exclusion(
        clause: clause, scope: scope, circumstances: circumstances, reason: reason))
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
      "because", expected: Words(ja: "\(field) に合う理由", en: "a reason that fits what is excluded"),
      mend: Words(
        ja: "\(reason.rawValue) には \(field) を書いてください。",
        en: "give “\(field)” with \(reason.rawValue)"))
  }

  private func referral(_ fields: Fields, _ source: Source) -> Placed<Referral>? {
    let clause = clause(fields, source)
    let scope = scope(fields, source)
    let terms = fields.required("to", .identifier)
    let rulings = fields.records("rulings").compactMap { record -> Referral.Ruling? in
      let number = record.required("clause", FieldKind<String>.text)
      let circumstances = record.circumstances()
      record.finish()
      return number.map { Referral.Ruling(causes: circumstances.causes, clause: $0) }
    }
    fields.finish()
    guard let clause, let terms else { return nil }
    return Placed(
      fields: fields,
      rule: Referral(clause: clause, scope: scope, terms: terms, rulings: rulings))
  }

  private func priceTable(_ fields: Fields, _ source: Source) -> Placed<PriceTable>? {
    let clause = clause(fields, source)
    let service = fields.required("service", .identifier)
    let rows = fields.records("rows").compactMap { PriceRowReader(fields: $0).row() }
    fields.finish()
    guard let clause, let service else { return nil }
    return Placed(
      fields: fields, rule: PriceTable(clause: clause, service: service, rows: rows))
  }
}

/// A rule with the place in the file where it stands, for messages.
struct Placed<Rule> {
  let fields: Fields
  let rule: Rule
}

extension FieldKind where Value == Waiver.Measure {
  /// `exact-time`, or the unit of which only whole multiples count.
  fileprivate static var measure: FieldKind {
    FieldKind(
      Words(ja: "数え方", en: "what is counted"),
      Words(
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
      Words(ja: "次のいずれか: \(names)", en: "one of: \(names)"),
      Words(ja: "条項が何も生じさせない理由を書いてください。", en: "say why the clause gives nothing"),
      text: { text in reasons.first { $0.rawValue == text } })
  }
}

/// Reads a row of a price table.
private struct PriceRowReader {
  let fields: Fields

  func row() -> PriceTable.Row? {
    let plan = fields.optional("plan", FieldKind<String>.text)
    let from = fields.optional("applied_from", FieldKind<CivilDate>.date)
    let to = fields.optional("applied_to", FieldKind<CivilDate>.date)
    var counted: [Quantity: Bool] = [:]
    if let when = fields.fields("when") {
      for quantity in Quantity.allCases {
        if let count = when.optional(quantity.rawValue, FieldKind<Presence>.oneOf) {
          counted[quantity] = count == .some
        }
      }
      when.finish()
    }
    let base = fields.required("base", .integer(0...FieldKind<Yen>.largestAmount))
    let items = fields.records("items").compactMap(item)
    fields.finish()
    guard let base else { return nil }
    return PriceTable.Row(
      condition: PriceTable.Condition(
        plan: plan, appliedFrom: from, appliedTo: to, counted: counted),
      base: base, items: items)
  }

  /// Whether a quantity is counted at all.
  private enum Presence: String, CaseIterable {
    case some
    case none
  }

  private func item(_ fields: Fields) -> PriceTable.Item? {
    let quantities = fields.items("of", FieldKind<Quantity>.oneOf)
    if quantities.isEmpty { _ = fields.required("of", FieldKind<Quantity>.oneOf) }
    let included = fields.optional("included", .integer(0...1_000_000_000)) ?? 0
    let graduated = fields.optional("graduated", FieldKind<Bool>.flag) ?? false
    let each = fields.optional("each", .integer(0...FieldKind<Yen>.largestAmount))
    let steps = fields.records("steps").compactMap { record -> PriceTable.Item.Step? in
      let upTo = record.optional("up_to", .integer(1...1_000_000_000))
      let each = record.required("each", .integer(0...FieldKind<Yen>.largestAmount))
      record.finish()
      return each.map { PriceTable.Item.Step(upTo: upTo, each: $0) }
    }
    fields.finish()
    let all = each.map { [PriceTable.Item.Step(upTo: nil, each: $0)] } ?? steps
    let limits = all.compactMap(\.upTo)
    guard (each == nil) != steps.isEmpty, all.last?.upTo == nil, limits.count == all.count - 1,
      zip(limits, limits.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      fields.reject(
        "", expected: Words(ja: "each か steps の一方", en: "either each or steps"),
        mend: Words(
          ja: "steps は up_to の小さい順に並べ、最後だけ up_to を省いてください。",
          en: "put steps in order of up_to, and leave up_to out of the last one only"))
      return nil
    }
    return PriceTable.Item(
      quantities: quantities, included: included, steps: all, graduated: graduated)
  }
}
