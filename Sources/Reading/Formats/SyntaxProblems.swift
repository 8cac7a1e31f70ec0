import Domain

extension Problem {
  static func emptyFile(_ file: String) -> Problem {
    Problem(
      file: file, position: nil, path: "",
      expected: LocalizedText(ja: "内容のあるファイル", en: "a file with content"),
      found: nil,
      fix: LocalizedText(
        ja: "書き終えたファイルを置いてください（空の一覧は [] と書きます）。",
        en: "put the finished file there (an empty list is written [])"))
  }

  /// - Parameter bytes: some of the file, by which its encoding is guessed.
  static func notUTF8(_ file: String, _ position: Position?, _ bytes: [UInt8]) -> Problem {
    let guess = TextEncoding.guess(bytes)?.rawValue
    let looks = guess.map { LocalizedText(ja: "\($0) のようです。", en: "it looks like \($0); ") }
    return Problem(
      file: file, position: position, path: "",
      expected: LocalizedText(ja: "UTF-8の文字", en: "UTF-8 text"),
      found: guess,
      fix: LocalizedText(
        ja: (looks?.ja ?? "")
          + "UTF-8で保存してください（Excelでは「CSV UTF-8（コンマ区切り）」を選びます）。",
        en: (looks?.en ?? "") + "save the file as UTF-8 (in Excel: “CSV UTF-8”)"))
  }

  static func syntax(
    _ file: String, _ position: Position?, _ expected: LocalizedText, found: String?
  ) -> Problem {
    Problem(
      file: file, position: position, path: "", expected: expected,
      found: found ?? LocalizedText(ja: "ファイルの終わり", en: "end of file").en,
      fix: LocalizedText(
        ja: "書式を直すか、途中で切れていないファイルを置いてください。",
        en: "fix the syntax here, or send the whole file if it was cut off"))
  }

  static func tooLarge(_ file: String, limit: String) -> Problem {
    Problem(
      file: file, position: nil, path: "",
      expected: LocalizedText(ja: "\(limit)までのYAML", en: "at most \(limit) of YAML"), found: nil,
      fix: LocalizedText(
        ja: "大きな一覧はCSVかJSONにしてください。", en: "send a long list as CSV or JSON"))
  }
}
