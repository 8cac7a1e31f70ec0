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
      fields.finish()
      guard let id, let incident, let contract, let receivedOn, !items.isEmpty else { return }
      try body(
        Claim(
          id: id, incident: incident, contract: contract, receivedOn: receivedOn,
          damageOn: damageOn, taxClass: taxClass, items: items), node.position)
    }
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
