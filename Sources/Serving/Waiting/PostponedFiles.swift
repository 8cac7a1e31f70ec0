import Ingesting
import Spooling

/// Files for which the disk had no room. Each is tried again when there is more, or after a minute.
struct PostponedFiles {
  private static let pause = Duration.seconds(60)
  /// By how much the free room has to grow.
  private static let growth: Int64 = 1 << 20

  private struct Attempt {
    let free: Int64
    let at: ContinuousClock.Instant
  }

  private var attempts: [String: Attempt] = [:]
  /// What the last attempt failed with; `nil` where no file waits.
  private(set) var error: NoRoomError?

  private static func key(_ drop: Spool.Drop) -> String { "\(drop.kind)/\(drop.name)" }

  /// The files, as `KIND/NAME`, in order of name.
  var paths: [String] { attempts.keys.sorted() }

  func contains(_ drop: Spool.Drop) -> Bool { attempts[Self.key(drop)] != nil }

  /// - Parameter free: how many bytes are free.
  func isWorthATry(_ drop: Spool.Drop, free: Int64) -> Bool {
    guard let last = attempts[Self.key(drop)] else { return true }
    return free > last.free + Self.growth || ContinuousClock.now >= last.at + Self.pause
  }

  /// - Returns: whether it was not among them before.
  mutating func add(_ drop: Spool.Drop, free: Int64, _ error: NoRoomError) -> Bool {
    let attempt = Attempt(free: free, at: .now)
    self.error = error
    return attempts.updateValue(attempt, forKey: Self.key(drop)) == nil
  }

  mutating func remove(_ drop: Spool.Drop) {
    attempts[Self.key(drop)] = nil
    if attempts.isEmpty { error = nil }
  }

  /// Forgets those that are no longer there.
  mutating func keep(_ drops: [Spool.Drop]) {
    guard !attempts.isEmpty else { return }
    let keys = Set(drops.map(Self.key))
    attempts = attempts.filter { keys.contains($0.key) }
    if attempts.isEmpty { error = nil }
  }
}

/// A file that could not be taken in, as the disk has no room for what that makes; nothing of it stays.
struct NoRoomError: Error, CustomStringConvertible {
  let description: String

  init(_ drop: Spool.Drop, _ error: any Error) {
    description = "\(drop.kind)/\(drop.name): \(StorageError(error)?.description ?? "\(error)")"
  }
}
