import Domain
import Foundation
import Ingesting
import IngestingSupport
import Logging
import Querying
import Serving

extension ServiceHarness {
  /// Runs the service once, as `--once` does.
  @discardableResult
  package func run() throws -> Service {
    let service = try makeService()
    try service.recover()
    try service.takeAll()
    return service
  }

  /// Takes in what a restored ledger lacks, as `--catch-up` does.
  package func catchUp() throws -> Int { try makeService(isCatchingUp: true).catchUp() }

  package func makeService(isCatchingUp: Bool = false) throws -> Service {
    let terms = try terms()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    return try Service(
      settings, terms: terms, logger: logger, isCatchingUp: isCatchingUp, clock: clock)
  }

  /// The notes' kinds and gross amounts, in order of number.
  package func notes() throws -> [String] {
    var found: [String] = []
    try Inquiry(settings).forEachNote { listed in
      let note = listed.note
      found.append("\(note.number) \(note.kind.rawValue) \(note.totals.gross)")
    }
    return found
  }
}
