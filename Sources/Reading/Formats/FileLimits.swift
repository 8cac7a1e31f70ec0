import Domain

/// How large a dropped file may be, by drop directory: a file without end must not fill the disk of the
/// ledger, which keeps every byte (docs/formats.md §2, `limits`).
public struct FileLimits: Hashable, Sendable {
  /// How large a file of one kind may be.
  public struct Limit: Hashable, Sendable {
    /// The drop directory.
    public let kind: String
    /// How many bytes it may have.
    public internal(set) var bytes: Int64
    /// How many records; in CSV each row is one.
    public internal(set) var records: Int64
  }

  /// The limits, in the order in which the drop directories are scanned.
  public private(set) var all: [Limit]

  /// How large files of a kind may be where nothing is set.
  enum Size {
    /// Forty million contracts as JSON, which is longer than CSV, take about 12 GiB.
    case large
    case medium
    case small

    fileprivate var limit: (bytes: Int64, records: Int64) {
      switch self {
      case .large: (16 << 30, 100_000_000)
      case .medium: (1 << 30, 10_000_000)
      case .small: (16 << 20, 100_000)
      }
    }
  }

  /// The limits where nothing is set.
  public init() {
    all = RecordKind.all.map {
      Limit(kind: $0.name, bytes: $0.size.limit.bytes, records: $0.size.limit.records)
    }
  }

  /// The limit of a kind; `nil` for what is not dropped.
  public subscript(kind: String) -> Limit? { all.first { $0.kind == kind } }

  /// Reads what settings say of them.
  mutating func read(from limits: Fields) {
    let (sizes, records) = (limits.fields("file_size"), limits.fields("records"))
    for index in all.indices {
      let kind = all[index].kind
      all[index].bytes = sizes?.optional(kind, Self.count) ?? all[index].bytes
      all[index].records = records?.optional(kind, Self.count) ?? all[index].records
    }
    sizes?.finish()
    records?.finish()
  }

  private static var count: FieldKind<Int64> { .integer(1...1 << 50) }
}

extension FileLimits.Limit {
  /// Hands on a file's bytes as long as there are not too many of them.
  ///
  /// - Parameters:
  ///   - size: how many there are, where that is known: then none is read of a file that is too large.
  ///   - next: the next of them.
  /// - Returns: the same, which throws a ``Problem`` as soon as the limit is passed.
  public func limiting(
    _ file: String, size: Int64?, _ next: @escaping () throws -> [UInt8]?
  ) -> () throws -> [UInt8]? {
    var passed: Int64 = 0
    return {
      if let size, size > bytes { throw tooLarge(file, "\(size)") }
      guard let piece = try next() else { return nil }
      passed += Int64(piece.count)
      // It has grown since it was opened.
      guard passed <= bytes else { throw tooLarge(file, "≥ \(passed)") }
      return piece
    }
  }

  private func tooLarge(_ file: String, _ found: String) -> Problem {
    Problem(
      file: file, position: nil, path: "",
      expected: LocalizedText(
        ja: "\(bytes)バイトまでのファイル（limits.file_size.\(kind)）",
        en: "a file of at most \(bytes) bytes (limits.file_size.\(kind))"),
      found: found, fix: fix("file_size"))
  }

  /// What is wrong with a file that has more records.
  func tooMany(_ file: String, at position: Position) -> Problem {
    Problem(
      file: file, position: position, path: "",
      expected: LocalizedText(
        ja: "\(records)件までの記録（limits.records.\(kind)）",
        en: "at most \(records) records (limits.records.\(kind))"),
      found: "\(records + 1)", fix: fix("records"))
  }

  private func fix(_ limit: String) -> LocalizedText {
    LocalizedText(
      ja: "ファイルを分けるか、これで正しければ設定の limits: { \(limit): { \(kind): … } } を大きくしてください。",
      en:
        "split the file, or where it is as it should be, raise limits: { \(limit): { \(kind): … } } "
        + "in the settings")
  }
}
