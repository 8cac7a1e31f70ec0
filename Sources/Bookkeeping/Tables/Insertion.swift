/// How rows are added to a table, made once of its columns.
struct Insertion: Hashable, Sendable {
  /// The table's name and the columns that are given, in their order.
  let into: String
  /// Adds a row.
  let always: String
  /// Adds a row, but where there is one of its key.
  let ifAbsent: String

  init(into table: String, _ columns: [String]) {
    into = "\(table) (\(columns.joined(separator: ", ")))"
    let row = "\(into) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    always = "INSERT INTO \(row)"
    ifAbsent = "INSERT OR IGNORE INTO \(row)"
  }
}
