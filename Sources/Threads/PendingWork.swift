import Dispatch
import Synchronization

/// Work that was begun, in pieces.
public final class PendingWork<Value: Sendable>: Sendable {
  private let results: Mutex<[Int: Result<Value, any Error>]> = Mutex([:])
  private let finished = DispatchSemaphore(value: 0)
  private let cancelled: CancelFlag
  private let count: Int

  /// Begins it.
  ///
  /// - Parameters:
  ///   - count: of how many pieces it is.
  ///   - piece: does one of them; it looks now and then whether nobody wants it any more.
  public init(
    _ count: Int, on workers: Workers = .shared,
    _ piece: @escaping @Sendable (Int, CancelFlag) throws -> Value
  ) {
    self.count = count
    let cancelled = CancelFlag()
    self.cancelled = cancelled
    for number in 0..<count {
      workers.add { [self] in
        let result = Result { try piece(number, cancelled) }
        results.withLock { $0[number] = result }
        finished.signal()
      }
    }
  }

  /// What it came to, in order of the pieces.
  ///
  /// - Parameter progress: called now and then until it is done.
  /// - Throws: what a piece threw, the first of them; what the progress throws, which ends the work.
  public func value(_ progress: () throws -> Void) throws -> [Value] {
    do {
      for _ in 0..<count {
        try progress()
        while finished.wait(timeout: .now() + .milliseconds(100)) == .timedOut { try progress() }
      }
    } catch {
      cancelled.raise()
      throw error
    }
    let found = results.withLock { $0 }
    return try (0..<count).map { number in
      guard let result = found[number] else { throw WorkLostError() }
      return try result.get()
    }
  }
}

extension PendingWork {
  /// Begins work on each of many items, divided into pieces.
  public convenience init<Item: Sendable, Made: Sendable>(
    dividing items: [Item], into pieces: Int, on workers: Workers = .shared,
    _ make: @escaping @Sendable (Item, CancelFlag) throws -> Made
  ) where Value == [Made] {
    let size = max(1, (items.count + pieces - 1) / max(1, pieces))
    self.init((items.count + size - 1) / size, on: workers) { number, flag in
      try items[number * size..<min(items.count, (number + 1) * size)].map { try make($0, flag) }
    }
  }
}

/// A piece of work was not done.
struct WorkLostError: Error {}
