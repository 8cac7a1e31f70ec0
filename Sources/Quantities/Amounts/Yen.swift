/// A whole number of yen: what is invoiced, credited and booked.
///
/// An exact, possibly fractional amount is an ``ExactYen``; ``ExactYen/rounded(_:)`` is the only way
/// from there to here.
public struct Yen: Hashable, Comparable, Sendable {
  /// The number of yen.
  public let amount: Int128

  /// Nothing.
  public static let zero = Yen(0)

  /// That many yen.
  public init(_ amount: some FixedWidthInteger & SignedInteger) {
    self.amount = Int128(amount)
  }

  /// The sum.
  public static func + (left: Yen, right: Yen) throws(QuantityOverflow) -> Yen {
    let (sum, overflow) = left.amount.addingReportingOverflow(right.amount)
    guard !overflow else { throw QuantityOverflow("addition") }
    return Yen(sum)
  }

  /// The difference.
  public static func - (left: Yen, right: Yen) throws(QuantityOverflow) -> Yen {
    let (difference, overflow) = left.amount.subtractingReportingOverflow(right.amount)
    guard !overflow else { throw QuantityOverflow("subtraction") }
    return Yen(difference)
  }

  /// The same amount the other way round.
  public static prefix func - (yen: Yen) -> Yen { Yen(-yen.amount) }

  /// What is left of it after an amount was taken off that is not less than nothing: never less than nothing.
  public func left(after taken: Yen) -> Yen {
    self <= taken ? .zero : Yen(amount - taken.amount)
  }

  /// Orders by amount.
  public static func < (left: Yen, right: Yen) -> Bool { left.amount < right.amount }

  /// The same amount, ready for exact arithmetic.
  public var exact: ExactYen { ExactYen(Fraction(whole: amount)) }
}

extension Yen: CustomStringConvertible {
  /// Plain digits, without separators or a currency sign.
  public var description: String { String(amount) }
}
