import Notation
import Quantities

/// That a billing account was merged into another: later notes go to that one, issued ones stay.
public struct AccountMerger: Hashable, Sendable {
  /// Where an account went.
  public struct Successor: Hashable, Sendable {
    /// The account that took it over.
    public let account: Identifier
    /// That account's name.
    public let name: String
    /// From which day at +09:00.
    public let since: CivilDate

    /// A successor.
    public init(account: Identifier, name: String, since: CivilDate) {
      self.account = account
      self.name = name
      self.since = since
    }
  }

  /// The account that was merged.
  public let account: Identifier
  /// Where it went; `nil` when it stands by itself, again.
  public let successor: Successor?

  /// A merger.
  public init(account: Identifier, successor: Successor?) {
    self.account = account
    self.successor = successor
  }
}

extension AccountMerger: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    account = try fields["account_id"]
    successor = try fields["successor"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("account_id", account, "successor", successor)
  }
}

extension AccountMerger.Successor: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    account = try fields["merged_into"]
    name = try fields["account_name"]
    since = try fields["merged_on"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("account_name", name, "merged_into", account, "merged_on", since)
  }
}

/// The mergers that stand, by account.
public struct AccountMergers: Hashable, Sendable {
  private var successors: [Identifier: AccountMerger.Successor]

  /// The mergers that stand: of each account at most one.
  public init(_ mergers: [AccountMerger] = []) {
    successors = Dictionary(
      mergers.compactMap { merger in merger.successor.map { (merger.account, $0) } }
    ) { _, last in last }
  }

  /// The account that stands for another on a day, through any number of mergers.
  public func successor(of account: Identifier, on day: CivilDate) -> Identifier {
    chain(from: account) { $0.since <= day }.last ?? account
  }

  /// The accounts that stood, stand or will stand for another, itself first.
  public func chain(
    from account: Identifier, where isMeant: (AccountMerger.Successor) -> Bool = { _ in true }
  ) -> [Identifier] {
    var chain = [account]
    // No chain is longer than there are mergers, or it would bite its own tail.
    while chain.count <= successors.count, let next = successors[chain[chain.count - 1]],
      isMeant(next)
    {
      chain.append(next.account)
    }
    return chain
  }

  /// Some accounts with those that lead to them and those to which they lead.
  public func related(to accounts: Set<Identifier>) -> Set<Identifier> {
    accounts.union(successors.keys).reduce(into: accounts) { found, account in
      let chain = chain(from: account)
      if !accounts.isDisjoint(with: chain) { found.formUnion(chain) }
    }
  }

  /// The accounts for which one stands on a day, itself among them.
  public func accounts(heldBy account: Identifier, on day: CivilDate) -> [Identifier] {
    [account] + successors.keys.filter { successor(of: $0, on: day) == account }.sorted()
  }

  /// The name that a merger gave an account; `nil` when none did.
  public func name(of account: Identifier) -> String? {
    successors.values.filter { $0.account == account }
      .max { ($0.since, $0.name) < ($1.since, $1.name) }?.name
  }

  /// Makes a merger stand, in the place of the account's earlier one.
  public mutating func add(_ merger: AccountMerger) {
    successors[merger.account] = merger.successor
  }

  /// Whether a further merger would lead from its account back to it.
  public func wouldCreateCycle(with merger: AccountMerger) -> Bool {
    guard let successor = merger.successor else { return false }
    return chain(from: successor.account).contains(merger.account)
  }
}
