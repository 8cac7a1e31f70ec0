import Glibc

/// Lets one process work on a directory at a time.
public final class ProcessLock {
  private let descriptor: Int32

  /// Another process works there.
  public struct Taken: Error, Sendable, CustomStringConvertible {
    /// Says who.
    public let description: String
  }

  /// Takes the lock file, which stays with the process until it ends.
  ///
  /// - Throws: ``Taken`` naming the other process, ``FileFailure`` when the file cannot be opened.
  public init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var digits = [UInt8](repeating: 0, count: 32)
      let count = max(0, pread(descriptor, &digits, digits.count, 0))
      let pid = String(decoding: digits[..<count].filter { $0 > 0x20 }, as: UTF8.self)
      close(descriptor)
      throw Taken(description: "\(path): process \(pid) is already at work here")
    }
    let pid = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, pid, pid.count, 0) == pid.count else {
      throw FileFailure("write", path)
    }
  }

  deinit { close(descriptor) }
}
