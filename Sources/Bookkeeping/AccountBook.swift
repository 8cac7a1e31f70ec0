import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// Takes in a merger; of two of one account the later received stands.
  public func record(_ merger: AccountMerger, input: Int64) throws {
    guard try standingMerger(of: merger.account) != merger else { return }
    try run(
      """
      INSERT INTO account_merger (input, account_id, merged_into, account_name, merged_on)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        input, merger.account.text, merger.successor?.account.text, merger.successor?.name,
        merger.successor?.since.description,
      ])
  }

  /// The mergers that stand.
  public func mergers() throws -> AccountMergers {
    AccountMergers(
      try rows(
        "SELECT * FROM account_merger WHERE id IN (SELECT max(id) FROM account_merger GROUP BY account_id)"
      ).map(Self.merger))
  }

  /// The name by which an account was last known: by the latest export of a contract that it has, or had,
  /// by a merger into it, or by its last note.
  func name(of account: Identifier, _ mergers: AccountMergers) throws -> String {
    func first(_ query: String) throws -> String? {
      try row("SELECT account_name FROM \(query) LIMIT 1", [account.text])?.text("account_name")
    }
    return try first(
      """
      contract_version version JOIN contract_now now USING (contract_id, valid_from)
      WHERE account_id = ? AND now.version = version.id
      ORDER BY exported_ms DESC NULLS LAST, id DESC
      """)
      ?? first("contract_version WHERE account_id = ? ORDER BY id DESC")
      ?? mergers.name(of: account)
      ?? first("credit_note WHERE account_id = ? ORDER BY sequence DESC") ?? account.text
  }

  private func standingMerger(of account: Identifier) throws -> AccountMerger? {
    try row(
      "SELECT * FROM account_merger WHERE account_id = ? ORDER BY id DESC LIMIT 1", [account.text]
    ).map(Self.merger)
  }

  private static func merger(_ row: Row) throws -> AccountMerger {
    var successor: AccountMerger.Successor?
    if let account = try row.optionalIdentifier("merged_into") {
      successor = AccountMerger.Successor(
        account: account, name: row.text("account_name"), since: try row.date("merged_on"))
    }
    return AccountMerger(account: try row.identifier("account_id"), successor: successor)
  }
}
