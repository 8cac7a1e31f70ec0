extension Interpretation {
  /// All readings, in order of number, in words that a customer and a court can read: notes print
  /// those that they rely on.
  public static let register = earlier + later

  /// A question and its reading in Japanese, then both in English.
  init(
    _ number: String, setBy: String? = nil,
    ja question: String, _ reading: String, en englishQuestion: String, _ englishReading: String,
    remark: LocalizedText? = nil
  ) {
    self.init(
      number: number, question: LocalizedText(ja: question, en: englishQuestion),
      reading: LocalizedText(ja: reading, en: englishReading), remark: remark, setBy: setBy)
  }
}
