/// A table of the ledger: from this list follow what may not change, what is chained, what verification
/// compares, by which columns rows with bodies are searched and how they are added, and what the tests
/// look at.
public struct Table: Hashable, Sendable {
  /// How a table changes.
  public enum Growth: Hashable, Sendable {
    /// Rows are added, and never changed: what was received, decided and issued.
    case appendOnly
    /// The same, and what it keeps is known by its digest to those that refer to it.
    case content
    /// It says what stands now, and could be made again from the others.
    case current
    /// It says what is still to be done, and differs with when that is.
    case working
  }

  /// Its name.
  public let name: String
  /// The columns that tell its rows apart, in their order.
  public let key: String
  /// How it changes.
  public let growth: Growth
  /// The number of the written form of its rows' bodies; `nil` where they have none.
  public let format: Int?
  /// Whether what its rows say of steps is kept apart (``StoredSteps``).
  let keepsSteps: Bool
  /// The columns by which its rows are searched, and which say again what their bodies say.
  let searched: [String]
  private let insertions: Insertion

  /// Its name and the columns that are given where a row is added, in their order.
  var into: String { insertions.into }
  /// Adds a row.
  var insertion: String { insertions.always }
  /// Adds a row, but where there is one of its key.
  var insertionIfAbsent: String { insertions.ifAbsent }

  /// Of a chained table, the hash of the row before, as a column.
  var previousHash: String {
    "(SELECT hash FROM \(name) before WHERE before.\(key) = \(name).\(key) - 1) previous_hash"
  }

  /// A table of rows without bodies.
  init(_ name: String, key: String, _ growth: Growth = .appendOnly, columns: [String]) {
    self.init(name, key, growth, format: nil, searched: [], columns, keepsSteps: false)
  }

  /// A table of rows with bodies.
  ///
  /// - Parameters:
  ///   - input: whether each row is of an input that is not its key.
  ///   - isChained: whether each row has a hash over the one before it.
  init(
    _ name: String, key: String, format: Int, input: Bool = true, keepsSteps: Bool = false,
    isChained: Bool = false, searched: [String]
  ) {
    self.init(
      name, key, .appendOnly, format: format, searched: searched,
      (input ? ["input"] : []) + ["body", "digest"] + (keepsSteps ? ["steps"] : [])
        + (isChained ? ["hash"] : []) + searched, keepsSteps: keepsSteps)
  }

  private init(
    _ name: String, _ key: String, _ growth: Growth, format: Int?, searched: [String],
    _ columns: [String], keepsSteps: Bool
  ) {
    self.name = name
    self.key = key
    self.growth = growth
    self.format = format
    self.searched = searched
    self.keepsSteps = keepsSteps
    insertions = Insertion(into: name, columns)
  }
}
