import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// The contracts that an account holds under a document, in order of name.
  public func contracts(
    of account: Identifier, under terms: Identifier
  ) throws -> [Identifier] {
    try rows(
      """
      SELECT DISTINCT now.contract_id FROM contract_now now JOIN contract_version ON id = now.version
      WHERE account_id = ? AND terms = ? ORDER BY now.contract_id
      """, [account.text, terms.text]
    ).map { try $0.identifier("contract_id") }
  }

  /// Takes in a contract version. Of two for the same contract and day, the later exported stands,
  /// and where one of the two does not say when, the later received (docs/formats.md §3).
  ///
  /// - Returns: whether what stands changed.
  public func record(_ version: ContractVersion, input: Int64) throws -> Bool {
    let now = try row(
      "SELECT version, exported_ms FROM contract_now WHERE contract_id = ? AND valid_from = ?",
      [version.contract.text, version.validFrom.description])
    if let now, isOlder(version.exportedAt, than: now.optionalMoment("exported_ms")) {
      return false
    }
    if let now,
      let standing = try row(
        "SELECT * FROM contract_version WHERE id = ?", [now.integer("version")]),
      try Self.contract(standing).isAlike(version)
    {
      if version.exportedAt != nil {
        try run(
          "UPDATE contract_now SET exported_ms = ? WHERE contract_id = ? AND valid_from = ?",
          [
            version.exportedAt?.milliseconds, version.contract.text,
            version.validFrom.description,
          ])
      }
      return false
    }
    try insert(version, input)
    try run(
      """
      INSERT INTO contract_now VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET version = excluded.version, exported_ms = excluded.exported_ms
      """,
      [
        version.contract.text, version.validFrom.description, database.lastInsertedRowID,
        version.exportedAt?.milliseconds,
      ])
    return true
  }

  /// Takes in a charge; of two for the same fee month the same holds as for contracts.
  ///
  /// - Returns: whether what stands changed.
  public func record(_ charge: Charge, input: Int64) throws -> Bool {
    let standing = try row(
      """
      SELECT charge.*, exported_ms FROM charge_now JOIN charge ON charge.id = charge
      WHERE charge_now.contract_id = ? AND charge_now.fee_month = ?
      """, [charge.contract.text, charge.feeMonth.description])
    if let standing, isOlder(charge.exportedAt, than: standing.optionalMoment("exported_ms")) {
      return false
    }
    var alike = charge
    alike.exportedAt = nil
    if let standing, try Self.charge(standing) == alike {
      if charge.exportedAt != nil {
        try run(
          "UPDATE charge_now SET exported_ms = ? WHERE contract_id = ? AND fee_month = ?",
          [
            charge.exportedAt?.milliseconds, charge.contract.text, charge.feeMonth.description,
          ])
      }
      return false
    }
    try run(
      """
      INSERT INTO charge (input, contract_id, fee_month, amount, before_credits, estimated,
      invoice_no, invoiced_on, paid_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        input, charge.contract.text, charge.feeMonth.description, try charge.amount.column,
        try charge.beforeCredits?.column, charge.estimated, charge.invoiceNumber,
        charge.invoicedOn?.description,
        charge.paidOn?.description,
      ])
    try run(
      """
      INSERT INTO charge_now VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET charge = excluded.charge, exported_ms = excluded.exported_ms
      """,
      [
        charge.contract.text, charge.feeMonth.description, database.lastInsertedRowID,
        charge.exportedAt?.milliseconds,
      ])
    return true
  }

  /// Whether an input has changed any contract, charge or merger. The same bytes as before do so only
  /// where rows of others had replaced theirs.
  public func hasEffect(_ input: Int64) throws -> Bool {
    try number(
      """
      SELECT EXISTS (SELECT 1 FROM contract_version WHERE input = ?1)
      OR EXISTS (SELECT 1 FROM charge WHERE input = ?1)
      OR EXISTS (SELECT 1 FROM account_merger WHERE input = ?1)
      """, [input]) == 1
  }

  /// A contract through its standing versions; `nil` when it is not known.
  public func contract(_ id: Identifier) throws -> ContractHistory? {
    ContractHistory(
      try fetch(
        """
        SELECT version.* FROM contract_now JOIN contract_version version ON version.id = version
        WHERE contract_now.contract_id = ?
        """, [id.text], Self.contract))
  }

  /// The standing charges of a contract.
  public func charges(of contract: Identifier) throws -> [FeeMonthName: Charge] {
    let charges = try fetchRare(
      """
      SELECT charge.* FROM charge_now JOIN charge ON charge.id = charge
      WHERE charge_now.contract_id = ?
      """, [contract.text], Self.charge)
    return Dictionary(charges.map { ($0.feeMonth, $0) }) { first, _ in first }
  }

  private func isOlder(_ received: Moment?, than standing: Moment?) -> Bool {
    guard let received, let standing else { return false }
    return received < standing
  }

  private func insert(_ version: ContractVersion, _ input: Int64) throws {
    let quantities = Dictionary(
      version.quantities.map { ($0.key.rawValue, String($0.value)) }
    ) { first, _ in first }
    try run(
      """
      INSERT INTO contract_version (input, contract_id, valid_from, account_id, account_name, terms,
      service, billing, fee, service_start, service_end, fee_month_start_day, tax_rate, labels,
      agreement, plan, applied_on, quantities)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        input, version.contract.text, version.validFrom.description, version.account.text,
        version.accountName, version.terms.text, version.service.text, version.billing.rawValue,
        try version.fee?.column, version.serviceStart.description,
        version.serviceEnd?.description, version.feeMonthStartDay, version.taxRate,
        version.labels.column, version.agreement?.text, version.plan,
        version.appliedOn?.description, quantities.column,
      ])
  }

  private static func contract(_ row: Row) throws -> ContractVersion {
    var quantities: [Quantity: Int64] = [:]
    for (name, count) in try row.pairs("quantities") {
      guard let quantity = Quantity(rawValue: name), let number = Int64(count) else {
        throw DamagedRow("quantities", name)
      }
      quantities[quantity] = number
    }
    return ContractVersion(
      contract: try row.identifier("contract_id"), account: try row.identifier("account_id"),
      accountName: row.text("account_name"), terms: try row.identifier("terms"),
      service: try row.identifier("service"), billing: try row.name("billing"),
      fee: row.optionalYen("fee"), serviceStart: try row.date("service_start"),
      serviceEnd: try row.optionalDate("service_end"), validFrom: try row.date("valid_from"),
      feeMonthStartDay: row["fee_month_start_day"], taxRate: row["tax_rate"],
      labels: try row.pairs("labels"), agreement: try row.optionalIdentifier("agreement"),
      plan: row.optionalText("plan"), appliedOn: try row.optionalDate("applied_on"),
      quantities: quantities)
  }

  private static func charge(_ row: Row) throws -> Charge {
    Charge(
      contract: try row.identifier("contract_id"), feeMonth: try row.month("fee_month"),
      amount: Yen(row.integer("amount")), beforeCredits: row.optionalYen("before_credits"),
      estimated: row["estimated"],
      invoiceNumber: row.optionalText("invoice_no"),
      invoicedOn: try row.optionalDate("invoiced_on"), paidOn: try row.optionalDate("paid_on"))
  }
}

extension ContractVersion {
  /// Whether two versions say the same, whenever they were written out.
  fileprivate func isAlike(_ other: ContractVersion) -> Bool {
    var (first, second) = (self, other)
    first.exportedAt = nil
    second.exportedAt = nil
    return first == second
  }
}
