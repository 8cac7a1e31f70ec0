import Glibc

/// Whether a user is a member of a group, by its own entry or by the user's primary group; not where the
/// machine knows the one or the other not.
public func isMember(_ uid: UInt32, of group: String) -> Bool {
  var entry = Glibc.group()
  var found: UnsafeMutablePointer<Glibc.group>?
  var buffer = [CChar](repeating: 0, count: 1 << 16)
  guard getgrnam_r(group, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
    return false
  }
  var user = passwd()
  var known: UnsafeMutablePointer<passwd>?
  var text = [CChar](repeating: 0, count: 1 << 14)
  guard getpwuid_r(uid, &user, &text, text.count, &known) == 0, known != nil,
    let name = user.pw_name
  else { return false }
  var groups = [gid_t](repeating: 0, count: 1 << 10)
  var count = Int32(groups.count)
  guard getgrouplist(name, user.pw_gid, &groups, &count) >= 0 else { return false }
  return groups.prefix(Int(count)).contains(entry.gr_gid)
}
