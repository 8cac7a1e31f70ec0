import Notation

/// The languages in which the program speaks to people.
public enum Language: String, CaseIterable, Canonical, Hashable, Sendable {
  /// Japanese.
  case ja
  /// English.
  case en
}

/// One thing said in both languages.
public struct LocalizedText: Hashable, Sendable {
  /// In Japanese.
  public let ja: String
  /// In English.
  public let en: String

  /// The same thing, said twice.
  public init(ja: String, en: String) {
    self.ja = ja
    self.en = en
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .ja: ja
    case .en: en
    }
  }
}

extension LocalizedText: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    self.init(ja: try fields["ja"], en: try fields["en"])
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws { try object.add("en", en, "ja", ja) }
}
