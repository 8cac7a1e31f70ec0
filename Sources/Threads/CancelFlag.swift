import Synchronization

/// Whether nobody wants some work any more.
public final class CancelFlag: Sendable {
  private let isRaised = Atomic(false)

  func raise() { isRaised.store(true, ordering: .relaxed) }

  /// - Throws: ``WorkLostError`` where nobody does.
  public func check() throws {
    if isRaised.load(ordering: .relaxed) { throw WorkLostError() }
  }
}
