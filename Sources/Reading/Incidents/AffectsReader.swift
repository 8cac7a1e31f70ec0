import Domain
import Quantities

/// Reads the list `affects`: entries that select by contract, or by any of terms, service, labels
/// together.
struct AffectsReader {
  private let fields: Fields
  private let catalogue: TermsCatalogue?
  private let progress: () throws -> Void

  /// A reader of the list in a record.
  ///
  /// - Parameters:
  ///   - catalogue: the terms held, against which terms and services are checked; `nil` leaves that out.
  ///   - progress: called for each entry: there may be a million.
  init(
    _ fields: Fields, checking catalogue: TermsCatalogue?, _ progress: @escaping () throws -> Void
  ) {
    self.progress = progress
    self.fields = fields
    self.catalogue = catalogue
  }

  /// The entries with their own times and impact, each with its fields, for messages.
  ///
  /// - Parameter isOptional: whether there may be none.
  func affects(isOptional: Bool) throws -> [(fields: Fields, target: AffectedTarget)] {
    try entries(isOptional: isOptional).map { record, selector in
      let began = record.optional("began_at", .moment)
      let known = record.optional("known_at", .moment)
      let restored = record.optional("restored_at", .moment)
      let impact = record.optional("impact", FieldKind<Impact>.oneOf)
      record.finish()
      return (
        record,
        AffectedTarget(selector, began: began, known: known, restored: restored, impact: impact)
      )
    }
  }

  /// The entries where times mean nothing.
  func selectors() throws -> [AffectedTarget.Selector] {
    try entries(isOptional: false).map { record, selector in
      record.finish()
      return selector
    }
  }

  private func entries(isOptional: Bool) throws -> [(Fields, AffectedTarget.Selector)] {
    let records = fields.records("affects", isRequired: !isOptional)
    if records.isEmpty, !isOptional {
      fields.reject(
        "affects", expected: LocalizedText(ja: "一つ以上の対象", en: "at least one entry"),
        fix: LocalizedText(
          ja: "契約か、約款・サービス・ラベルで対象を書いてください。",
          en: "name the contracts hit, by id or by terms, service and labels"))
    }
    var named: Set<Identifier> = []
    var selecting = 0
    return try records.map { record in
      try progress()
      let contract = record.optional("contract_id", .identifier)
      let terms = record.optional("terms", .identifier)
      let service = record.optional("service", .identifier)
      let labels = record.optional("labels", .labels) ?? [:]
      let selects = record.node("terms") != nil || record.node("service") != nil || !labels.isEmpty
      let selector: AffectedTarget.Selector
      if let contract {
        if selects { rejectMixed(record) }
        if !named.insert(contract).inserted { rejectRepeated(record) }
        selector = .contract(contract)
      } else {
        if !selects, record.node("contract_id") == nil { rejectEmpty(record) }
        selecting += 1
        // Each of them is compared with every contract.
        if selecting == RecordLimits.selectors + 1 { rejectTooMany() }
        if let terms { checkTerms(record, terms, service) }
        selector = .matching(terms: terms, service: service, labels: labels)
      }
      return (record, selector)
    }
  }

  private func rejectTooMany() {
    let most = RecordLimits.selectors
    fields.reject(
      "affects",
      expected: LocalizedText(
        ja: "約款・サービス・ラベルで選ぶ対象は\(most)件まで",
        en: "at most \(most) entries that select by terms, service or labels"),
      fix: LocalizedText(
        ja: "共通のラベルでまとめるか、契約を contract_id で書いてください（契約の数に限りはありません）。",
        en:
          "select by a label in common, or name the contracts by contract_id, of which there may be any "
          + "number"))
  }

  /// Terms that are not held select nothing, and so does a service that they do not name.
  private func checkTerms(_ record: Fields, _ terms: Identifier, _ service: Identifier?) {
    guard let catalogue else { return }
    guard let editions = catalogue.editions[terms] else {
      record.reject(
        "terms", expected: LocalizedText(ja: "登録されている約款", en: "terms that are held"),
        fix: hint(for: terms.text, among: catalogue.editions.keys.map(\.text).sorted()))
      return
    }
    guard let service, !editions.contains(where: { $0.services == nil }) else { return }
    let names = Set(editions.flatMap { $0.services ?? [] })
    guard !names.contains(service) else { return }
    record.reject(
      "service", expected: LocalizedText(ja: "「\(terms)」のサービス", en: "a service of “\(terms)”"),
      fix: hint(for: service.text, among: names.map(\.text).sorted()))
  }

  private func rejectMixed(_ record: Fields) {
    record.reject(
      "contract_id",
      expected: LocalizedText(
        ja: "契約か、約款・サービス・ラベルの一方", en: "a contract, or terms, service and labels"),
      fix: LocalizedText(ja: "二つの項目に分けてください。", en: "write two entries"))
  }

  private func rejectRepeated(_ record: Fields) {
    record.reject(
      "contract_id", expected: LocalizedText(ja: "一つの契約につき一項目", en: "one entry for each contract"),
      fix: LocalizedText(
        ja: "重複を取り除くか、別の障害として報告してください。",
        en: "remove the duplicate, or report a second incident"))
  }

  private func rejectEmpty(_ record: Fields) {
    record.reject(
      "",
      expected: LocalizedText(
        ja: "contract_id、または terms・service・labels",
        en: "contract_id, or any of terms, service, labels"),
      fix: LocalizedText(
        ja: "すべての契約を選ぶ書き方はありません。", en: "an entry that selects everything is not meant"))
  }
}
