import Domain

/// The formats in which records travel, told by a file name's ending.
public enum RecordFormat: Hashable, Sendable {
  /// `.json`
  case json
  /// `.yaml` or `.yml`
  case yaml
  /// `.csv` or `.tsv`
  case csv

  /// The format that a name's ending tells; `nil` for any other.
  public init?(fileName: String) {
    let lowered = fileName.lowercased()
    if lowered.hasSuffix(".json") {
      self = .json
    } else if lowered.hasSuffix(".yaml") || lowered.hasSuffix(".yml") {
      self = .yaml
    } else if lowered.hasSuffix(".csv") || lowered.hasSuffix(".tsv") {
      self = .csv
    } else {
      return nil
    }
  }
}

/// A file of records as it is read: its problems gather, its records come one by one.
public struct RecordFile {
  /// What is wrong with it, so far.
  public let problems: Problems
  private let bytes: ByteReader
  private let limit: FileLimits.Limit?
  /// Called again and again while records are read.
  let progress: () throws -> Void

  /// A file of that name with those bytes.
  ///
  /// - Parameters:
  ///   - isKept: whether a ledger keeps it: then fields that are not known are passed over.
  ///   - limit: how many records it may have.
  ///   - progress: called for every record and every part of a long one; what it throws ends the reading.
  public init(
    name: String, bytes: ByteReader, isKept: Bool = false, limit: FileLimits.Limit? = nil,
    progress: @escaping () throws -> Void = {}
  ) {
    self.progress = progress
    problems = Problems(file: name, ignoresUnknownFields: isKept)
    self.bytes = bytes
    self.limit = limit
  }

  /// A file of that name, whose bytes come in pieces that can be asked for more than once: CSV may be
  /// written in another encoding, which only the whole tells.
  ///
  /// - Parameter pieces: the pieces, from the beginning.
  /// - Throws: what the pieces throw.
  public init(
    name: String, pieces: () -> () throws -> [UInt8]?, limit: FileLimits.Limit? = nil
  ) throws {
    let encoding = try TextEncoding(of: name, pieces)
    self.init(
      name: name, bytes: ByteReader(fetching: encoding.decoding(pieces())), limit: limit)
  }

  /// A file with one record that holds nothing, whose reader's questions are noted.
  init(recording recorder: ShapeRecorder, as format: RecordFormat) {
    problems = Problems(file: format == .csv ? "rows.csv" : "record.json", recorder: recorder)
    bytes = ByteReader([])
    limit = nil
    progress = {}
  }

  /// The format, told by the file's name.
  public var format: RecordFormat? { RecordFormat(fileName: problems.file) }

  /// Hands over each record. Problems with the file's form are gathered, not thrown.
  ///
  /// - Parameter kind: whose columns a CSV file may have; `nil` leaves them to the body.
  /// - Throws: only what reading the bytes, the progress or the body throws.
  public func forEachRecord(
    of kind: RecordKind? = nil, _ take: (Node) throws -> Void
  ) throws {
    // Before columns are asked for, which are made of what is noted here.
    guard problems.recorder == nil else {
      return try take(Node(.map([]), at: Position(line: 1, column: 1)))
    }
    var count: Int64 = 0
    func body(_ record: Node) throws {
      count += 1
      if let limit, count > limit.records {
        throw limit.tooMany(problems.file, at: record.position)
      }
      try progress()
      try take(record)
    }
    do {
      var bytes = bytes
      _ = try bytes.peek()
      // Neither has a byte that UTF-8 could not have, or none before the first word.
      if [.utf16, .iso2022JP].contains(TextEncoding.guess(bytes.atHand)) {
        throw Problem.notUTF8(problems.file, nil, bytes.atHand)
      }
      switch format {
      case .json:
        var reader = JSONReader(bytes, problems: problems)
        try reader.forEachRecord(body)
      case .yaml:
        var reader = YAMLReader(problems: problems, progress: progress)
        let document = try reader.document(&bytes)
        if case .list(let records) = document.value {
          try records.forEach(body)
        } else {
          try body(document)
        }
      case .csv:
        var reader = CSVReader(bytes, columns: kind.map { .of($0) }, problems: problems)
        try reader.forEachRow(body)
      case nil:
        throw Problem(
          file: problems.file, position: nil, path: "",
          expected: LocalizedText(
            ja: ".json .yaml .yml .csv .tsv のいずれかで終わる名前",
            en: "a name that ends in .json, .yaml, .yml, .csv or .tsv"),
          found: problems.file,
          fix: problems.file.lowercased().contains(".xls")
            ? LocalizedText(
              ja: "Excelで「CSV UTF-8（コンマ区切り）」として保存してください。",
              en: "save it in Excel as “CSV UTF-8”")
            : LocalizedText(ja: "名前を変えて置き直してください。", en: "rename the file"))
      }
    } catch let problem as Problem {
      problems.add(problem)
    }
  }
}

extension RecordFile {
  /// Refuses a record whose name another one bears: what was once asked for, paid or decided is
  /// never changed.
  public func rejectRepeated(_ id: Identifier, _ field: String, at position: Position?) {
    problems.add(
      at: position, field,
      expected: LocalizedText(ja: "まだ使われていない番号", en: "a name not used before, or the same content"),
      found: id.text,
      fix: LocalizedText(
        ja: "同じ番号で内容の異なる記録があります。新しい番号にしてください。",
        en: "a record of that name has other content; give this one a new name"))
  }
}
