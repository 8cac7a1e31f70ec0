import Quantities

/// What a note says of its lines as a whole.
public struct LinesOutline: Hashable, Sendable {
  /// The lines' sums, as their amounts are, by how they stand to their bills.
  public let sums: [LineSettlement: Yen]
  /// Whether any is of an outage.
  public let isOfOutage: Bool
  /// Whether their amounts are with tax.
  public let isTaxIncluded: Bool

  /// An outline made of its parts.
  public init(sums: [LineSettlement: Yen], isOfOutage: Bool, isTaxIncluded: Bool) {
    self.sums = sums
    self.isOfOutage = isOfOutage
    self.isTaxIncluded = isTaxIncluded
  }

  /// The outline of lines.
  public init(_ lines: [NoteLine]) {
    self.init(
      sums: Dictionary(grouping: lines, by: \.settlement).mapValues { lines in
        Yen(lines.reduce(0) { $0 + $1.amount.value })
      },
      isOfOutage: lines.contains { $0.outage != nil },
      isTaxIncluded: lines.contains(where: \.isTaxIncluded))
  }

  /// How all of them stand to their bills; `nil` where they differ.
  public var settlement: LineSettlement? { sums.count == 1 ? sums.keys.first : nil }
}
