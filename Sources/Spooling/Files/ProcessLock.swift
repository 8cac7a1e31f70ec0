import Glibc

/// Another process works there.
public struct LockHeldError: Error, Sendable, CustomStringConvertible {
  /// Says who.
  public let description: String
}

/// Lets one process work on a directory at a time.
public final class ProcessLock {
  private let descriptor: Int32

  /// Takes the lock file, which stays with the process until it ends.
  ///
  /// - Parameter tries: how often, five milliseconds apart: who only looks whether it is held holds it for a
  ///   moment.
  /// - Throws: ``LockHeldError`` naming the other process, ``FileFailure`` when the file cannot be opened.
  public init(_ path: String, tries: Int = 20) throws {
    // Whoever could open it could hold it, and keep the owner from its work.
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    try narrow(descriptor, path)
    guard Self.take(descriptor, tries) else {
      // What was opened is closed with this.
      let pid = ProcessLock.firstLine(descriptor)
      throw LockHeldError(description: "\(path): process \(pid) is already at work here")
    }
    let pid = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, pid, pid.count, 0) == pid.count else {
      throw FileFailure("write", path)
    }
  }

  deinit { close(descriptor) }

  /// Whether somebody holds a lock file; `nil` where nobody can tell, as it is not there or not ours.
  public static func isHeld(_ path: String) -> Bool? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    for _ in 0..<4 {
      if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return false }
      guard errno == EWOULDBLOCK else { return nil }
      // A process that was just begun by its holder holds it, too, until it is another program.
      usleep(5_000)
    }
    return true
  }

  private static func take(_ descriptor: Int32, _ tries: Int) -> Bool {
    for number in 1...tries {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      if number < tries { usleep(5_000) }
    }
    return false
  }

  private static func firstLine(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
    return String(decoding: bytes[..<count].prefix { $0 > 0x20 }, as: UTF8.self)
  }
}

/// Takes every right to an open file from all but its owner.
///
/// - Throws: ``FileFailure`` when that fails.
public func narrow(_ descriptor: Int32, _ path: String) throws(FileFailure) {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileFailure("look at", path) }
  guard status.st_mode & 0o077 != 0 else { return }
  guard fchmod(descriptor, 0o600) == 0 else { throw FileFailure("narrow the mode of", path) }
}
