import CLinux
import Glibc

/// Receives the signals that ask a process to end, so that it ends in the order of its own work.
public final class SignalWatch {
  /// Readable once the process was asked. Never read: once asked, a process stays asked.
  private let asked: Int32

  /// Takes SIGTERM and SIGINT from now on. A terminal that is closed (SIGHUP) does not end the process, nor
  /// does a reader of what it says that is gone (SIGPIPE): writing then fails by itself.
  ///
  /// To be made before any thread is: a thread blocks what the one blocks that starts it.
  ///
  /// - Throws: ``FileFailure`` when the system refuses.
  public init() throws(FileFailure) {
    for number in [SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    asked = linux_signal_descriptor(&signals)
    guard asked >= 0 else { throw FileFailure("open", "signalfd") }
  }

  deinit { close(asked) }

  /// Whether the process was asked to end.
  public var shouldStop: Bool { wait(orUntilReadable: [], atMost: 0) }

  /// Waits for a signal, for one of several descriptors, or for a time.
  ///
  /// - Returns: whether the process was asked to end.
  public func wait(orUntilReadable descriptors: [Int32], atMost milliseconds: Int32) -> Bool {
    var polled = ([asked] + descriptors).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&polled, nfds_t(polled.count), milliseconds)
    return polled[0].revents != 0
  }
}
