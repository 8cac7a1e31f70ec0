import Glibc

/// A file that appears whole or not at all: written under a passing name, synchronized, renamed.
public final class AtomicFile {
  private static let bufferSize = 1 << 16

  /// Its name.
  public let path: String
  private var temporaryPath: String
  private let mode: mode_t?
  private let isShared: Bool
  /// Negative while the file under the passing name is not open.
  private var descriptor: Int32 = -1
  /// Whether there is a file under the passing name: whoever finds that there is nothing to write leaves
  /// nothing to take away.
  private var isPending = false
  private var buffer: [UInt8] = []

  /// Begins a file, and makes its directory if need be; readable by the group.
  ///
  /// - Parameters:
  ///   - mode: its mode, whatever the umask and the directory's default access control list say.
  ///   - isShared: whether others can write to its directory: then its passing name is like no other.
  /// - Throws: ``FileFailure`` when its directory cannot be made.
  public init(
    _ path: String, mode: UInt32? = nil, isShared: Bool = false
  ) throws(FileFailure) {
    self.path = path
    self.mode = mode
    self.isShared = isShared
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let directory = String(path[..<slash])
    if !directory.isEmpty { try makeDirectory(String(directory.dropLast())) }
    temporaryPath = "\(directory).\(path[slash...]).tmp"
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isPending { unlink(temporaryPath) }
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
      descriptor = isShared ? openUnlike() : open(temporaryPath, Self.creating | O_TRUNC, 0o640)
      guard descriptor >= 0 else { throw FileFailure("create", temporaryPath) }
      isPending = true
      if let mode, fchmod(descriptor, mode) != 0 { throw FileFailure("change", temporaryPath) }
    }
    try writeAll(buffer, to: descriptor, temporaryPath)
    buffer.removeAll(keepingCapacity: true)
  }

  private static let creating = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW

  /// Opens it under a passing name that nobody else can have chosen.
  private func openUnlike() -> Int32 {
    let stem = temporaryPath.dropLast(".tmp".count)
    repeat {
      temporaryPath = "\(stem).\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
      descriptor = open(temporaryPath, Self.creating | O_EXCL, 0o640)
    } while descriptor < 0 && errno == EEXIST
    return descriptor
  }

  /// Makes the file appear under its name, for good, in the place of any other.
  ///
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  public func commit() throws(FileFailure) {
    try commitWithoutDirectorySync()
    try synchronizeDirectory(directory)
  }

  /// The same, but for good only once the directory was synchronized: many files of one directory
  /// need that once.
  ///
  /// - Returns: the directory.
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  @discardableResult
  public func commitWithoutDirectorySync() throws(FileFailure) -> String {
    try finish()
    guard rename(temporaryPath, path) == 0 else { throw FileFailure("rename", temporaryPath) }
    isPending = false
    return directory
  }

  /// Makes the file appear under a name of the same directory unless there is another; it never has two
  /// names. For good only once the directory was synchronized.
  ///
  /// - Parameter path: the name; its own unless given.
  /// - Returns: whether it appeared. Where not, another name can be tried.
  /// - Throws: ``FileFailure`` when that fails; the file then does not appear.
  public func commitIfAbsent(as path: String? = nil) throws(FileFailure) -> Bool {
    try finish()
    guard try renameIfAbsent(temporaryPath, to: path ?? self.path) else { return false }
    isPending = false
    return true
  }

  /// Makes the file appear under its name. Another one that is there is never lost: unless it may be
  /// replaced, it is kept beside it, under its name with `.aside-` and a number. For good only once the
  /// directory was synchronized.
  ///
  /// - Parameter mayReplace: whether what is there, and is not the same to the byte, may go.
  /// - Returns: where the other one is now; `nil` where there was none, or it was replaced.
  /// - Throws: ``FileFailure`` when that fails, and what the parameter throws.
  public func commitSettingAside(unless mayReplace: () throws -> Bool) throws -> String? {
    guard try !commitIfAbsent() else { return nil }
    if try isEqual(to: path) {
      unlink(temporaryPath)
      isPending = false
      return nil
    }
    guard try !mayReplace() else {
      try commitWithoutDirectorySync()
      return nil
    }
    let aside = try setAside(path)
    // Nobody but the service writes here: the name is free now.
    try commitWithoutDirectorySync()
    return aside
  }

  /// Whether a file says the same to the byte.
  ///
  /// - Throws: ``FileFailure``.
  func isEqual(to path: String) throws(FileFailure) -> Bool {
    try finish()
    return try FileReader.areEqual(temporaryPath, path)
  }

  /// Brings what was written to the disk.
  private func finish() throws(FileFailure) {
    guard !isPending || descriptor >= 0 else { return }
    try flush()
    guard fsync(descriptor) == 0 else { throw FileFailure("synchronize", temporaryPath) }
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 else { throw FileFailure("close", temporaryPath) }
  }

  private var directory: String { AtomicFile.directory(of: path) }

  /// The directory in which a file lies.
  public static func directory(of path: String) -> String {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return directory.isEmpty ? "/" : directory
  }
}

/// Writes all of some bytes, however many calls that takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileFailure) {
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { bytes in
      Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw FileFailure("write", path) }
    done += count
  }
}
