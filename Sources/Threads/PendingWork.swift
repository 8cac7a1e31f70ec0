import Dispatch
import Synchronization

/// Work that was begun, in pieces. Whoever lets it go ends it: pieces that have not begun never do, and those that
/// have are waited for.
public final class PendingWork<Value: Sendable> {
  private let state: State

  /// What its threads share; they do not keep the work itself.
  private final class State: Sendable {
    let cancellation = Cancellation()
    let results: Mutex<[Int: Result<Value, any Error>]> = Mutex([:])
    let count: Int
    /// Open once every piece has ended.
    let ended = DispatchSemaphore(value: 0)

    init(_ count: Int) {
      self.count = count
      if count == 0 { ended.signal() }
    }

    func end(_ number: Int, _ result: Result<Value, any Error>) {
      let isLast = results.withLock { results in
        results[number] = result
        return results.count == count
      }
      if isLast { ended.signal() }
    }

    /// Whether every piece has ended.
    func hasEnded(by deadline: DispatchTime) -> Bool {
      guard ended.wait(timeout: deadline) == .success else { return false }
      // Left open for whoever asks again.
      ended.signal()
      return true
    }

    /// How far it has come.
    var moves: Int { cancellation.moves + results.withLock { $0.count } }
  }

  /// Does a piece: it calls what it is given now and then, and ends with what that throws.
  public typealias Piece = @Sendable (Int, @escaping () throws -> Void) throws -> Value

  /// What is done by whoever waits for it, as it is of one piece.
  private let alone: Piece?

  /// Begins it.
  ///
  /// - Parameter count: of how many pieces it is.
  public init(_ count: Int, _ piece: @escaping Piece) {
    let state = State(count > 1 ? count : 0)
    self.state = state
    alone = count == 1 ? piece : nil
    guard count > 1 else { return }
    for number in 0..<count {
      Workers.shared.add {
        state.end(
          number,
          Result {
            try state.cancellation.check()
            return try piece(number, state.cancellation.check)
          })
      }
    }
  }

  deinit {
    state.cancellation.cancel()
    _ = state.hasEnded(by: .distantFuture)
  }

  /// What it came to, in order of the pieces.
  ///
  /// - Parameter progress: called while it is waited for, as long as it moves.
  /// - Throws: what a piece threw, the first of them; what the progress throws, which ends the work.
  public func value(_ progress: @escaping () throws -> Void) throws -> [Value] {
    if let alone { return [try alone(0, progress)] }
    var moves = -1
    while !state.hasEnded(by: .now() + .milliseconds(100)) {
      let now = state.moves
      if now != moves { try progress() }
      moves = now
    }
    return try state.results.withLock { $0 }.sorted { $0.key < $1.key }.map { try $0.value.get() }
  }
}

extension PendingWork {
  /// So many pieces for each thread, as one may take longer than another.
  private static var piecesEach: Int { 4 }

  /// Begins work on each of many items, divided into pieces.
  ///
  /// - Parameter least: of how many items a piece is at least: of fewer it takes longer to hand them over.
  public convenience init<Item: Sendable, Made: Sendable>(
    dividing items: [Item], least: Int,
    _ make:
      @escaping @Sendable (ArraySlice<Item>, @escaping () throws -> Void) throws -> [Made]
  ) where Value == [Made] {
    let pieces = Workers.shared.count * Self.piecesEach
    let size = max(least, (items.count + pieces - 1) / pieces)
    self.init((items.count + size - 1) / size) { number, goOn in
      try make(items[number * size..<min(items.count, (number + 1) * size)], goOn)
    }
  }
}
