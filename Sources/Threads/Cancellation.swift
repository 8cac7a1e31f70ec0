import Synchronization

/// Whether nobody wants some work any more; and whether the work moves.
final class Cancellation: Sendable {
  private let isCancelled = Atomic(false)
  private let checks = Atomic(0)

  /// How often it was asked.
  var moves: Int { checks.load(ordering: .relaxed) }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// - Throws: `CancellationError` where nobody does.
  func check() throws {
    checks.add(1, ordering: .relaxed)
    if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
  }
}
