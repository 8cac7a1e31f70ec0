import Domain
import Quantities

extension RecordFile {
  /// Reads claims (`claims/`, FORMATS §3); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readClaims(_ body: (Claim, Position) throws -> Void) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("claim_id", .identifier)
      let incident = fields.required("incident_id", .identifier)
      let contract = fields.required("contract_id", .identifier)
      let receivedOn = fields.required("received_on", FieldKind<CivilDate>.date)
      let damageOn = fields.optional("damage_on", FieldKind<CivilDate>.date)
      let taxClass = fields.optional("tax_class", FieldKind<Claim.TaxClass>.oneOf)
      let items = fields.records("items").compactMap(Self.item)
      if fields.list("items").isEmpty {
        fields.reject(
          "items", expected: Words(ja: "一つ以上の損害", en: "at least one item"),
          mend: Words(
            ja: "items: [{ kind, amount, description }] を書いてください。",
            en: "write items: [{ kind, amount, description }]"))
      }
      checkTotal(of: items, fields)
      fields.finish()
      guard let id, let incident, let contract, let receivedOn, !items.isEmpty else { return }
      try body(
        Claim(
          id: id, incident: incident, contract: contract, receivedOn: receivedOn,
          damageOn: damageOn, taxClass: taxClass, items: items), node.position)
    }
  }

  /// A claim is an amount as well: what its items come to keeps to the same bound.
  private func checkTotal(of items: [Claim.Item], _ fields: Fields) {
    let bound: Int128 = 1_000_000_000_000_000
    guard items.reduce(0, { $0 + $1.amount.amount }) >= bound else { return }
    fields.reject(
      "items",
      expected: Words(ja: "合計が10の15乗未満の損害", en: "items of less than 10^15 yen together"),
      mend: Words(ja: "額の桁を確かめてください。", en: "check the amounts' digits"))
  }

  private static func item(_ fields: Fields) -> Claim.Item? {
    let kind = fields.required("kind", FieldKind<Claim.Item.Kind>.oneOf)
    let amount = fields.required("amount", .yen)
    let description = fields.optional("description", FieldKind<String>.text)
    fields.finish()
    return kind.flatMap { kind in
      amount.map { Claim.Item(kind: kind, amount: $0, description: description) }
    }
  }

  /// Hands over each record of a kind that has lists inside, which a CSV row cannot hold.
  func forEachNested(_ body: (Node) throws -> Void) throws {
    guard format != .csv else {
      problems.add(
        at: nil, "", expected: Words(ja: "JSON または YAML", en: "JSON or YAML"), found: ".csv",
        mend: Words(
          ja: "この種類の記録には一覧が含まれるため、CSVでは書けません。",
          en: "records of this kind hold lists, which CSV cannot"))
      return
    }
    try forEachRecord(body)
  }
}
