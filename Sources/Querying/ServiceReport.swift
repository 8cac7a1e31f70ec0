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

  /// Why it waits.
  public enum Pause: String, Sendable {
    /// The disk is full.
    case room
    /// The disk fails, or may not be written.
    case disk
    /// The clock cannot be believed.
    case clock
  }

  /// What it does.
  public let activity: Activity
  /// Why it is paused; `nil` where it is not.
  public let pause: Pause?
  /// What it said, in a line; `nil` where it said nothing, or is stopped.
  public let text: String?
  /// When it last said so.
  public let at: Moment?

  /// The same without what the service said in its own words: they name files, and files' names are their
  /// senders'.
  public var withoutNames: ServiceReport {
    ServiceReport(activity: activity, pause: pause, text: nil, at: at)
  }

  private init(activity: Activity, pause: Pause?, text: String?, at: Moment?) {
    (self.activity, self.pause, self.text, self.at) = (activity, pause, text, at)
  }

  /// What the service of a state directory says.
  public init(state: String) {
    let path = Self.path(state)
    guard let isHeld = ProcessLock.isHeld(path) else {
      (pause, text, at) = (nil, nil, nil)
      activity = access(path, F_OK) != 0 && errno == ENOENT ? .stopped : .unknown
      return
    }
    guard isHeld else {
      (activity, pause, text, at) = (.stopped, nil, nil, nil)
      return
    }
    let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    let told = lines.dropFirst().first?.split(separator: "\t", maxSplits: 2) ?? []
    at = told.first.flatMap { try? Moment(rfc3339: String($0)) }
    pause = told.count > 2 ? Pause(rawValue: String(told[1])) : nil
    text = told.count > 2 ? String(told[2]) : nil
    activity = pause == nil ? .running : .paused
  }

  fileprivate static func path(_ state: String) -> String { "\(state)/slacreditd.lock" }
}

/// Lets the service say how it does, for ``ServiceReport``.
public final class ServiceTeller {
  /// How often it is said again, in milliseconds, though nothing is new.
  private static let interval: Int64 = 30_000

  private let path: String
  private var text = ""
  private var pause: ServiceReport.Pause?
  private var toldAt: Int64 = 0

  /// A teller beside the ledger in a state directory.
  public init(state: String) {
    path = ServiceReport.path(state)
  }

  /// Says what the service is at, in a line, or why it waits.
  public func status(_ text: String, _ pause: ServiceReport.Pause? = nil) {
    let isNew = (text, pause) != (self.text, self.pause)
    (self.text, self.pause) = (text, pause)
    tell(atOnce: isNew)
  }

  /// Says that it is still at it.
  public func progress() { tell(atOnce: false) }

  /// What cannot be written is not told: it must not end what is told of.
  private func tell(atOnce isAtOnce: Bool) {
    let now = Moment.now.milliseconds
    guard !text.isEmpty, isAtOnce || abs(now - toldAt) >= Self.interval else { return }
    toldAt = now
    let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    defer { close(file) }
    let line = text.split(separator: "\n").joined(separator: " ").prefix(1_000)
    let moment = Moment(milliseconds: now).rfc3339()
    let bytes = Array("\(getpid())\n\(moment)\t\(pause?.rawValue ?? "-")\t\(line)\n".utf8)
    if pwrite(file, bytes, bytes.count, 0) == bytes.count {
      _ = ftruncate(file, off_t(bytes.count))
    }
  }
}
