/// A whole number of yen: what is invoiced, credited and booked.
///
/// An exact, possibly fractional amount is an ``ExactYen``; ``ExactYen/rounded(_:)`` is the only way
/// from there to here.
public struct Yen: Hashable, Comparable, Sendable {
  /// The number of yen.
  public let value: Int128

  /// Nothing.
  public static let zero = Yen(0)

  /// That many yen.
  public init(_ amount: some FixedWidthInteger & SignedInteger) {
    value = Int128(amount)
  }

  /// The sum.
  public static func + (left: Yen, right: Yen) throws(QuantityOverflow) -> Yen {
    let (sum, overflow) = left.value.addingReportingOverflow(right.value)
    guard !overflow else { throw QuantityOverflow("addition") }
    return Yen(sum)
  }

  /// The difference.
  public static func - (left: Yen, right: Yen) throws(QuantityOverflow) -> Yen {
    let (difference, overflow) = left.value.subtractingReportingOverflow(right.value)
    guard !overflow else { throw QuantityOverflow("subtraction") }
    return Yen(difference)
  }

  /// The same amount the other way round.
  public static prefix func - (yen: Yen) -> Yen { Yen(-yen.value) }

  /// What is left of it after an amount was taken off that is not less than nothing: never less than nothing.
  public func left(after taken: Yen) -> Yen {
    self <= taken ? .zero : Yen(value - taken.value)
  }

  /// Orders by amount.
  public static func < (left: Yen, right: Yen) -> Bool { left.value < right.value }

  /// The same amount, ready for exact arithmetic.
  public var exact: ExactYen { ExactYen(Fraction(whole: value)) }
}

extension Yen: CustomStringConvertible {
  /// Plain digits, without separators or a currency sign.
  public var description: String { String(value) }
}
