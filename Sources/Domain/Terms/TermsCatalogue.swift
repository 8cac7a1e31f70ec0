import Quantities

/// All editions of all documents that the program holds.
public struct TermsCatalogue: Hashable, Sendable {
  /// The editions of each document, in order of the day from which they are held.
  public let editions: [Identifier: [TermsEdition]]
  /// The agreements that amend them, by name.
  public let agreements: [Identifier: Agreement]

  /// The documents that incorporate another one, in order of name.
  public func documents(incorporating terms: Identifier) -> [Identifier] {
    editions.filter { _, editions in
      editions.contains { edition in edition.referrals.contains { $0.terms == terms } }
    }.keys.sorted()
  }

  /// The catalogue of the editions and agreements given.
  public init(_ editions: some Sequence<TermsEdition>, agreements: [Agreement] = []) {
    self.agreements = Dictionary(agreements.map { ($0.id, $0) }) { first, _ in first }
    self.editions = Dictionary(grouping: editions, by: \.id)
      .mapValues { $0.sorted { $0.heldFrom < $1.heldFrom } }
  }
}
