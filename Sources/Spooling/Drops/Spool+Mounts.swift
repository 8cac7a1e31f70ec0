import CLinux
import Glibc

extension Spool {
  /// Refuses a drop directory, or an archive, on a mount of its own: files go from one to the other by
  /// rename, which mounts do not allow, and every file would wait for ever.
  ///
  /// - Throws: ``MountError``, ``FileFailure``.
  public func refuseMounts() throws {
    guard access(root, F_OK) == 0 else { return }
    let own = try Spool.mount(of: root)
    let archives = ["accepted", "rejected", ".taking"]
    for place in kinds + archives
      + archives.flatMap({ archive in kinds.map { "\(archive)/\($0)" } })
    {
      let path = "\(root)/\(place)"
      guard access(path, F_OK) == 0, try Spool.mount(of: path) != own else { continue }
      throw MountError(
        description: "\(path): is on a mount of its own, and files go through the spool by rename, "
          + "within one mount; mount all of \(root) instead, and not a part of it")
    }
  }

  private static func mount(of path: String) throws(FileFailure) -> UInt64 {
    var id: UInt64 = 0
    guard linux_mount_id(path, &id) == 0 else { throw FileFailure("look at", path) }
    return id
  }
}
