/// A row that outlives its query: any thread may read it.
final class KeptRow: LedgerRow, Sendable {
  private let names: [String]
  private let values: [SQLValue]

  init(names: [String], values: [SQLValue]) {
    self.names = names
    self.values = values
  }

  var columns: [String] { names }

  /// - Precondition: there is a column of that name.
  func value(_ column: String) -> SQLValue {
    // Of so few names it is quicker to compare them than to hash one.
    for (name, value) in zip(names, values) where name == column { return value }
    preconditionFailure("no column \(column) among \(names)")
  }

  func text(_ column: String) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: String) -> String? {
    if case .text(let text) = value(column) { text } else { nil }
  }

  func integer(_ column: String) -> Int64 { optionalInteger(column) ?? 0 }

  func optionalInteger(_ column: String) -> Int64? {
    if case .integer(let number) = value(column) { number } else { nil }
  }

  func bytes(_ column: String) -> [UInt8] {
    if case .bytes(let bytes) = value(column) { bytes } else { [] }
  }
}
