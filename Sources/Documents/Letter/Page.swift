/// How a text looks. Lengths are PostScript points, 1/72 inch.
public struct TextStyle: Hashable, Sendable {
  /// The size of the type.
  public let size: Double
  /// Whether it is bold.
  public let isBold: Bool
  /// How light it is: 0 is black, 1 is white.
  public let shade: Double
  /// From one line to the next.
  public let leading: Double
  /// Whether all figures are of one width, so that they stand below each other.
  public let hasEvenFigures: Bool

  /// A style made of its parts; the leading is told in sizes of the type.
  public init(
    size: Double, isBold: Bool = false, shade: Double = 0.1, leading: Double = 1.5,
    hasEvenFigures: Bool = false
  ) {
    self.size = size
    self.isBold = isBold
    self.shade = shade
    self.leading = size * leading
    self.hasEvenFigures = hasEvenFigures
  }

  /// From the top of a line to the foot of its letters.
  var baseline: Double { (leading - size) / 2 + size * 0.86 }
}

/// A line of text as it was broken off a paragraph.
public struct TextLine: Hashable, Sendable {
  /// The text, without the white space at its end.
  public let text: String
  /// Its width.
  public let width: Double

  /// A line of that width.
  public init(text: String, width: Double) {
    self.text = text
    self.width = width
  }
}

/// What a layout asks of whoever knows the fonts.
public protocol TextMeasuring {
  /// Breaks a paragraph into lines that are no wider than a width; no line is empty but that of an
  /// empty paragraph.
  func lines(of text: String, _ style: TextStyle, within width: Double) -> [TextLine]
}

/// Images of the issuer's that a note may bear.
public enum Picture: Hashable, Sendable {
  /// The logo.
  case logo
  /// The seal (社印).
  case seal
}

/// One thing on a page. The origin is the top left corner of the paper, y grows downwards.
public enum Mark: Hashable, Sendable {
  /// A line of text from its left end.
  case text(String, TextStyle, x: Double, baseline: Double)
  /// A horizontal rule along its upper edge.
  case rule(x: Double, y: Double, width: Double, thickness: Double, shade: Double)
  /// A filled area.
  case panel(x: Double, y: Double, width: Double, height: Double, shade: Double)
  /// An image, fitted into a box: to the left, and to its middle from top to bottom.
  case picture(Picture, x: Double, y: Double, width: Double, height: Double)
  /// A large, light text across the page, beneath all else.
  case watermark(String)

  /// The same thing further down and to the right.
  func moved(right: Double = 0, down: Double = 0) -> Mark {
    switch self {
    case .text(let text, let style, let x, let baseline):
      .text(text, style, x: x + right, baseline: baseline + down)
    case .rule(let x, let y, let width, let thickness, let shade):
      .rule(x: x + right, y: y + down, width: width, thickness: thickness, shade: shade)
    case .panel(let x, let y, let width, let height, let shade):
      .panel(x: x + right, y: y + down, width: width, height: height, shade: shade)
    case .picture(let picture, let x, let y, let width, let height):
      .picture(picture, x: x + right, y: y + down, width: width, height: height)
    case .watermark: self
    }
  }
}

/// A page that is laid out.
public struct Page: Hashable, Sendable {
  /// Its number, from 1.
  public let number: Int
  /// What stands on it.
  public var marks: [Mark]
}
