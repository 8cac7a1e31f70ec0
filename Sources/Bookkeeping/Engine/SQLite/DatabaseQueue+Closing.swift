import GRDB
import Synchronization

extension DatabaseQueue {
  private static let closed = Mutex<[DatabaseQueue]>([])

  /// Closes the database, but keeps its empty queue until the process ends: with a queue of Dispatch's goes
  /// a thread that sets its own priority, which the sandbox forbids, and the journal is told of it.
  func closeKeepingQueue() throws {
    try close()
    DatabaseQueue.closed.withLock { $0.append(self) }
  }
}
