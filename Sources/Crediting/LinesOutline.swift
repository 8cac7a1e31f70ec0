/// What a note says of its lines as a whole.
public struct LinesOutline: Hashable, Sendable {
  /// How they stand to their bills.
  public var settlements: Set<LineSettlement>
  /// Whether any is of an outage.
  public var isOfOutage: Bool
  /// Whether their amounts are with tax.
  public var isTaxIncluded: Bool

  /// An outline made of its parts.
  public init(settlements: Set<LineSettlement>, isOfOutage: Bool, isTaxIncluded: Bool) {
    self.settlements = settlements
    self.isOfOutage = isOfOutage
    self.isTaxIncluded = isTaxIncluded
  }

  /// The outline of lines.
  public init(_ lines: [NoteLine]) {
    self.init(
      settlements: Set(lines.map(\.settlement)),
      isOfOutage: lines.contains { $0.outage != nil },
      isTaxIncluded: lines.contains(where: \.isTaxIncluded))
  }

  /// How all of them stand to their bills; `nil` where they differ.
  public var settlement: LineSettlement? { settlements.count == 1 ? settlements.first : nil }
}
