import Foundation

extension FileFailure {
  /// Where access was refused: the group of the file, or of the nearest directory above it that can be looked
  /// at; its members have access.
  public var group: String? {
    guard [EACCES, EPERM].contains(code) else { return nil }
    var place = URL(fileURLWithPath: path).standardizedFileURL
    var status = stat()
    while lstat(place.path, &status) != 0 {
      guard place.path != "/" else { return nil }
      place.deleteLastPathComponent()
    }
    let name = groupName(of: status.st_gid)
    return name.isEmpty || status.st_gid == 0 ? nil : name
  }
}
