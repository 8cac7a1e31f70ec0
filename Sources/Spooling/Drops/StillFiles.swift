/// Files that were seen and may still change: how long each has been as it is.
///
/// By the process's own clock: what a sender's machine or a file server says of times is its own.
public struct StillFiles {
  /// For how long a file has to stay as it is, where nothing better tells that it is whole.
  private let settle: Duration
  private var seen: [String: Sight] = [:]

  private struct Sight {
    let content: FileReader.Content
    let since: ContinuousClock.Instant
    var isStill = false
  }

  /// Files that have to stay as they are for so long.
  public init(settle: Duration) {
    self.settle = settle
  }

  /// Whether a file has been as it is for long enough.
  mutating func isStill(_ file: FileReader, now: ContinuousClock.Instant = .now) -> Bool {
    var sight = seen[file.path] ?? Sight(content: file.content, since: now)
    if sight.content != file.content { sight = Sight(content: file.content, since: now) }
    sight.isStill = sight.since + settle <= now
    seen[file.path] = sight
    return sight.isStill
  }

  /// How long it takes until the next of them may be still, in milliseconds; `nil` where none is waited for.
  public func pause(now: ContinuousClock.Instant = .now) -> Int32? {
    let left = seen.values.lazy.filter { !$0.isStill }.map { $0.since + settle - now }.min()
    return left.map { Int32((max(.zero, $0) / .milliseconds(1)).rounded(.up)) }
  }

  /// Forgets a file that was taken or is gone.
  mutating func forget(_ path: String) { seen[path] = nil }

  /// Forgets those that are no longer there.
  public mutating func keep(_ drops: [Spool.Drop]) {
    guard !seen.isEmpty else { return }
    let paths = Set(drops.map(\.path))
    seen = seen.filter { paths.contains($0.key) }
  }
}
