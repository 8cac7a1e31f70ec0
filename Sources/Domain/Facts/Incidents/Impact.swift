import Notation

/// How far the service could be used.
public enum Impact: String, CaseIterable, Canonical, Hashable, Sendable {
  /// Not at all (全く利用できない).
  case total
  /// So impaired that it is as good as unusable (全く利用できない程度).
  case equivalent
  /// Impaired.
  case partial
}
