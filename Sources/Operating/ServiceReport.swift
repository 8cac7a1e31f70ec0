import Domain
import Foundation
import Quantities
import Spooling

/// What the service last said of itself, beside its process in its lock file: whoever holds the lock has room
/// there even on a full disk, and what an ended service said is not taken for a running one's.
public struct ServiceReport: Hashable, Sendable {
  /// What the service does.
  public enum Activity: String, Sendable {
    /// It takes in what is dropped.
    case running
    /// It waits for a disk, or for a person, and takes in nothing.
    case paused
    /// There is none.
    case stopped
    /// Nobody can tell.
    case unknown
  }

  /// What it does.
  public let activity: Activity
  /// What it said, in a line; `nil` where it said nothing, or is stopped.
  public let text: String?
  /// When it last said so.
  public let at: Moment?

  /// What the service of a state directory says.
  public init(state: String) {
    let path = Self.path(state)
    guard let isHeld = ProcessLock.isHeld(path) else {
      (text, at) = (nil, nil)
      activity = access(path, F_OK) != 0 && errno == ENOENT ? .stopped : .unknown
      return
    }
    guard isHeld else {
      (activity, text, at) = (.stopped, nil, nil)
      return
    }
    let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    let told = lines.dropFirst().first?.split(separator: "\t", maxSplits: 1) ?? []
    at = told.first.flatMap { try? Moment(rfc3339: String($0)) }
    let line = told.count > 1 ? String(told[1]) : nil
    text = line
    let isPaused = Self.pausedPrefixes.contains { line?.hasPrefix($0) ?? false }
    activity = isPaused ? .paused : .running
  }

  /// How every line begins that says that nothing is taken in, in both languages.
  private static let pausedPrefixes = ["受付を中断", "intake is paused"]

  fileprivate static func path(_ state: String) -> String { "\(state)/slacreditd.lock" }
}

/// Lets the service say how it does, for ``ServiceReport``.
public final class ServiceTeller {
  /// How often it is said again, in milliseconds, though nothing is new.
  private static let pause: Int64 = 30_000

  private let path: String
  private var text = ""
  private var toldAt: Int64 = 0

  /// A teller beside the ledger in a state directory.
  public init(state: String) {
    path = ServiceReport.path(state)
  }

  /// Says what the service is at, in a line.
  public func status(_ text: String) {
    let isNew = text != self.text
    self.text = text
    tell(atOnce: isNew)
  }

  /// Says that it is still at it.
  public func progress() { tell(atOnce: false) }

  /// What cannot be written is not told: it must not end what is told of.
  private func tell(atOnce isAtOnce: Bool) {
    let now = Int64(Date().timeIntervalSince1970 * 1_000)
    guard !text.isEmpty, isAtOnce || abs(now - toldAt) >= Self.pause else { return }
    toldAt = now
    let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    defer { close(file) }
    let line = text.split(separator: "\n").joined(separator: " ").prefix(1_000)
    let moment = Moment(milliseconds: now).rfc3339()
    let bytes = Array("\(getpid())\n\(moment)\t\(line)\n".utf8)
    if pwrite(file, bytes, bytes.count, 0) == bytes.count {
      _ = ftruncate(file, off_t(bytes.count))
    }
  }
}
