/// A value that bodies and documents write as one text.
public protocol CodedAsText: Codable {
  /// Its text.
  var codedText: String { get }

  /// The value of a text; `nil` for anything that ``codedText`` does not give.
  init?(codedText: String)
}

extension CodedAsText {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(codedText: text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "“\(text)” is no \(Self.self)"))
    }
    self = value
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(codedText)
  }
}

extension CivilDate: CodedAsText {
  /// `YYYY-MM-DD`.
  public var codedText: String { description }
  /// The day of a text.
  public init?(codedText: String) { self.init(codedText) }
}

extension FeeMonthName: CodedAsText {
  /// `YYYY-MM`.
  public var codedText: String { description }
  /// The month of a text.
  public init?(codedText: String) { self.init(codedText) }
}

extension Fraction: CodedAsText {
  /// `n` or `n/d` in lowest terms.
  public var codedText: String { description }
  /// The fraction of a text.
  public init?(codedText: String) { self.init(codedText) }
}

extension ExactYen: CodedAsText {
  /// `n` or `n/d` in lowest terms.
  public var codedText: String { value.description }
  /// The amount of a text.
  public init?(codedText: String) {
    guard let value = Fraction(codedText) else { return nil }
    self.init(value)
  }
}

extension Moment: CodedAsText {
  /// RFC 3339 at +09:00.
  public var codedText: String { rfc3339() }
  /// The moment of a text.
  public init?(codedText: String) {
    guard let moment = try? Moment(rfc3339: codedText) else { return nil }
    self = moment
  }
}

extension Yen: Codable {
  /// Reads a whole number.
  public init(from decoder: any Decoder) throws {
    self.init(Int128(try decoder.singleValueContainer().decode(Int64.self)))
  }

  /// Writes a whole number.
  ///
  /// - Throws: ``QuantityOverflow`` beyond 64 bits.
  public func encode(to encoder: any Encoder) throws {
    guard let value = Int64(exactly: amount) else { throw QuantityOverflow("storing") }
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Elapsed: Codable {
  /// Reads milliseconds.
  public init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Writes milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
