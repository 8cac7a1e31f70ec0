import Assessing
import Domain
import Notation
import Quantities

/// A row that does not read as what was written: damage, which no default may paper over.
public struct CorruptRowError: Error, CustomStringConvertible {
  /// The column, and what it holds.
  public let description: String

  /// A row, by its key, and what is wrong with it.
  init(_ row: any LedgerRow, _ table: Table, _ fault: String) {
    description = "\(table.name), \(StoredBody.key(of: row, table)): \(fault)"
  }

  /// A row by its key in words, and what is wrong with it.
  init(_ table: Table, _ key: some Any, _ fault: String) {
    description = "\(table.name), \(key): \(fault)"
  }

  init(_ column: String, _ value: some Any) {
    description = "the ledger's column \(column) holds “\(value)”"
  }
}
