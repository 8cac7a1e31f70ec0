import Domain
import Quantities

/// Reads CSV (RFC 4180) row by row, with the place of every cell; separated by commas, tabs or semicolons.
///
/// Strict where libraries guess: a quote inside an unquoted cell, text after a closing quote and a
/// row of another length are errors, because each of them shifts amounts into wrong columns.
struct CSVReader {
  /// Far more than any field may hold: a cell that goes on and on is not one.
  private static let longestCell = 1 << 16

  private var bytes: ByteReader
  private let problems: Problems
  private let columns: RecordColumns?
  private var separator = UInt8(ascii: ",")

  private static let quote = UInt8(ascii: "\"")
  /// The end of a file, as programs for DOS write it.
  private static let endMark: UInt8 = 0x1A

  /// - Parameter columns: the columns that there may be; `nil` leaves them to the rows' reader.
  init(_ bytes: ByteReader, columns: RecordColumns? = nil, problems: Problems) {
    self.bytes = bytes
    self.columns = columns
    self.problems = problems
  }

  /// Hands over each row as a map from the header's names to cells; an empty cell is `null`.
  mutating func forEachRow(_ body: (Node) throws -> Void) throws {
    try bytes.skipByteOrderMark()
    try findSeparator()
    guard let header = try row() else { throw Problem.emptyFile(problems.file) }
    let names = header.map { cell -> String in
      if case .plain(let name) = cell.value { name } else { "" }
    }
    check(names, header)
    guard problems.isEmpty else { return }
    let days = columns?.days ?? []
    let heads = names.map { Head(name: $0, isDay: days.contains($0)) }
    var rows = 0
    while let cells = try row() {
      // Spreadsheets leave rows of empty cells behind.
      guard let first = cells.first(where: { $0.value != .null }) else { continue }
      if let announced = Self.proof(cells) {
        return try end(after: rows, announced: announced, at: first.position)
      }
      rows += 1
      guard let members = members(cells, heads) else { continue }
      try body(Node(.map(members), at: cells[0].position))
    }
  }

  /// What stands at the head of a column.
  private struct Head {
    let name: String
    let isDay: Bool
  }

  /// The cells of a row by their columns; `nil`, with a problem, where they do not fit. Empty cells beyond the
  /// header, and under no name, are nothing.
  private func members(_ cells: [Node], _ heads: [Head]) -> [Node.Member]? {
    let beyond = cells.dropFirst(heads.count).first { $0.value != .null }
    guard cells.count >= heads.count, beyond == nil else {
      problems.add(
        at: (beyond ?? cells[0]).position, "",
        expected: LocalizedText(
          ja: "見出しと同じ\(heads.count)列", en: "\(heads.count) cells, as in the header"),
        found: "\(cells.count)",
        fix: LocalizedText(
          ja: "区切りの数を見出しに合わせ、区切りの文字を含む値は引用符で囲んでください。",
          en: "match the header; put a value that contains the separator in quotes"))
      return nil
    }
    var members: [Node.Member] = []
    members.reserveCapacity(heads.count)
    for (head, cell) in zip(heads, cells) {
      guard !head.name.isEmpty else {
        guard cell.value != .null else { continue }
        problems.add(
          at: cell.position, "",
          expected: LocalizedText(ja: "見出しのある列", en: "a column that has a name"),
          found: cell.excerpt,
          fix: LocalizedText(ja: "見出しを書くか、値を消してください。", en: "name the column, or remove the value"))
        return nil
      }
      members.append(
        Node.Member(head.name, at: cell.position, head.isDay ? Self.day(cell) : cell))
    }
    return members
  }

