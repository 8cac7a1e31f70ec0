/// A value that bodies and documents write as one text.
public protocol CodedAsText: Canonical {
  /// Its text.
  var codedText: String { get }

  /// The value of a text; `nil` for anything that ``codedText`` does not give.
  init?(codedText: String)
}

extension CodedAsText {
  /// Reads the text.
  @inlinable
  public init(canonical value: JSONValue) throws {
    let text = try String(canonical: value)
    guard let own = Self(codedText: text) else {
      throw CanonicalError("“\(text)” is no \(Self.self)")
    }
    self = own
  }

  /// Writes the text.
  @inlinable
  public func write(to text: inout CanonicalText) { text.append(codedText) }
}
