import CLinux
import Glibc

/// Renames a file unless there is another of the new name.
///
/// - Returns: whether it was renamed.
/// - Throws: ``FileFailure`` when that fails.
public func renameIfAbsent(_ from: String, to: String) throws(FileFailure) -> Bool {
  if linux_rename_noreplace(from, to) == 0 { return true }
  switch errno {
  case EEXIST: return false
  // Not every file system can (NFS, older FUSE): there it has two names for a moment.
  case EINVAL, ENOSYS, ENOTSUP:
    guard link(from, to) == 0 else {
      if errno == EEXIST { return false }
      throw FileFailure("rename", from)
    }
    guard unlink(from) == 0 else { throw FileFailure("remove", from) }
    return true
  default: throw FileFailure("rename", from)
  }
}

/// Keeps a file beside its place, under its name with `.aside-` and a number.
///
/// - Returns: where it is now.
/// - Throws: ``FileFailure`` when that fails.
func setAside(_ path: String) throws(FileFailure) -> String {
  var (number, aside) = (1, "")
  repeat {
    aside = "\(path).aside-\(number)"
    number += 1
  } while try !renameIfAbsent(path, to: aside)
  return aside
}
