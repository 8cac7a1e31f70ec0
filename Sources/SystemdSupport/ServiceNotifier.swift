import CSystemd
import Glibc
import Notation

/// Tells the service manager how the service does (sd_notify(3)). Without a service manager every
/// call is without effect.
public final class ServiceNotifier {
  /// How long the manager is asked to wait on, once work goes on before the service is ready.
  private static let moreTime: UInt64 = 60_000_000
  /// Signs of life more often than this tell nobody anything.
  private static let leastGap: UInt64 = 500_000_000

  private var isReady = false
  private var lastSign: UInt64 = 0
  private var lastStatus = ""

  /// A notifier for this process.
  public init() {}

  /// How often the manager wants a sign of life, in milliseconds; `nil` when it wants none.
  public var watchdogInterval: Int32? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return Int32(clamping: microseconds / 1_000)
  }

  /// Says that the service is ready: the ledger is open, and the spool is listed.
  public func ready() {
    isReady = true
    send("READY=1")
  }

  /// Says in a line what the service is at.
  public func status(_ text: String) {
    guard text != lastStatus else { return }
    lastStatus = text
    send("STATUS=" + text.split(separator: "\n").joined(separator: " ").visible(upTo: 1_000))
  }

  /// Says that the service is about to end.
  public func stopping() { send("STOPPING=1") }

  /// Says that work goes on. Called by the work itself, never by a timer: a service that is stuck
  /// falls silent and is restarted. Before the service is ready, it asks for more time to start.
  public func progress() {
    let now = Self.now
    guard now - lastSign >= Self.leastGap else { return }
    lastSign = now
    send(isReady ? "WATCHDOG=1" : "WATCHDOG=1\nEXTEND_TIMEOUT_USEC=\(Self.moreTime)")
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private func send(_ state: String) { sd_notify(0, state) }
}
