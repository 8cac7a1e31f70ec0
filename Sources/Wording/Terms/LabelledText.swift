import Domain

/// Text for a terminal in which everything that a label introduces begins at one column.
///
/// Chinese characters and kana are two cells wide there, so columns are counted in cells.
struct LabelledText {
  private enum Line {
    case heading(LocalizedText)
    case item(LocalizedText)
    case entry(label: LocalizedText, LocalizedText)
    case gap
  }

  private var lines: [Line] = []

  /// A heading, after an empty line unless it is the first.
  mutating func heading(_ words: LocalizedText) {
    if !lines.isEmpty { lines.append(.gap) }
    lines.append(.heading(words))
  }

  /// What the entries below it are about.
  mutating func item(_ words: LocalizedText) {
    lines.append(.gap)
    lines.append(.item(words))
  }

  /// What is said under a label; the label may be empty, to go on under the one above.
  mutating func entry(_ label: LocalizedText, _ words: LocalizedText) {
    lines.append(.entry(label: label, words))
  }

  /// The whole text in one language, broken so that no line is wider than so many cells where it can
  /// be broken.
  func text(in language: Language, width: Int = 100) -> String {
    let labels = lines.map { line in
      if case .entry(let label, _) = line { CellWidth.of(label[language]) } else { 0 }
    }
    let column = 4 + (labels.max() ?? 0) + 2
    var text = ""
    for line in lines {
      switch line {
      case .gap: break
      case .heading(let words): text += words[language]
      case .item(let words): text += "  " + words[language]
      case .entry(let label, let words):
        let start = "    " + label[language]
        text += start + String(repeating: " ", count: column - CellWidth.of(start))
        text += CellWidth.broken(words[language], to: width - column)
          .joined(separator: "\n" + String(repeating: " ", count: column))
      }
      text += "\n"
    }
    return text
  }
}

/// How wide text is on a terminal, in cells.
enum CellWidth {
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Wide by the Unicode property East_Asian_Width (W or F), as far as these texts go.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The text in lines of at most so many cells: English between words, Japanese between characters,
  /// but neither inside a clause's number nor before what may not begin a line (行頭禁則).
  static func broken(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      if !line.isEmpty, of(line) + of(trimmed(piece)) > width {
        lines.append(trimmed(line))
        line = ""
      }
      line += piece
    }
    return lines + [trimmed(line)]
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    for character in text {
      if let last = pieces.last?.last, !mayBreak(between: last, and: character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    if right == " " || closing.contains(right) { return false }
    if " 、。".contains(left) { return true }
    if left.isASCII && right.isASCII || opening.contains(left) { return false }
    if left.isNumber || right.isNumber { return false }
    // 第8条 · 第6項, 第24条第2項(2) · 表1欄, 別 · 表3
    return !("条項号欄)第別".contains(left) && "第項号(表（条".contains(right))
  }

  private static let opening: Set<Character> = ["(", "（", "「", "“", "第"]
  private static let closing = Set("、。・：；）」』】”’),.;:ー～々ゃゅょっァィゥェォャュョッ")
}
