import Domain

/// Contracts of which there may be many, so that only the first are named.
public struct NamedContracts: Hashable, Sendable {
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
      count: contracts.count, first: Array(contracts.sorted().prefix(NamedContracts.listed)))
  }

  /// Their names.
  public var words: LocalizedText {
    let names = first.map(\.text)
    let isAll = count == first.count
    return LocalizedText(
      ja: names.joined(separator: "、") + (isAll ? "" : " など"),
      en: names.joined(separator: ", ") + (isAll ? "" : ", …"))
  }
}
