/// The making of documents as a program.
public enum DocumentMaker {
  /// The number of the version that makes them. It is raised when their words or layout change, so that
  /// of a paper made again with other bytes it is known why (`CHANGELOG.md` says what changed).
  public static let version = 1
}
