import Domain
import Quantities

extension Relief: LedgerRecord {
  static let table = Table(
    "relief", key: "relief_id", format: 1, searched: ["relief_id", "selects"])
  var searched: [(any SQLConvertible)?] {
    [id.text, isSelecting]
  }

  /// Whether it selects contracts by terms, service or labels.
  var isSelecting: Bool { selectors.contains { if case .matching = $0 { true } else { false } } }
}

extension LedgerTransaction {
  /// Takes in a relief, and notes to which contracts it is granted.
  public func record(_ relief: Relief, input: Int64) throws -> RecordingResult {
    if let known = try self.relief(relief.id) { return known == relief ? .known : .differs }
    try append(relief, input: input)
    for selector in relief.selectors {
      guard case .contract(let contract) = selector else { continue }
      try grant(relief, contract.text)
    }
    guard relief.isSelecting else { return .new }
    try forEachKey(
      """
      SELECT DISTINCT contract_id FROM contract_now WHERE contract_id > ? ORDER BY contract_id
      LIMIT ?
      """
    ) { name in
      guard let id = Identifier(name),
        let contract = try unlessCorrupt({ try contract(id) }) ?? nil,
        relief.concerns(contract)
      else { return }
      try grant(relief, name)
    }
    return .new
  }

  private func grant(_ relief: Relief, _ contract: String) throws {
    try run(Table.reliefNow.insertionIfAbsent, [contract, relief.id.text])
  }

  /// The reliefs that select contracts by terms, service or labels.
  func selectingReliefs() throws -> [Relief] { try readableRecords(Relief.self, "WHERE selects") }

  /// Notes anew whether a relief is granted to a contract whose versions changed.
  func note(_ relief: Relief, concerns contract: ContractHistory) throws {
    guard !relief.concerns(contract) else { return try grant(relief, contract.id.text) }
    try run(
      "DELETE FROM relief_now WHERE contract_id = ? AND relief_id = ?",
      [contract.id.text, relief.id.text])
  }

  /// A relief; `nil` when it is not known.
  public func relief(_ id: Identifier) throws -> Relief? {
    try record(Relief.self, "WHERE relief_id = ?", [id.text])
  }

  /// The reliefs granted to a contract, known or only named.
  public func reliefs(for contract: Identifier) throws -> [Relief] {
    try rareRecords(
      Relief.self, "JOIN relief_now now USING (relief_id) WHERE now.contract_id = ?",
      [contract.text])
  }
}
