import Glibc

/// Wakes whoever waits when something happens in one of several directories.
///
/// What happened is not told: events can be lost or come in any order, so the waker looks for itself.
public final class DirectoryWatch {
  /// Readable when something happened; for `poll`.
  public let descriptor: Int32
  /// What is watched, by path; `nil` for a directory that is not there or may not be read.
  private var watched: [String: Directory?] = [:]

  /// What tells a directory from another of its name.
  private struct Directory: Hashable {
    let device: UInt64
    let inode: UInt64

    /// The directory under a path, where it may be read.
    init?(_ path: String) {
      var status = stat()
      guard access(path, R_OK | X_OK) == 0, stat(path, &status) == 0 else { return nil }
      (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
  }

  /// Watches directories, but for those that are not there or may not be read; `nil` where the system's
  /// watches are used up (`fs.inotify`), so that the directories have to be looked at again and again.
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
    for path in directories {
      let directory = Directory(path)
      guard inotify_add_watch(descriptor, path, events) < 0 else {
        watched[path] = .some(directory)
        continue
      }
      switch errno {
      case ENOSPC, ENOMEM: return nil
      case ENOENT, ENOTDIR, EACCES: watched[path] = .some(nil)
      default: throw FileFailure("watch", path)
      }
    }
  }

  deinit { close(descriptor) }

  /// Whether every directory is still the one that is watched: another may have been mounted or made in its
  /// place, or be readable by now.
  public var isCurrent: Bool { watched.allSatisfy { Directory($0.key) == $0.value } }

  /// Forgets the events that have come so far; an overflow of their queue is one of them.
  public func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
