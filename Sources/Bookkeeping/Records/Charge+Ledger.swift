import Domain
import Quantities

extension Charge: LedgerRecord {
  static let table = Table(
    "charge", key: "id", format: 1, searched: ["contract_id", "fee_month"])
  var searched: [(any SQLConvertible)?] {
    [contract.text, feeMonth.description]
  }
}

extension LedgerTransaction {
  /// Takes in a charge, by the same rule.
  ///
  /// - Returns: whether what stands changed.
  public func record(_ charge: Charge, input: Int64) throws -> Bool {
    let key = [charge.contract.text, charge.feeMonth.description]
    let now = try row(
      "SELECT charge, exported_ms FROM charge_now WHERE contract_id = ? AND fee_month = ?",
      SQLArguments(key))
    if let now {
      if isOlder(charge.exportedAt, than: now.optionalMoment("exported_ms")) { return false }
      var standing =
        try unlessCorrupt {
          try record(Charge.self, "WHERE id = ?", [now.integer("charge")])
        } ?? nil
      standing?.exportedAt = charge.exportedAt
      if standing == charge {
        guard let exported = charge.exportedAt else { return false }
        try run(
          "UPDATE charge_now SET exported_ms = ? WHERE contract_id = ? AND fee_month = ?",
          SQLArguments([exported.milliseconds] + key))
        return false
      }
    }
    let id = try append(charge, input: input)
    try run(
      """
      \(Table.chargeNow.insertion) ON CONFLICT DO UPDATE
      SET charge = excluded.charge, exported_ms = excluded.exported_ms
      """,
      [
        charge.contract.text, charge.feeMonth.description, id, charge.exportedAt?.milliseconds,
      ])
    return true
  }

  /// The standing charges of a contract.
  public func charges(of contract: Identifier) throws -> [YearMonth: Charge] {
    let charges = try rareRecords(
      Charge.self, "JOIN charge_now now ON now.charge = id WHERE now.contract_id = ?",
      [contract.text])
    return Dictionary(charges.map { ($0.feeMonth, $0) }) { first, _ in first }
  }
}
