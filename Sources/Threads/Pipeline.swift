/// Items that come one after another and are worked on by every core: what they become is handed over in their order,
/// while those that came after are worked on.
public struct Pipeline<Item: Sendable, Made: Sendable> {
  /// So many are worked on at once.
  private static var pageSize: Int { 256 }
  private static var least: Int { 16 }

  private let progress: () throws -> Void
  private let make: @Sendable (Item) throws -> Made
  private var page: [Item] = []
  private var last: PendingWork<[Made]>?

  /// A pipeline without items.
  ///
  /// - Parameters:
  ///   - progress: called now and then while something is waited for; what it throws ends the work.
  ///   - make: what an item becomes, found by any thread.
  public init(
    _ progress: @escaping () throws -> Void, making make: @escaping @Sendable (Item) throws -> Made
  ) {
    self.progress = progress
    self.make = make
  }

  /// Adds an item.
  ///
  /// - Parameter use: what is done with items that came before, some at a time.
  /// - Throws: what was thrown for them.
  public mutating func add(_ item: Item, _ use: ([Made]) throws -> Void) throws {
    page.append(item)
    if page.count == Self.pageSize { try advance(use) }
  }

  /// Hands over all that is left.
  ///
  /// - Throws: what was thrown for any item.
  public mutating func finish(_ use: ([Made]) throws -> Void) throws {
    if !page.isEmpty { try advance(use) }
    try drain(use)
  }

  private mutating func advance(_ use: ([Made]) throws -> Void) throws {
    let make = make
    let next = PendingWork(dividing: page, least: Self.least) { items, goOn in
      try items.map { item in
        try goOn()
        return try make(item)
      }
    }
    page.removeAll(keepingCapacity: true)
    try drain(use)
    last = next
  }

  private mutating func drain(_ use: ([Made]) throws -> Void) throws {
    guard let done = last else { return }
    last = nil
    for made in try done.value(progress) { try use(made) }
  }
}
