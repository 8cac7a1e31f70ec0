import CPangoCairo

/// Why no page can be set.
public enum TypesettingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// No installed font has the Japanese characters that every note bears.
  case noJapaneseFont
  /// An image of the letterhead cannot be read.
  case image(path: String, reason: String)
  /// Cairo could not make the document.
  case cairo(reason: String)

  /// What happened, and how to fix it.
  public var description: String {
    switch self {
    case .noJapaneseFont:
      "no installed font has Japanese characters: install \(Typesetter.fontPackage), or another "
        + "Japanese font that fontconfig finds"
    case .image(let path, let reason): "\(path): not readable as a PNG image: \(reason)"
    case .cairo(let reason): "the PDF cannot be made: \(reason)"
    }
  }

  /// Throws unless all is well.
  static func check(_ status: cairo_status_t) throws(TypesettingFailure) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .cairo(reason: TypesettingFailure.reason(status))
  }

  static func reason(_ status: cairo_status_t) -> String {
    String(cString: cairo_status_to_string(status))
  }
}
