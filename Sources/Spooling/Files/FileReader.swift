import CLinux
import Glibc

/// An open regular file, read in chunks.
public final class FileReader {
  /// How much is read at once.
  public static let chunkSize = 1 << 18

  /// What the file is called.
  public private(set) var path: String
  /// The user who owns the file.
  public let owner: UInt32
  /// How many bytes it had when it was opened.
  public let size: Int64
  /// Who could do what with it when it was opened: the last twelve bits of its mode.
  public let permissions: UInt32
  /// How many names it had then.
  public let links: UInt64
  /// What it held when it was opened, or claimed, as far as that shows from outside.
  private(set) var content: Content
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
    content = Content(status)
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The next bytes; `nil` at the end.
  ///
  /// - Throws: ``FileFailure`` when reading fails.
  public func next() throws(FileFailure) -> [UInt8]? {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: FileReader.chunkSize) { buffer, count in
      var got = read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw FileFailure("read", path, code: failure) }
    return bytes.isEmpty ? nil : bytes
  }
}

extension FileReader {
  /// What is left of it, up to a limit.
  ///
  /// - Throws: ``FileFailure`` when reading fails.
  public func rest(upTo limit: Int = .max) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit, let piece = try next() { bytes += piece }
    return bytes
  }

  /// The bytes from the beginning, whatever else was read of them.
  public func pieces() -> () throws -> [UInt8]? { pieces(from: 0) }

  /// The bytes from a place, whatever else was read of them.
  public func pieces(from start: Int64) -> () throws -> [UInt8]? {
    var place = start
    return { [self] in
      let piece = try piece(at: place)
      place += Int64(piece.count)
      return piece.isEmpty ? nil : piece
    }
  }

  private func piece(at place: Int64) throws(FileFailure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: FileReader.chunkSize) { buffer, count in
      var got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      while got < 0, errno == EINTR {
        got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw FileFailure("read", path, code: failure) }
    return bytes
  }

  /// What tells one state of a file's content from another.
  struct Content: Hashable {
    private let device: UInt64
    private let inode: UInt64
    let size: Int64
    private let modified: Int64
    private let changed: Int64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      modified = status.st_mtim.nanoseconds
      changed = status.st_ctim.nanoseconds
    }

    /// Whether it is the same file with the same bytes; a rename changes neither.
    func isSameButRenamed(_ other: Content) -> Bool {
      (device, inode, size, modified) == (other.device, other.inode, other.size, other.modified)
    }
  }

  /// Whether somebody is writing to a file.
  enum Writer {
    case none
    case some
    /// The file system does not tell (NFS, SMB), or not to us.
    case unknown
  }

  /// Whether somebody has it open for writing. Where nobody has, nobody can open it so until the lease is
  /// released.
  func lease() -> Writer {
    if linux_take_read_lease(descriptor) == 0 { return .none }
    return errno == EAGAIN ? .some : .unknown
  }

  /// Lets others open it for writing again.
  func releaseLease() { _ = linux_release_lease(descriptor) }

  /// Whether it is still what it was when it was opened, or claimed, and nobody is writing to it.
  ///
  /// - Throws: ``FileFailure`` when it cannot be looked at.
  public func isUnchanged() throws(FileFailure) -> Bool {
    let writer = lease()
    defer { releaseLease() }
    guard writer != .some else { return false }
    return try current() == content
  }

  /// Moves it to where nobody else can reach it.
  ///
  /// - Returns: whether it was moved; `false` where another file lies there, or it was itself replaced or
  ///   changed meanwhile.
  /// - Throws: ``FileFailure`` when it cannot be moved.
  func claim(to place: String) throws(FileFailure) -> Bool {
    guard try renameIfAbsent(path, to: place) else { return false }
    path = place
    let (before, now) = (content, try current())
    content = now
    var status = stat()
    guard lstat(place, &status) == 0 else { return false }
    return before.isSameButRenamed(now) && Content(status) == now
  }

  private func current() throws(FileFailure) -> Content {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("look at", path) }
    return Content(status)
  }

  /// Its last bytes, at most so many.
  ///
  /// - Throws: ``FileFailure`` when reading fails.
  func tail(_ count: Int) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &bytes, count, off_t(max(0, content.size - Int64(count))))
    guard got >= 0 else { throw FileFailure("read", path) }
    return Array(bytes[..<got])
  }

  /// Whether two regular files say the same to the byte; what is no regular file equals none.
  ///
  /// - Throws: ``FileFailure`` when one cannot be read.
  static func areEqual(_ left: String, _ right: String) throws(FileFailure) -> Bool {
    let (one, other): (FileReader, FileReader)
    do {
      one = try FileReader(left, followingLinks: false)
      other = try FileReader(right, followingLinks: false)
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
