import Domain
import Spooling

extension FileFailure {
  /// The failure; where access was refused, with the group that has it.
  var words: LocalizedText {
    guard let group else { return LocalizedText(ja: description, en: description) }
    return LocalizedText(
      ja: "\(description)（グループ \(group) の利用者が使えます）",
      en: "\(description) (it is for members of the group \(group))")
  }
}
