import Notation
import Quantities

/// Whole yen by kind of loss.
public struct Losses: Hashable, Sendable {
  private var amounts: [Claim.Item.Kind: Yen] = [:]

  /// No loss.
  public init() {}

  /// What there is of a kind.
  public subscript(kind: Claim.Item.Kind) -> Yen { amounts[kind] ?? .zero }

  /// Adds to a kind.
  ///
  /// - Throws: `QuantityOverflow` when the sum does not fit 128 bits.
  public mutating func add(_ amount: Yen, _ kind: Claim.Item.Kind) throws(QuantityOverflow) {
    amounts[kind] = try self[kind] + amount
  }

  /// The sum over some kinds.
  ///
  /// - Throws: `QuantityOverflow` when it does not fit 128 bits.
  public func total(
    of kinds: Set<Claim.Item.Kind> = Set(Claim.Item.Kind.allCases)
  ) throws(QuantityOverflow) -> Yen {
    var sum = Yen.zero
    for kind in Claim.Item.Kind.allCases where kinds.contains(kind) { sum = try sum + self[kind] }
    return sum
  }

  /// The kinds of which there is something, in order.
  public var kinds: [Claim.Item.Kind] { Claim.Item.Kind.allCases.filter { self[$0] > .zero } }

  /// At most what there is of each kind in another.
  public func limited(to other: Losses) -> Losses {
    var limited = Losses()
    for kind in kinds { limited.amounts[kind] = min(self[kind], other[kind]) }
    return limited
  }

  /// An amount put to kinds in an order, of each at most what there is here; the rest counts for
  /// nothing.
  public func filled(with amount: Yen, in order: [Claim.Item.Kind]) -> Losses {
    var filled = Losses()
    var left = amount
    for kind in order {
      let part = min(left, self[kind])
      filled.amounts[kind] = part
      left = left.left(after: part)
    }
    return filled
  }
}

extension Losses: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    amounts = try fields["amounts"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("amounts", amounts)
  }
}
