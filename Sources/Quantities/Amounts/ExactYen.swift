/// An amount of yen before rounding: a ratio of integers.
public struct ExactYen: Hashable, Comparable, Sendable {
  /// The number of yen.
  public let value: Fraction

  /// Nothing.
  public static let zero = ExactYen(.zero)

  /// That much, exactly.
  public init(_ value: Fraction) {
    self.value = value
  }

  /// The exact sum.
  public static func + (left: ExactYen, right: ExactYen) throws(QuantityOverflow) -> ExactYen {
    ExactYen(try left.value + right.value)
  }

  /// The exact difference.
  public static func - (left: ExactYen, right: ExactYen) throws(QuantityOverflow) -> ExactYen {
    ExactYen(try left.value - right.value)
  }

  /// A share of the amount.
  public static func * (left: ExactYen, share: Fraction) throws(QuantityOverflow) -> ExactYen {
    ExactYen(try left.value * share)
  }

  /// The amount with the opposite sign.
  public var negated: ExactYen { ExactYen(value.negated) }

  /// Orders by amount.
  public static func < (left: ExactYen, right: ExactYen) -> Bool { left.value < right.value }

  /// Whole yen, by the rule given: the only door from exact to whole.
  public func rounded(_ rounding: Rounding) throws(QuantityOverflow) -> Yen {
    switch rounding.mode {
    case .down:
      return Yen(value.floor)
    case .halfUp:
      let half = try Fraction(1, over: 2)
      return Yen(try (value + half).floor)
    case .up:
      return value.isWhole ? Yen(value.floor) : Yen(value.floor + 1)
    }
  }
}

extension ExactYen: CustomStringConvertible {
  /// `n`, or `n/d` in lowest terms.
  public var description: String { value.description }
}
