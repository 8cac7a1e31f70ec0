import Dispatch
import Foundation
import Synchronization

/// Threads that do pieces of pure work, while the ledger is read and written by another.
public final class Workers: Sendable {
  /// One for each processor.
  public static let shared = Workers(count: ProcessInfo.processInfo.activeProcessorCount)

  /// How many there are.
  public let count: Int
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
