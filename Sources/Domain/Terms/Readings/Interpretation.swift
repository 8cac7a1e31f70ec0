/// An entry of the interpretation register: a question that the documents leave open, and how this
/// program reads them.
public struct Interpretation: Hashable, Sendable {
  /// Its number, `I-1` and on.
  public let number: String
  /// What the text leaves open.
  public let question: LocalizedText
  /// How we read it.
  public let reading: LocalizedText
  /// What the law says of it, for people in the house.
  public let remark: LocalizedText?
  /// The fields of a terms file that set it otherwise; `nil` where none does.
  public let setBy: String?
}
