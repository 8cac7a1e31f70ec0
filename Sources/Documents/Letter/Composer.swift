/// Something as wide as the body of a page that is never cut. Its marks are placed from its top left
/// corner.
struct Strip: Hashable {
  var height: Double
  var marks: [Mark]

  /// Room.
  static func gap(_ height: Double) -> Strip { Strip(height: height, marks: []) }

  /// A rule across the body.
  static func rule(_ thickness: Double, shade: Double, below gap: Double = 0) -> Strip {
    Strip(
      height: gap + thickness,
      marks: [
        .rule(x: 0, y: gap, width: Paper.bodyWidth, thickness: thickness, shade: shade)
      ])
  }

  /// Moves it to the right.
  func moved(right: Double) -> Strip {
    Strip(height: height, marks: marks.map { $0.moved(right: right) })
  }

  /// Lays another over it, from the same top.
  func beside(_ other: Strip) -> Strip {
    Strip(height: max(height, other.height), marks: marks + other.marks)
  }
}

extension [Strip] {
  /// How high they are, one below the other.
  var height: Double { reduce(0) { $0 + $1.height } }

  /// One strip of all, to be kept together.
  var stacked: Strip {
    var whole = Strip(height: 0, marks: [])
    for strip in self {
      whole.marks += strip.marks.map { $0.moved(down: whole.height) }
      whole.height += strip.height
    }
    return whole
  }

  /// Lays two columns beside each other, line by line.
  func beside(_ other: [Strip]) -> [Strip] {
    (0..<Swift.max(count, other.count)).map { index in
      guard index < count else { return other[index] }
      return index < other.count ? self[index].beside(other[index]) : self[index]
    }
  }
}

/// Sets text into strips.
struct Composer {
  /// To which edge of its column a text is set.
  enum Edge { case left, right }

  let measuring: any TextMeasuring

  /// A paragraph: a strip a line. Where the last line would hold but a few characters, the others
  /// are broken earlier.
  func paragraph(
    _ text: String, _ style: TextStyle, x: Double = 0, width: Double = Paper.bodyWidth,
    to edge: Edge = .left
  ) -> [Strip] {
    lines(of: text, style, within: width).map { line in
      let left = edge == .left ? x : x + width - line.width
      return Strip(
        height: style.leading,
        marks: [.text(line.text, style, x: left, baseline: style.baseline)])
    }
  }

  private func lines(
    of text: String, _ style: TextStyle, within width: Double
  ) -> [TextLine] {
    let lines = measuring.lines(of: text, style, within: width)
    let least = 4 * style.size
    guard lines.count > 1, lines[lines.count - 1].width < least else { return lines }
    for share in [0.95, 0.9, 0.8] {
      let other = measuring.lines(of: text, style, within: width * share)
      if other.count == lines.count, other[other.count - 1].width >= least { return other }
    }
    return lines
  }

  /// A single line; what does not fit into it is cut off and marked as such.
  func line(
    _ text: String, _ style: TextStyle, x: Double = 0, width: Double = Paper.bodyWidth,
    to edge: Edge = .left
  ) -> Strip {
    let lines = measuring.lines(of: text, style, within: width)
    guard lines.count > 1 else {
      return paragraph(text, style, x: x, width: width, to: edge).stacked
    }
    let room = width - self.width(of: "…", style)
    let first = measuring.lines(of: text, style, within: room)[0].text + "…"
    let strips = paragraph(first, style, x: x, width: width, to: edge)
    return strips[0]
  }

  /// How wide a text is on one line.
  func width(of text: String, _ style: TextStyle) -> Double {
    measuring.lines(of: text, style, within: .greatestFiniteMagnitude).map(\.width).max() ?? 0
  }

  /// The first of some styles in which a text needs no more lines than are given with it; the last
  /// one where none does.
  func style(
    for text: String, width: Double, _ choices: [(style: TextStyle, lines: Int)]
  ) -> TextStyle {
    let fitting = choices.first { choice in
      measuring.lines(of: text, choice.style, within: width).count <= choice.lines
    }
    return (fitting ?? choices[choices.count - 1]).style
  }
}
