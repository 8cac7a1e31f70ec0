import Domain
import Reading
import Spooling

/// Whose a file is counts only where the file shows it.
extension InputSource {
  /// What is wrong with a file whose kind is taken in somebody's name, where it is no evidence of its
  /// owner; `nil` where nothing is, or where the settings do not look at owners.
  func problem(as kind: RecordKind, under policy: Policy) -> Problem? {
    guard let doubt = owner.doubt, kind.isOwnersWord, policy.sameOwner == .refused else {
      return nil
    }
    return Problem(
      file: name, position: nil, path: "", expected: doubt.expected, found: state,
      fix: doubt.fix)
  }
}

extension FileReader {
  /// Its permissions and links.
  var state: String {
    let octal = String(permissions, radix: 8)
    let mode = String(repeating: "0", count: max(0, 4 - octal.utf8.count)) + octal
    return links > 1 ? "mode \(mode), links \(links)" : "mode \(mode)"
  }
}

extension FileOwner.Doubt {
  /// Why an open file is no evidence of its owner; `nil` where it is.
  ///
  /// Where a file has an access control list, the group's bits of its mode are the list's mask: so they
  /// tell of every user and group on the list, too. Who may write the directory does not matter: only who
  /// owns a file can make another of it that looks the same.
  init?(_ file: FileReader) {
    if file.permissions & 0o022 != 0 {
      self = .writableByOthers
    } else if file.links > 1 {
      self = .severalLinks
    } else {
      return nil
    }
  }

  fileprivate var expected: LocalizedText {
    switch self {
    case .writableByOthers:
      LocalizedText(ja: "所有者だけが書き込めるファイル", en: "a file that only its owner can write")
    case .severalLinks:
      LocalizedText(ja: "名前（リンク）が一つのファイル", en: "a file with one link")
    }
  }

  fileprivate var fix: LocalizedText {
    switch self {
    case .writableByOthers:
      LocalizedText(
        ja: "ほかの利用者も書き込めるため、誰が書いたものか確かめられません。slacreditctl submit で置くか、"
          + "chmod 644（または install -m 640）をしてから置き直してください。",
        en:
          "others can write it, so it does not show who wrote it; drop it with slacreditctl submit, "
          + "or after chmod 644 (or by install -m 640)")
    case .severalLinks:
      LocalizedText(
        ja: "別の名前からも触れられ、誰が置いたものか確かめられません。slacreditctl submit で置くか、"
          + "リンクではなくコピー（install -m 640）を置いてください。",
        en:
          "it can be reached by another name, so it does not show who dropped it; use slacreditctl "
          + "submit, or drop a copy (install -m 640) instead of a link")
    }
  }
}
