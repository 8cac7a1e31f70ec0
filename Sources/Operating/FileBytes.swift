import Glibc
import Reading

/// A failure of a system call on a file, in words.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, such as `open`.
  public let operation: String
  /// On which file.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// The failure that the system just reported.
  public init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// `path: cannot open: reason`.
  public var description: String { "\(path): cannot \(operation): \(String(cString: strerror(code)))" }
}

/// An open regular file, read in chunks.
public final class FileBytes {
  /// How much is read at once.
  public static let chunkSize = 1 << 18

  /// What the file is called.
  public let path: String
  private let descriptor: Int32

  /// Opens a regular file for reading; follows no link.
  ///
  /// - Throws: ``FileFailure`` when it cannot be opened or is no regular file.
  public init(_ path: String, followingLinks: Bool = true) throws(FileFailure) {
    self.path = path
    // A FIFO would block without O_NONBLOCK until somebody writes to it.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
    let opened = open(path, flags)
    guard opened >= 0 else { throw FileFailure("open", path) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw FileFailure("read", path, code: EISDIR)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The next bytes; `nil` at the end.
  ///
  /// - Throws: ``FileFailure`` when reading fails.
  public func next() throws(FileFailure) -> [UInt8]? {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: FileBytes.chunkSize) { buffer, count in
      var got = read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw FileFailure("read", path, code: failure) }
    return bytes.isEmpty ? nil : bytes
  }
}

extension RecordFile {
  /// A file on disk.
  ///
  /// - Throws: ``FileFailure`` when it cannot be opened.
  public init(path: String) throws {
    let file = try FileBytes(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    self.init(name: name, bytes: ByteReader { try file.next() })
  }
}
