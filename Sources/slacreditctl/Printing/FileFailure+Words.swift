import Domain
import Spooling

extension FileFailure {
  /// The failure; where access was refused, with the group that has it.
  var words: Words {
    guard let group else { return Words(ja: description, en: description) }
    return Words(
      ja: "\(description)（グループ \(group) の利用者が使えます）",
      en: "\(description) (it is for members of the group \(group))")
  }
}
