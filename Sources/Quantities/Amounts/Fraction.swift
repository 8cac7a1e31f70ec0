/// An exact ratio of two integers, always in lowest terms with a positive denominator.
///
/// Arithmetic throws ``QuantityOverflow`` rather than rounding or wrapping; comparison never
/// overflows, because it multiplies into 256 bits.
public struct Fraction: Hashable, Sendable {
  /// The numerator, carrying the sign.
  public let numerator: Int128
  /// The denominator, at least 1.
  public let denominator: Int128

  /// Zero.
  public static let zero = Fraction(whole: 0)
  /// One.
  public static let one = Fraction(whole: 1)

  /// A whole number.
  public init(whole: some BinaryInteger & FixedWidthInteger & SignedInteger) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// The ratio of two integers, reduced.
  ///
  /// - Throws: ``QuantityOverflow`` when the denominator is zero or a sign cannot be moved.
  public init(_ numerator: Int128, over denominator: Int128) throws(QuantityOverflow) {
    guard denominator != 0, numerator != .min, denominator != .min else {
      throw QuantityOverflow("division")
    }
    let divisor = greatestCommonDivisor(numerator, denominator)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / divisor)
    self.denominator = sign * (denominator / divisor)
  }

  /// The exact sum.
  public static func + (left: Fraction, right: Fraction) throws(QuantityOverflow) -> Fraction {
    // Over the least common denominator, so that intermediate values stay as small as they can be.
    let divisor = greatestCommonDivisor(left.denominator, right.denominator)
    let leftScale = right.denominator / divisor
    let rightScale = left.denominator / divisor
    let sum = left.numerator.multipliedReportingOverflow(by: leftScale)
    let addend = right.numerator.multipliedReportingOverflow(by: rightScale)
    let total = sum.partialValue.addingReportingOverflow(addend.partialValue)
    let denominator = left.denominator.multipliedReportingOverflow(by: leftScale)
    guard !sum.overflow, !addend.overflow, !total.overflow, !denominator.overflow else {
      throw QuantityOverflow("addition")
    }
    return try Fraction(total.partialValue, over: denominator.partialValue)
  }

  /// The exact difference.
  public static func - (left: Fraction, right: Fraction) throws(QuantityOverflow) -> Fraction {
    try left + Fraction(-right.numerator, over: right.denominator)
  }

  /// The exact product.
  public static func * (left: Fraction, right: Fraction) throws(QuantityOverflow) -> Fraction {
    // Cancelled crosswise first: the product of what remains is already in lowest terms.
    let first = greatestCommonDivisor(left.numerator, right.denominator)
    let second = greatestCommonDivisor(right.numerator, left.denominator)
    let numerator = (left.numerator / first)
      .multipliedReportingOverflow(by: right.numerator / second)
    let denominator = (left.denominator / second)
      .multipliedReportingOverflow(by: right.denominator / first)
    guard !numerator.overflow, !denominator.overflow else {
      throw QuantityOverflow("multiplication")
    }
    return try Fraction(numerator.partialValue, over: denominator.partialValue)
  }

  /// The exact quotient.
  public static func / (left: Fraction, right: Fraction) throws(QuantityOverflow) -> Fraction {
    try left * Fraction(right.denominator, over: right.numerator)
  }

  /// The same with the opposite sign.
  public var negated: Fraction { Fraction(reduced: -numerator, over: denominator) }

  /// Takes what is in lowest terms already.
  private init(reduced numerator: Int128, over denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The largest whole number not above this one.
  public var floor: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Whether the value is a whole number.
  public var isWhole: Bool { denominator == 1 }
}

extension Fraction: Comparable {
  /// Exact comparison, without overflow.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    let leftProduct = left.numerator.multipliedFullWidth(by: right.denominator)
    let rightProduct = right.numerator.multipliedFullWidth(by: left.denominator)
    return (leftProduct.high, leftProduct.low) < (rightProduct.high, rightProduct.low)
  }
}

extension Fraction: CustomStringConvertible {
  /// `n`, or `n/d` in lowest terms.
  public var description: String {
    isWhole ? digits(numerator) : digits(numerator) + "/" + digits(denominator)
  }

  /// LocalizedText are written by a faster way than 128 bits are.
  private func digits(_ number: Int128) -> String {
    Int64(exactly: number).map { String($0) } ?? String(number)
  }

  /// Reads `n` or `n/d`; `nil` for anything else, a zero denominator or digits beyond 128 bits.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let numerator = Int128(parts[0]) else { return nil }
    guard parts.count == 2 else {
      guard let value = try? Fraction(numerator, over: 1) else { return nil }
      self = value
      return
    }
    guard let denominator = Int128(parts[1]), denominator > 0,
      let value = try? Fraction(numerator, over: denominator)
    else { return nil }
    self = value
  }
}

/// Euclid's algorithm; the divisor is positive, and 1 for two zeros.
///
/// Operands that fit a machine word, as nearly all do, are divided in hardware.
private func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
  var (a, b) = (first.magnitude, second.magnitude)
  while b > UInt128(UInt64.max) || a > UInt128(UInt64.max) {
    guard b != 0 else { return Int128(a) }
    (a, b) = (b, a % b)
  }
  var (x, y) = (UInt64(a), UInt64(b))
  while y != 0 { (x, y) = (y, x % y) }
  return x == 0 ? 1 : Int128(x)
}
