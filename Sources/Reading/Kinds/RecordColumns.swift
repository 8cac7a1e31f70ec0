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

  /// The columns of a kind; none where CSV cannot hold its records.
  init(of kind: RecordKind) {
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
  static let accounts = RecordColumns(of: .accounts)
  static let contracts = RecordColumns(of: .contracts)
  static let charges = RecordColumns(of: .charges)
  static let priorCredits = RecordColumns(of: .priorCredits)
  static let recoveries = RecordColumns(of: .recoveries)
  static let incidents = RecordColumns(of: .incidents)
  static let acknowledgements = RecordColumns(of: .acknowledgements)
}
