import Domain

/// A text that is no time, told in words.
public struct UnreadableTime: Error, Hashable, Sendable {
  /// What is wrong with it, and how to fix it.
  public let words: LocalizedText
}
