/// The columns of a kind of record in CSV.
public struct RecordColumns: Hashable, Sendable {
  /// All columns that there may be.
  let all: [String]
  /// Those that hold a day.
  let days: Set<String>
  private let required: [String]
  private let excuse: Excuse?

  /// A column where others are asked for row by row, as a record may do without them.
  struct Excuse: Hashable, Sendable {
    let column: String
    let missing: [String]
  }

  private init(of kind: RecordKind) {
    let fields = kind.rows?.fields ?? []
    all = fields.map(\.path)
    days = Set(fields.filter(\.isDay).map(\.path))
    required = fields.filter(\.isRequired).map(\.path)
    excuse = kind.excuse
  }

  /// The columns that must be there, beside those that a header names.
  func required(beside header: [String]) -> [String] {
    guard let excuse, header.contains(excuse.column) else { return required }
    return required.filter { !excuse.missing.contains($0) }
  }
}

extension RecordColumns {
  /// Made once: each is found by reading nothing.
  private static let byKind = Dictionary(
    uniqueKeysWithValues: RecordKind.all.map { ($0, RecordColumns(of: $0)) })

  /// The columns of a kind; none where CSV cannot hold its records.
  static func of(_ kind: RecordKind) -> RecordColumns { byKind[kind] ?? RecordColumns(of: kind) }
}
