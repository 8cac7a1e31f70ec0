import Glibc

/// The name of a group; empty where the machine knows none.
public func groupName(of gid: UInt32) -> String {
  var entry = group()
  var found: UnsafeMutablePointer<group>?
  var buffer = [CChar](repeating: 0, count: 1 << 16)
  guard getgrgid_r(gid, &entry, &buffer, buffer.count, &found) == 0, found != nil,
    let name = entry.gr_name
  else { return "" }
  return String(cString: name)
}

/// The name of a user; empty where the machine knows none.
public func userName(of uid: UInt32) -> String {
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  var buffer = [CChar](repeating: 0, count: 1 << 14)
  guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil,
    let name = entry.pw_name
  else { return "" }
  return String(cString: name)
}
