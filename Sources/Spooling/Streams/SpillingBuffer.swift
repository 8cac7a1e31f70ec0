import Glibc

/// Bytes that wait for whoever takes them, first in, first out: the first million in memory, more in a
/// file without a name, which goes with the process.
public struct SpillingBuffer: ~Copyable {
  private static let memoryLimit = 1 << 20

  private var memory: [UInt8] = []
  private var taken = 0
  private var file: Int32 = -1
  private var begin: Int64 = 0
  private var end: Int64 = 0

  /// An empty buffer.
  public init() {}

  deinit { if file >= 0 { close(file) } }

  /// How many bytes wait.
  public var count: Int64 { Int64(memory.count - taken) + end - begin }

  /// Whether nothing waits.
  public var isEmpty: Bool { taken == memory.count && begin == end }

  /// Adds bytes at the end.
  ///
  /// - Throws: ``FileFailure`` when the file cannot be written.
  public mutating func append(_ bytes: [UInt8]) throws(FileFailure) {
    if begin == end, memory.count + bytes.count <= Self.memoryLimit {
      memory += bytes
      return
    }
    if file < 0 { file = try Self.makeFile() }
    if end >> 26 != (end + Int64(bytes.count)) >> 26 { try Self.refuseWithoutRoom() }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        pwrite(file, all.baseAddress.map { $0 + done }, all.count - done, off_t(end))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("write", Self.directory) }
      done += count
      end += Int64(count)
    }
  }

  /// Takes bytes off the beginning.
  ///
  /// - Returns: at most so many; none when nothing waits.
  /// - Throws: ``FileFailure`` when the file cannot be read.
  public mutating func next(upTo limit: Int) throws(FileFailure) -> [UInt8] {
    if taken < memory.count {
      let piece = Array(memory[taken...].prefix(limit))
      taken += piece.count
      if taken == memory.count {
        memory.removeAll(keepingCapacity: true)
        taken = 0
      }
      return piece
    }
    guard begin < end else { return [] }
    var piece = [UInt8](repeating: 0, count: Int(min(Int64(limit), end - begin)))
    let count = pread(file, &piece, piece.count, off_t(begin))
    guard count > 0 else { throw FileFailure("read", Self.directory) }
    begin += Int64(count)
    if begin == end {
      (begin, end) = (0, 0)
      _ = ftruncate(file, 0)
    }
    return Array(piece.prefix(count))
  }

  /// Where what is large goes: on a disk, where the machine keeps /tmp in memory.
  private static let directory = "/var/tmp"

  /// An answer is not worth what the service keeps of the disk to finish its work.
  ///
  /// - Throws: ``FileFailure`` where no more than that is free.
  public static func refuseWithoutRoom() throws(FileFailure) {
    guard try DiskReserve(of: directory).free > 0 else {
      throw FileFailure("write", directory, code: ENOSPC)
    }
  }

  private static func makeFile() throws(FileFailure) -> Int32 {
    try refuseWithoutRoom()
    var template = Array("\(directory)/.slacreditctl.XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw FileFailure("create a file in", directory) }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }
}
