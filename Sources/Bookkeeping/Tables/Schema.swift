/// The ledger's tables. A migration that was released is never edited: a change is a new one.
///
/// A row with a body says in its columns only what it is searched by (``LedgerRecord``).
enum Schema {
  /// Forms that were never released and are not carried on.
  static let abandoned: Set<String> = ["1-inputs", "2-facts", "3-requests", "1-ledger", "1-books"]
}
