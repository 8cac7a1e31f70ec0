import Foundation
import GRDB
import Synchronization

/// Looks through all pages of a ledger beside the work that goes on in it, so that damage is found before
/// something is built on it.
public final class PageCheck: Sendable {
  private let fault = Mutex<DamageError?>(nil)

  /// Pages that are not what SQLite wrote.
  public struct DamageError: Error, CustomStringConvertible {
    /// What was found.
    public let description: String
  }

  /// Begins to look, in a thread of its own.
  public init(of path: String) {
    let thread = Thread { [weak self] in
      do {
        guard let found = try Self.look(path, isWanted: { self != nil }) else { return }
        self?.fault.withLock { $0 = DamageError(description: "ledger: \(found)") }
      } catch {
        // What else keeps it from looking keeps others from their work, and is told there.
        guard let failure = LedgerFailure(error), failure.isDamage else { return }
        self?.fault.withLock { $0 = DamageError(description: failure.description) }
      }
    }
    thread.name = "page check"
    thread.qualityOfService = .background
    thread.start()
  }

  /// What was found so far.
  ///
  /// - Throws: ``DamageError``.
  public func result() throws {
    if let error = fault.withLock({ $0 }) { throw error }
  }

  /// - Returns: the first fault; `nil` where there is none.
  private static func look(_ path: String, isWanted: () -> Bool) throws -> String? {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(30)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.closeKeepingQueue() }
    // A table at a time: while one is looked at, the log cannot be brought into the file.
    for table in Table.all where isWanted() {
      let found = try queue.read { database in
        try String.fetchOne(database, sql: "PRAGMA quick_check(\(table.name))")
      }
      if let found, found != "ok" { return found }
    }
    return nil
  }
}
