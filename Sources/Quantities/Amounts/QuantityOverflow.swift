/// A result that does not fit 128 bits, or a division by zero.
///
/// Thrown instead of trapping, because a terms file or an input may hold any number: whoever handles
/// the input says which record asked for it.
public struct QuantityOverflow: Error, Hashable, Sendable {
  /// The operation that overflowed, such as `addition`.
  public let operation: String

  /// Names the operation that overflowed.
  public init(_ operation: String) {
    self.operation = operation
  }
}
