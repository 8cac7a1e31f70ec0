import Glibc

/// Hands on the bytes of a PDF as Cairo writes them, and puts the language of the text (/Lang) and
/// the wish to show its title into the document's catalogue (ISO 32000-1, 7.7.2), for which Cairo
/// 1.16 has no call.
///
/// The catalogue is the last object that Cairo writes: from there on bytes are kept back, and only
/// the offset of the cross-reference table after it has to be corrected. A document that is made up
/// otherwise is handed on as it is.
struct PDFStream {
  private static let catalogue = Array("<< /Type /Catalog\n".utf8)
  private static let tableOffset = Array("startxref\n".utf8)
  /// How many bytes are handed on at a time, about.
  private static let portion = 1 << 16

  private let entries: [UInt8]
  private var kept: [UInt8] = []
  /// Whether what is kept begins with the catalogue.
  private var isAtCatalogue = false

  /// A stream for a document in a language (RFC 5646).
  init(language: String) {
    entries = Array(
      "   /Lang (\(language))\n   /ViewerPreferences << /DisplayDocTitle true >>\n".utf8)
  }

  /// Takes bytes, and hands on those that need no change.
  mutating func write(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt8]) throws -> Void
  ) rethrows {
    kept.append(contentsOf: bytes)
    guard kept.count >= PDFStream.portion, !isAtCatalogue else { return }
    if let place = kept.firstPlace(of: PDFStream.catalogue) {
      try body(Array(kept[..<place]))
      kept.removeSubrange(..<place)
      isAtCatalogue = true
    } else {
      // The end may be the beginning of it.
      let safe = kept.count - PDFStream.catalogue.count
      try body(Array(kept[..<safe]))
      kept.removeSubrange(..<safe)
    }
  }

  /// Hands on the rest.
  mutating func finish(_ body: ([UInt8]) throws -> Void) rethrows {
    if let place = kept.lastPlace(of: PDFStream.catalogue),
      let offset = kept.lastPlace(of: PDFStream.tableOffset), offset > place,
      let (number, end) = kept.number(at: offset + PDFStream.tableOffset.count)
    {
      kept.replaceSubrange(
        (offset + PDFStream.tableOffset.count)..<end, with: Array("\(number + entries.count)".utf8))
      kept.insert(contentsOf: entries, at: place + PDFStream.catalogue.count)
    }
    try body(kept)
    kept = []
  }
}

extension [UInt8] {
  fileprivate func firstPlace(of pattern: [UInt8], from start: Int = 0) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var place = start
      while place + pattern.count <= count,
        let found = memchr(base + place, Int32(pattern[0]), count - pattern.count + 1 - place)
      {
        if memcmp(found, pattern, pattern.count) == 0 { return UnsafeRawPointer(found) - base }
        place = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }

  fileprivate func lastPlace(of pattern: [UInt8]) -> Int? {
    var last: Int?
    while let next = firstPlace(of: pattern, from: last.map { $0 + 1 } ?? 0) { last = next }
    return last
  }

  /// The decimal number at a place, and where it ends.
  fileprivate func number(at place: Int) -> (Int, Int)? {
    let digits = self[place...].prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)).map { ($0, place + digits.count) }
  }
}
