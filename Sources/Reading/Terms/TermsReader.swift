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
    let feesBy = fields.optional("fees_from_next_month_by", FieldKind<String>.name)
    let proratesLastMonth = fields.optional("last_month", FieldKind<LastMonth>.oneOf) == .asBooked
    guard let id, let heldFrom else {
      fields.finish()
      return nil
    }
    let clauses = ClauseReader(terms: id, heldFrom: heldFrom, billings: Set(billings))
    let waivers = fields.records("waivers").compactMap(clauses.waiver)
    let exclusions = fields.records("nothing").compactMap(clauses.exclusion)
    let referrals = fields.records("referred").compactMap(clauses.referral)
    let tables = fields.records("prices").compactMap { priceTable($0, clauses) }
    let damages = clauses.damages(fields)
    let relief = clauses.clause(fields, under: "relief")
    let refund = clauses.clause(fields, under: "refund")
    let termination = fields.records("termination").compactMap { record in
      defer { record.finish() }
      return clauses.clause(record)
    }
    fields.finish()
    guard let date, let title, problems.isEmpty else { return nil }
    let edition = TermsEdition(
      id: id, edition: date, heldFrom: heldFrom, title: title, services: services,
      billings: billings, offset: offset, feesFromNextMonth: feesFromNextMonth,
      feesFromNextMonthBy: feesBy,
      waivers: waivers.map(\.rule), exclusions: exclusions.map(\.rule),
      referrals: referrals.map(\.rule), priceTables: tables.map(\.rule),
      damages: damages.rulesAlone, relief: relief, refund: refund, termination: termination,
      proratesLastMonth: proratesLastMonth)
    check.run(edition, waivers, exclusions, referrals, tables, at: fields)
    DamagesCheck(edition, damages, at: fields.fields("damages") ?? fields).run()
    return problems.isEmpty ? edition : nil
  }

  /// What the fee is of a month in which service ends; the whole fee where it is not said.
  private enum LastMonth: String, CaseIterable {
    /// It may have been prorated, so that only its booked charge tells.
    case asBooked = "as-booked"
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
        "services", expected: LocalizedText(ja: "一つ以上のサービス", en: "at least one service"),
        fix: LocalizedText(ja: "名前を並べるか any と書いてください。", en: "list their names, or write any"))
    }
    return names
  }

  private func priceTable(_ fields: Fields, _ clauses: ClauseReader) -> Placed<PriceTable>? {
    let clause = clauses.clause(fields)
    let service = fields.required("service", .identifier)
    let rows = fields.records("rows").compactMap { PriceRowReader(fields: $0).row() }
    fields.finish()
    guard let clause, let service else { return nil }
    return Placed(
      fields: fields, rule: PriceTable(clause: clause, service: service, rows: rows))
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
        "", expected: LocalizedText(ja: "each か steps の一方", en: "either each or steps"),
        fix: LocalizedText(
          ja: "steps は up_to の小さい順に並べ、最後だけ up_to を省いてください。",
          en: "put steps in order of up_to, and leave up_to out of the last one only"))
      return nil
    }
    return PriceTable.Item(
      quantities: quantities, included: included, steps: all, graduated: graduated)
  }
}
