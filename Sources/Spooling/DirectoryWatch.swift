import Glibc

/// Wakes whoever waits when something happens in one of several directories.
///
/// What happened is not told: events can be lost or come in any order, so the waker looks for itself.
public final class DirectoryWatch {
  /// Readable when something happened; for `poll`.
  public let descriptor: Int32

  /// Watches directories; `nil` where the system's watches are used up (`fs.inotify`), so that the
  /// directories have to be looked at again and again.
  ///
  /// - Throws: ``FileFailure`` when one cannot be watched.
  public init?(_ directories: [String]) throws(FileFailure) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      guard [EMFILE, ENFILE, ENOMEM].contains(errno) else { throw FileFailure("watch", "inotify") }
      return nil
    }
    // A file is ready when it was moved in, or closed after writing; a changed mode may make it
    // readable at last.
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR)
    for directory in directories {
      guard inotify_add_watch(descriptor, directory, events) >= 0 else {
        guard [ENOSPC, ENOMEM].contains(errno) else { throw FileFailure("watch", directory) }
        return nil
      }
    }
  }

  deinit { close(descriptor) }

  /// Forgets the events that have come so far; an overflow of their queue is one of them.
  public func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
