extension StringProtocol {
  /// The text as it is shown to people: what would not be seen, or would change how the rest is seen, is
  /// written out, `\u{202E}`. That is what controls a terminal, breaks the line, turns the direction of
  /// writing, or has no width. For displays alone: nothing is stored or sent to customers so.
  ///
  /// - Parameters:
  ///   - limit: of longer texts the beginning is shown, as many characters of Unicode.
  ///   - linesAreKept: whether line breaks and tabs are left as they are.
  public func visible(upTo limit: Int = .max, keepingLines linesAreKept: Bool = false) -> String {
    if utf8.count <= limit, utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(self) }
    var text = ""
    for (number, scalar) in unicodeScalars.enumerated() {
      guard number < limit else { return text + "…" }
      if scalar.isHidden, !(linesAreKept && (scalar == "\n" || scalar == "\t")) {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// JSON with the same characters written by JSON's own escapes; what it means stays the same.
  public var visibleJSON: String {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return String(self) }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isHidden, scalar != "\n", scalar != "\t", scalar != "\r" {
        for unit in UTF16.encode(scalar) ?? .init() {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it is not seen itself: controls, formats (among them the marks of direction, joiners and
  /// other characters without width), and separators of lines. What chooses the variant of a character, as
  /// Japanese names need it, is none of them.
  fileprivate var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
