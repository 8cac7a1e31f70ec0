import Glibc

/// A file that appears whole or not at all: written under a passing name, synchronized, renamed.
public final class AtomicFile {
  private static let bufferSize = 1 << 16

  private let path: String
  private let passing: String
  private let mode: mode_t?
  /// Negative while there is no file under the passing name: whoever finds that there is nothing to
  /// write leaves nothing to take away.
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []

  /// Begins a file, and makes its directory if need be; readable by the group.
  ///
  /// - Parameter mode: its mode, whatever the umask and the directory's default access control list say.
  /// - Throws: ``FileFailure`` when its directory cannot be made.
  public init(_ path: String, mode: UInt32? = nil) throws(FileFailure) {
    self.path = path
    self.mode = mode
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let directory = String(path[..<slash])
    if !directory.isEmpty { try makeDirectory(String(directory.dropLast())) }
    passing = "\(directory).\(path[slash...]).tmp"
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(passing)
  }

  /// Appends text.
  ///
  /// - Throws: ``FileFailure`` when it cannot be written.
  public func write(_ text: String) throws(FileFailure) { try write(Array(text.utf8)) }

  /// Appends bytes.
  ///
  /// - Throws: ``FileFailure`` when they cannot be written.
  public func write(_ bytes: [UInt8]) throws(FileFailure) {
    buffer += bytes
    if buffer.count >= AtomicFile.bufferSize { try flush() }
  }

  private func flush() throws(FileFailure) {
    if descriptor < 0 {
      descriptor = open(passing, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
      guard descriptor >= 0 else { throw FileFailure("create", passing) }
      if let mode, fchmod(descriptor, mode) != 0 { throw FileFailure("change", passing) }
    }
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("write", passing) }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the file appear under its name, for good, in the place of any other.
  ///
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  public func commit() throws(FileFailure) {
    try commitUntilPowerFails()
    try synchronizeDirectory(directory)
  }

  /// The same, but for good only once the directory was synchronized: many files of one directory
  /// need that once.
  ///
  /// - Returns: the directory.
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  @discardableResult
  public func commitUntilPowerFails() throws(FileFailure) -> String {
    try finish()
    guard rename(passing, path) == 0 else {
      let failure = FileFailure("rename", passing)
      unlink(passing)
      throw failure
    }
    return directory
  }

  /// Makes the file appear under its name, for good, unless there is another. It never has two names.
  ///
  /// - Returns: whether it appeared.
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  public func commitIfAbsent() throws(FileFailure) -> Bool {
    try finish()
    let appeared: Bool
    do { appeared = try renameIfAbsent(passing, to: path) } catch {
      unlink(passing)
      throw error
    }
    guard appeared else {
      unlink(passing)
      return false
    }
    try synchronizeDirectory(directory)
    return true
  }

  /// Brings what was written to the disk.
  private func finish() throws(FileFailure) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FileFailure("synchronize", passing) }
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 else {
      let failure = FileFailure("close", passing)
      unlink(passing)
      throw failure
    }
  }

  private var directory: String {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return directory.isEmpty ? "/" : directory
  }
}
