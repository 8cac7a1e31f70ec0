import Glibc

/// The drop directories as they were last seen: one that is taken away is made again for the same group, so
/// that its senders can go on.
public struct DropDirectories {
  private struct Access {
    let group: gid_t
    let mode: mode_t
  }

  private let paths: [String]
  private var seen: [String: Access] = [:]

  /// The drop directories of a spool.
  public init(_ spool: Spool) {
    paths = spool.directories
  }

  /// Makes those again that are gone, as they were. Where a sandbox forbids to give one to its group, it is
  /// left away: one that its senders cannot write to, or whose files nobody can read, is worse than none.
  ///
  /// - Returns: those that somebody else has to make.
  /// - Throws: ``FileFailure`` when one cannot be made for another reason.
  public mutating func restore() throws(FileFailure) -> [String] {
    var lacking: [String] = []
    for path in paths {
      var status = stat()
      if stat(path, &status) == 0 {
        seen[path] = Access(group: status.st_gid, mode: status.st_mode & 0o7777)
        continue
      }
      guard errno == ENOENT, let access = seen[path] else { continue }
      try makeDirectory(path)
      // In this order: a change of the group takes the set-group bit away.
      guard chown(path, uid_t.max, access.group) != 0 || chmod(path, access.mode) != 0 else {
        continue
      }
      guard errno == EPERM else { throw FileFailure("change", path) }
      rmdir(path)
      lacking.append(path)
    }
    return lacking
  }
}
