import Domain

/// Reads CSV (RFC 4180) row by row, with the place of every cell.
///
/// Strict where libraries guess: a quote inside an unquoted cell, text after a closing quote and a
/// row of another length are errors, because each of them shifts amounts into wrong columns.
struct CSVReader {
  /// Far more than any field may hold: a cell that goes on and on is not one.
  private static let longestCell = 1 << 16

  private var bytes: ByteReader
  private let problems: Problems
  private let columns: RecordColumns?

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  /// - Parameter columns: the columns that there may be; `nil` leaves them to the rows' reader.
  init(_ bytes: ByteReader, columns: RecordColumns? = nil, problems: Problems) {
    self.bytes = bytes
    self.columns = columns
    self.problems = problems
  }

  /// Hands over each row as a map from the header's names to cells; an empty cell is `null`.
  mutating func forEachRow(_ body: (Node) throws -> Void) throws {
    try bytes.skipByteOrderMark()
    guard let header = try row() else { throw Problem.emptyFile(problems.file) }
    let names = header.map { cell -> String in
      if case .plain(let name) = cell.value { name } else { "" }
    }
    check(names, header)
    guard problems.isEmpty else { return }
    var rows = 0
    while let cells = try row() {
      let position = cells[0].position
      if let announced = Self.proof(cells) {
        return try end(after: rows, announced: announced, at: position)
      }
      // A line without anything on it holds no record.
      if cells.count == 1, names.count > 1, cells[0].value == .null { continue }
      guard cells.count == names.count else {
        problems.add(
          at: position, "",
          expected: Words(
            ja: "見出しと同じ\(names.count)列", en: "\(names.count) cells, as in the header"),
          found: "\(cells.count)",
          mend: Words(
            ja: "カンマの数を見出しに合わせ、カンマを含む値は引用符で囲んでください。",
            en: "match the header's commas; put a value that contains a comma in quotes"))
        continue
      }
      rows += 1
      let members = zip(names, cells).map { Node.Member($0, at: $1.position, $1) }
      try body(Node(.map(members), at: position))
    }
  }

  /// The number of rows that a last line announces, as its only cell; `nil` for any other line.
  private static func proof(_ cells: [Node]) -> Int? {
    guard case .plain(let text) = cells[0].value, text.hasPrefix("#rows="),
      cells.dropFirst().allSatisfy({ $0.value == .null })
    else { return nil }
    return Int(text.dropFirst("#rows=".count))
  }

  /// A file that says how many rows it has is whole when it has so many, and ends there.
  private mutating func end(after rows: Int, announced: Int, at position: Position) throws {
    while let cells = try row() {
      guard cells.allSatisfy({ $0.value == .null }) else {
        throw Problem(
          file: problems.file, position: cells[0].position, path: "",
          expected: Words(
            ja: "#rows= の行で終わるファイル", en: "the end of the file after the line #rows="),
          found: nil,
          mend: Words(
            ja: "#rows= の行はファイルの最後に一度だけ書いてください。", en: "write #rows= once, as the last line"))
      }
    }
    guard rows != announced else { return }
    throw Problem(
      file: problems.file, position: position, path: "",
      expected: Words(
        ja: "\(announced)行（#rows=\(announced)）", en: "\(announced) rows, as #rows= says"),
      found: "\(rows)",
      mend: Words(
        ja: "途中で切れているか、行が足されています。全体を送り直してください。",
        en: "rows are missing or were added: send the whole file again"))
  }

  /// What is wrong with the header is said once, not again for every row.
  private func check(_ names: [String], _ header: [Node]) {
    for (index, name) in names.enumerated() {
      if name.isEmpty || names[..<index].contains(name) {
        problems.add(
          at: header[index].position, name,
          expected: Words(ja: "列名を一度ずつ", en: "each column named once"),
          found: name.isEmpty ? nil : name,
          mend: Words(ja: "見出し行を直してください。", en: "mend the header line"))
      } else if let columns, !columns.all.contains(name) {
        problems.add(
          at: header[index].position, name,
          expected: Words(ja: "この書式にある列", en: "a column of this format"), found: name,
          mend: hint(for: name, among: columns.all))
      }
    }
    for name in columns?.required(beside: names) ?? [] where !names.contains(name) {
      problems.add(
        at: header[0].position, name,
        expected: Words(ja: "列「\(name)」", en: "a column “\(name)”"), found: nil,
        mend: Words(ja: "「\(name)」は必須です。", en: "“\(name)” is required"))
    }
  }

  /// The cells of the next row; `nil` at the end.
  private mutating func row() throws -> [Node]? {
    guard try bytes.peek() != nil else { return nil }
    var cells: [Node] = []
    repeat {
      guard cells.count < RecordLimits.columns else {
        throw Problem.tooManyColumns(problems.file, bytes.position)
      }
      cells.append(try cell())
    } while try separated()
    return cells
  }

  /// Passes over a comma, or over the end of the line and answers `false`.
  private mutating func separated() throws -> Bool {
    switch try bytes.peek() {
    case Self.comma:
      _ = try bytes.next()
      return true
    case nil:
      return false
    case 0x0D:
      _ = try bytes.next()
      guard try bytes.peek() == 0x0A else {
        throw wrong(Words(ja: "行末のCRLFかLF", en: "a line ending in CRLF or LF"), found: "CR")
      }
      _ = try bytes.next()
      return false
    default:
      _ = try bytes.next()
      return false
    }
  }

  private mutating func cell() throws -> Node {
    let position = bytes.position
    let isQuoted = try bytes.peek() == Self.quote
    let utf8 = isQuoted ? try quoted() : try unquoted()
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw Problem.notUTF8(problems.file, position)
    }
    return Node(text.isEmpty ? .null : .plain(text), at: position)
  }

  private mutating func unquoted() throws -> [UInt8] {
    var utf8: [UInt8] = []
    while let byte = try bytes.peek(), byte != Self.comma, byte != 0x0A, byte != 0x0D {
      guard byte != Self.quote else {
        throw wrong(
          Words(ja: "引用符のない値", en: "a cell without quotation marks inside"), found: "\"")
      }
      utf8.append(byte)
      try checkLength(utf8)
      _ = try bytes.next()
    }
    return utf8
  }

  private mutating func quoted() throws -> [UInt8] {
    var utf8: [UInt8] = []
    _ = try bytes.next()
    while let byte = try bytes.next() {
      guard byte == Self.quote else {
        utf8.append(byte)
        try checkLength(utf8)
        continue
      }
      if try bytes.peek() == Self.quote {
        utf8.append(Self.quote)
        _ = try bytes.next()
        continue
      }
      let after = try bytes.peek()
      guard after == nil || after == Self.comma || after == 0x0A || after == 0x0D else {
        throw wrong(
          Words(ja: "閉じの引用符の後のカンマか行末", en: "a comma or line end after the closing quote"),
          found: after.map { String(Unicode.Scalar($0)) })
      }
      return utf8
    }
    throw wrong(Words(ja: "閉じの引用符", en: "a closing quotation mark"), found: nil)
  }

  private func checkLength(_ utf8: [UInt8]) throws {
    guard utf8.count > Self.longestCell else { return }
    throw wrong(
      Words(ja: "カンマか行末で終わるセル", en: "a cell that ends with a comma or line end"),
      found: String(decoding: utf8.prefix(40), as: UTF8.self) + "…")
  }

  private func wrong(_ expected: Words, found: String?) -> Problem {
    .syntax(problems.file, bytes.position, expected, found: found)
  }
}
