import Foundation
import Spooling

/// One of the few places that a user has among those who are answered at once: the service manager counts
/// the connections of a socket, not whose they are.
struct AnswerPlace {
  /// How many a user has.
  static let most = 4

  private let lock: ProcessLock?

  /// Takes a place.
  ///
  /// - Returns: `nil` where the user has them all.
  /// - Throws: ``FileFailure``.
  init?(of user: UInt32) throws {
    // The unit's, where there is one.
    guard let directory = ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"] else {
      lock = nil
      return
    }
    for number in 1...Self.most {
      do {
        lock = try ProcessLock("\(directory)/\(user)-\(number)", tries: 1)
        return
      } catch is LockHeldError {}
    }
    return nil
  }

  /// Gives it back, which the end of the process does, too.
  func leave() { withExtendedLifetime(lock) {} }
}
