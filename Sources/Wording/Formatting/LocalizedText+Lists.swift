import Domain

extension [LocalizedText] {
  /// One text out of several.
  func joined(ja: String, en: String) -> LocalizedText {
    LocalizedText(ja: map(\.ja).joined(separator: ja), en: map(\.en).joined(separator: en))
  }

  /// A list in a sentence.
  var listed: LocalizedText {
    LocalizedText(ja: map(\.ja).joined(separator: "、"), en: map(\.en).listed)
  }
}

extension [String] {
  /// A list in an English sentence.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension LocalizedText {
  /// A clause as a sentence of its own.
  var sentence: LocalizedText {
    LocalizedText(ja: ja + "。", en: en.prefix(1).uppercased() + en.dropFirst() + ".")
  }
}
