import Domain

/// The contracts that one input affects, page by page, with what the ledger knows of them.
public struct AffectedPages {
  /// A page ends where it has so many contracts, or so many reports and lines of notes: all of them are held at once.
  private static let (contracts, rows): (Int, Int64) = (256, 4_000)

  private let list: AffectedList
  private var cache = PageCache()
  private var last: Identifier?

  /// The pages of a list.
  public init(of list: AffectedList) { self.list = list }

  /// The next page; `nil` after the last.
  ///
  /// - Throws: what SQLite reports.
  public mutating func next() throws -> ContractPage? {
    let contracts = try list.next(Self.contracts, holding: Self.rows, after: last)
    guard let end = contracts.last else { return nil }
    last = end
    return try ContractPage(contracts, in: list.transaction, &cache)
  }
}
