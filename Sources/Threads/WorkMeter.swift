/// How far long work has come, for whoever waits for it. One thread has it at a time.
public final class WorkMeter {
  /// What is done.
  public enum Stage: String, CaseIterable, Sendable {
    /// Bytes of a file are read.
    case reading
    /// Contracts are assessed.
    case assessing
    /// Lines are put on notes.
    case issuing
    /// Notes are written as files.
    case writing
    /// Inputs are decided anew.
    case replaying
    /// Rows and documents are looked at.
    case checking
  }

  /// How far a stage has come.
  public struct Reading: Hashable, Sendable {
    /// What is done.
    public let stage: Stage
    /// How much of it.
    public let done: Int64
    /// Of how much; `nil` where that is not known.
    public let total: Int64?
    /// How long it goes on.
    public let elapsed: Duration

    /// A reading made of its parts.
    public init(_ stage: Stage, done: Int64, of total: Int64?, after elapsed: Duration) {
      (self.stage, self.done, self.total, self.elapsed) = (stage, done, total, elapsed)
    }

    /// In whole percent; `nil` where nobody knows of how much.
    public var percent: Int64? {
      total.map { $0 > 0 ? min(100, Int64(Double(done) / Double($0) * 100)) : 100 }
    }

    /// How much is done in a second; `nil` in the first moments.
    public var rate: Int64? {
      let seconds = elapsed / .seconds(1)
      return seconds >= 0.5 ? Int64(Double(done) / seconds) : nil
    }

    /// How many seconds it takes yet at that rate; `nil` where nobody can tell.
    public var secondsLeft: Int64? {
      guard let total, let rate, rate > 0 else { return nil }
      return max(0, total - done) / rate
    }
  }

  private var stage: Stage?
  private var done: Int64 = 0
  private var total: Int64?
  private var began = ContinuousClock.now

  /// One that nothing was begun of.
  public init() {}

  /// Begins a stage.
  public func begin(_ stage: Stage, of total: Int64?) {
    (self.stage, self.total, done, began) = (stage, total, 0, .now)
  }

  /// More of it is done.
  public func advance(by count: Int64 = 1) { done += count }

  /// Nothing is under way.
  public func end() { stage = nil }

  /// How far it has come; `nil` where nothing is under way.
  public var reading: Reading? {
    stage.map { Reading($0, done: done, of: total, after: .now - began) }
  }
}
