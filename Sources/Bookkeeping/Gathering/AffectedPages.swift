import Domain

/// The contracts that one input affects, page by page, with what the ledger knows of them.
public struct AffectedPages {
  /// A page ends where it has so many contracts, or so many reports and lines of notes: all of them are held at once.
  private static let (contracts, rows): (Int, Int64) = (256, 4_000)

  private let list: AffectedList
  private var cache = PageCache()
  /// Those that were counted and are on no page yet.
  private var counted: ArraySlice<(contract: Identifier, rows: Int64)> = []
  private var last: Identifier?

  /// The pages of a list.
  public init(of list: AffectedList) { self.list = list }

  /// The next page; `nil` after the last.
  ///
  /// - Throws: what SQLite reports.
  public mutating func next() throws -> ContractPage? {
    if counted.isEmpty { counted = try list.next(Self.contracts, after: last)[...] }
    guard let first = counted.popFirst() else { return nil }
    // One that has more alone is a page of its own.
    var (page, held) = ([first.contract], first.rows)
    while let next = counted.first, held + next.rows <= Self.rows {
      counted.removeFirst()
      page.append(next.contract)
      held += next.rows
    }
    last = page.last
    return try ContractPage(page, in: list.transaction, &cache)
  }
}
