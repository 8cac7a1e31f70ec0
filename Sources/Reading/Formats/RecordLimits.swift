import Domain

/// How much one record may say, far beyond what anybody means: what goes beyond is refused, so that no
/// file takes work out of proportion to its size (docs/formats.md §3).
enum RecordLimits {
  /// The phases of a report.
  static let phases = 200
  /// The entries of `affects` that select by terms, service or labels.
  static let selectors = 1_000
  /// The items of a claim.
  static let items = 10_000
  /// The labels of a contract or of an entry.
  static let labels = 100
  /// The fields of one record, or of one map within it.
  static let keys = 1_000
  /// The columns of a CSV file.
  static let columns = 1_000
  /// The levels of lists and maps within one another.
  static let nesting = 32
  /// The size of a YAML file, which is read as a whole and at one go.
  static let yamlMebibytes = 4
}

extension Problem {
  static func tooManyFields(_ file: String, _ position: Position) -> Problem {
    let most = RecordLimits.keys
    return Problem(
      file: file, position: position, path: "",
      expected: LocalizedText(ja: "一つの組に\(most)までの項目", en: "at most \(most) fields in one record"),
      found: "> \(most)",
      fix: LocalizedText(
        ja: "記録ごとに { … } を分け、一覧は [ … ] で書いてください。",
        en: "write each record as a { … } of its own, and a list as [ … ]"))
  }

  static func tooManyColumns(_ file: String, _ position: Position) -> Problem {
    let most = RecordLimits.columns
    return Problem(
      file: file, position: position, path: "",
      expected: LocalizedText(ja: "\(most)列まで", en: "at most \(most) columns"), found: "> \(most)",
      fix: LocalizedText(
        ja: "改行が失われていないか確かめ、この書式にある列だけを書いてください。",
        en: "check that no line breaks were lost, and write only the columns of this format"))
  }
}
