import Foundation
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
        guard let found = try SQLiteDriver.damage(in: Table.all, of: path, unless: { self == nil })
        else { return }
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
}
