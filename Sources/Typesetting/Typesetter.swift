import CPangoCairo
import Documents

/// Shapes and breaks text with Pango, and remembers for which characters no font was found.
///
/// One is made for many documents: fonts are looked up and read once. It is for one thread.
final class Typesetter {
  /// The Debian package of the font that notes are designed with.
  static let fontPackage = "fonts-morisawa-bizud-gothic"

  /// The fonts in order of preference. For a character that the first one lacks, Pango takes any
  /// installed font that has it.
  private static let families = "BIZ UDPGothic, Noto Sans CJK JP, IPAexGothic, sans-serif"

  /// The same where figures stand below each other: in the font above a 1 is narrower than others.
  private static let evenFamilies =
    "BIZ UDGothic, Noto Sans Mono CJK JP, IPAexGothic, monospace"

  /// Characters that every font for Japanese notes has.
  private static let sample = "適格返還請求書、登録番号。ご利用不能～御中"

  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var descriptions: [TextStyle: OpaquePointer] = [:]
  private var broken: [Paragraph: Broken] = [:]

  /// The characters met for which no font was found; they are printed as a box with their code.
  private(set) var missing: Set<Unicode.Scalar> = []

  /// The files of the fonts with which text was set.
  private(set) var fonts: Set<String> = []

  private struct Paragraph: Hashable {
    let text: String
    let style: TextStyle
    let width: Double
  }

  private struct Broken {
    let lines: [TextLine]
    let missing: Set<Unicode.Scalar>
    let fonts: Set<String>
  }

  /// Looks the fonts up.
  ///
  /// - Throws: ``TypesettingFailure/noJapaneseFont``.
  init() throws(TypesettingFailure) {
    map = pango_cairo_font_map_new()
    context = pango_font_map_create_context(map)
    layout = pango_layout_new(context)
    // Positions as the font gives them, not rounded for a screen.
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
    // Whatever the note's language, kanji have their Japanese forms.
    pango_context_set_language(context, pango_language_from_string("ja"))
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_auto_dir(layout, 0)
    guard hasFonts, lacks(Typesetter.sample).isEmpty else { throw .noJapaneseFont }
  }

  deinit {
    descriptions.values.forEach { pango_font_description_free($0) }
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(map)
  }

  /// Without any font Pango would end the process.
  private var hasFonts: Bool {
    var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(map, &families, &count)
    g_free(families)
    return count > 0
  }

  /// Forgets which characters were missing, and which fonts were used.
  func forget() { (missing, fonts) = ([], []) }

  /// The files of the fonts of the text just set.
  private var fontsUsed: Set<String> {
    var found: Set<String> = []
    for index in 0..<pango_layout_get_line_count(layout) {
      guard let line = pango_layout_get_line_readonly(layout, index) else { continue }
      var run = line.pointee.runs
      while let here = run {
        if let item = here.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self).pointee.item,
          let font = item.pointee.analysis.font
        {
          let pattern = pango_fc_font_get_pattern(
            UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
          var file: UnsafeMutablePointer<FcChar8>?
          if FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch, let file {
            found.insert(String(cString: file))
          }
        }
        run = here.pointee.next
      }
    }
    return found
  }

  /// Draws a line of text from its left end.
  func draw(_ text: String, _ style: TextStyle, on cairo: OpaquePointer) {
    set(text, style, width: nil)
    guard let line = pango_layout_get_line_readonly(layout, 0) else { return }
    pango_cairo_show_layout_line(cairo, line)
  }