  /// A day as spreadsheets write it, `2026/5/12`, as everything else does.
  private static func day(_ cell: Node) -> Node {
    guard case .plain(let text) = cell.value, text.utf8.contains(UInt8(ascii: "/")) else {
      return cell
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return cell }
    let padded = [parts[0]] + parts.dropFirst().map { $0.utf8.count == 1 ? "0\($0)" : $0 }
    let day = padded.joined(separator: "-")
    return CivilDate(day) == nil ? cell : Node(.plain(day), at: cell.position)
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
      guard let other = cells.first(where: { $0.value != .null }) else { continue }
      throw Problem(
        file: problems.file, position: other.position, path: "",
        expected: LocalizedText(
          ja: "#rows= の行で終わるファイル", en: "the end of the file after the line #rows="),
        found: other.excerpt,
        fix: LocalizedText(
          ja: "#rows= の行はファイルの最後に一度だけ書いてください。", en: "write #rows= once, as the last line"))
    }
    guard rows != announced else { return }
    throw Problem(
      file: problems.file, position: position, path: "",
      expected: LocalizedText(
        ja: "\(announced)行（#rows=\(announced)）", en: "\(announced) rows, as #rows= says"),
      found: "\(rows)",
      fix: LocalizedText(
        ja: "途中で切れているか、行が足されています。全体を送り直してください。",
        en: "rows are missing or were added: send the whole file again"))
  }

  /// What is wrong with the header is said once, not again for every row.
  private func check(_ names: [String], _ header: [Node]) {
    for (index, name) in names.enumerated() where !name.isEmpty {
      if names[..<index].contains(name) {
        problems.add(
          at: header[index].position, name,
          expected: LocalizedText(ja: "列名を一度ずつ", en: "each column named once"),
          found: name, fix: LocalizedText(ja: "見出し行を直してください。", en: "fix the header line"))
      } else if let columns, !columns.all.contains(name) {
        problems.add(
          at: header[index].position, name,
          expected: LocalizedText(ja: "この書式にある列", en: "a column of this format"), found: name,
          fix: hint(for: name, among: columns.all))
      }
    }
    for name in columns?.required(beside: names) ?? [] where !names.contains(name) {
      problems.add(
        at: header[0].position, name,
        expected: LocalizedText(ja: "列「\(name)」", en: "a column “\(name)”"), found: nil,
        fix: LocalizedText(ja: "「\(name)」は必須です。", en: "“\(name)” is required"))
    }
  }

  // MARK: Cells

  /// By the header, in which no name contains one; Excel's own line `sep=;` says it, too.
  private mutating func findSeparator() throws {
    var line = try bytes.lineAhead()
    if line.count <= 6, line.starts(with: Array("sep=".utf8)), line.count > 4 {
      separator = line[line.startIndex + 4]
      _ = try row()
      line = try bytes.lineAhead()
      return
    }
    let candidates = [",", "\t", ";"].map { $0.utf8.first ?? 0 }
    let counted = candidates.map { candidate in (candidate, line.count { $0 == candidate }) }
    for (candidate, count) in counted where count > (counted.first { $0.0 == separator }?.1 ?? 0) {
      separator = candidate
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

  /// Passes over a separator, or over the end of the line (LF, CRLF, or CR alone) and answers `false`.
  private mutating func separated() throws -> Bool {
    switch try bytes.peek() {
    case separator:
      _ = try bytes.next()
      return true
    case nil:
      return false
    case 0x0D:
      _ = try bytes.next()
      if try bytes.peek() == 0x0A { _ = try bytes.next() } else { bytes.breakLine() }
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
      throw Problem.notUTF8(problems.file, position, bytes.atHand)
    }
    let trimmed = Self.trimmed(text)
    return Node(trimmed.isEmpty ? .null : .plain(trimmed), at: position)
  }

  /// Without the spaces around it, Japanese ones too.
  private static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    // Mostly there are none, and nothing has to be looked at.
    guard first <= 0x20 || first == 0xE3 || last <= 0x20 || last == 0x80 else { return text }
    let spaces: Set<Unicode.Scalar> = [" ", "\t", "\u{3000}", "\u{A0}"]
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.first, spaces.contains(scalar) { scalars.removeFirst() }
    while let scalar = scalars.last, spaces.contains(scalar) { scalars.removeLast() }
    return String(scalars)
  }

  private mutating func unquoted() throws -> [UInt8] {
    var utf8: [UInt8] = []
    while let byte = try bytes.peek(), byte != separator, byte != 0x0A, byte != 0x0D {
      guard byte != Self.quote else {
        throw wrong(
          LocalizedText(ja: "引用符のない値", en: "a cell without quotation marks inside"), found: "\"")
      }
      utf8.append(byte)
      try checkLength(utf8)
      _ = try bytes.next()
    }
    if utf8.last == Self.endMark, try bytes.peek() == nil { utf8.removeLast() }
    return utf8
  }

  /// A line break within it becomes a space: no field has lines.
  private mutating func quoted() throws -> [UInt8] {
    var utf8: [UInt8] = []
    _ = try bytes.next()
    while let byte = try bytes.next() {
      guard byte == Self.quote else {
        try checkLength(utf8)
        switch byte {
        case 0x0D where try bytes.peek() == 0x0A: continue
        case 0x0D, 0x0A: utf8.append(0x20)
        default: utf8.append(byte)
        }
        continue
      }
      if try bytes.peek() == Self.quote {
        utf8.append(Self.quote)
        _ = try bytes.next()
        continue
      }
      let after = try bytes.peek()
      guard after == nil || after == separator || after == 0x0A || after == 0x0D else {
        throw wrong(
          LocalizedText(
            ja: "閉じの引用符の後の区切りか行末", en: "a separator or line end after the closing quote"),
          found: after.map { String(Unicode.Scalar($0)) })
      }
      return utf8
    }
    throw wrong(LocalizedText(ja: "閉じの引用符", en: "a closing quotation mark"), found: nil)
  }

  private func checkLength(_ utf8: [UInt8]) throws {
    guard utf8.count > Self.longestCell else { return }
    throw wrong(
      LocalizedText(ja: "区切りか行末で終わるセル", en: "a cell that ends with a separator or line end"),
      found: String(decoding: utf8.prefix(40), as: UTF8.self) + "…")
  }

  private func wrong(_ expected: LocalizedText, found: String?) -> Problem {
    .syntax(problems.file, bytes.position, expected, found: found)
  }
}
