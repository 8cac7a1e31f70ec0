import Assessing
import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// Takes in a relief, and notes to which contracts it is granted.
  public func record(_ relief: Relief, input: Int64) throws -> Reception {
    if let known = try self.relief(relief.id) { return known == relief ? .known : .differs }
    let share: String? = if case .share(let share) = relief.grant { share.description } else { nil }
    let amount: Int64? =
      if case .amount(let amount) = relief.grant { try amount.column } else { nil }
    try run(
      "INSERT INTO relief VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        relief.id.text, input, relief.incident?.text, relief.feeMonth.description, share, amount,
        relief.authority, relief.reason, relief.decidedOn.description,
      ])
    for (ordinal, selector) in relief.selectors.enumerated() {
      let cells = selector.columns
      try run(
        "INSERT INTO relief_affect VALUES (?, ?, ?, ?, ?, ?)",
        [relief.id.text, ordinal, cells[0], cells[1], cells[2], cells[3]])
    }
    try run(
      """
      INSERT OR IGNORE INTO relief_now SELECT contract_id, relief_id FROM relief_affect
      WHERE relief_id = ? AND contract_id IS NOT NULL
      """, [relief.id.text])
    let selects = relief.selectors.contains {
      if case .matching = $0 { true } else { false }
    }
    guard selects else { return .new }
    try forEachKey(
      """
      SELECT DISTINCT contract_id FROM contract_now WHERE contract_id > ? ORDER BY contract_id
      LIMIT ?
      """
    ) { name in
      guard let id = Identifier(name), let contract = try contract(id), relief.concerns(contract)
      else { return }
      try run("INSERT OR IGNORE INTO relief_now VALUES (?, ?)", [name, relief.id.text])
    }
    return .new
  }

  /// The reliefs that select contracts by terms, service or labels.
  func selectingReliefs() throws -> [Relief] {
    try rows("SELECT DISTINCT relief_id FROM relief_affect WHERE contract_id IS NULL")
      .compactMap { try relief($0.identifier("relief_id")) }
  }

  /// Notes anew whether a relief is granted to a contract whose versions changed.
  func note(_ relief: Relief, concerns contract: ContractHistory) throws {
    try run(
      relief.concerns(contract)
        ? "INSERT OR IGNORE INTO relief_now VALUES (?, ?)"
        : "DELETE FROM relief_now WHERE contract_id = ? AND relief_id = ?",
      [contract.id.text, relief.id.text])
  }

  /// A relief; `nil` when it is not known.
  public func relief(_ id: Identifier) throws -> Relief? {
    guard let row = try row("SELECT * FROM relief WHERE relief_id = ?", [id.text]) else {
      return nil
    }
    let selectors = try rows(
      "SELECT * FROM relief_affect WHERE relief_id = ? ORDER BY ordinal", [id.text]
    ).map(Affect.Selector.init)
    let grant: Relief.Grant
    if let text = row.optionalText("share") {
      guard let share = Fraction(text) else { throw DamagedRow("share", text) }
      grant = .share(share)
    } else {
      grant = .amount(Yen(row.integer("amount")))
    }
    return Relief(
      id: id, incident: try row.optionalIdentifier("incident_id"), selectors: selectors,
      feeMonth: try row.month("fee_month"), grant: grant, authority: row.text("authority"),
      reason: row.text("reason"), decidedOn: try row.date("decided_on"))
  }

  /// The reliefs granted to a contract, known or only named.
  public func reliefs(for contract: Identifier) throws -> [Relief] {
    try fetchRare("SELECT relief_id FROM relief_now WHERE contract_id = ?", [contract.text]) {
      try relief($0.identifier("relief_id"))
    }.compactMap { $0 }
  }
}

extension Affect.Selector {
  /// Contract, terms, service and labels, as columns keep them.
  var columns: [String?] {
    switch self {
    case .contract(let id): [id.text, nil, nil, nil]
    case .matching(let terms, let service, let labels):
      [nil, terms?.text, service?.text, labels.column]
    }
  }

  /// The selector in a row that has these columns.
  init(_ row: Row) throws {
    if let contract = try row.optionalIdentifier("contract_id") {
      self = .contract(contract)
    } else {
      self = .matching(
        terms: try row.optionalIdentifier("terms"),
        service: try row.optionalIdentifier("service"), labels: try row.pairs("labels"))
    }
  }
}
