import Quantities

/// What a month's notes come to in one file, which grows with them.
public struct Register: Hashable, Sendable {
  /// What it has of a note.
  public enum Form: String, CaseIterable, Hashable, Sendable {
    /// A row a line.
    case notes = "credit-notes"
    /// Journal entries.
    case entries
  }

  /// What it has of a note.
  public let form: Form
  /// Of which month the notes are.
  public let month: YearMonth

  /// A register of a month.
  public init(_ form: Form, of month: YearMonth) { (self.form, self.month) = (form, month) }

  /// Where it lies below the state directory.
  public var path: String { "registers/\(form.rawValue)-\(month).csv" }

  /// The register that lies under a path; `nil` where none does.
  public init?(path: String) {
    for form in Form.allCases {
      let stem = "registers/\(form.rawValue)-"
      guard path.hasPrefix(stem), path.hasSuffix(".csv"),
        let month = YearMonth(String(path.dropFirst(stem.count).dropLast(".csv".count)))
      else { continue }
      self.init(form, of: month)
      return
    }
    return nil
  }
}
