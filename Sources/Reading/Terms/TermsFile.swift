import Domain

extension RecordFile {
  /// Reads one edition of a document; `nil`, with problems, when it is not one or contradicts
  /// itself.
  ///
  /// - Throws: only what reading the bytes throws.
  public func readTerms() throws -> TermsEdition? {
    var found: TermsEdition?
    var count = 0
    try forEachRecord { node in
      count += 1
      found = TermsReader(node, problems: problems)?.edition()
    }
    if count != 1, problems.isEmpty {
      problems.add(
        at: nil, "", expected: LocalizedText(ja: "一つの版", en: "one edition"), found: "\(count)",
        fix: LocalizedText(ja: "版ごとに一つのファイルにしてください。", en: "write one file for each edition"))
      return nil
    }
    return problems.isEmpty ? found : nil
  }
}
