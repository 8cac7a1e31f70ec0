import Notation

// Quantities as bodies write them.

extension CivilDate: CodedAsText {
  /// `YYYY-MM-DD`.
  public var codedText: String { description }
  /// The day of a text.
  public init?(codedText: String) { self.init(codedText) }
}

extension YearMonth: CodedAsText {
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

extension Yen: Canonical {
  /// Reads a whole number.
  public init(canonical value: JSONValue) throws { self.init(Int128(try Int64(canonical: value))) }

  /// Writes a whole number.
  ///
  /// - Throws: ``QuantityOverflow`` beyond 64 bits.
  public func write(to text: inout CanonicalText) throws {
    guard let value = Int64(exactly: value) else { throw QuantityOverflow("storing") }
    value.write(to: &text)
  }
}

extension Elapsed: Canonical {
  /// Reads milliseconds.
  public init(canonical value: JSONValue) throws {
    self.init(milliseconds: try Int64(canonical: value))
  }

  /// Writes milliseconds.
  public func write(to text: inout CanonicalText) { milliseconds.write(to: &text) }
}
