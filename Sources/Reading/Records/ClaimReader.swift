import Domain
import Quantities

extension RecordFile {
  /// Reads claims (`claims/`, docs/formats.md §3); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readClaims(
    received receipt: Receipt, _ body: (Claim, Position) throws -> Void
  ) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("claim_id", .identifier)
      let incident = fields.required("incident_id", .identifier)
      let contract = fields.required("contract_id", .identifier)
      let receivedOn = fields.required("received_on", .date, by: receipt)
      let damageOn = fields.optional("damage_on", .date, by: receipt)
      let recognition = recognition(fields, receipt)
      let filedBy = fields.optional("filed_by", FieldKind<String>.name)
      let taxClass = fields.optional("tax_class", FieldKind<Claim.TaxClass>.oneOf)
      let items = fields.records(
        "items", atMost: RecordLimits.items, LocalizedText(ja: "損害", en: "items"), isRequired: true,
        fix: LocalizedText(ja: "同じ種類の損害をまとめてください。", en: "put losses of one kind together")
      ).compactMap(Self.item)
      if fields.list("items").isEmpty {
        fields.reject(
          "items", expected: LocalizedText(ja: "一つ以上の損害", en: "at least one item"),
          fix: LocalizedText(
            ja: "items: [{ kind, amount, description }] を書いてください。",
            en: "write items: [{ kind, amount, description }]"))
      }
      fields.checkTotal(of: items.map(\.amount), "items")
      fields.finish()
      guard let id, let incident, let contract, let receivedOn, !items.isEmpty else { return }
      try body(
        Claim(
          id: id, incident: incident, contract: contract, receivedOn: receivedOn,
          damageOn: damageOn, recognition: recognition, filedBy: filedBy, taxClass: taxClass,
          items: items), node.position)
    }
  }

  /// Who recognised a loss, and when: one without the other recognises nothing.
  private func recognition(_ fields: Fields, _ receipt: Receipt) -> Claim.Recognition? {
    let by = fields.optional("recognised_by", FieldKind<String>.name)
    let on = fields.optional("recognised_on", .date, by: receipt)
    let names = ["recognised_by", "recognised_on"]
    let missing = names.filter { fields.node($0) == nil }
    if missing.count == 1 {
      fields.reject(
        missing[0],
        expected: LocalizedText(
          ja: "認めた人と認めた日の両方", en: "both who recognised the loss and when"),
        fix: LocalizedText(
          ja: "「recognised_by」と「recognised_on」は組で書いてください。",
          en: "write “recognised_by” and “recognised_on” together"))
    }
    return by.flatMap { by in on.map { Claim.Recognition(by: by, on: $0) } }
  }

  private static func item(_ fields: Fields) -> Claim.Item? {
    let kind = fields.required("kind", FieldKind<Claim.Item.Kind>.oneOf)
    let amount = fields.required("amount", .yen)
    let recognised = fields.optional("recognised", .yen)
    let description = fields.optional("description", FieldKind<String>.text)
    fields.finish()
    return kind.flatMap { kind in
      amount.map {
        Claim.Item(kind: kind, amount: $0, recognised: recognised, description: description)
      }
    }
  }

  /// Hands over each record of a kind that has lists inside, which a CSV row cannot hold.
  func forEachNested(_ body: (Node) throws -> Void) throws {
    guard format != .csv else {
      problems.add(
        at: nil, "", expected: LocalizedText(ja: "JSON または YAML", en: "JSON or YAML"),
        found: ".csv",
        fix: LocalizedText(
          ja: "この種類の記録には一覧が含まれるため、CSVでは書けません。",
          en: "records of this kind hold lists, which CSV cannot"))
      return
    }
    try forEachRecord(body)
  }
}

extension Fields {
  /// What items come to is an amount as well, and keeps to the same bound.
  func checkTotal(of amounts: [Yen], _ name: String) {
    let total = amounts.reduce(Int128(0)) { $0 + $1.value }
    guard total > Int128(FieldKind<Yen>.largestAmount) else { return }
    reject(
      name,
      expected: LocalizedText(ja: "合計が10の15乗未満の額", en: "less than 10^15 yen together"),
      fix: LocalizedText(ja: "額の桁を確かめてください。", en: "check the amounts' digits"))
  }
}
