import Assessing
import Domain
import Quantities

/// The sentences of an explanation, by idea.
enum Sentence {
  static let settledWhateverIsMissing = LocalizedText(
    ja: "まだ分かっていない事実がありますが、それがどのような内容でも結果は変わりません。",
    en: "Some facts are still missing. Whatever they turn out to be, the result is the same.")

  static let tooManyPossibilities = LocalizedText(
    ja: "まだ分かっていない事実が多く、考えられる場合が多すぎるため、すべてを試すことはできません。"
      + "分かった事実から順に報告してください。",
    en:
      "So much is still missing that there are too many possibilities to try them all. Report what "
      + "is established: each fact makes them fewer.")

  /// The same, of facts by name.
  static func settledWhatever(_ missing: [LocalizedText]) -> LocalizedText {
    guard !missing.isEmpty else { return settledWhateverIsMissing }
    let verb = missing.count == 1 ? "is" : "are"
    return LocalizedText(
      ja: "\(missing.map(\.ja).joined(separator: "と"))はまだ確定していませんが、"
        + "どのような内容でも結果は変わりません",
      en: "\(missing.map(\.en).listed) \(verb) not established yet, but the result is the same "
        + "whatever comes out"
    ).sentence
  }

  static func readInto(_ clause: String, _ terms: Identifier) -> LocalizedText {
    let title = terms.titleInSentence
    return LocalizedText(
      ja: "\(clause)により、\(title.ja)を、名称を読み替えて適用します。",
      en: "Under \(clause), we apply \(title.en), read with the names exchanged.")
  }

  static func agreed(_ clause: String, _ agreement: Identifier, _ instead: String) -> LocalizedText
  {
    LocalizedText(
      ja: "個別の合意\(agreement)により、\(instead)に代えて、その\(clause)を適用します。",
      en: "Under the agreement \(agreement), its \(clause) applies in place of \(instead).")
  }
}