  private func set(_ text: String, _ style: TextStyle, width: Double?) {
    let spacing = spacing(text, style)
    defer { if let spacing { pango_attr_list_unref(spacing) } }
    pango_layout_set_attributes(layout, spacing)
    pango_layout_set_font_description(layout, description(of: style))
    pango_layout_set_width(layout, width.map { Int32($0 * Double(PANGO_SCALE)) } ?? -1)
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        pango_layout_set_text(layout, characters.baseAddress, Int32(characters.count))
      }
    }
  }

  private func forEachRun(of line: PangoLayoutLine, _ body: (PangoGlyphString) -> Void) {
    var run = line.runs
    while let here = run {
      if let found = here.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
        let glyphs = found.pointee.glyphs
      {
        body(glyphs.pointee)
      }
      run = here.pointee.next
    }
  }

  /// Moves the commas of even figures closer: they take as much room as a figure.
  private func spacing(_ text: String, _ style: TextStyle) -> OpaquePointer? {
    guard style.hasEvenFigures else { return nil }
    let attributes = pango_attr_list_new()
    let less = Int32(-0.2 * style.size * Double(PANGO_SCALE))
    for (index, byte) in text.utf8.enumerated() where byte == UInt8(ascii: ",") {
      guard let attribute = pango_attr_letter_spacing_new(less) else { continue }
      attribute.pointee.start_index = guint(index)
      attribute.pointee.end_index = guint(index + 1)
      pango_attr_list_insert(attributes, attribute)
    }
    return attributes
  }

  private func description(of style: TextStyle) -> OpaquePointer? {
    if let known = descriptions[style] { return known }
    let made = pango_font_description_from_string(
      style.hasEvenFigures ? Typesetter.evenFamilies : Typesetter.families)
    pango_font_description_set_absolute_size(made, style.size * Double(PANGO_SCALE))
    pango_font_description_set_weight(
      made, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    descriptions[style] = made
    return made
  }

  /// The characters of a text for which there is no font.
  private func lacks(_ text: String) -> Set<Unicode.Scalar> {
    set(text, TextStyle(size: 10), width: nil)
    return unknown
  }

  /// The characters for which the text just set has no glyph.
  private var unknown: Set<Unicode.Scalar> {
    guard pango_layout_get_unknown_glyphs_count(layout) > 0 else { return [] }
    let flag: UInt32 = 0x1000_0000  // PANGO_GLYPH_UNKNOWN_FLAG, with the character below it
    var found: Set<Unicode.Scalar> = []
    for index in 0..<pango_layout_get_line_count(layout) {
      guard let line = pango_layout_get_line_readonly(layout, index) else { continue }
      forEachRun(of: line.pointee) { glyphs in
        for index in 0..<Int(glyphs.num_glyphs) {
          let glyph = glyphs.glyphs[index].glyph
          guard glyph & flag != 0, let character = Unicode.Scalar(glyph & ~flag) else { continue }
          found.insert(character)
        }
      }
    }
    return found
  }
}

extension Typesetter: TextMeasuring {
  /// How many paragraphs are remembered, which the drawing pass meets again.
  private static let remembered = 4_096

  func lines(of text: String, _ style: TextStyle, within width: Double) -> [TextLine] {
    let paragraph = Paragraph(text: text, style: style, width: width)
    let found = broken[paragraph] ?? breakLines(text, style, width)
    missing.formUnion(found.missing)
    fonts.formUnion(found.fonts)
    if broken.count >= Typesetter.remembered { broken = [:] }
    broken[paragraph] = found
    return found.lines
  }

  private func breakLines(_ text: String, _ style: TextStyle, _ width: Double) -> Broken {
    // Pango keeps widths in 32 bits.
    set(text, style, width: width < 1_000_000 ? width : nil)
    let bytes = Array(text.utf8)
    let lines: [TextLine] = (0..<pango_layout_get_line_count(layout)).compactMap { index in
      guard let line = pango_layout_get_line_readonly(layout, index) else { return nil }
      var extents = PangoRectangle()
      pango_layout_line_get_extents(line, nil, &extents)
      let start = Int(line.pointee.start_index)
      var end = start + Int(line.pointee.length)
      while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
      return TextLine(
        text: String(decoding: bytes[start..<end], as: UTF8.self),
        width: Double(extents.width) / Double(PANGO_SCALE))
    }
    return Broken(lines: lines, missing: unknown, fonts: fontsUsed)
  }
}
