/// A temporary table in which what one input brings about is gathered: it may be a million rows. Each is
/// made, filled and emptied by one type alone.
struct GatheringTable {
  /// Its name, with that of its schema.
  let name: String
  private let definition: String
  private let insertions: Insertion

  /// Its name and its columns, in their order.
  var into: String { insertions.into }
  /// Adds a row.
  var insertion: String { insertions.always }
  /// Adds a row, but where there is one of its key.
  var insertionIfAbsent: String { insertions.ifAbsent }

  /// A table by its columns, each with its type.
  ///
  /// - Parameter constraint: what tells its rows apart, where that is not a column's type.
  init(_ name: String, _ columns: KeyValuePairs<String, String>, _ constraint: String? = nil) {
    self.name = "temp.\(name)"
    let parts = columns.map { "\($0.key) \($0.value)" } + [constraint].compactMap { $0 }
    definition = parts.joined(separator: ", ")
    insertions = Insertion(into: self.name, columns.map(\.key))
  }

  /// Makes it. Whatever is made in a database has all statements compiled anew, so this comes once for each
  /// connection.
  var creation: String { "CREATE TABLE \(name) (\(definition))" }

  func empty(in transaction: LedgerTransaction) throws {
    try transaction.run("DELETE FROM \(name)")
  }

  /// Every one that there is.
  static let all =
    AffectedContracts.tables + [IncidentRecorder.staged] + GatheredAdjustments.tables
    + AdjustmentWeighing.tables
}
