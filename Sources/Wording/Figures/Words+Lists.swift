import Domain

extension [Words] {
  /// One text out of several.
  func joined(ja: String, en: String) -> Words {
    Words(ja: map(\.ja).joined(separator: ja), en: map(\.en).joined(separator: en))
  }

  /// A list in a sentence.
  var listed: Words { Words(ja: map(\.ja).joined(separator: "、"), en: map(\.en).listed) }
}

extension [String] {
  /// A list in an English sentence.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Words {
  /// A clause as a sentence of its own.
  var sentence: Words {
    Words(ja: ja + "。", en: en.prefix(1).uppercased() + en.dropFirst() + ".")
  }
}
