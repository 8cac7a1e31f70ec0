import Glibc

/// An open regular file, read in chunks.
public final class FileBytes {
  /// How much is read at once.
  public static let chunkSize = 1 << 18

  /// What the file is called.
  public let path: String
  /// The user who owns the file.
  public let owner: UInt32
  /// How many bytes it had when it was opened.
  public let size: Int64
  /// Who could do what with it when it was opened: the last twelve bits of its mode.
  public let permissions: UInt32
  /// How many names it had then.
  public let links: UInt64
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
    owner = status.st_uid
    size = Int64(status.st_size)
    permissions = status.st_mode & 0o7777
    links = UInt64(status.st_nlink)
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

extension FileBytes {
  /// Whether two regular files say the same to the byte; what is no regular file equals none.
  ///
  /// - Throws: ``FileFailure`` when one cannot be read.
  static func areEqual(_ left: String, _ right: String) throws(FileFailure) -> Bool {
    let (one, other): (FileBytes, FileBytes)
    do {
      one = try FileBytes(left, followingLinks: false)
      other = try FileBytes(right, followingLinks: false)
    } catch {
      switch error.code {
      case ENOENT, ELOOP, EISDIR, ENXIO: return false
      default: throw error
      }
    }
    // Of regular files every piece but the last is whole.
    while let piece = try one.next() {
      guard try other.next() == piece else { return false }
    }
    return try other.next() == nil
  }
}
