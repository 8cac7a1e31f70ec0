import Dispatch
import Glibc

/// Receives the signals that ask a process to end, so that it ends in the order of its own work.
public final class SignalWatch {
  private let reading: Int32
  private let writing: Int32
  private let sources: [any DispatchSourceSignal]

  /// Takes SIGTERM and SIGINT from now on. A terminal that is closed (SIGHUP) does not end the process, nor
  /// does a reader of what it says that is gone (SIGPIPE): writing then fails by itself.
  ///
  /// - Throws: ``FileFailure`` when the system refuses.
  public init() throws(FileFailure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileFailure("open", "pipe") }
    for end in ends {
      guard fcntl(end, F_SETFD, FD_CLOEXEC) == 0, fcntl(end, F_SETFL, O_NONBLOCK) == 0 else {
        throw FileFailure("open", "pipe")
      }
    }
    for number in [SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
    let writing = ends[1]
    reading = ends[0]
    self.writing = writing
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // Never read: once asked, a process stays asked.
        var byte: UInt8 = 1
        write(writing, &byte, 1)
      }
      source.resume()
      return source
    }
  }

  deinit {
    sources.forEach { $0.cancel() }
    close(reading)
    close(writing)
  }

  /// Whether the process was asked to end.
  public var wasAsked: Bool { wait(orUntilReadable: [], atMost: 0) }

  /// Waits for a signal, for one of several descriptors, or for a time.
  ///
  /// - Returns: whether the process was asked to end.
  public func wait(orUntilReadable descriptors: [Int32], atMost milliseconds: Int32) -> Bool {
    var polled = ([reading] + descriptors).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&polled, nfds_t(polled.count), milliseconds)
    return polled[0].revents != 0
  }
}
