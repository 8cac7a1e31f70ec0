import Dispatch
import Foundation
import Synchronization

/// Threads that do pieces of work, while the ledger is read and written by another.
final class Workers: Sendable {
  /// One for each processor, but no more than a control group with few tasks lets be.
  static let shared = Workers(count: min(ProcessInfo.processInfo.activeProcessorCount, 8))

  let count: Int
  private let waiting = Mutex<[@Sendable () -> Void]>([])
  private let ready = DispatchSemaphore(value: 0)

  private init(count: Int) {
    self.count = max(1, count)
    for _ in 0..<self.count {
      let thread = Thread { [self] in
        while true {
          ready.wait()
          waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
        }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func add(_ piece: @escaping @Sendable () -> Void) {
    waiting.withLock { $0.append(piece) }
    ready.signal()
  }
}
