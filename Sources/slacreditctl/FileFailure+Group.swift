import Domain
import Foundation
import Spooling

extension FileFailure {
  /// The failure; where access was refused, with the group that has it.
  var words: Words {
    guard [EACCES, EPERM].contains(code), let group else {
      return Words(ja: description, en: description)
    }
    return Words(
      ja: "\(description)（グループ \(group) の利用者が使えます）",
      en: "\(description) (it is for members of the group \(group))")
  }

  /// The group of the file, or of the nearest directory above it that can be looked at.
  private var group: String? {
    var place = URL(fileURLWithPath: path).standardizedFileURL
    var status = stat()
    while stat(place.path, &status) != 0 {
      guard place.path != "/" else { return nil }
      place.deleteLastPathComponent()
    }
    let name = groupName(of: status.st_gid)
    return name.isEmpty || status.st_gid == 0 ? nil : name
  }
}
