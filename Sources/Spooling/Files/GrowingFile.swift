import Glibc

/// A file to whose end is written, and which is synchronized before anybody is told how long it is.
public final class GrowingFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Goes on at a place; what stands behind it was never told to anybody, and goes.
  ///
  /// - Throws: ``FileFailure``.
  public init(_ path: String, at place: Int64) throws(FileFailure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    guard ftruncate(descriptor, off_t(place)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw FileFailure("write", path)
    }
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  ///
  /// - Throws: ``FileFailure``.
  public func write(_ bytes: [UInt8]) throws(FileFailure) {
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Brings what was written to the disk.
  ///
  /// - Throws: ``FileFailure``.
  public func synchronize() throws(FileFailure) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FileFailure("synchronize", path) }
  }

  private func flush() throws(FileFailure) {
    try writeAll(buffer, to: descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }
}
