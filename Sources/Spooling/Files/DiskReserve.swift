import Glibc

/// What of a disk is kept free, so that what was begun can be finished, and a person can still work there.
public struct DiskReserve: Sendable {
  /// 64 MiB, or a twentieth of a small disk.
  private static let most: Int64 = 64 << 20

  /// How many bytes are free beyond the reserve; negative where that is touched.
  public let free: Int64

  /// The reserve of the disk on which a directory lies.
  ///
  /// - Throws: ``FileFailure``.
  public init(of directory: String) throws(FileFailure) {
    var status = statvfs()
    guard statvfs(directory, &status) == 0 else { throw FileFailure("look at", directory) }
    let size = Int64(status.f_frsize)
    let reserve = min(Self.most, Int64(status.f_blocks) * size / 20)
    free = Int64(status.f_bavail) * size - reserve
  }
}
