import Quantities

/// What one transaction changes of the counters, which it brings to the ledger at its end: nobody has to count what
/// is there.
final class CounterChanges {
  private var changes: [Counter: Int64] = [:]

  /// What was changed so far, to go back to.
  var state: [Counter: Int64] {
    get { changes }
    set { changes = newValue }
  }

  func add(_ amount: Int64, to counter: Counter) throws {
    let (sum, isTooLarge) = (changes[counter] ?? 0).addingReportingOverflow(amount)
    guard !isTooLarge else { throw QuantityOverflow("counting") }
    changes[counter] = sum
  }

  func change(of counter: Counter) -> Int64 { changes[counter] ?? 0 }

  /// Brings them to the ledger.
  func record(in transaction: LedgerTransaction) throws {
    let changed = changes.filter { $0.value != 0 }.sorted { $0.key.name < $1.key.name }
    for (counter, change) in changed {
      try transaction.run(
        "\(Table.counter.insertion) ON CONFLICT DO UPDATE SET value = value + excluded.value",
        [counter.name, change])
    }
    // However it came to nothing, nothing is there.
    if !changed.isEmpty { try transaction.run("DELETE FROM counter WHERE value = 0") }
    changes = [:]
  }
}
