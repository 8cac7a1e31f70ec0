import Domain

/// Contracts that a report hits and a later revision of it would not.
public struct DroppedContracts: Hashable, Sendable {
  /// So many are named.
  static let listed = 5

  /// How many there are.
  public let count: Int
  /// The first of them, in order of name.
  public let first: [Identifier]

  init(count: Int, first: [Identifier]) {
    self.count = count
    self.first = first
  }

  /// Those of some contracts; `nil` where there are none.
  public init?(_ contracts: Set<Identifier>) {
    guard !contracts.isEmpty else { return nil }
    self.init(
      count: contracts.count, first: Array(contracts.sorted().prefix(DroppedContracts.listed)))
  }
}
