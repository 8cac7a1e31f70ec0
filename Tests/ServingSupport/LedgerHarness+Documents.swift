import Bookkeeping
import Delivering
import IngestingSupport
import Testing

extension LedgerHarness {
  /// A note as its JSON document has it.
  package func json(_ number: String) throws -> String {
    let note = try #require(try ledger.read { try $0.note(numbered: number) })
    var text = ""
    try Delivery(ledger: ledger, state: place.settings.state).write(note) { text += $0 }
    return text
  }
}
