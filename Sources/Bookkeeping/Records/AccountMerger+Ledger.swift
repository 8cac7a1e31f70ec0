import Domain
import Quantities

extension AccountMerger: LedgerRecord {
  static let table = Table(
    "account_version", key: "id", format: 1, searched: ["account_id", "merged_into"])
  var searched: [(any SQLConvertible)?] {
    [account.text, successor?.account.text]
  }
}

extension LedgerTransaction {
  /// Takes in a merger; of two of one account the later received stands.
  public func record(_ merger: AccountMerger, input: Int64) throws {
    let standing = try record(
      AccountMerger.self, "WHERE account_id = ? ORDER BY id DESC", [merger.account.text])
    guard standing != merger else { return }
    try append(merger, input: input)
  }

  /// The mergers that stand.
  public func mergers() throws -> AccountMergers {
    AccountMergers(
      try records(
        AccountMerger.self, "WHERE id IN (SELECT max(id) FROM account_version GROUP BY account_id)")
    )
  }

  /// The name by which an account was last known: by the latest export of a contract that it has, or had,
  /// by a merger into it, or by its last note.
  func name(of account: Identifier, _ mergers: AccountMergers) throws -> String {
    // One that is not what was written is passed over.
    func first<Record: LedgerRecord>(
      _ type: Record.Type, _ rest: String, _ name: (Record) -> String
    ) throws -> String? {
      try unlessCorrupt { try record(type, rest, [account.text]).map(name) } ?? nil
    }
    let exported = try first(
      ContractVersion.self,
      """
      JOIN contract_now now USING (contract_id, valid_from)
      WHERE account_id = ? AND now.version = contract_version.id
      ORDER BY exported_ms DESC NULLS LAST, id DESC
      """, \.accountName)
    return try exported
      ?? first(ContractVersion.self, "WHERE account_id = ? ORDER BY id DESC", \.accountName)
      ?? mergers.name(of: account)
      ?? first(NoteRecord.self, "WHERE account_id = ? ORDER BY sequence DESC") {
        $0.note.accountName
      } ?? account.text
  }
}
